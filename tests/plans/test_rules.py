"""What a plan may hold, what changed, when it may be in force. No database."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from waymark.support.plans import rules
from waymark.support.plans.choices import AREAS, TEXTS, Agreed, Part, TookPart

A_LINE = {
    "key": "a",
    "what": "walk",
    "who": "Sam",
    "how_often": "daily",
    "starts_on": "",
    "limits": "",
    "by": "Ann",
    "on": "2026-03-01",
}
NOT_NOW = {part.value: {"stands": "not_now"} for part in AREAS}
WHOLE = {**NOT_NOW, "home": {"stands": "support", "actions": [A_LINE]}}


def tidied(said, before=None):
    return rules.tidied(
        Part.HOME, said, rules.part_of({"home": before or {}}, Part.HOME), "Bea", "2026-03-04"
    )


def test_an_action_keeps_whose_draft_it_is_until_its_words_change():
    before = {"actions": [A_LINE]}
    assert tidied(before, before)["actions"][0]["by"] == "Ann"
    changed = tidied({"actions": [{**A_LINE, "what": "swim"}]}, before)["actions"][0]
    assert (changed["by"], changed["on"], changed["what"]) == ("Bea", "2026-03-04", "swim")


def test_empty_lines_are_left_out_and_a_half_written_one_stays_in_the_draft():
    empty = dict.fromkeys(rules.ACTION_FIELDS, "")
    said = tidied(
        {"actions": [{"key": "b", **empty}, {"key": "c", **empty, "what": "swim"}], "stands": "support"}
    )
    assert [row["key"] for row in said["actions"]] == ["c"]
    assert (
        rules.wrong_with_part(Part.HOME, said) == "Say who does “swim”: a name, an agency, or “No one yet”."
    )


def test_lines_are_numbered_through_the_whole_plan():
    body = {
        "money": {"actions": [{**A_LINE, "key": "m"}], "needs": [{"key": "n", "words": "rent", "hoped": ""}]},
        "home": {"actions": [A_LINE]},
    }
    assert [(line.name, line.key) for line in rules.lines_of(body)] == [
        ("action 1", "a"),
        ("need 1", "n"),
        ("action 2", "m"),
    ]


@pytest.mark.parametrize(
    ("body", "wrong"),
    [
        ({}, "Write at least one action: what will be done, and who does it."),
        (
            {**WHOLE, "money": {}},
            "Ask how these stand, “Going well” or “Not now” where nothing is to be done: Money.",
        ),
        (
            {**WHOLE, "money": {}, "faith": {}},
            "Ask how these stand, “Going well” or “Not now” where nothing is to be done: Money and Faith and what I believe.",
        ),
        (
            {**WHOLE, "home": {"stands": "not_now", "actions": [A_LINE]}},
            "Home: Something will be done here: choose “We are working on this”, or take the actions out.",
        ),
        (WHOLE, ""),
    ],
)
def test_what_a_plan_lacks_before_it_can_be_in_force(body, wrong):
    assert rules.wrong_with_body(body) == wrong


@pytest.mark.parametrize(
    ("took_part", "words", "wrong"),
    [
        ([], "", "Say how the person took part."),
        ([TookPart.DECLINED], "", "Say what they said when they were asked."),
        ([TookPart.DECLINED], "not today", ""),
        (
            [TookPart.DECLINED, TookPart.AGREES],
            "no",
            "They cannot both take part and not want to. Choose what fits.",
        ),
        (
            [TookPart.AGREES, TookPart.DISAGREES],
            "",
            "Choose either “Agrees with it” or “Disagrees with some or all of it”.",
        ),
        ([TookPart.PRESENT, TookPart.DISAGREES], "", ""),
    ],
)
def test_how_the_person_took_part_is_always_said(took_part, words, wrong):
    assert rules.wrong_with_taking_part(took_part, words) == wrong


def test_who_did_not_want_to_take_part_has_not_agreed():
    assert rules.wrong_with_agreement(Agreed.PERSON, "", [TookPart.DECLINED])
    assert (
        rules.wrong_with_agreement(Agreed.NOT_AGREED, "", [TookPart.DECLINED])
        == "Say what they do not agree with, or who decided and why."
    )
    assert rules.wrong_with_agreement(Agreed.BEST_INTERESTS, "Decided by Dr Shah for the tenancy", []) == ""


def test_what_changed_is_said_line_by_line_by_the_line_s_own_key():
    after = {
        **WHOLE,
        "home": {
            "stands": "support",
            "actions": [{**A_LINE, "key": "b", "what": "swim"}, {**A_LINE, "who": "Jo"}],
        },
    }
    found = rules.changes(WHOLE, after)
    assert [(one.where, one.how, one.before, one.after) for one in found] == [
        ("Home, action 1", "Added", "", "swim. Who: Sam. How often: daily"),
        ("Home, action 2", "Changed", "walk. Who: Sam. How often: daily", "walk. Who: Jo. How often: daily"),
    ]
    assert next((one.how, one.after) for one in rules.changes(after, WHOLE)) == ("Taken out", "")


def test_a_review_names_what_is_left_undecided():
    body = {**WHOLE, "money": {"stands": "support", "actions": [{**A_LINE, "key": "m", "what": "budget"}]}}
    assert rules.wrong_with_review(body, {"a": "keep"}) == "Say keep, change or stop of action 2 (budget)."
    assert (
        rules.wrong_with_review(body, {"a": "keep", "m": "perhaps"})
        == "Say keep, change or stop of action 2 (budget)."
    )
    assert rules.wrong_with_review(body, {"a": "keep", "m": "stop"}) == ""
    assert [line.key for line in rules.lines_of(rules.without(body, ["m"]))] == ["a"]


def test_hours_are_counted_through_the_night_when_clocks_go_back():
    evening = datetime(2026, 10, 24, 20, 0, tzinfo=UTC)
    due = rules.due_at(evening, 24)
    assert due == datetime(2026, 10, 25, 20, 0, tzinfo=UTC)
    assert rules.late_words(due, datetime(2026, 10, 25, 21, 15, tzinfo=UTC)) == "1 h 15 late"
    assert rules.late_words(due, datetime(2026, 10, 25, 20, 9, 59, tzinfo=UTC)) == "9 min late"
    assert rules.late_words(due, due) == ""


def test_a_clock_by_channel_counts_hours_for_a_stay_and_days_elsewhere():
    clock = {"rule": "by_channel", "days": 7, "by_channel": {"bed": {"hours": 24}, "outreach": {"days": 5}}}
    assert (rules.hours_of(clock, "bed"), rules.hours_of(clock, "outreach")) == (24, None)
    assert rules.rule_for(clock, "outreach") == {"rule": "every", "days": 5}
    assert rules.rule_for(clock, "") == {"rule": "every", "days": 7}
    assert rules.rule_for({"rule": "off"}, "bed") == {"rule": "off"}


def test_shares_of_nothing_and_of_twenty():
    assert rules.share(0, 0) == 100
    assert rules.share(19, 20) == 95


WORDS = st.text(max_size=40)


@given(st.dictionaries(st.sampled_from([part.value for part in TEXTS]), st.dictionaries(WORDS, WORDS)))
def test_anything_kept_as_a_text_part_is_shown_under_its_own_headings_alone(body):
    for part in TEXTS:
        assert set(rules.part_of(body, part)) == set(TEXTS[part])


@given(st.lists(st.tuples(WORDS, WORDS), max_size=6))
def test_all_the_words_of_a_plan_are_found(rows):
    actions = [{**A_LINE, "key": str(n), "what": what, "who": who} for n, (what, who) in enumerate(rows)]
    text = rules.text_of({"home": {"actions": actions}})
    assert all(what in text and who in text for what, who in rows)
