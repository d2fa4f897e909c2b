"""One pass of the clock process: every job that is due, each by itself, so that one that fails stops no other.

Jobs are idempotent and go by what the database says is due, never by how long this process has run. It keeps no clock of its own.
"""

import logging
import traceback
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db import Error, connections

from waymark.core import clock, heartbeats

log = logging.getLogger("waymark.clock")


@dataclass(frozen=True)
class Job:
    """Something to do when it is due. `run(at)` does one bounded batch and returns how many things it did.

    `times`: how often in one pass it may be called again while it still finds something, so that a backlog does not wait a second a batch.
    """

    name: str
    run: Callable[[datetime], int]
    times: int = 1


@dataclass
class Pass:
    """What one pass did, and which jobs failed with what kind of error (never its words: they may hold a person's)."""

    done: dict[str, int] = field(default_factory=dict)
    failed: dict[str, str] = field(default_factory=dict)

    @property
    def total(self) -> int:
        return sum(self.done.values())


def run_pass(
    jobs: Sequence[Job], *, stopping: Callable[[], bool] = lambda: False, until_done: bool = False
) -> Pass:
    """Run every job once (or while it finds something), then beat. `until_done`: leave no backlog, as `waymark clock --once` must."""
    result = Pass()
    for job in jobs:
        if stopping():
            break
        _run(job, result, stopping, 100_000 if until_done and job.times > 1 else job.times)
    _beat(result)
    return result


def _run(job: Job, result: Pass, stopping: Callable[[], bool], times: int) -> None:
    done = 0
    try:
        for _ in range(times):
            found = job.run(clock.now())
            done += found
            if not found or stopping():
                break
    except Exception as wrong:  # one job's failure is told, and stops no other
        result.failed[job.name] = type(wrong).__name__
        _tell(job, wrong)
        _reconnect()
    result.done[job.name] = result.done.get(job.name, 0) + done


def _beat(result: Pass) -> None:
    """The heartbeat row: what was done, and since when each failing job has failed."""
    at = clock.now()
    try:
        before = heartbeats.state_of(heartbeats.CLOCK).get("failing", {})
        failing = {name: before.get(name, at.isoformat()) for name in result.failed}
        detail = {
            "done": {k: v for k, v in result.done.items() if v},
            "failing": failing,
            "errors": result.failed,
        }
        heartbeats.beat(heartbeats.CLOCK, detail, at)
    except Error as wrong:
        log.error("The heartbeat could not be written: %s", type(wrong).__name__)
        _reconnect()


def _tell(job: Job, wrong: Exception) -> None:
    steps = traceback.extract_tb(wrong.__traceback__)
    where = " > ".join(f"{step.filename}:{step.lineno} {step.name}" for step in steps)
    log.error("The job %r failed: %s at %s", job.name, type(wrong).__name__, where)


def _reconnect() -> None:
    """After an error, a fresh connection next time: the database may have been restarted."""
    for connection in connections.all(initialized_only=True):
        if not connection.in_atomic_block:
            connection.close()
