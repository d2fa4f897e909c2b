"""Privacy alerts: which are one and the same, and how many different things happened within a stretch of time (rules.md 19, A39)."""

from collections import Counter, deque
from collections.abc import Hashable, Iterable, Iterator
from datetime import datetime, timedelta
from uuid import UUID, uuid5

from waymark.people.access.choices import Curiosity, Told

BREAK_GLASS = "break_glass"
HOUR = timedelta(hours=1)
TEN_MINUTES = timedelta(minutes=10)
_NAMESPACE = UUID("8b0f4c1e-6d0b-5c55-9c4e-3f1d2a7b9e10")

WORDS = {
    BREAK_GLASS: "Opened a record in an emergency. Say whether it was justified.",
    Curiosity.OWN_RECORD: "Tried to look at their own record.",
    Curiosity.SAME_HOUSEHOLD: "Looked at the record of somebody with their own surname and address.",
    Curiosity.COLLEAGUE: "Looked at the record of a colleague.",
    Curiosity.MANY_RECORDS: "Opened a hundred different records within an hour.",
    Curiosity.MANY_EXPORTS: "Printed or exported more than twenty records within ten minutes.",
    Curiosity.OFF_SHIFT: "Looked at a record while off shift.",
    Told.SHARING_OVERRIDE: "Passed information on without the person’s agreement, on a lawful basis. See the list of what was shared.",
    Told.BREACH: "Reported that information went where it should not. 72 hours run from when it was found: see the list of breaches.",
}
"""What an alert says to the privacy officer. Never a person's name."""


def alert_id(worker_id: UUID, kind: str, at: datetime) -> UUID:
    """One alert a worker, kind and hour of the clock (UTC), whoever raises it and however often."""
    return uuid5(_NAMESPACE, f"{worker_id} {kind} {at:%Y-%m-%dT%H}")


def override_alert_id(override_id: UUID) -> UUID:
    """One alert an override."""
    return uuid5(_NAMESPACE, f"{BREAK_GLASS} {override_id}")


def counts(events: Iterable[tuple[datetime, Hashable]], window: timedelta) -> Iterator[int]:
    """For each event, how many different things had happened within the `window` before it, itself included.

    `events` are (when, what), in order of time; the same thing again counts once. The window's beginning is not in it.
    """
    within: deque[tuple[datetime, Hashable]] = deque()
    seen: Counter[Hashable] = Counter()
    for at, what in events:
        within.append((at, what))
        seen[what] += 1
        while within[0][0] <= at - window:
            gone = within.popleft()[1]
            seen[gone] -= 1
            if not seen[gone]:
                del seen[gone]
        yield len(seen)
