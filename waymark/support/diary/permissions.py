"""Who may plan, move and call off visits, and record contacts. The diary is the worker's own; those who allocate may plan in it too.

The product itself (an import, the demo) may do what its caller checked.
"""

from datetime import date
from uuid import UUID

from waymark.core import clock
from waymark.core.actors import Actor
from waymark.core.pages import NotYours, Refused
from waymark.organisation.services.models import Unit
from waymark.organisation.staff import queries as staff
from waymark.organisation.staff.choices import Right
from waymark.organisation.staff.models import Worker
from waymark.people.access import queries as access
from waymark.people.access.choices import Action, Relationship
from waymark.support.diary.choices import VisitState
from waymark.support.diary.models import Visit

BARRED = frozenset({Relationship.OWN_RECORD, Relationship.DECLARED_CONFLICT})
THEIRS = "This is a colleague’s diary. Ask them, or the one who allocates."
NO_POST = "Choose somebody who works here on that day."
NOT_FOR_THEM = "This visit cannot be theirs. Choose somebody else."


def may_write_about(worker: Actor, person_id: UUID) -> None:
    """Raise NotYours unless `worker` may write in this person's record."""
    if worker.worker_id is None:
        return
    if not access.can(worker, person_id, Action.WRITE_ENTRY):
        raise NotYours("diary.visit", "", person_id)


def people(worker: Actor) -> access.Ids:
    """Those `worker` may write about."""
    return access.visible_ids(worker, Action.WRITE_ENTRY)


def may_plan_for(by: Actor, worker_id: UUID) -> None:
    """Raise Refused for another's diary, unless `by` allocates work."""
    if by.worker_id in (None, worker_id) or by.may(Right.ALLOCATE):
        return
    raise Refused(THEIRS)


def may_look_at(by: Actor, worker_id: UUID) -> None:
    """Raise NotYours for another's diary, unless `by` sees the team's board."""
    if worker_id != by.worker_id and not by.may(Right.SEE_BOARD):
        raise NotYours("diary.diary", worker_id)


def may_count_for(by: Actor, unit_id: UUID) -> None:
    """Raise NotYours for a team of another service. The worker's own teams cost no statement."""
    if unit_id in by.team_ids:
        return
    if not Unit.objects.filter(pk=unit_id, service_id=by.service_id).exists():
        raise NotYours("services.unit", unit_id)


def visit_to_change(by: Actor, visit_id: UUID) -> Visit:
    """A visit to a person `by` may write about, in a diary they may change; else NotYours or Refused."""
    visits = Visit.objects.filter(pk=visit_id, unit__service_id=by.service_id)
    if by.worker_id is not None:
        visits = visits.filter(person__in=people(by))
    visit = visits.first()
    if visit is None:
        raise NotYours("diary.visit", visit_id)
    may_plan_for(by, visit.worker_id)
    return visit


def visit_to_take(by: Actor, visit_id: UUID) -> Visit:
    """A visit to a person `by` may write about, whose worker no longer goes; else NotYours or Refused."""
    visits = Visit.objects.filter(pk=visit_id, unit__service_id=by.service_id, person__in=people(by))
    visit = visits.first()
    if visit is None:
        raise NotYours("diary.visit", visit_id)
    own = visit.worker_id == by.worker_id
    if not own and visit.state == VisitState.PLANNED and still_goes(by, visit):
        raise Refused(THEIRS)
    return visit


def still_goes(by: Actor, visit: Visit) -> bool:
    """Whether whoever planned it will be here on that day, and may then write in that record: as far as anybody can know today."""
    try:
        return not needs_live_access(by, visit.worker_id, visit.person_id, clock.today(visit.starts_at))
    except Refused:
        return False


def needs_live_access(by: Actor, worker_id: UUID, person_id: UUID, day: date) -> bool:
    """Whether the one who visits is not otherwise related on that day, and so is given access for it.

    Raises Refused for somebody who holds no post then, or may never open this record.
    """
    visitor = _actor(by, worker_id, day)
    at = clock.day_bounds(day)[0]
    if access.relationships(visitor, person_id, at=at) & BARRED:
        raise Refused(NOT_FOR_THEM)
    return not access.can(visitor, person_id, Action.WRITE_ENTRY, at=at)


def _actor(by: Actor, worker_id: UUID, day: date) -> Actor:
    if by.worker_id == worker_id:
        return by
    worker = Worker.objects.select_related("user").filter(pk=worker_id).first()
    actor = staff.actor_for(worker.user, day, service=by.service) if worker and worker.user else None
    if actor is None or actor.service_id != by.service_id:
        raise Refused(NO_POST)
    return actor
