"""A caseload as a list: who, where they are, when they were last seen, and the time they had."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import OuterRef, Q, Subquery, Sum

from waymark.core import clock
from waymark.core.actors import Actor
from waymark.people.access import queries as access
from waymark.people.access.choices import Action
from waymark.people.service_users.models import Person
from waymark.support.caseload import permissions, rules
from waymark.support.caseload.choices import IN_WORDS, Purpose
from waymark.support.caseload.models import Allocation, Stay
from waymark.support.caseload.queries.standing import standing
from waymark.support.caseload.queries.stays import held_in_stays
from waymark.support.diary.choices import HAPPENED, VisitState
from waymark.support.diary.models import Contact, Visit


@dataclass(frozen=True)
class Row:
    """One person on a caseload, with what a worker needs to see at a glance. `given`: the worker's own minutes that week."""

    allocation: Allocation
    person: Person
    place: str
    legal_status: str
    key_worker: str
    coordinator: str
    stay_id: UUID | None
    held: int
    last_seen: datetime | None
    last_recorded: datetime | None
    next_visit: datetime | None
    given: int
    planned: int
    day: date

    @property
    def purpose_words(self) -> str:
        return IN_WORDS[Purpose(self.allocation.purpose)]

    @property
    def time_words(self) -> str:
        """'0.5 of 2.0', in hours."""
        return rules.given_of_planned(self.given, self.planned)

    @property
    def days_since_seen(self) -> int | None:
        return (self.day - clock.today(self.last_seen)).days if self.last_seen else None

    @property
    def tried_since(self) -> bool:
        """Whether something was recorded after they were last seen: the record has no gap, and they were still not seen (LDS-26)."""
        return self.last_recorded is not None and self.last_recorded != self.last_seen


def caseload_of(worker: Actor, worker_id: UUID, day: date) -> list[Row]:
    """Those allocated to a worker on `day`, who had least of their planned time that week first (ASC-02). One statement.

    One's own; a colleague's needs the board (else NotYours), and shows the people whose record may be opened: a row says where they are.
    """
    permissions.may_look_at(worker, worker_id)
    found = (
        standing(day)
        .filter(worker_id=worker_id, person__in=access.visible_ids(worker, Action.OPEN))
        .select_related("person")
        .annotate(**_glance(day))
    )
    rows = [_row(allocation, day) for allocation in found]
    return sorted(rows, key=lambda row: (*rules.least_first(row.given, row.planned), row.person.name))


def _glance(day: date) -> dict[str, Subquery]:
    """Last seen, last recorded, next visit, the worker's time this week, and the key worker, each by one index."""
    monday, sunday = rules.week_of(day)
    theirs = Contact.objects.filter(person=OuterRef("person")).order_by("-started_at")
    week = theirs.filter(
        worker=OuterRef("worker"),
        attendance__in=HAPPENED,
        started_at__gte=clock.day_bounds(monday)[0],
        started_at__lt=clock.day_bounds(sunday)[1],
    )
    planned = Visit.objects.filter(
        person=OuterRef("person"), state=VisitState.PLANNED, starts_at__gte=clock.day_bounds(day)[0]
    )
    named = standing(day).filter(person=OuterRef("person")).order_by("-starts_on", "-id")
    here = Stay.objects.filter(
        Q(left_at__isnull=True) | Q(left_at__gt=clock.day_bounds(day)[0]),
        person=OuterRef("person"),
        admitted_at__lt=clock.day_bounds(day)[1],
    ).order_by("-admitted_at")
    leading = standing(day).filter(person=OuterRef("person"), purpose=Purpose.KEY_WORKER)
    return {
        "last_seen": Subquery(theirs.filter(attendance__in=HAPPENED).values("started_at")[:1]),
        "last_recorded": Subquery(theirs.values("started_at")[:1]),
        "next_visit": Subquery(planned.order_by("starts_at").values("starts_at")[:1]),
        "given": Subquery(week.order_by().values("worker").annotate(sum=Sum("minutes")).values("sum")),
        "coordinator": Subquery(named.filter(purpose=Purpose.CARE_COORDINATOR).values("worker__name")[:1]),
        "stay_id": Subquery(here.values("pk")[:1]),
        "stay_place": Subquery(here.values("place")[:1]),
        "stay_legal": Subquery(here.values("legal_status")[:1]),
        "held": Subquery(held_in_stays(OuterRef("person"))),
        "key_worker_name": Subquery(leading.order_by("-starts_on", "-id").values("worker__name")[:1]),
    }


def _row(allocation: Allocation, day: date) -> Row:
    found = allocation.__dict__
    return Row(
        allocation=allocation,
        person=allocation.person,
        place=rules.inpatient(found["stay_place"] or "") or rules.place(allocation.person.to_know, day),
        legal_status=found["stay_legal"] or "",
        key_worker=found["key_worker_name"] or "",
        coordinator=found["coordinator"] or "",
        stay_id=found["stay_id"],
        held=found["held"] or 0,
        last_seen=found["last_seen"],
        last_recorded=found["last_recorded"],
        next_visit=found["next_visit"],
        given=found["given"] or 0,
        planned=allocation.weekly_minutes,
        day=day,
    )
