"""Dates, windows and words: values in, answer out."""

import json
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from waymark.work.due import rules

VECTORS = Path(__file__).parents[1] / "data" / "vectors"
CARE_ACT = {"rule": "care_act", "days": 42, "latest_days": 56, "then_days": 365}
days = st.dates(min_value=date(2024, 1, 1), max_value=date(2028, 11, 30))


def vectors(name):
    return json.loads((VECTORS / name).read_text(encoding="utf8"))


def of_kind(kind):
    return [case for case in vectors("deadline_cases.json")["cases"] if case["kind"] == kind]


def day(text):
    return date.fromisoformat(text)


# ------------------------------------------------------------------ bank holidays and working days


def test_the_bank_holidays_are_those_the_government_lists_to_the_day():
    listed = {day(event["date"]) for event in vectors("bank_holidays_england_wales.json")["events"]}
    years = {d.year for d in listed}

    assert years == {2024, 2025, 2026, 2027, 2028}
    assert {d for year in years for d in rules.bank_holidays(year)} == listed


def test_a_holiday_on_a_saturday_is_kept_on_the_monday_alone():
    assert date(2026, 12, 28) in rules.bank_holidays(2026)
    assert date(2026, 12, 26) not in rules.bank_holidays(2026)


@pytest.mark.parametrize("case", of_kind("COMPLAINT_2009"), ids=lambda case: case["received"])
def test_three_working_days_to_acknowledge_a_complaint(case):
    if "ack_due" not in case["expect"]:
        return
    assert rules.working_days_after(day(case["received"]), 3) == day(case["expect"]["ack_due"])


def test_ten_working_days_over_two_weeks():
    assert rules.working_days_after(date(2026, 11, 23), 10) == date(2026, 12, 7)


@pytest.mark.parametrize("case", of_kind("DATA_PROTECTION_COMPLAINT"), ids=lambda case: case["received"])
def test_thirty_days_moved_to_a_working_day(case):
    due = rules.next_working_day(rules.days_after(day(case["received"]), 30))

    assert due == day(case["expect"]["ack_due"])


@given(days, st.integers(1, 40))
def test_a_working_day_after_is_a_working_day_and_as_many_lie_between(start, count):
    end = rules.working_days_after(start, count)
    between = [start + timedelta(days=n) for n in range(1, (end - start).days + 1)]

    assert rules.is_working_day(end)
    assert sum(map(rules.is_working_day, between)) == count


# ------------------------------------------------------------------ months


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        ("2028-02-29", 12, "2029-02-28"),
        ("2028-02-29", 48, "2032-02-29"),
        ("2026-01-31", 1, "2026-02-28"),
        ("2028-01-31", 1, "2028-02-29"),
        ("2026-11-30", 3, "2027-02-28"),
        ("2026-12-15", 1, "2027-01-15"),
        ("2026-11-25", 0, "2026-11-25"),
    ],
)
def test_months_after_keep_the_day_or_take_the_last(start, months, end):
    assert rules.months_after(day(start), months) == day(end)


@pytest.mark.parametrize(
    "case",
    [case for case in of_kind("SAR") if not {"id_requested", "clarification_asked", "extended"} & set(case)],
    ids=lambda case: case["received"],
)
def test_a_month_from_a_request_and_on_to_a_working_day(case):
    calendar_due = rules.months_after(day(case["received"]), 1)

    assert calendar_due == day(case["expect"]["calendar_due"])
    assert rules.next_working_day(calendar_due) == day(case["expect"]["due"])


@given(days, st.integers(0, 60))
def test_months_never_skip_one(start, months):
    end = rules.months_after(start, months)

    assert (end.year - start.year) * 12 + end.month - start.month == months
    assert end.day <= start.day


# ------------------------------------------------------------------ windows


def test_a_care_act_review_opens_after_six_weeks_is_due_by_eight_and_then_within_a_year():
    """rules.md 3: start 5 January 2026 gives 16 February to 2 March; then by 2 March 2027."""
    first = rules.first_window(CARE_ACT, date(2026, 1, 5))

    assert first == (date(2026, 2, 16), date(2026, 3, 2))
    assert rules.next_window(CARE_ACT, date(2026, 3, 2)) == (date(2026, 3, 3), date(2027, 3, 2))


