"""The clock of a request by the vectors, and blacking out (rules.md 19, deadline_cases.json)."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from waymark.governance.subject_access import rules
from waymark.governance.subject_access.choices import Step
from waymark.work.due.queries import next_working_day

CASES = json.loads(
    (Path(__file__).parents[1] / "data/vectors/deadline_cases.json").read_text(encoding="utf8")
)["cases"]
SAR = [case for case in CASES if case["kind"] == "SAR"]


def day(case: dict[str, Any], name: str) -> date | None:
    return date.fromisoformat(case[name]) if name in case else None


def facts(case: dict[str, Any]) -> rules.Facts:
    return rules.Facts(
        received=date.fromisoformat(case["received"]),
        identity_asked=day(case, "id_requested"),
        identity_checked=day(case, "id_received"),
        clarity_asked=day(case, "clarification_asked"),
        clarity_given=day(case, "clarification_received"),
        extended=case.get("extended", False),
    )


@pytest.mark.parametrize("case", SAR, ids=lambda case: case["received"])
def test_the_vectors(case: dict[str, Any]) -> None:
    clock = rules.clock_of(facts(case), date(2026, 12, 1), next_working_day)
    assert clock.start == day(case["expect"], "start")
    assert clock.calendar_due == day(case["expect"], "calendar_due")
    assert clock.due == day(case["expect"], "due")
    if "must_notify_by" in case:
        assert clock.notify_by == day(case, "must_notify_by")


def test_there_are_ten_of_them() -> None:
    assert len(SAR) == 10


def test_nothing_is_due_while_nobody_knows_who_asks_and_the_clock_stops_while_they_are_asked_what_they_want() -> (
    None
):
    asked = rules.Facts(date(2026, 11, 2), identity_asked=date(2026, 11, 2))
    clock = rules.clock_of(asked, date(2026, 11, 30), next_working_day)
    assert (clock.start, clock.due) == (None, None)
    assert rules.words(clock, date(2026, 11, 30)) == "the clock waits until it is certain who asks"
    unclear = rules.Facts(date(2026, 11, 2), clarity_asked=date(2026, 11, 5))
    stopped = rules.clock_of(unclear, date(2026, 11, 14), next_working_day)
    assert stopped.stopped
    assert stopped.due == date(2026, 12, 14)


def test_more_time_is_only_taken_within_the_first_month() -> None:
    known = rules.Facts(date(2026, 11, 2))
    late = rules.wrong_with_step(
        Step.EXTENDED, date(2026, 12, 3), known, date(2026, 12, 3), date(2026, 12, 2)
    )
    assert late == "They must be told within the first month, by 2 December 2026. It cannot be extended now."
    assert (
        rules.wrong_with_step(Step.EXTENDED, date(2026, 12, 2), known, date(2026, 12, 3), date(2026, 12, 2))
        == ""
    )


def test_a_passage_is_black_wherever_it_stands_and_the_longer_one_first() -> None:
    item = rules.Item("note:1", "A note", "Leila said so. Leila said so twice.")
    cuts = [
        rules.Cut("note:1", "Leila", 1),
        rules.Cut("note:1", "Leila said so twice", 2),
        rules.Cut("note:2", "said", 3),
    ]
    assert rules.blacked_out(item, cuts).text == f"{rules.BLACK} [1] said so. {rules.BLACK} [2]."


def test_people_in_their_life_are_marked_by_any_part_of_their_name() -> None:
    assert rules.mentioned("Met LEILA at the door", ["Leila Marsh", "Tom"]) == ("Leila Marsh",)
