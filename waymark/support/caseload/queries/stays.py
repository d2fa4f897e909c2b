"""Who is on which ward, what was planned for them meanwhile, and where somebody's days were (LDS-12, SUR-03)."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet

from waymark.core import clock
from waymark.core.actors import Actor
from waymark.core.pages import NotYours
from waymark.organisation.services.models import Unit
from waymark.people.access import queries as access
from waymark.people.access.choices import Action
from waymark.people.service_users.models import Address, Person
from waymark.support.caseload import rules
from waymark.support.caseload.choices import WARD
from waymark.support.caseload.models import KeptVisit, Stay
from waymark.support.caseload.queries.standing import standing
from waymark.support.diary.choices import VisitState
from waymark.support.diary.models import Visit

TENURE_DAYS = 90


@dataclass(frozen=True)
class Held:
    """A visit planned for somebody who is on a ward: nobody has said yet what becomes of it."""

    visit: Visit
    may_change: bool


@dataclass(frozen=True)
class Tenure:
    """Where somebody's days were, with the dates of each stay."""

    first: date
    last: date
    days: rules.Days
    stays: list[Stay]


def stays_of(worker: Actor, person_id: UUID) -> list[Stay]:
    """Every stay of somebody whose record `worker` may open, the latest first."""
    people = access.visible_ids(worker, Action.OPEN)
    return list(Stay.objects.filter(person_id=person_id, person__in=people).order_by("-admitted_at", "-id"))


def stay_now(worker: Actor, person_id: UUID) -> Stay | None:
    """The ward somebody is on, if any."""
    return next((stay for stay in stays_of(worker, person_id) if stay.left_at is None), None)


def stay_for(worker: Actor, stay_id: UUID, action: Action = Action.OPEN) -> Stay:
    """One stay of somebody on whose record `worker` may do `action`, or NotYours."""
    found = Stay.objects.filter(pk=stay_id).select_related("person", "unit").first()
    if found is None:
        raise NotYours("caseload.stay", stay_id)
    access.person_for(worker, found.person_id, action)
    return found


def held_visits(worker: Actor, stay: Stay) -> list[Held]:
    """The visits planned for their time on the ward of which nobody has decided, by time."""
    waiting = Visit.objects.filter(
        ~Exists(KeptVisit.objects.filter(stay=stay, visit=OuterRef("pk"))),
        person_id=stay.person_id,
        person__in=access.visible_ids(worker, Action.READ_ENTRY),
        state=VisitState.PLANNED,
        starts_at__gte=stay.admitted_at,
    ).select_related("worker")
    if stay.left_at is not None:
        waiting = waiting.filter(starts_at__lt=stay.left_at)
    theirs = worker.worker_id
    return [
        Held(visit, visit.worker_id == theirs or worker.may("allocate"))
        for visit in waiting.order_by("starts_at", "id")
    ]


def held_in_stays(person: Any) -> QuerySet[Any]:
    """How many visits of the person are held, as a subquery: one number."""
    kept = KeptVisit.objects.filter(visit=OuterRef("pk"), stay__left_at__isnull=True)
    here = Stay.objects.filter(
        person=OuterRef("person"), left_at__isnull=True, admitted_at__lte=OuterRef("starts_at")
    )
    return (
        Visit.objects.filter(~Exists(kept), Exists(here), person=person, state=VisitState.PLANNED)
        .order_by()
        .values("person")
        .annotate(number=Count("pk"))
        .values("number")
    )


def wards(worker: Actor) -> list[Unit]:
    """The wards of the service, by name."""
    return list(Unit.objects.filter(service_id=worker.service_id, kind=WARD, retired=False).order_by("name"))


def tenure_of(worker: Actor, person: Person, last: date, days: int = TENURE_DAYS) -> Tenure:
    """Where the person's days were, of the `days` up to `last`. `person` comes from people/access."""
    stays = [
        stay
        for stay in stays_of(worker, person.pk)
        if clock.today(stay.admitted_at) <= last
        and (stay.left_at is None or clock.today(stay.left_at) > last - timedelta(days=days))
    ]
    counted = _days([person.pk], last, days)
    return Tenure(last - timedelta(days=days - 1), last, counted[person.pk], stays)


def tenure_of_group(
    worker: Actor, worker_id: UUID, last: date, days: int = TENURE_DAYS
) -> tuple[int, rules.Days]:
    """How many people a colleague holds, and where their days were, together: figures, nobody's name and no words (SUR-03)."""
    people = standing(last).filter(worker_id=worker_id, episode__unit__service_id=worker.service_id)
    visible = access.visible_ids(worker, Action.COUNT)
    ids = sorted(set(people.filter(person__in=visible).values_list("person_id", flat=True)))
    return len(ids), rules.summed(_days(ids, last, days).values())


def _days(people: Iterable[UUID], last: date, days: int) -> dict[UUID, rules.Days]:
    ids = list(people)
    stays: dict[UUID, list[tuple[date, date | None]]] = defaultdict(list)
    rows = Stay.objects.filter(person_id__in=ids, admitted_at__lt=clock.day_bounds(last)[1])
    for person_id, admitted, left in rows.values_list("person_id", "admitted_at", "left_at"):
        stays[person_id].append((clock.today(admitted), clock.today(left) if left else None))
    moved: dict[UUID, list[date]] = defaultdict(list)
    before = Address.objects.filter(
        Q(until__isnull=False) | Q(pk__lt=OuterRef("pk")), person=OuterRef("person")
    ).exclude(pk=OuterRef("pk"))
    changes = Address.objects.filter(Exists(before), person_id__in=ids, from_on__isnull=False)
    for person_id, day in changes.values_list("person_id", F("from_on")):
        moved[person_id].append(day)
    return {pk: rules.tenure(stays[pk], last, days, moved[pk]) for pk in ids}
