"""What the contact page already knows, so that nothing known is asked: the visit, the goals, the tasks, who answers now."""

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from waymark.core import clock
from waymark.core.actors import Actor
from waymark.core.pages import NotYours
from waymark.doors.contact.models import Draft
from waymark.organisation.staff import queries as staff
from waymark.organisation.staff.models import Worker
from waymark.people.access import queries as access
from waymark.people.access.choices import Action
from waymark.people.service_users import queries as service_users
from waymark.people.service_users.models import Person
from waymark.support.caseload import queries as caseload
from waymark.support.diary import queries as diary
from waymark.support.diary.models import Visit
from waymark.support.goals import queries as goals
from waymark.work.tasks import queries as tasks


@dataclass(frozen=True)
class Known:
    """Everything shown on the page before the first key is pressed."""

    person: Person | None = None
    summary: object | None = None
    visit: Visit | None = None
    goals: list[object] = field(default_factory=list)
    tasks: list[object] = field(default_factory=list)
    colleagues: list[Worker] = field(default_factory=list)
    duty_senior: Worker | None = None
    me_id: UUID | None = None
    key_worker: Worker | None = None


def known_about(worker: Actor, person_id: UUID | None, visit_id: UUID | None, at: datetime) -> Known:
    """What is known for a contact with this person (None: an anonymous one), planned as this visit if it was planned."""
    colleagues = list(staff.workers_in(worker, clock.today(at)))
    if person_id is None:
        return Known(me_id=worker.worker_id, colleagues=colleagues, duty_senior=_senior(worker, None, at))
    person = access.person_for(worker, person_id, Action.WRITE_ENTRY, at=at)
    return Known(
        me_id=worker.worker_id,
        person=person,
        summary=service_users.summary(worker, person_id),
        visit=diary.visit_for(worker, visit_id) if visit_id else None,
        goals=[goal for goal in goals.goals_of(worker, person_id) if goal.is_active],
        tasks=[task for task in tasks.tasks_of(worker, person_id) if task.owner_id == worker.worker_id],
        colleagues=colleagues,
        duty_senior=_senior(worker, person_id, at),
        key_worker=key_worker_other_than_me(worker, person_id),
    )


def unit_for(worker: Actor, person_id: UUID | None) -> UUID:
    """The team a contact counts for: the person's open episode that the worker is part of, else the worker's own post's unit."""
    unit_id = caseload.unit_of(worker, person_id) if person_id else None
    return unit_id or staff.own_unit(worker, clock.today()).id


def key_worker_other_than_me(worker: Actor, person_id: UUID) -> Worker | None:
    """The key worker, unless that is the one recording."""
    key_worker = caseload.key_worker_of(worker, person_id)
    return key_worker if key_worker and key_worker.id != worker.worker_id else None


def my_drafts(worker: Actor) -> QuerySet[Draft]:
    """The worker's own unsigned drafts about people they still work with, latest first."""
    people = access.visible_people(worker, Action.WRITE_ENTRY)
    mine = Draft.objects.filter(worker_id=worker.worker_id)
    return (
        (mine.filter(person__isnull=True) | mine.filter(person__in=people))
        .select_related("person")
        .order_by("-saved_at")
    )


def my_draft(worker: Actor, draft_id: UUID) -> Draft:
    """One of the worker's own drafts, or NotYours."""
    draft = my_drafts(worker).filter(pk=draft_id).first()
    if draft is None:
        raise NotYours("contact.draft", draft_id)
    return draft


def draft_if_any(worker: Actor, draft_id: UUID) -> Draft | None:
    """The draft under this id, None when nothing has been typed yet, NotYours when it is another worker's."""
    draft = my_drafts(worker).filter(pk=draft_id).first()
    if draft is None and Draft.objects.filter(pk=draft_id).exists():
        raise NotYours("contact.draft", draft_id)
    return draft


def drafts_of(worker: Actor, person_id: UUID) -> QuerySet[Draft]:
    """The worker's own drafts about one person: pinned on top of their page."""
    return my_drafts(worker).filter(person_id=person_id)


def _senior(worker: Actor, person_id: UUID | None, at: datetime) -> Worker | None:
    return staff.duty_senior(
        worker.service_id, unit_for(worker, person_id), at, not_worker_id=worker.worker_id
    )


@dataclass(frozen=True)
class Line:
    """One thing a save wrote: which ledger, in words, and where it can be seen."""

    ledger: str
    words: str
    href: str = ""
    more: str = ""
