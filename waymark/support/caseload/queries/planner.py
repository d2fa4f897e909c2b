"""A week as it was promised and as it is placed: who has as many contacts in the diary as planned, and who has not (LDS-40)."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Q

from waymark.core import clock
from waymark.core.actors import Actor
from waymark.organisation.services import queries as services
from waymark.people.access import queries as access
from waymark.support.caseload import rules
from waymark.support.caseload.models import Allocation, LeftUnplaced
from waymark.support.caseload.queries.standing import standing
from waymark.support.diary.choices import HAPPENED, VisitState
from waymark.support.diary.models import Contact, Visit

A_WEEK = timedelta(days=7)
PLACED = (VisitState.PLANNED, VisitState.HELD)


@dataclass(frozen=True)
class Planned:
    """One person's week: how many contacts were planned for, and what stands in the diary or happened without a plan."""

    allocation: Allocation
    needed: int
    visits: list[Visit] = field(default_factory=list)
    beside: list[datetime] = field(default_factory=list)
    reason: str = ""
    together: int = 0
    """Minutes of therapeutic time this week, by this worker; every contact's where the service has no kinds of session."""

    @property
    def time_words(self) -> str:
        """'2.25 of 3 hours, 75 %' of what was planned for the person in a week (LDS-14)."""
        return rules.share_in_words(self.together, self.allocation.weekly_minutes)

    @property
    def share(self) -> int:
        """The same as a whole percentage, rounded down."""
        return self.together * 100 // self.allocation.weekly_minutes

    @property
    def placed(self) -> int:
        return len(self.visits) + len(self.beside)

    @property
    def missing(self) -> int:
        return rules.unplaced(self.needed, self.placed)


@dataclass(frozen=True)
class Unplaced:
    """Contacts of a week gone by that had no place, and of which nobody has said why."""

    monday: date
    line: Planned


def planner(worker: Actor, day: date) -> list[Planned]:
    """The worker's own people in the week of `day`, those with the most unplaced contacts first, then by name. Four statements."""
    monday, sunday = rules.week_of(day)
    begins, ends = clock.day_bounds(monday)[0], clock.day_bounds(sunday)[1]
    held = list(
        standing(sunday if sunday < clock.today() else max(monday, min(clock.today(), sunday)))
        .filter(
            Q(weekly_contacts__gt=0) | Q(weekly_minutes__gt=0),
            worker_id=worker.worker_id,
            person__in=access.visible_ids(worker),
        )
        .select_related("person")
    )
    people = {allocation.person_id for allocation in held}
    visits: dict[UUID, list[Visit]] = defaultdict(list)
    for visit in Visit.objects.filter(
        person_id__in=people,
        worker_id=worker.worker_id,
        state__in=PLACED,
        starts_at__gte=begins,
        starts_at__lt=ends,
    ).order_by("starts_at", "id"):
        visits[visit.person_id].append(visit)
    beside: dict[UUID, list[datetime]] = defaultdict(list)
    together: dict[UUID, int] = defaultdict(int)
    kinds = {kind.code: kind.therapeutic for kind in services.session_kinds(worker.service_id)}
    for person_id, at, visit_id, session, minutes in Contact.objects.filter(
        person_id__in=people,
        worker_id=worker.worker_id,
        attendance__in=HAPPENED,
        started_at__gte=begins,
        started_at__lt=ends,
    ).values_list("person_id", "started_at", "visit_id", "session", "minutes"):
        if visit_id is None:
            beside[person_id].append(at)
        if not kinds or kinds.get(session):
            together[person_id] += minutes
    why = dict(
        LeftUnplaced.objects.filter(allocation__in=held, monday=monday).values_list("allocation_id", "reason")
    )
    lines = [
        Planned(
            allocation,
            allocation.weekly_contacts,
            visits[allocation.person_id],
            beside[allocation.person_id],
            why.get(allocation.pk, ""),
            together[allocation.person_id],
        )
        for allocation in held
    ]
    return sorted(lines, key=lambda line: (-line.missing, line.allocation.person.name))


def unexplained(worker: Actor, day: date) -> list[Unplaced]:
    """What of the week before `day`'s was left without a place and without a reason."""
    last = rules.week_of(day)[0] - A_WEEK
    return [Unplaced(last, line) for line in planner(worker, last) if line.missing and not line.reason]
