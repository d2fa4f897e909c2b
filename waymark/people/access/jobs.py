"""Curious look-ups: reads the log as it is sealed and tells the privacy officer, once an hour for each worker and kind (A39).

By the log's sequence, so that nothing is missed whatever order it was written in, and nothing twice. Looking is never stopped here.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from waymark.core import heartbeats
from waymark.core.actors import system
from waymark.core.ids import read_id
from waymark.core.models import AuditEntry
from waymark.people.access import actions, queries, rules
from waymark.people.access.choices import Relationship

PROCESS = "curious look-ups"
ROWS, BATCHES = 1_000, 50
LOOKS = ("read", "open_record", "offer_break_glass", "break_glass")
COPIES = ("export", "print")
Event = tuple[datetime, UUID]
NAMED = {Relationship.KEY_WORKER, Relationship.ALLOCATED}


@dataclass(frozen=True)
class Seen:
    """One sealed row of the log in which a worker looked at people, or took copies. `about`: the one person a page was about."""

    at: datetime
    worker_id: UUID
    service_id: UUID
    action: str
    people: frozenset[UUID]
    about: UUID | None = None
    basis: frozenset[str] = frozenset()
    refused: bool = False

    @property
    def is_copy(self) -> bool:
        return self.action.startswith(COPIES)


@dataclass(frozen=True)
class Curious:
    """What the privacy officer should hear of: the words of actions.raise_alert."""

    kind: str
    worker_id: UUID
    service_id: UUID
    at: datetime
    person_id: UUID | None = None


@dataclass
class Known:
    """What is known of the workers and people in a batch: whose record is whose, and where those workers live."""

    own: dict[UUID, set[UUID]] = field(default_factory=dict)
    staff: dict[UUID | None, set[UUID]] = field(default_factory=dict)
    homes: Mapping[UUID | None, list[tuple[str, str]]] = field(default_factory=dict)


def raise_curious(at: datetime) -> int:
    """Read the log on from where the last pass stopped; raise what is curious. Returns how many alerts are new."""
    raised, stretches = 0, Stretches()
    begun = read_to = heartbeats.state_of(PROCESS).get("read_to", 0)
    for _ in range(BATCHES):
        rows = list(_rows_after(read_to))
        if not rows:
            break
        batch = [seen for row in rows if (seen := _seen(row))]
        stretches.note(batch)
        raised += _raise(curious(batch))
        read_to = rows[-1]["seq"]
    raised += _raise(too_many(stretches))
    if read_to != begun:
        heartbeats.beat(PROCESS, {"read_to": read_to}, at)
    return raised


def curious(batch: list[Seen]) -> Iterator[Curious]:
    """Every look at one person in the batch that rules.curiosities calls curious."""
    looks = [seen for seen in batch if seen.action in LOOKS and seen.about]
    known = _known(looks)
    for seen in looks:
        for kind in rules.curiosities(_look(seen, known)):
            yield Curious(kind, seen.worker_id, seen.service_id, seen.at, seen.about)


def _look(seen: Seen, known: Known) -> rules.Look:
    theirs = known.own.get(seen.worker_id, set())
    colleague = known.staff.get(seen.about, set()) - {seen.worker_id}
    home = next(
        (
            (mine, other)
            for own in sorted(theirs - {seen.about})
            for mine in known.homes.get(own, [])
            for other in known.homes.get(seen.about, [])
            if rules.same_household(*mine, *other)
        ),
        (("", ""), ("", "")),
    )
    return rules.Look(
        own_record=seen.about in theirs,
        worker_surname=home[0][0],
        worker_address=home[0][1],
        person_surname=home[1][0],
        person_address=home[1][1],
        person_is_colleague=bool(colleague) and not seen.basis & NAMED,
    )


def too_many(stretches: "Stretches") -> Iterator[Curious]:
    """Workers who opened, or copied, too many different records: counted over the log itself, a window before what was read included."""
    for many in (OPENED, COPIED):
        for (worker_id, service_id), (first, last) in stretches.of(many).items():
            events = many.events(worker_id, first - many.window, last)
            for (at, _), number in zip(events, rules.counts(events, many.window), strict=True):
                for kind in rules.curiosities(many.look(number)):
                    yield Curious(kind, worker_id, service_id, at)


def _opened(worker_id: UUID, first: datetime, last: datetime) -> list[Event]:
    """Pages about one person that the worker opened, and who that was."""
    rows = _of_worker(worker_id, first, last).filter(action="read", outcome="done", person_id__isnull=False)
    return [(at, person) for at, person in rows.values_list("at", "person_id") if person]


def _copied(worker_id: UUID, first: datetime, last: datetime) -> list[Event]:
    """Everybody on what the worker exported or printed."""
    rows = [_seen(row) for row in _of_worker(worker_id, first, last).values(*COLUMNS)]
    return [(seen.at, person) for seen in rows if seen and seen.is_copy for person in sorted(seen.people)]


def _of_worker(worker_id: UUID, first: datetime, last: datetime) -> QuerySet[AuditEntry]:
    return AuditEntry.objects.filter(actor=str(worker_id), at__gt=first, at__lte=last).order_by("at", "id")


@dataclass(frozen=True)
class Many:
    """A thing of which there can be too many: which rows of the batch make it worth counting, over how long, and how."""

    window: timedelta
    counts: Callable[[Seen], bool]
    events: Callable[[UUID, datetime, datetime], list[Event]]
    look: Callable[[int], rules.Look]


OPENED = Many(
    rules.HOUR, lambda seen: seen.action == "read", _opened, lambda n: rules.Look(records_in_the_hour=n)
)
COPIED = Many(
    rules.TEN_MINUTES, lambda seen: seen.is_copy, _copied, lambda n: rules.Look(exports_in_ten_minutes=n)
)


class Stretches:
    """From when to when each worker read, and copied, in the rows of one pass: what the log is counted over once they are all read."""

    def __init__(self) -> None:
        self._found: dict[Many, dict[tuple[UUID, UUID], tuple[datetime, datetime]]] = {OPENED: {}, COPIED: {}}

    def note(self, batch: list[Seen]) -> None:
        """Add what is in these rows."""
        for many, found in self._found.items():
            for seen in filter(many.counts, batch):
                first, last = found.get((seen.worker_id, seen.service_id), (seen.at, seen.at))
                found[seen.worker_id, seen.service_id] = (min(first, seen.at), max(last, seen.at))

    def of(self, many: Many) -> dict[tuple[UUID, UUID], tuple[datetime, datetime]]:
        """Each worker's stretch."""
        return self._found[many]


