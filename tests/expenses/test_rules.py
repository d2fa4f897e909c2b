"""Miles and months: values in, answer out."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from waymark.money.expenses import rules

days = st.dates(date(2000, 2, 1), date(2099, 12, 31))


@pytest.mark.parametrize(
    ("tenths", "said"), [(0, "0.0"), (1, "0.1"), (124, "12.4"), (310, "31.0"), (12_040, "1,204.0")]
)
def test_miles_have_one_decimal(tenths, said):
    assert rules.miles(tenths) == said


@given(st.lists(st.integers(1, rules.FARTHEST)))
def test_a_sum_is_exact_to_the_tenth(tenths):
    """Floating tenths would not be: 0.1 three times is not 0.3."""
    said = rules.miles(rules.total(tenths)).replace(",", "").replace(".", "")

    assert int(said) == sum(tenths)


@pytest.mark.parametrize(
    ("tenths", "wrong"),
    [
        (0, "A journey is at least a tenth of a mile."),
        (-5, "A journey is at least a tenth of a mile."),
        (1, ""),
        (5_000, ""),
        (5_001, "A journey is at most 500.0 miles."),
    ],
)
def test_a_distance_is_one_that_can_be_travelled(tenths, wrong):
    assert rules.wrong_with_distance(tenths) == wrong


@given(days)
def test_a_month_holds_its_days_and_lies_between_its_neighbours(day):
    first, last = rules.month_of(day)

    assert first <= day <= last
    assert first.day == 1
    assert rules.month_before(rules.month_after(day)) == first
    assert (rules.month_after(day) - last).days == 1


@pytest.mark.parametrize(
    "text", ["", "soon", "2026", "2026-13", "2026-11-25", "1999-12", "0001-01", "٢٠٢٦-١١"]
)
def test_what_is_no_month_of_this_century_is_none(text):
    assert rules.read_month(text) is None


def test_a_month_is_read():
    assert rules.read_month("2026-02") == date(2026, 2, 1)
