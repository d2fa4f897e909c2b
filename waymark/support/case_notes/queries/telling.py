"""Who must know of what was noticed, and who has seen it."""

from contextlib import suppress
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from waymark.core import clock
from waymark.core.actors import Actor
from waymark.organisation.staff import queries as staff
from waymark.people.access.choices import Relationship
from waymark.people.access.models import Grant
from waymark.people.service_users.models import Person
from waymark.support.case_notes.choices import MUST_KNOW
from waymark.support.diary import queries as diary
from waymark.work.tasks import permissions as task_permissions
from waymark.work.tasks import queries as tasks
from waymark.work.tasks.models import Task

WORKS_WITH: dict[str, str] = {
    Relationship.KEY_WORKER: "the key worker",
    Relationship.ALLOCATED: "who works with them",
}


def to_tell(worker: Actor, person: Person, at: datetime) -> dict[UUID, str]:
    """Who could have to know of what was noticed about a person, by their ids: who works with them, their key worker first, and who answers
    for the team now. Never the worker who notices it.
    """
    standing = Grant.objects.filter(
        Q(ends_at__isnull=True) | Q(ends_at__gt=at),
        person=person,
        worker__isnull=False,
        relationship__in=WORKS_WITH,
        starts_at__lte=at,
    )
    rows = standing.order_by("worker__name", "id").values_list("relationship", "worker_id", "worker__name")
    found = dict[UUID, str]()
    for kind, pk, name in sorted(rows, key=lambda row: list(WORKS_WITH).index(row[0])):
        found.setdefault(pk, f"{name}, {WORKS_WITH[kind]}")
    unit_id = diary.team_for(worker, person.pk, at) or diary.own_team(worker, clock.today(at))
    with suppress(staff.NobodyThere):
        senior = staff.duty_senior(worker.service_id, unit_id, at, not_worker_id=worker.worker_id)
        if not task_permissions.wrong_with_owner(worker, senior.pk, person.pk, clock.today(at)):
            found.setdefault(senior.pk, f"{senior.name}, the duty senior")
    return {pk: words for pk, words in found.items() if pk != worker.worker_id}


def told_of(worker: Actor, note_id: UUID) -> list[Task]:
    """What was given to the colleagues who were told of a note, by name: for a page that may show the note."""
    return sorted(tasks.told_about(worker, MUST_KNOW, note_id), key=lambda task: task.owner.name)
