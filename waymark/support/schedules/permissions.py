"""Who may set regular visits and see what becomes of them: as in the diary, one's own, and those of others for whoever allocates."""

from uuid import UUID

from django.db.models import Q, QuerySet

from waymark.core.actors import Actor
from waymark.core.pages import NotYours
from waymark.organisation.staff.choices import Right
from waymark.people.access import queries as access
from waymark.people.access.choices import Action
from waymark.support.diary import permissions as diary
from waymark.support.schedules.models import Schedule

may_write_about = diary.may_write_about
may_plan_for = diary.may_plan_for


def schedules(worker: Actor) -> QuerySet[Schedule]:
    """Those about people whose record `worker` may read, in their service."""
    people = access.visible_ids(worker, Action.READ_ENTRY)
    return Schedule.objects.filter(person__in=people, unit__service_id=worker.service_id)


def whose(worker: Actor) -> Q:
    """Whose patterns `worker` puts into diaries: their own; everybody's for those who allocate, and for the clock."""
    if worker.worker_id is None or worker.may(Right.ALLOCATE):
        return Q()
    return Q(worker_id=worker.worker_id)


def schedule_to_change(worker: Actor, schedule_id: UUID) -> Schedule:
    """A pattern about somebody `worker` may write about, for a diary they may plan in; else NotYours or Refused."""
    found = Schedule.objects.filter(
        pk=schedule_id,
        unit__service_id=worker.service_id,
        person__in=access.visible_ids(worker, Action.WRITE_ENTRY),
    ).first()
    if found is None:
        raise NotYours("schedules.schedule", schedule_id)
    diary.may_plan_for(worker, found.worker_id)
    return found


def may_change(worker: Actor, schedule: Schedule) -> bool:
    """For the buttons."""
    theirs = schedule.worker_id == worker.worker_id or worker.may(Right.ALLOCATE)
    return theirs and access.can(worker, schedule.person_id, Action.WRITE_ENTRY)
