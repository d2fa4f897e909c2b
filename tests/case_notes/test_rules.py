"""Signing and wording as rules: values in, answers out."""

import hashlib
from datetime import UTC, date, datetime, timedelta

import pytest

from tests.factories.real_service import london
from waymark.support.case_notes import rules
from waymark.support.case_notes.rules import Said

VISIT = london(date(2026, 3, 3), 14)
DAY_LIMIT = 24


# ---------------------------------------------------------------- how late


def test_a_note_signed_at_nine_on_the_day_after_next_is_43_hours_late():
    hours = rules.late_hours(VISIT, london(date(2026, 3, 5), 9), DAY_LIMIT)

    assert hours == 43
    assert rules.late_words(hours) == "Late entry: 43 hours"


@pytest.mark.parametrize(
    ("after", "limit", "late"),
    [
        (timedelta(minutes=5), 24, 0),
        (timedelta(hours=24), 24, 0),
        (timedelta(hours=24, seconds=1), 24, 24),
        (timedelta(hours=47, minutes=59), 24, 47),
        (timedelta(hours=43), 72, 0),
        (timedelta(hours=1, minutes=30), 1, 1),
        (timedelta(hours=-2), 24, 0),
    ],
)
def test_late_counts_whole_hours_from_the_event_and_only_past_the_limit(after, limit, late):
    assert rules.late_hours(VISIT, VISIT + after, limit) == late


def test_in_time_says_nothing_and_one_hour_is_one_hour():
    assert rules.late_words(0) == ""
    assert rules.late_words(1) == "Late entry: 1 hour"


def test_the_change_of_the_clocks_makes_nobody_late():
    """From noon to noon over the last Sunday of October is twenty-five hours; over that of March, twenty-three."""
    autumn = london(date(2026, 10, 24), 12), london(date(2026, 10, 25), 12)
    spring = london(date(2026, 3, 28), 12), london(date(2026, 3, 29), 12)

    assert rules.late_hours(*autumn, DAY_LIMIT) == 25
    assert rules.late_hours(*spring, DAY_LIMIT) == 0


# ---------------------------------------------------------------- the time given


@pytest.mark.parametrize(
    ("before", "sentence"),
    [
        (timedelta(minutes=-5), ""),
        (
            timedelta(minutes=-6),
            "This is in the future. Give the day and time it happened, or say why.",
        ),
        (timedelta(days=14), ""),
        (
            timedelta(days=14, seconds=1),
            "This was more than 14 days ago. Say why it is written now.",
        ),
    ],
)
def test_a_time_ahead_or_long_past_needs_a_reason(before, sentence):
    now = datetime(2026, 3, 20, 9, tzinfo=UTC)

    assert rules.wrong_with_time(now - before, now, "  ") == sentence
    assert rules.wrong_with_time(now - before, now, "Found in my notebook") == ""


# ---------------------------------------------------------------- the words


@pytest.mark.parametrize("said", [Said(), Said(text=" \n\t"), Said(text="x"), Said(reason="Only a reason")])
def test_nothing_said_is_refused(said):
    assert rules.wrong_with_words(said) == "Write what you did, or what they said."


@pytest.mark.parametrize("part", ["text", "their_words", "worries", "what_next"])
def test_any_one_part_is_enough(part):
    assert rules.wrong_with_words(Said(**{part: "ok"})) == ""


@pytest.mark.parametrize("character", ["\x00", chr(0xD83D), chr(0xDFFF)])
def test_what_no_database_keeps_is_refused_wherever_it_stands(character):
    for part in ("text", "their_words", "worries", "what_next", "reason"):
        said = Said(**{"text": "We met.", part: f"We met{character}."})
        assert "cannot be kept" in rules.wrong_with_words(said)


def test_a_note_has_an_end():
    assert rules.wrong_with_words(Said(text="a" * 100_000)) == ""
    assert "at most 100,000 characters" in rules.wrong_with_words(Said(text="a" * 99_999, worries="aa"))


@pytest.mark.parametrize(
    ("reason", "sentence"),
    [
        ("", "Say why, in a few words."),
        ("because", "Say why, in a few words."),
        ("Wrong day", ""),
        ("a " * 150, ""),
        ("a " * 151, "Say why in fewer words: 300 letters at most."),
    ],
)
def test_a_reason_is_a_few_words(reason, sentence):
    assert rules.wrong_with_reason(reason) == sentence


def test_the_digest_is_over_the_words_exactly_as_typed():
    said = Said(text="Met Zoë", their_words="“Fine”")
    body = '{"reason":"","text":"Met Zoë","their_words":"“Fine”","what_next":"","worries":""}'

    assert rules.digest(said) == hashlib.sha256(body.encode("utf8")).hexdigest()
    assert rules.digest(said) != rules.digest(Said(text="Met Zoë ", their_words="“Fine”"))
    assert rules.digest(Said(text="ab")) != rules.digest(Said(their_words="ab"))


def test_what_is_searched_is_every_part_but_the_reason():
    assert rules.searchable(Said("A", "", "C", "D", "why")) == "A\nC\nD"


# ---------------------------------------------------------------- first weeks


@pytest.mark.parametrize(
    ("began", "day", "weeks", "within"),
    [
        (date(2026, 3, 2), date(2026, 3, 29), 4, True),
        (date(2026, 3, 2), date(2026, 3, 30), 4, False),
        (date(2020, 1, 1), date(2026, 3, 30), 0, True),
        (None, date(2026, 3, 30), 4, True),
    ],
)
def test_first_weeks_are_counted_from_the_first_day(began, day, weeks, within):
    assert rules.in_first_weeks(began, day, weeks) is within


# ---------------------------------------------------------------- style prompts (LDS-24)


def test_words_that_blame_have_plainer_ones_beside_them():
    assert rules.prompts("Non-compliant with meds") == [rules.Prompt("Non-compliant", "chose not to")]


def test_each_is_said_once_and_in_the_order_typed():
    found = rules.prompts("She refused tea. DNA on Monday, refused on Tuesday.")

    assert [prompt.found for prompt in found] == ["refused", "DNA"]


def test_the_longest_fits_first_and_parts_of_words_are_left_alone():
    assert [p.found for p in rules.prompts("treatment resistant")] == ["treatment resistant"]
    assert rules.prompts("water-resistant? no: waterresistant; Edna came") == [
        rules.Prompt("resistant", "did not want to")
    ]


def test_a_dash_of_another_kind_is_the_same_dash():
    assert [p.instead for p in rules.prompts("non‑compliant")] == ["chose not to"]


def test_a_service_s_own_list_is_used_and_an_empty_one_says_nothing():
    assert rules.prompts("A frequent flyer.", {"frequent flyer": "x"}) == [
        rules.Prompt("frequent flyer", "x")
    ]
    assert rules.prompts("A frequent flyer.", {}) == []


def test_no_suggestion_needs_another():
    for typed, instead in rules.SUGGESTIONS.items():
        assert typed == typed.casefold()
        assert rules.prompts(instead) == []
