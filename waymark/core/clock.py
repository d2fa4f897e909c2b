"""Time: stored in UTC, shown in Europe/London, passed in as `at` everywhere below the views (rules.md 0.1)."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")


def now() -> datetime:
    """This instant, UTC. The one place the product reads the clock."""
    return datetime.now(UTC)


def local(at: datetime) -> datetime:
    """`at` as people here read it."""
    return at.astimezone(LONDON)


def today(at: datetime | None = None) -> date:
    """The London date of `at` (now when not given)."""
    return local(at or now()).date()


def from_local(day: date, clock_time: time, *, fold: int = 0) -> datetime:
    """The UTC instant of a London wall time. `fold=1` is the second 01:30 on the October night."""
    return datetime.combine(day, clock_time, tzinfo=LONDON).replace(fold=fold).astimezone(UTC)


def day_bounds(day: date) -> tuple[datetime, datetime]:
    """The UTC instants at which London's `day` begins and ends (23, 24 or 25 hours apart)."""
    return from_local(day, time.min), from_local(day + timedelta(days=1), time.min)
