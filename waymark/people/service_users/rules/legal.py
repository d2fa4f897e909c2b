"""Until when a section of the Mental Health Act holds (rules.md 16). The sections are data; what is pending counts from its own day.

Hours are real hours, also over the change of clocks; days count the day of admission; months end the day before the same day of the month.
"""

from calendar import monthrange
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any


@dataclass(frozen=True)
class Until:
    """The last day it holds (to its end), or the moment; neither where it does not run out by itself."""

    last_day: date | None = None
    at: datetime | None = None


def until(section: Mapping[str, Any], starts_at: datetime, started_on: date, period: int = 1) -> Until:
    """Until when the section holds. `starts_at`: an instant; `started_on`: its day in London; `period`: 1, and 2 or more when renewed."""
    periods = _periods(section, started_on)
    if not periods:
        return Until()
    lasts = periods[min(period, len(periods)) - 1]
    if "hours" in lasts:
        return Until(at=starts_at + timedelta(hours=lasts["hours"]))
    if "days" in lasts:
        return Until(last_day=started_on + timedelta(days=lasts["days"] - 1))
    return Until(last_day=_months_after(started_on, lasts["months"]) - timedelta(days=1))


def has_run_out(last_day: date | None, at: datetime | None, day: date, now: datetime) -> bool:
    """Whether its time is over. It is then asked about, never ended by itself: the papers may say otherwise."""
    return (last_day is not None and last_day < day) or (at is not None and at <= now)


def _periods(section: Mapping[str, Any], on: date) -> Sequence[Mapping[str, int]]:
    pending = section.get("pending") or {}
    begins = pending.get("from")
    in_force = begins is not None and date.fromisoformat(begins) <= on
    found: Sequence[Mapping[str, int]] = pending["periods"] if in_force else section["periods"]
    return found


def _months_after(day: date, months: int) -> date:
    year, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + year, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))
