"""What a task needs to be finished or handed on, and the order of a list. Values in, answer out. Serves DUR-56, SUR-40, TPL-31."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from waymark.work.tasks.choices import TaskKind, Weight

FEWEST_WORDS = 2
SATURDAY = 5
WEIGHTS = list(Weight)


def is_own_concern(kind: str, made_by: UUID | None, worker: UUID | None) -> bool:
    """Whether `worker` raised this concern: then somebody else must see it, own it and finish it."""
    return kind == TaskKind.CONCERN and made_by is not None and made_by == worker


def wrong_with_outcome(kind: str, outcome: str) -> str:
    """What to say of an outcome; '' when it will do. A concern is finished with what was done about it."""
    if kind == TaskKind.CONCERN and len(outcome.split()) < FEWEST_WORDS:
        return "Write what was done about it, in a sentence."
    return ""


def wrong_with_reason(reason: str) -> str:
    """What to say of the reason for handing on; '' when it will do."""
    return "" if len(reason.split()) >= FEWEST_WORDS else "Say why you hand it over, in a few words."


def wrong_with_putting_off(weight: str, reason: str) -> str:
    """What to say of the reason for putting something off; '' when it will do. Only what must be done takes one (SUR-40)."""
    if weight != Weight.MUST or len(reason.split()) >= FEWEST_WORDS:
        return ""
    return "This is something you must do. Say why it can wait, in a few words."


def counted(weights: Iterable[str]) -> str:
    """'3 must, 4 should, 2 could'; what there is none of is left out."""
    how_many = Counter(weights)
    return ", ".join(f"{how_many[weight]} {weight}" for weight in WEIGHTS if how_many[weight])


def last_day(span: str, day: date) -> date | None:
    """The last day a list shows: `today`, or the Sunday of this `week`; None for everything."""
    return {"today": day, "week": day + timedelta(days=6 - day.weekday())}.get(span)


def key(kind: str, weight: str, due_at: datetime | None) -> tuple[bool, int, bool, float]:
    """Sorts a list: concerns first, then must, should, could; within each what is due soonest, and what has no date last."""
    return (
        kind != TaskKind.CONCERN,
        WEIGHTS.index(Weight(weight)),
        due_at is None,
        due_at.timestamp() if due_at else 0.0,
    )


def words(due_on: date | None, day: date) -> str:
    """'overdue 1 day', 'by today', 'by 5 March 2026'; '' without a date. Overdue from the day after, in London."""
    if due_on is None:
        return ""
    late = (day - due_on).days
    if late > 0:
        return f"overdue {late} day{'' if late == 1 else 's'}"
    return "by today" if late == 0 else f"by {due_on.day} {due_on:%B %Y}"


def acknowledged_by(clock: Mapping[str, Any], since: datetime) -> datetime | None:
    """By when a worry given at `since` must have been seen, by the service's clock; None where it has none. A working day is a weekday:
    a bank holiday counts, so that a worry is passed on too early rather than too late.
    """
    if clock.get("rule") != "after":
        return None
    wait = timedelta(minutes=clock.get("minutes", 0), hours=clock.get("hours", 0), days=clock.get("days", 0))
    until, working = since + wait, clock.get("working_days", 0)
    while working:
        until += timedelta(days=1)
        working -= until.weekday() < SATURDAY
    return until if until > since else None


def waited(clock: Mapping[str, Any]) -> str:
    """How long that was, in words: 'within 4 hours'."""
    for unit in ("minutes", "hours", "days", "working_days"):
        if number := clock.get(unit):
            name = unit.replace("_", " ")
            return f"within {number} {name if number > 1 else name.removesuffix('s')}"
    return "in time"
