"""Dates: days, months and working days after; windows that open and are due; overdue, in words. Serves DUR-10, DUR-56, rules.md 0.1 and 3.

All days are London dates. A thing is due until the end of its day, and overdue from the next. Moving a date never moves `due_on`.
"""

from calendar import monthrange
from collections.abc import Mapping
from datetime import date, timedelta
from functools import lru_cache
from typing import Any, NamedTuple

import holidays

from waymark.work.due.choices import Counts

Rule = Mapping[str, Any]
ONE_DAY = timedelta(days=1)
SATURDAY = 5
SHORTEST_REASON = 10


class Window(NamedTuple):
    """From when a thing can be done, and the last day it is in time."""

    opens_on: date
    due_on: date


# ------------------------------------------------------------------ counting days


def days_after(day: date, days: int) -> date:
    """`days` calendar days after `day`."""
    return day + timedelta(days=days)


def months_after(day: date, months: int) -> date:
    """The same day of a later month, or that month's last: 12 months after 29 February 2028 is 28 February 2029."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


@lru_cache(maxsize=64)
def bank_holidays(year: int) -> frozenset[date]:
    """The bank holidays of England and Wales. One on a weekend is kept on its substitute day alone: 28 December 2026, not 26."""
    listed = holidays.country_holidays("GB", subdiv="ENG", years=year)
    return frozenset(day for day in listed if day.year == year and day.weekday() < SATURDAY)


def is_working_day(day: date) -> bool:
    """Monday to Friday, and no bank holiday."""
    return day.weekday() < SATURDAY and day not in bank_holidays(day.year)


def working_days_after(day: date, days: int) -> date:
    """The `days`th working day after `day`; `day` itself is not counted."""
    while days > 0:
        day += ONE_DAY
        days -= is_working_day(day)
    return day


def next_working_day(day: date) -> date:
    """`day` if it is a working day, else the first one after it."""
    while not is_working_day(day):
        day += ONE_DAY
    return day


# ------------------------------------------------------------------ what a rule says


def first_window(rule: Rule, start: date) -> Window | None:
    """When a thing that starts, or changes, on `start` is due first. None when the rule is off. ValueError when it sets no date by itself.

    Care Act: opens after `days`, due by `latest_days` (42 and 56: 5 January 2026 gives 16 February to 2 March).
    """
    if rule["rule"] == "off":
        return None
    if rule["rule"] == Counts.CARE_ACT:
        return Window(days_after(start, rule["days"]), days_after(start, rule["latest_days"]))
    return Window(start, _due(rule, start))


def next_window(rule: Rule, answered_on: date) -> Window | None:
    """When it is due again, by the rule kept with it, once answered on a day. None for what comes once."""
    if rule["rule"] in (Counts.AFTER, "off"):
        return None
    opens_on = answered_on + ONE_DAY
    if rule["rule"] == Counts.CARE_ACT:
        return Window(opens_on, days_after(answered_on, rule["then_days"]))
    return Window(opens_on, _due(rule, answered_on))


def _due(rule: Rule, start: date) -> date:
    if rule["rule"] not in set(Counts):
        raise ValueError(f"The rule '{rule['rule']}' sets no date by itself: choose one of its parts.")
    if "months" in rule:
        return months_after(start, rule["months"])
    if "working_days" in rule:
        return working_days_after(start, rule["working_days"])
    if "days" in rule:
        return days_after(start, rule["days"])
    raise ValueError("The rule says neither how many days, working days nor months.")


# ------------------------------------------------------------------ how it stands


def is_overdue(due_on: date, day: date) -> bool:
    """Overdue from the day after it was due: the whole of its own day is in time."""
    return day > due_on


def words(opens_on: date, due_on: date, day: date) -> str:
    """How a thing stands on `day`: 'overdue 1 day', 'due today', 'due 2 March 2026', 'from 16 February 2026, due 2 March 2026'."""
    late = (day - due_on).days
    if late > 0:
        return f"overdue {late} day{'' if late == 1 else 's'}"
    if late == 0:
        return "due today"
    from_when = f"from {_said(opens_on)}, " if day < opens_on else ""
    return f"{from_when}due {_said(due_on)}"


def _said(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


# ------------------------------------------------------------------ moving a date


def wrong_with_reason(reason: str) -> str:
    """What to say of a reason that tells nothing; '' when it will do."""
    plain = " ".join(reason.split())
    if not plain:
        return "Say why the date moves."
    if len(plain) < SHORTEST_REASON or len(plain.split()) < 2:
        return "Say a little more about why, in a sentence of at least 10 characters."
    return ""


def wrong_with_new_date(to: date, due_on: date, day: date) -> str:
    """What to say of a new date; '' when it will do. It lies ahead and after the day it was due; the due date itself stays."""
    if to < day:
        return "Choose today or a day to come."
    if to <= due_on:
        return f"Choose a day after {_said(due_on)}, when it is due."
    return ""
