"""Miles in tenths, so that sums are exact; months as people claim them. Serves LDS-72 and SUR-13."""

from calendar import monthrange
from collections.abc import Iterable
from datetime import date, timedelta

FARTHEST = 5_000  # tenths: 500 miles; more in one journey is a slip of the keys


def miles(tenths: int) -> str:
    """'12.4' of 124 tenths; '1,204.0' of 12,040. Always one decimal."""
    return f"{tenths // 10:,}.{tenths % 10}"


def total(tenths: Iterable[int]) -> int:
    """The sum, in tenths of a mile."""
    return sum(tenths)


def wrong_with_distance(tenths: int) -> str:
    """What to say of a distance; '' when it will do."""
    if tenths <= 0:
        return "A journey is at least a tenth of a mile."
    if tenths > FARTHEST:
        return f"A journey is at most {miles(FARTHEST)} miles."
    return ""


def month_of(day: date) -> tuple[date, date]:
    """The first and the last day of the month `day` is in."""
    return day.replace(day=1), day.replace(day=monthrange(day.year, day.month)[1])


def month_before(day: date) -> date:
    """The first day of the month before."""
    return (day.replace(day=1) - timedelta(days=1)).replace(day=1)


def month_after(day: date) -> date:
    """The first day of the month after."""
    return month_of(day)[1] + timedelta(days=1)


def read_month(text: str) -> date | None:
    """The first day of '2026-11'; None when it is no month of this century."""
    try:
        first = date.fromisoformat(f"{text}-01")
    except ValueError:
        return None
    return first if first.year >= 2000 else None
