"""Time: stored in UTC, shown in Europe/London, passed in as `at` everywhere below the views (rules.md 0.1)."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")
_pretended: ContextVar[datetime | None] = ContextVar("pretended", default=None)


class NoPretending(RuntimeError):
    """Somebody tried to record at another time than it is, where a service's record is kept."""


def now() -> datetime:
    """This instant, UTC. The one place the product reads the clock."""
    return _pretended.get() or machine()


def machine() -> datetime:
    """The machine's own time, whatever is pretended: for the audit log, which nobody can make say another time, and for heartbeats."""
    return datetime.now(UTC)


@contextmanager
def pretend(at: datetime) -> Iterator[None]:
    """Let `now` be `at` inside, in this thread alone: how the demo fills a month through the product's own actions, and how tests wait.

    Refused (NoPretending) unless the settings say CLOCK_MAY_PRETEND, which those of a service never do.
    """
    # Here, because the rules of rooms know the clock’s arithmetic and not Django.
    from django.conf import settings

    if not getattr(settings, "CLOCK_MAY_PRETEND", False):
        raise NoPretending("Only the demo and tests may record at another time than it is.")
    token = _pretended.set(at)
    try:
        yield
    finally:
        _pretended.reset(token)


@contextmanager
def held(place: Any) -> Iterator[None]:
    """Let `now` be a place for it inside: for core/prepared.py, whose statements must not keep the time they were put together at."""
    token = _pretended.set(place)
    try:
        yield
    finally:
        _pretended.reset(token)


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
