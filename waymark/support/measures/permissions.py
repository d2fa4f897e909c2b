"""Who fills in and who reads: as with entries of the record."""

from uuid import UUID

from waymark.core.actors import Actor
from waymark.core.pages import NotYours
from waymark.organisation.staff.choices import Right
from waymark.people.access import queries as access
from waymark.people.access.choices import Action


def may_fill_in(worker: Actor, person_id: UUID) -> bool:
    """For the buttons."""
    return worker.may(Right.RECORD_CONTACTS) and access.can(worker, person_id, Action.WRITE_ENTRY)


def require_fill_in(worker: Actor, person_id: UUID) -> None:
    """Raise NotYours unless `worker` may write in this record."""
    if not access.can(worker, person_id, Action.WRITE_ENTRY):
        raise NotYours("measures.filled", "", person_id)
