"""Who may record a contact: anyone whose relationship to the person lets them write an entry; an anonymous one needs the right alone."""

from uuid import UUID

from waymark.core.actors import Actor
from waymark.core.pages import Refused
from waymark.organisation.staff.choices import Right
from waymark.people.access import queries as access
from waymark.people.access.choices import Action


def may_record(worker: Actor, person_id: UUID | None) -> None:
    """Raise Refused without the right, NotYours (404, logged) without the relationship."""
    if not worker.may(Right.RECORD_CONTACTS):
        raise Refused("Your role does not record contacts.")
    if person_id is not None:
        access.require(worker, person_id, Action.WRITE_ENTRY)
