"""Heartbeats: what runs on a clock says that it is alive, and every page knows when it is not (security.md A40).

A worker that loops over a failing job beats on and alerts nobody: so each job that fails is kept with the time it first did, and a job
failing for 90 seconds counts as silence.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import Error

from waymark.core import clock
from waymark.core.models import Heartbeat

CLOCK = "clock"
SILENT_AFTER = timedelta(seconds=90)
LOOK_EVERY = timedelta(seconds=5)


FILLING = "demo"


@dataclass
class Memory:
    """What this process last saw, so that most pages ask nothing of the database."""

    looked_at: datetime | None = None
    late: bool = False


_memory = Memory()


@dataclass(frozen=True)
class Pulse:
    """The state of a process: when it last beat, and its failing jobs with the time each began to fail."""

    at: datetime | None
    failing: dict[str, datetime] = field(default_factory=dict)

    def is_late(self, at: datetime) -> bool:
        """Whether nobody should rely on it at `at`: silent for 90 seconds, failing as long, or from a future that a moved clock made."""
        silent = self.at is None or abs(at - self.at) > SILENT_AFTER
        return silent or any(abs(at - since) > SILENT_AFTER for since in self.failing.values())


def beat(process: str, detail: dict[str, Any], at: datetime) -> None:
    """Say that `process` is alive at `at`."""
    Heartbeat.objects.update_or_create(process=process, defaults={"at": at, "detail": detail})


def pulse(process: str = CLOCK) -> Pulse:
    """What the database knows of `process`. One query."""
    row = Heartbeat.objects.filter(process=process).values_list("at", "detail").first()
    if row is None:
        return Pulse(at=None)
    return Pulse(
        at=row[0],
        failing={job: datetime.fromisoformat(since) for job, since in row[1].get("failing", {}).items()},
    )


def alerting_is_late() -> bool:
    """Whether the page should say that alerts are not running. Asks the database at most every five seconds in each process."""
    at = clock.now()
    if _memory.looked_at is None or not timedelta(0) <= at - _memory.looked_at < LOOK_EVERY:
        remember(late=_is_late(at), at=at)
    return _memory.late


def _is_late(at: datetime) -> bool:
    """A database that does not answer runs no alerts either, and the page that says so must still be made."""
    try:
        return pulse().is_late(at)
    except Error:
        return True


def remember(*, late: bool, at: datetime) -> None:
    """What this process says until it looks again."""
    _memory.late, _memory.looked_at = late, at


def filling() -> tuple[int, int] | None:
    """How much of the demo's month is there, and of how much; None once it is, and everywhere but in a demo, where it asks nothing."""
    if not getattr(settings, "DEMO", False):
        return None
    state = state_of(FILLING)
    done, whole = state.get("done", 0), state.get("whole", 0)
    return (done, whole) if done < whole else None


def state_of(process: str) -> dict[str, Any]:
    """What a job left for its next run (how far it had read), kept in the database because the clock process keeps nothing itself."""
    found = Heartbeat.objects.filter(process=process).values_list("detail", flat=True).first()
    return found or {}
