"""Who takes a request, who prepares the copy, who agrees to what is blacked out: never the one who proposed it (rules.md 0.1)."""

from uuid import UUID

from waymark.core.actors import Actor
from waymark.core.pages import NotYours, Refused
from waymark.people.access import permissions as access_permissions
from waymark.people.access import queries as access
from waymark.people.access.choices import Action


def may_take(worker: Actor, person_id: UUID) -> bool:
    """Whoever may open the record takes a request; the privacy officer for anybody they may find."""
    officer = access_permissions.is_privacy_officer(worker)
    return access.can(worker, person_id, Action.FIND if officer else Action.OPEN)


def require_take(worker: Actor, person_id: UUID) -> None:
    """Raise NotYours for anybody else."""
    if not may_take(worker, person_id):
        raise NotYours("subject_access.accessrequest", "", person_id)


def may_prepare(worker: Actor, person_id: UUID) -> bool:
    """Whoever may take a copy of this record. The privacy officer does not read notes, so somebody who works with the person prepares."""
    return access.can(worker, person_id, Action.EXPORT)


def require_prepare(worker: Actor, person_id: UUID) -> None:
    """Raise Refused for somebody who took the request and may not; NotYours for anybody else."""
    require_take(worker, person_id)
    if not may_prepare(worker, person_id):
        raise Refused("Somebody who works with this person prepares the copy.")


def why_not_agree(worker: Actor, person_id: UUID, proposed_by: UUID) -> str:
    """Why `worker` may not say whether a passage stays black, as a sentence; '' when they may."""
    if proposed_by == worker.worker_id:
        return "You proposed this. Somebody else has to agree."
    if access_permissions.is_privacy_officer(worker) or may_prepare(worker, person_id):
        return ""
    return "Somebody who may read this record, or the privacy officer, has to agree."
