"""Who may see and write what is shared of a person, and who reads the service's list of it."""

from uuid import UUID

from waymark.core.actors import Actor
from waymark.core.pages import NotYours
from waymark.people.access import permissions as access_permissions
from waymark.people.access import queries as access
from waymark.people.access.choices import Action


def may_write_about(worker: Actor, person_id: UUID) -> None:
    """Raise NotYours unless `worker` may write in this record."""
    if not access.can(worker, person_id, Action.WRITE_ENTRY):
        raise NotYours("sharing.recipient", "", person_id)


def require_register(worker: Actor) -> None:
    """Raise Refused for anyone but the privacy officer."""
    access_permissions.require_privacy_officer(worker)
