"""What the figures count and the lists show: one filter each, by COUNT for a figure and by FIND for names."""

from datetime import date, datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from waymark.core.actors import Actor
from waymark.core.prepared import among
from waymark.people.access import queries as access
from waymark.people.access.choices import Action
from waymark.support.case_notes import queries as case_notes
from waymark.support.caseload.models import Allocation, Episode
from waymark.support.diary.choices import VisitState
from waymark.support.diary.models import Contact, Visit
from waymark.work.tasks import queries as tasks
from waymark.work.tasks.choices import TaskKind
from waymark.work.tasks.models import Task

WORRY = Q(kind=TaskKind.CONCERN)


def episodes(worker: Actor, day: date, action: Action = Action.FIND) -> QuerySet[Episode]:
    """The episodes with the worker's teams that are open on `day`."""
    return Episode.objects.filter(
        Q(closed_on__isnull=True) | Q(closed_on__gte=day),
        opened_on__lte=day,
        unit_id__in=among(worker.team_ids),
        unit__service_id=worker.service_id,
        person__in=access.visible_ids(worker, action),
    )


def first_episodes(worker: Actor, day: date) -> QuerySet[Episode]:
    """The same, one for each person: the one opened first, where two of the worker's teams have one."""
    theirs = episodes(worker, day).filter(person=OuterRef("person")).order_by("opened_on", "id")
    return episodes(worker, day).filter(pk=Subquery(theirs.values("pk")[:1]))


def nobody_is(day: date, **purpose: Any) -> Q:
    """Over episodes: that nobody is allocated on `day` (or nobody for this purpose)."""
    standing = Q(ends_on__isnull=True) | Q(ends_on__gte=day)
    return ~Q(
        Exists(Allocation.objects.filter(standing, episode=OuterRef("pk"), starts_on__lte=day, **purpose))
    )


def open_tasks(worker: Actor) -> QuerySet[Task]:
    """The open tasks of the worker's teams that they may read."""
    return tasks.open_tasks_in(worker, worker.team_ids)


def musts_put_off(worker: Actor) -> QuerySet[Task]:
    """Of those: what must be done and was put off, with the reason."""
    return tasks.musts_put_off_in(worker, worker.team_ids)


def visits_over(worker: Actor, at: datetime, action: Action = Action.FIND) -> QuerySet[Visit]:
    """Visits of the worker's teams that are over, and nobody has said how they went."""
    return Visit.objects.filter(
        state=VisitState.PLANNED,
        ends_at__lte=at,
        unit_id__in=among(worker.team_ids),
        unit__service_id=worker.service_id,
        person__in=access.visible_ids(worker, action),
    )


def bare_contacts(worker: Actor, at: datetime, action: Action = Action.FIND) -> QuerySet[Contact]:
    """Contacts of the worker's teams without a note, as far back as their authors are reminded of them."""
    return Contact.objects.filter(
        case_notes.WITHOUT_A_NOTE,
        Q(person__in=access.visible_ids(worker, action)) | Q(person__isnull=True),
        unit_id__in=among(worker.team_ids),
        unit__service_id=worker.service_id,
        started_at__gt=at - case_notes.LOOK_BACK,
        started_at__lte=at,
    )
