"""Anybody reports; the privacy officer finds and closes, never what they reported themselves (rules.md 0.1)."""

from uuid import UUID

from waymark.core.actors import Actor
from waymark.core.pages import NotYours, Refused
from waymark.people.access import permissions as access_permissions
from waymark.people.access import queries as access
from waymark.people.access.choices import Action


def may_report_about(worker: Actor, person_id: UUID) -> None:
    """Raise NotYours unless `worker` may open this record, or is the privacy officer and may find the person."""
    officer = access_permissions.is_privacy_officer(worker)
    if not access.can(worker, person_id, Action.FIND if officer else Action.OPEN):
        raise NotYours("breaches.breach", "", person_id)


def why_not_close(worker: Actor, reported_by: UUID) -> str:
    """Why `worker` may not say what was found, as a sentence; '' when they may."""
    if not access_permissions.is_privacy_officer(worker):
        return "The information governance lead says what was found."
    return "You reported this. Somebody else has to look at it." if worker.worker_id == reported_by else ""


def require_close(worker: Actor, reported_by: UUID) -> None:
    """Raise Refused with the sentence unless `worker` may."""
    if why := why_not_close(worker, reported_by):
        raise Refused(why)
