"""The order of a day, and its picture."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from waymark.doors.my_day import rules

MIDNIGHT = datetime(2026, 3, 3, tzinfo=UTC)


def at(hour, minute=0):
    return MIDNIGHT + timedelta(hours=hour, minutes=minute)


def test_safety_comes_first_then_what_is_overdue_then_the_day_by_time():
    lines = [
        rules.Line(rules.LATER, None, "task", "some day"),
        rules.Line(rules.TODAY, at(14), "visit", "second visit"),
        rules.Line(rules.TODAY, at(10), "visit", "first visit"),
        rules.Line(rules.OVERDUE, at(-24), "due", "overdue"),
        rules.Line(rules.SAFETY, at(15), "task", "worry"),
    ]

    said = [line.thing for line in rules.in_order(lines)]
    assert said == ["worry", "overdue", "first visit", "second visit", "some day"]


def test_two_visits_at_once_are_drawn_in_two_rows():
    visits = [
        (at(10), at(11), "Sam", False),
        (at(10, 30), at(11), "Ruth", False),
        (at(11), at(12), "Tom", False),
    ]

    assert [bar.row for bar in rules.picture(visits, MIDNIGHT)["bars"]] == [0, 1, 0]


def test_a_night_visit_stretches_the_picture():
    picture = rules.picture([(at(5), at(6), "Sam", False), (at(22), at(23, 30), "Ruth", True)], MIDNIGHT)

    assert (picture["hours"][0][1], picture["hours"][-1][1]) == ("05", "23")


@given(st.lists(st.tuples(st.integers(0, 1400), st.integers(1, 240)), max_size=12))
def test_no_two_bars_of_one_row_overlap_and_none_leaves_the_picture(given_visits):
    visits = [
        (at(0, begin), at(0, min(begin + length, 1439)), "x", False)
        for begin, length in given_visits
        if begin < 1430
    ]
    picture = rules.picture(visits, MIDNIGHT)

    for bar in picture["bars"]:
        assert rules.LEFT <= bar.x <= rules.WIDTH
    by_row: dict[int, list[tuple[datetime, datetime]]] = {}
    for (start, end, *_), bar in zip(sorted(visits, key=lambda v: v[0]), picture["bars"], strict=True):
        assert all(start >= other for _, other in by_row.get(bar.row, []))
        by_row.setdefault(bar.row, []).append((start, end))
