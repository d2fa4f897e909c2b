"""A day of the worker's teams: who is out, when and with whom, what nobody goes to any more, and who may go too."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from waymark.core import clock
from waymark.core.actors import Actor
from waymark.organisation.staff import queries as staff
from waymark.organisation.staff.models import Holding, Worker
from waymark.people.access import queries as access
from waymark.people.service_users.models import Person
from waymark.support.diary.choices import OPEN, VisitState
from waymark.support.diary.models import Visit


@dataclass(frozen=True)
class Out:
    """One visit as a colleague sees it. `person`: None where they may not know who it is."""

    id: UUID
    starts_at: datetime
    ends_at: datetime
    mechanism: str
    state: str
    person: Person | None = None


@dataclass(frozen=True)
class DayOf:
    """The visits of one colleague on a day, by time; none where they have none. `left`: they hold no post that day, and nobody goes."""

    worker: Worker
    out: list[Out]
    left: bool = False


def team_on(worker: Actor, day: date) -> list[DayOf]:
    """Everybody in the worker's teams on that day, by name, with when they are out and with whom, as far as `worker` may know; before them
    whoever has left and still has a visit planned there.

    What a visit is for, where, and what was written of it stays in the record. People whom `worker` may not find are not named or read.
    """
    team = {row.pk: row for row in _team(worker, day)}
    begins, ends = clock.day_bounds(day)
    rows = Visit.objects.filter(
        Q(worker__in=team) | Q(second__in=team) | _nobody_goes(worker, day),
        unit__service_id=worker.service_id,
        starts_at__gte=begins,
        starts_at__lt=ends,
        state__in=OPEN,
    ).order_by("starts_at", "id")
    shown = rows.values_list(
        "worker_id", "second_id", "pk", "starts_at", "ends_at", "mechanism", "state", "person_id"
    )
    known = {row.pk: row for row in access.visible_people(worker).filter(pk__in=[row[-1] for row in shown])}
    out: dict[UUID, list[Out]] = {}
    for worker_id, second_id, id, starts_at, ends_at, mechanism, state, person_id in shown:
        visit = Out(id, starts_at, ends_at, mechanism, state, known.get(person_id))
        for goes in filter(None, (worker_id, second_id)):
            out.setdefault(goes, []).append(visit)
    left = Worker.objects.filter(pk__in=out.keys() - team.keys()).exclude(pk__in=_here(worker, day))
    return [
        *(DayOf(one, out[one.pk], left=True) for one in left.order_by("name", "id")),
        *(DayOf(one, out.get(one.pk, [])) for one in team.values()),
    ]


def with_a_second_who_left(at: datetime) -> list[Visit]:
    """Planned visits to come whose second holds no post of the visit's service on its day. For the clock, which shows them to nobody."""
    planned = Visit.objects.filter(state=VisitState.PLANNED, starts_at__gt=at, second__isnull=False)
    rows = planned.select_related("person", "second", "worker", "unit").order_by("starts_at", "id")
    here: dict[tuple[date, UUID], set[UUID]] = {}
    found = []
    for visit in rows:
        key = (clock.today(visit.starts_at), visit.unit.service_id)
        if key not in here:
            held = staff.holdings_on(key[0]).filter(post__service_id=key[1])
            here[key] = set(held.values_list("worker_id", flat=True))
        if visit.second_id not in here[key]:
            found.append(visit)
    return found


def _nobody_goes(worker: Actor, day: date) -> Q:
    """Over visits: planned in the worker's teams by somebody who holds no post here on that day."""
    planned = Q(unit__in=worker.team_ids, state=VisitState.PLANNED)
    return planned & ~Q(worker__in=_here(worker, day))


def _here(worker: Actor, day: date) -> QuerySet[Holding, Any]:
    return staff.holdings_on(day).filter(post__service_id=worker.service_id).values("worker_id")


def who_may_go_too(worker: Actor, day: date, *, but: UUID | None) -> list[Worker]:
    """Those of the worker's own teams. `but`: whoever goes anyway; None while that is not said: who plans for a colleague may go too."""
    return [one for one in _team(worker, day) if one.pk != but]


def _team(worker: Actor, day: date) -> QuerySet[Worker]:
    posts = staff.holdings_on(day).filter(post__unit_id__in=worker.team_ids)
    return Worker.objects.filter(pk__in=posts.values("worker_id")).order_by("name", "id")