@pytest.mark.parametrize(
    ("rule", "due"),
    [
        ({"rule": "every", "days": 90}, "2026-05-30"),
        ({"rule": "every", "months": 12}, "2027-03-01"),
        ({"rule": "every", "working_days": 5}, "2026-03-06"),
        ({"rule": "after", "working_days": 3}, "2026-03-04"),
    ],
)
def test_what_comes_every_so_often_is_open_at_once(rule, due):
    assert rules.first_window(rule, date(2026, 3, 1)) == (date(2026, 3, 1), day(due))


def test_what_comes_every_so_often_comes_again_from_the_day_it_was_answered():
    assert rules.next_window({"rule": "every", "days": 90}, date(2026, 5, 20)) == (
        date(2026, 5, 21),
        date(2026, 8, 18),
    )


@pytest.mark.parametrize("rule", [{"rule": "after", "days": 3}, {"rule": "off"}])
def test_what_comes_once_or_not_at_all_does_not_come_again(rule):
    assert rules.next_window(rule, date(2026, 5, 20)) is None


def test_a_rule_that_is_off_sets_no_date():
    assert rules.first_window({"rule": "off"}, date(2026, 5, 20)) is None


@pytest.mark.parametrize(
    "rule",
    [
        {"rule": "by_framework", "by_framework": {"health": {"days": 182}}},
        {"rule": "at_points", "at": ["arrival"]},
        {"rule": "every", "hours": 24},
    ],
)
def test_a_rule_that_sets_no_date_says_so(rule):
    with pytest.raises(ValueError):
        rules.first_window(rule, date(2026, 5, 20))


@given(days, st.integers(1, 400))
def test_a_later_answer_never_gives_an_earlier_date(start, count):
    for unit in ("days", "months", "working_days"):
        rule = {"rule": "every", unit: min(count, 24)}
        earlier, later = rules.next_window(rule, start), rules.next_window(rule, start + timedelta(days=1))
        assert earlier.due_on <= later.due_on
        assert earlier.opens_on <= earlier.due_on


# ------------------------------------------------------------------ overdue, in words


@pytest.mark.parametrize(
    ("today", "said", "overdue"),
    [
        ("2026-05-19", "due 30 May 2026", False),
        ("2026-05-29", "due 30 May 2026", False),
        ("2026-05-30", "due today", False),
        ("2026-05-31", "overdue 1 day", True),
        ("2026-06-01", "overdue 2 days", True),
        ("2027-05-30", "overdue 365 days", True),
    ],
)
def test_due_until_the_day_ends_and_overdue_from_the_next(today, said, overdue):
    """DUR-10: reviewed on 1 March 2026 and every 90 days, so due on 30 May."""
    due = rules.first_window({"rule": "every", "days": 90}, date(2026, 3, 1)).due_on

    assert rules.words(date(2026, 3, 1), due, day(today)) == said
    assert rules.is_overdue(due, day(today)) is overdue


def test_before_it_opens_both_days_are_said():
    assert (
        rules.words(date(2026, 2, 16), date(2026, 3, 2), date(2026, 2, 15))
        == "from 16 February 2026, due 2 March 2026"
    )


# ------------------------------------------------------------------ moving a date


@pytest.mark.parametrize(
    ("reason", "said"),
    [
        ("", "Say why the date moves."),
        ("   ", "Say why the date moves."),
        ("holiday", "Say a little more"),
        ("aaaaaaaaaaaa", "Say a little more"),
        ("Jo is in hospital until Friday", ""),
    ],
)
def test_a_reason_is_a_sentence(reason, said):
    assert rules.wrong_with_reason(reason).startswith(said)
    assert bool(rules.wrong_with_reason(reason)) is bool(said)


@given(st.dates(date(2026, 1, 1), date(2026, 12, 31)), st.dates(date(2026, 1, 1), date(2026, 12, 31)), days)
def test_a_new_date_lies_ahead_and_after_the_due_date(to, due_on, today):
    assume(abs((to - today).days) < 400)

    assert (rules.wrong_with_new_date(to, due_on, today) == "") is (to >= today and to > due_on)
