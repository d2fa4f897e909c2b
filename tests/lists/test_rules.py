"""Days and words of a list, on values alone."""

from datetime import date

import pytest

from waymark.doors.lists import rules
from waymark.doors.lists.choices import Kind, Period, Whose

DAY = date(2026, 3, 4)


@pytest.mark.parametrize(
    ("filters", "words"),
    [
        (rules.Filters(Kind.PEOPLE), "My people"),
        (rules.Filters(Kind.PEOPLE, days=14), "My people, no contact in 14 days"),
        (
            rules.Filters(Kind.PEOPLE, Whose.TEAM, days=1, no_visit=True),
            "The people of my teams, no contact in 1 day, no visit planned",
        ),
        (rules.Filters(Kind.CONTACTS, period=Period.LAST_MONTH), "Contacts I recorded, last month"),
    ],
)
def test_a_list_says_what_it_asks_and_is_kept_as_it_asks(filters, words):
    assert filters.words == words
    assert rules.filters_of(filters.kind, filters.kept) == filters


@pytest.mark.parametrize(
    ("period", "first", "last"),
    [
        (Period.LAST_7, date(2026, 2, 26), DAY),
        (Period.LAST_28, date(2026, 2, 5), DAY),
        (Period.THIS_MONTH, date(2026, 3, 1), DAY),
        (Period.LAST_MONTH, date(2026, 2, 1), date(2026, 2, 28)),
        (Period.LAST_92, date(2025, 12, 3), DAY),
    ],
)
def test_a_period_is_counted_from_the_day_the_list_is_opened(period, first, last):
    assert rules.days_of(period, DAY) == (first, last)


def test_fourteen_days_without_contact_begin_on_the_fifteenth_day_back():
    assert rules.seen_since(DAY, 14) == date(2026, 2, 19)
    assert rules.seen_since(DAY, 1) == DAY


def test_complete_is_said_only_of_all():
    assert rules.percent(0, 0) == "100.0%"
    assert rules.percent(2999, 3000) == "99.9%"
    assert rules.percent(412, 420) == "98.1%"


def test_a_file_s_name_holds_nothing_anybody_typed():
    assert (
        rules.file_name(Kind.CONTACTS, DAY, "98.1%", "csv")
        == "Contacts 2026-03-04 98.1 per cent complete.csv"
    )
