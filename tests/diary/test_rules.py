"""Times, clashes and codes. No database."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from waymark.support.diary import rules
from waymark.support.diary.choices import DID_NOT_ATTEND, HAPPENED, Attendance, Mechanism, VisitState

NINE = datetime(2026, 3, 4, 9, tzinfo=UTC)
HOUR = timedelta(hours=1)
moments = some.integers(0, 48).map(lambda n: NINE + n * HOUR / 2)


@pytest.mark.parametrize(
    ("ends", "wrong"),
    [
        (NINE - HOUR, "It must end after it starts."),
        (NINE, "It must end after it starts."),
        (NINE + HOUR, ""),
        (NINE + 12 * HOUR, ""),
        (NINE + 13 * HOUR, "That is more than 12 hours. Give a shorter visit, or plan two."),
    ],
)
def test_a_visit_ends_after_it_starts_and_within_twelve_hours(ends, wrong):
    assert rules.wrong_with_times(NINE, ends) == wrong


def test_one_that_begins_when_another_ends_does_not_clash():
    assert rules.clashes(NINE, NINE + HOUR, [(NINE - HOUR, NINE), (NINE + HOUR, NINE + 2 * HOUR)]) == []
    assert rules.clashes(NINE, NINE + HOUR, [(NINE + HOUR / 2, NINE + 2 * HOUR)]) == [
        (NINE + HOUR / 2, NINE + 2 * HOUR)
    ]


@given(moments, moments, moments, moments)
def test_two_visits_clash_exactly_when_they_share_a_moment(a, b, c, d):
    (begins, ends), (other_begins, other_ends) = sorted((a, b)), sorted((c, d))
    halves = {begins + n * HOUR / 2 for n in range(int((ends - begins) / (HOUR / 2)))}
    others = {other_begins + n * HOUR / 2 for n in range(int((other_ends - other_begins) / (HOUR / 2)))}

    if begins < ends and other_begins < other_ends:
        assert bool(rules.clashes(begins, ends, [(other_begins, other_ends)])) == bool(halves & others)


@pytest.mark.parametrize(
    ("person", "anonymous", "wrong"),
    [
        (True, False, ""),
        (False, True, ""),
        (True, True, "Either say who this was with, or that they gave no name."),
        (False, False, "Say who this was with, or that they did not give a name."),
    ],
)
def test_a_contact_has_a_subject_or_is_anonymous(person, anonymous, wrong):
    assert rules.wrong_with_subject(person, anonymous) == wrong


@pytest.mark.parametrize(
    ("attendance", "began", "minutes", "wrong"),
    [
        (Attendance.ON_TIME, NINE, 60, ""),
        (Attendance.ON_TIME, NINE + rules.AHEAD, 60, ""),
        (Attendance.ON_TIME, NINE + HOUR, 60, "This is in the future. Give the day and time it happened."),
        (
            Attendance.NOT_ATTENDED,
            NINE + HOUR,
            0,
            "This is in the future. Give the day and time it happened.",
        ),
        (Attendance.CANCELLED_BY_PERSON, NINE + HOUR, 0, ""),
        (Attendance.ON_TIME, NINE, -1, "Give the minutes you spent together: 12 hours at most."),
        (Attendance.ON_TIME, NINE, 721, "Give the minutes you spent together: 12 hours at most."),
        (Attendance.NOT_ATTENDED, NINE, 5, "It did not happen, so it took no minutes."),
    ],
)
def test_what_is_wrong_with_a_contact(attendance, began, minutes, wrong):
    assert rules.wrong_with_contact(attendance, began, minutes, NINE) == wrong


def test_seen_is_5_or_6_and_not_attended_is_3_or_7():
    assert (
        {code for code in Attendance if rules.state_after(code) is VisitState.HELD} == {"5", "6"} == HAPPENED
    )
    assert {code for code in Attendance if rules.state_after(code) is VisitState.NOT_ATTENDED} == {"3", "7"}
    assert {"3", "7"} == DID_NOT_ATTEND
    assert {code for code in Attendance if rules.called_off_by(code)} == {"2", "4"}


def test_direct_is_attended_and_face_to_face_by_telephone_talk_type_or_video():
    direct = {(a, m) for a in Attendance for m in Mechanism if rules.is_direct(a, m)}

    assert direct == {(a, m) for a in ("5", "6") for m in ("01", "02", "04", "11")}


def test_the_week_of_a_day_runs_from_monday_to_sunday():
    monday, sunday = rules.week_of(NINE.date())

    assert (f"{monday:%a %d %b}", f"{sunday:%a %d %b}") == ("Mon 02 Mar", "Sun 08 Mar")
    assert rules.week_of(sunday) == rules.week_of(monday) == (monday, sunday)


@pytest.mark.parametrize("reason", ["", "sick", "x" * 150 + " " + "y" * 150])
def test_a_reason_is_a_few_words(reason):
    assert rules.wrong_with_reason(reason)


def test_a_reason_that_will_do():
    assert rules.wrong_with_reason("Sam has the dentist") == ""
