"""Break-glass: its length, its reason, and who judges it."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from waymark.people.access.choices import OVERRIDE_REASONS, OverrideReason, Relationship
from waymark.people.access.rules import (
    may_end_exclusion,
    may_judge,
    override_ends,
    override_running,
    reason_problem,
)

NIGHT = datetime(2026, 10, 24, 23, tzinfo=UTC)  # the clocks go back two hours later
ANN, LEE = UUID(int=1), UUID(int=2)


def test_it_lasts_four_true_hours_over_the_change_of_clocks():
    ends = override_ends(NIGHT)

    assert ends == datetime(2026, 10, 25, 3, tzinfo=UTC)
    assert override_running(NIGHT, ends, ends - timedelta(seconds=1))
    assert not override_running(NIGHT, ends, ends)
    assert not override_running(NIGHT, ends, NIGHT - timedelta(seconds=1))


def test_a_service_may_set_its_own_length_up_to_a_day():
    assert override_ends(NIGHT, timedelta(hours=1)) == NIGHT + timedelta(hours=1)
    assert override_ends(NIGHT, timedelta(hours=24)) == NIGHT + timedelta(hours=24)


@pytest.mark.parametrize("length", [timedelta(0), timedelta(minutes=-1), timedelta(hours=24, seconds=1)])
def test_no_length_of_nothing_or_of_more_than_a_day(length):
    with pytest.raises(ValueError):
        override_ends(NIGHT, length)


@pytest.mark.parametrize(
    "words",
    [
        "She rang the duty line and says she cannot go on",
        "duty call!\nfrom A&E",
        "Mae'n ffonio",
        "Müdür aradı, acil durum",
        "Звонок: нужна помощь",
    ],
)
def test_a_sentence_will_do(words):
    assert reason_problem(words) == ""


@pytest.mark.parametrize(
    "words",
    [
        "",
        "   \n",
        "duty call",
        "aaaaaaaaaa",
        "a a a a a a a a",
        "..........",
        "1234567890 1234",
        "no no no no no",
        "asdf asdf asdf",
        "emergency!!!",
        "ab ba ab ba ab",
        "x" + " " * 20 + "y",
    ],
)
def test_what_nobody_could_judge_will_not(words):
    assert reason_problem(words).endswith(".")


@given(st.characters(), st.integers(0, 60))
def test_one_character_repeated_is_never_a_reason(character, times):
    assert reason_problem(character * times)


@given(st.text(max_size=40))
def test_spaces_round_the_words_change_nothing(words):
    assert reason_problem(f"\t {words}\n ") == reason_problem(words)


def test_every_reason_has_its_words():
    assert OVERRIDE_REASONS.keys() == set(OverrideReason)
    assert OVERRIDE_REASONS[OverrideReason.DUTY_CALL] == "Duty call"


def test_nobody_judges_their_own():
    assert not may_judge(ANN, ANN)
    assert may_judge(ANN, LEE)


def test_one_s_own_record_stays_barred_and_a_conflict_is_lifted_by_a_second_person():
    assert not may_end_exclusion(Relationship.OWN_RECORD, declared_by=ANN, ended_by=LEE)
    assert not may_end_exclusion(Relationship.DECLARED_CONFLICT, declared_by=ANN, ended_by=ANN)
    assert may_end_exclusion(Relationship.DECLARED_CONFLICT, declared_by=ANN, ended_by=LEE)


@pytest.mark.parametrize(
    "kind", sorted(set(Relationship) - {Relationship.OWN_RECORD, Relationship.DECLARED_CONFLICT})
)
def test_only_what_bars_can_be_lifted(kind):
    with pytest.raises(ValueError):
        may_end_exclusion(kind, declared_by=ANN, ended_by=LEE)
