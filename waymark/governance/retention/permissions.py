"""The privacy officer reviews and holds, for the people of the service they may find."""

from uuid import UUID

from waymark.core.actors import Actor
from waymark.core.pages import NotYours
from waymark.people.access import permissions as access_permissions
from waymark.people.access import queries as access
from waymark.people.access.choices import Action


def require_reviewer(worker: Actor) -> None:
    """Raise Refused for anyone but the privacy officer."""
    access_permissions.require_privacy_officer(worker)


def require_review_of(worker: Actor, person_id: UUID) -> None:
    """Raise Refused for anyone else, and NotYours for somebody of another service."""
    require_reviewer(worker)
    if not access.can(worker, person_id, Action.FIND):
        raise NotYours("retention.hold", "", person_id)