def _raise(found: Iterable[Curious]) -> int:
    """An alert for each, but for those already raised. Returns how many are new."""
    wanted: dict[UUID, Curious] = {}
    for one in found:
        wanted.setdefault(rules.alert_id(one.worker_id, one.kind, one.at), one)
    new = set(wanted) - queries.alerts_raised(wanted)
    for alert_id, one in wanted.items():
        if alert_id in new:
            actions.raise_alert(by=system("clock", one.service_id), id=alert_id, **asdict(one))
    return len(new)


COLUMNS = ("seq", "at", "actor", "service_id", "action", "person_id", "detail", "outcome")


def _rows_after(seq: int) -> Iterable[dict[str, Any]]:
    return AuditEntry.objects.filter(seq__gt=seq).order_by("seq").values(*COLUMNS)[:ROWS]


def _seen(row: dict[str, Any]) -> Seen | None:
    """The row as a look, if a worker in a service looked at somebody."""
    detail = row["detail"] if isinstance(row["detail"], dict) else {}
    worker_id = read_id(row["actor"])
    people_named, rows = detail.get("people"), detail.get("rows")
    named = [row["person_id"], *(people_named if isinstance(people_named, list) else [])]
    people = frozenset(person for name in named if name and (person := read_id(name)))
    # Who looked is asked of the log: the record stays closed.
    reads_log = isinstance(rows, dict) and "core.auditentry" in rows
    if reads_log or not (worker_id and row["service_id"] and people):
        return None
    return Seen(
        at=row["at"],
        worker_id=worker_id,
        service_id=row["service_id"],
        action=str(row["action"]),
        people=people,
        about=row["person_id"],
        basis=frozenset(str(detail.get("basis", "")).split(", ")),
        refused=row["outcome"] == "refused",
    )


def _known(looks: list[Seen]) -> Known:
    """Three queries a batch at most, and none for people where nobody in the batch is a service user too."""
    workers, people = {s.worker_id for s in looks}, {s.about for s in looks if s.about}
    pairs = queries.own_records(workers, people)
    known = Known()
    for worker_id, person_id in pairs:
        known.own.setdefault(worker_id, set()).add(person_id)
        known.staff.setdefault(person_id, set()).add(worker_id)
    own = {person for worker in workers for person in known.own.get(worker, set())}
    if own:
        known.homes = queries.homes(own | people)
    return known
