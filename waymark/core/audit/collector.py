"""What this request has read: filled by `Recorded.from_db`, written as one audit row when the page has been made (security.md)."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from uuid import UUID


@dataclass
class Reading:
    """The rows and people one request has loaded, and on what basis (relationship or override) they were opened."""

    rows: dict[str, set[str]] = field(default_factory=dict)
    people: set[str] = field(default_factory=set)
    basis: str = ""
    overrides: dict[str, str] = field(default_factory=dict)

    def person(self) -> UUID | None:
        """The one person this reading is about, if it is about one."""
        return UUID(next(iter(self.people))) if len(self.people) == 1 else None

    def detail(self) -> dict[str, object]:
        """Ids only: never the text that was read."""
        return {
            "rows": {label: sorted(ids) for label, ids in sorted(self.rows.items())},
            "people": sorted(self.people),
            **({"basis": self.basis} if self.basis else {}),
            **({"override": ", ".join(sorted(set(self.overrides.values())))} if self.overrides else {}),
        }


_reading: ContextVar[Reading | None] = ContextVar("reading", default=None)


@contextmanager
def reading() -> Iterator[Reading]:
    """Collect everything loaded inside."""
    mine = Reading()
    token = _reading.set(mine)
    try:
        yield mine
    finally:
        _reading.reset(token)


def saw(label: str, row_id: object, person_id: object | None) -> None:
    """A row of the record was loaded. Queries that use `.values()` or raw SQL call this themselves (a lint finds those that do not)."""
    log = _reading.get()
    if log is None:
        return
    log.rows.setdefault(label, set()).add(str(row_id))
    if person_id:
        log.people.add(str(person_id))


def person() -> UUID | None:
    """The one person whom everything read so far in this request is about; None where it is about nobody, or several."""
    log = _reading.get()
    return log.person() if log is not None else None


def on_basis(words: str) -> None:
    """The relationship or override by which the person's record is open in this request."""
    log = _reading.get()
    if log is not None:
        log.basis = words


def under(person_id: object, override_id: object) -> None:
    """The person's record is open by this override: every row this request writes about them says so."""
    log = _reading.get()
    if log is not None:
        log.overrides[str(person_id)] = str(override_id)


def override_on(person_id: object | None) -> dict[str, str]:
    """What a row about this person adds to its detail: the override their record is open by, or nothing."""
    log = _reading.get()
    found = log.overrides.get(str(person_id)) if log is not None else None
    return {"override": found} if found else {}
