"""Which days a pattern falls on. Values in, answers out."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from waymark.support.schedules import rules

MONDAY = date(2026, 3, 2)


def test_every_two_weeks_counts_from_the_week_it_began():
    days = rules.days_of([1], 2, date(2026, 3, 4), None, MONDAY, date(2026, 4, 5))
    assert days == [date(2026, 3, 17), date(2026, 3, 31)]


@given(
    st.sets(st.integers(0, 6), min_size=1),
    st.integers(1, 2),
    st.integers(0, 60),
    st.integers(0, 40),
    st.integers(0, 30),
)
def test_asked_in_pieces_it_falls_on_the_same_days(weekdays, every, begins, length, cut):
    starts_on, last = MONDAY + timedelta(days=begins), MONDAY + timedelta(days=90)
    ends_on = starts_on + timedelta(days=length)
    middle = MONDAY + timedelta(days=cut * 3)
    whole = rules.days_of(weekdays, every, starts_on, ends_on, MONDAY, last)
    parts = rules.days_of(weekdays, every, starts_on, ends_on, MONDAY, middle)
    parts += rules.days_of(weekdays, every, starts_on, ends_on, middle + timedelta(days=1), last)
    assert whole == parts
    assert all(starts_on <= day <= ends_on and day.weekday() in weekdays for day in whole)


@pytest.mark.parametrize(
    ("weekdays", "every", "minutes", "ends_on"),
    [
        ([], 1, 60, None),
        ([7], 1, 60, None),
        ([1], 3, 60, None),
        ([1], 1, 0, None),
        ([1], 1, 60, date(2026, 3, 1)),
    ],
)
def test_a_pattern_that_cannot_be(weekdays, every, minutes, ends_on):
    assert rules.wrong_with_pattern(weekdays, every, minutes, MONDAY, ends_on)
