"""Who brings in, who takes out, and who reads the service's register."""

from uuid import UUID

from waymark.core.actors import Actor
from waymark.core.pages import NotYours
from waymark.people.access import permissions as access_permissions
from waymark.people.access import queries as access
from waymark.people.access.choices import Action


def require_bring_in(worker: Actor, person_id: UUID) -> None:
    """Raise NotYours unless `worker` may write in this record."""
    if not access.can(worker, person_id, Action.WRITE_ENTRY):
        raise NotYours("information_assets.broughtin", "", person_id)


def require_take_out(worker: Actor, person_id: UUID) -> None:
    """Raise NotYours unless `worker` may take a copy: never after an emergency opening, nor of somebody they used to work with."""
    if not access.can(worker, person_id, Action.EXPORT):
        raise NotYours("information_assets.takenout", "", person_id)


def may_bring_in(worker: Actor, person_id: UUID) -> bool:
    """For the buttons."""
    return access.can(worker, person_id, Action.WRITE_ENTRY)


def may_take_out(worker: Actor, person_id: UUID) -> bool:
    """For the buttons."""
    return access.can(worker, person_id, Action.EXPORT)


def require_register(worker: Actor) -> None:
    """Raise Refused for anyone but the privacy officer."""
    access_permissions.require_privacy_officer(worker)
