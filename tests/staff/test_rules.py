"""The pure decisions about posts, sessions and guesses."""

import string
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from waymark.organisation.staff import rules

NOW = datetime(2026, 3, 3, 9, 0, tzinfo=UTC)
DAYS = st.dates(date(2020, 1, 1), date(2040, 12, 31))


@pytest.mark.parametrize(
    ("starts_on", "months", "last"),
    [
        (date(2026, 6, 1), 12, date(2027, 5, 31)),
        (date(2026, 1, 31), 1, date(2026, 2, 27)),
        (date(2024, 2, 29), 12, date(2025, 2, 27)),
        (date(2026, 12, 15), 1, date(2027, 1, 14)),
        (date(2026, 8, 31), 6, date(2027, 2, 27)),
    ],
)
def test_the_last_day_of_a_term_of_whole_months(starts_on, months, last):
    assert rules.last_day_of_term(starts_on, months) == last


@given(DAYS, st.integers(1, 36))
def test_a_term_is_never_longer_than_its_months(starts_on, months):
    last = rules.last_day_of_term(starts_on, months)

    assert (last.year * 12 + last.month) - (starts_on.year * 12 + starts_on.month) <= months
    assert last >= starts_on
    assert rules.wrong_with_term(starts_on, last, months) == ""
    assert rules.wrong_with_term(starts_on, last + timedelta(days=1), months) != ""


def test_a_post_without_a_fixed_term_needs_no_end():
    assert rules.wrong_with_term(date(2026, 6, 1), None, 0) == ""
    assert rules.wrong_with_term(date(2026, 6, 1), None, 0, acting=True) == (
        "Acting up ends on a day: give the last one."
    )


@given(DAYS, st.integers(0, 400), DAYS, st.integers(0, 400))
def test_two_spells_overlap_exactly_when_they_share_a_day(one, length, other, other_length):
    one_ends, other_ends = one + timedelta(days=length), other + timedelta(days=other_length)
    shared = max(one, other) <= min(one_ends, other_ends)

    assert rules.overlap(one, one_ends, other, other_ends) is shared
    assert rules.overlap(other, other_ends, one, one_ends) is shared
    assert rules.overlap(one, None, other, None)


@pytest.mark.parametrize(
    ("others", "job_share", "acting", "wrong"),
    [
        ([], False, False, False),
        (["Bo Lind"], False, False, True),
        (["Bo Lind"], True, False, False),
        (["Bo Lind"], False, True, False),
    ],
)
def test_a_second_holder_needs_a_job_share_or_acts(others, job_share, acting, wrong):
    said = rules.wrong_with_second_holder(others, job_share=job_share, acting=acting)

    assert bool(said) is wrong
    assert not wrong or "Bo Lind holds this post in those days" in said


def test_what_nobody_could_do_any_more_is_said_in_words():
    held = ["manage_staff", "see_board", "open_records"]

    assert rules.left_without(held, []) == [
        "approve for and manage staff",
        "be told when something is escalated",
    ]
    assert rules.left_without(held, [["manage_staff"], ["see_board", "open_records"]]) == []
    assert rules.left_without(["open_records"], []) == []


def test_a_session_that_never_passed_both_factors_is_over_from_the_start():
    assert rules.why_over({}, NOW) == "factor"
    assert rules.why_over({**rules.begun("", NOW)}, NOW) == "factor"
    assert rules.why_over(rules.begun("totp", NOW), NOW) == ""


@pytest.mark.parametrize(
    ("since", "seen", "why"),
    [
        (0, 0, ""),
        (60, 29, ""),
        (60, 30, "idle"),
        (719, 1, ""),
        (720, 1, "long"),
        (-719, -1, ""),
        (-721, -721, "long"),
    ],
)
def test_a_session_ends_after_half_an_hour_of_nothing_or_twelve_hours(since, seen, why):
    """Minutes ago. A clock that was set back does not make a session live for ever."""
    session = {
        "factor": "totp",
        "since": (NOW - timedelta(minutes=since)).isoformat(),
        "seen": (NOW - timedelta(minutes=seen)).isoformat(),
    }

    assert rules.why_over(session, NOW) == why


def test_most_pages_write_nothing_about_the_session():
    session = rules.begun("totp", NOW)

    assert not rules.needs_marking(session, NOW + timedelta(seconds=119))
    assert rules.needs_marking(session, NOW + timedelta(seconds=120))


@pytest.mark.parametrize(
    ("has_codes", "factor", "temporary", "step"),
    [
        (False, "", True, "set_up"),
        (False, "", False, "set_up"),
        (True, "", True, "code"),
        (True, "", False, "code"),
        (True, "totp", True, "password"),
        (True, "totp", False, ""),
        (False, "recovery_codes", False, ""),
    ],
)
def test_nobody_gets_past_the_factor(has_codes, factor, temporary, step):
    assert rules.next_step(has_codes=has_codes, factor=factor, temporary=temporary) == step


@pytest.mark.parametrize(
    "password", ["Durham2026!!", "welcome-welcome-1", "SummerSummer22", "ann.dodds12345", "Support&Recovery9"]
)
def test_what_anybody_here_would_try_first(password):
    assert rules.is_first_guess(password, ["ann.dodds"])


@pytest.mark.parametrize("password", ["heron kettle ladder moss", "durham heron kettle", "nothealthyatall"])
def test_words_of_one_s_own_beside_them_are_enough(password):
    assert not rules.is_first_guess(password, ["ann.dodds"])


@given(st.text(max_size=60))
def test_a_suggested_username_has_plain_letters_only(name):
    suggested = rules.username_for(name)

    assert set(suggested) <= set(string.ascii_lowercase + string.digits + ".")
    assert len(suggested) <= 60
    assert rules.username_for("Zoë O'Neill-Łąk") == "zoe.o.neill.ak"


def test_a_first_password_can_be_read_out():
    assert rules.first_password(lambda letters: letters[0]) == "aaaa-aaaa-aaaa-aaaa"
    assert not set("il1o0") & set(rules.PLAIN_LETTERS)
    assert len(rules.PLAIN_LETTERS) ** 16 > 2**78


@pytest.mark.parametrize(
    ("seconds", "said"), [(0.2, "1 minute"), (60, "1 minute"), (61, "2 minutes"), (300, "5 minutes")]
)
def test_a_wait_is_rounded_up(seconds, said):
    assert rules.wait_words(seconds) == said


@given(st.text(max_size=80))
def test_a_name_nobody_has_cannot_be_read_back_and_is_known_again(name):
    kept = rules.digest("secret", name)

    assert len(kept) == 16
    assert set(kept) <= set(string.hexdigits)
    assert rules.digest("secret", name) == kept != rules.digest("another", name)


@pytest.mark.parametrize(
    ("typed", "read"),
    [(" 123 456 ", "123456"), ("1234-5678", "12345678"), ("123\u00a0456", "123456"), ("", "")],
)
def test_a_code_is_read_without_what_people_put_between(typed, read):
    assert rules.code(typed) == read
