"""The diary and what happened, as far as `worker` may know the people in it."""

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from waymark.core import clock
from waymark.core.actors import Actor
from waymark.core.pages import NotYours
from waymark.core.prepared import Prepared
from waymark.organisation.services import queries as services
from waymark.organisation.staff import queries as staff
from waymark.organisation.staff.choices import Right
from waymark.organisation.staff.models import Worker
from waymark.people.access import queries as access
from waymark.people.access.choices import Action, Relationship
from waymark.people.access.models import Grant
from waymark.people.service_users import queries as service_users
from waymark.people.service_users.models import Person
from waymark.support.diary import permissions, rules
from waymark.support.diary.choices import (
    GO_TOO,
    MOVE,
    OPEN,
    TRAVELS_IN_WORDS,
    WHO_GOES_TOO,
    Mechanism,
    VisitState,
)
from waymark.support.diary.models import Contact, GroupSession, MoveAnswer, MoveOffer, TravelTime, Visit
from waymark.support.diary.queries.team import DayOf as DayOf
from waymark.support.diary.queries.team import team_on as team_on
from waymark.support.diary.queries.team import who_may_go_too as who_may_go_too
from waymark.support.diary.queries.team import with_a_second_who_left as with_a_second_who_left
from waymark.work.tasks.models import Task

MOVING = Exists(
    Task.objects.filter(
        person=OuterRef("person"), source=MOVE, source_id=OuterRef("pk"), done_at__isnull=True
    ).order_by()
)
"""Over visits: that it has to move, and where to is not settled."""
ASKED_WHO = Exists(
    Task.objects.filter(
        person=OuterRef("person"), source=WHO_GOES_TOO, source_id=OuterRef("pk"), done_at__isnull=True
    ).order_by()
)
"""Over visits: that two go, and it was planned for one."""


Session = rules.Session
Stop = rules.Stop
wrong_with_session = rules.wrong_with_session


def sessions(worker: Actor) -> list[Session]:
    """The kinds of session of the worker's service, and which are within their role today. One statement where the service has none."""
    kinds = services.session_kinds(worker.service_id)
    if not kinds:
        return []
    mine = staff.role_codes(worker, clock.today())
    titles = dict(services.roles(worker).values_list("code", "title"))
    return [
        Session(
            kind.code,
            kind.name,
            kind.therapeutic,
            bool(mine & kind.roles),
            tuple(title for code, title in titles.items() if code in kind.roles),
        )
        for kind in kinds
    ]


def visits_on(worker: Actor, worker_id: UUID, day: date) -> list[Visit]:
    """One day of a worker's diary by time, moved visits left out. Their own; another's needs the board (else NotYours). One statement."""
    return visits_between(worker, worker_id, day, day)


def visits_between(worker: Actor, worker_id: UUID, first: date, last: date) -> list[Visit]:
    """The visits of a worker that begin on the days from `first` to `last`, London days, by time, with person and goal."""
    permissions.may_look_at(worker, worker_id)
    begins, ends = clock.day_bounds(first)[0], clock.day_bounds(last)[1]
    return _visits_from_to(worker, worker_id, begins, ends)


@Prepared
def _visits_from_to(worker: Actor, worker_id: UUID, begins: datetime, ends: datetime) -> QuerySet[Visit]:
    found = _visits(worker).filter(_goes(worker_id), starts_at__gte=begins, starts_at__lt=ends)
    return found.filter(state__in=OPEN).annotate(moving=MOVING)


def next_visit(worker: Actor, person_id: UUID, at: datetime | None = None) -> Visit | None:
    """The next visit planned to this person, whoever's it is."""
    found = _planned_to(worker, person_id, at, first=True)
    return found[0] if found else None


def planned_visits(worker: Actor, person_id: UUID, at: datetime | None = None) -> list[Visit]:
    """Every visit still planned to this person, the soonest first."""
    return _planned_to(worker, person_id, at)


def visit_for(worker: Actor, visit_id: UUID) -> Visit:
    """One visit, or NotYours."""
    visit = _visits(worker).filter(pk=visit_id).first()
    if visit is None:
        raise NotYours("diary.visit", visit_id)
    return visit


def contact_by_id(worker: Actor, contact_id: UUID) -> Contact | None:
    """The contact kept under this id, if `worker` kept it or may read that record; None when there is none they may know of."""
    return _contacts(worker).filter(pk=contact_id).first()


def contact_of_visit(worker: Actor, visit_id: UUID) -> Contact | None:
    """The contact in which this visit was written up, as `contact_by_id`."""
    return _contacts(worker).filter(visit_id=visit_id).first()


def group_for(worker: Actor, group_id: UUID) -> GroupSession:
    """A group session that `worker` led, or of which they may read a record; else NotYours. It names nobody: `of_group` asks about each."""
    read = Contact.objects.filter(
        group=OuterRef("pk"), person__in=access.visible_ids(worker, Action.READ_ENTRY)
    )
    ours = Q(worker_id=worker.worker_id) | Exists(read)
    found = GroupSession.objects.filter(ours, pk=group_id, unit__service_id=worker.service_id)
    group = found.select_related("worker", "unit").first()
    if group is None:
        raise NotYours("diary.groupsession", group_id)
    return group


def led_group(worker: Actor, group_id: UUID) -> bool:
    """Whether `worker` has signed a group's entry under this id."""
    return GroupSession.objects.filter(pk=group_id, worker_id=worker.worker_id).exists()


def of_group(worker: Actor, group: GroupSession) -> list[Contact]:
    """The contacts of this session whose records `worker` may read, by name; how many there are in all is `group.contacts.count()`."""
    mine = group.contacts.filter(person__in=access.visible_ids(worker, Action.READ_ENTRY))
    return list(mine.select_related("person").order_by("person__given_name", "person__family_name", "id"))


def in_the_way(
    worker: Actor, worker_id: UUID, starts_at: datetime, ends_at: datetime, *, but: Iterable[UUID] = ()
) -> list[tuple[datetime, datetime]]:
    """When this worker is with somebody else at that time: the times alone, never whom with, which the planner may not know."""
    there = Visit.objects.filter(
        _goes(worker_id),
        unit__service_id=worker.service_id,
        state=VisitState.PLANNED,
        starts_at__lt=ends_at,
        ends_at__gt=starts_at,
    ).exclude(pk__in=list(but))
    return rules.clashes(starts_at, ends_at, there.order_by("starts_at").values_list("starts_at", "ends_at"))


def displaced_by(worker: Actor, urgent: Visit) -> list[Visit]:
    """The visits of the worker's own that share a moment with this one."""
    return list(
        Visit.objects.filter(
            worker_id=worker.worker_id,
            unit__service_id=worker.service_id,
            state=VisitState.PLANNED,
            starts_at__lt=urgent.ends_at,
            ends_at__gt=urgent.starts_at,
        )
        .exclude(pk=urgent.pk)
        .order_by("starts_at", "id")
    )


def moves_of(visit: Visit) -> list[MoveOffer]:
    """The times offered for a visit that has to move, with what was said to each, by time. The caller has asked the policy."""
    answers = Prefetch("answers", MoveAnswer.objects.select_related("by").order_by("at", "id"))
    return list(visit.offers.select_related("by").prefetch_related(answers).order_by("at", "id"))


def times_to_offer(visit: Visit, now: datetime) -> list[datetime]:
    """Two times its worker is free: later on its day, and on the next weekday. Fewer where there are none."""
    day = clock.today(visit.starts_at)
    days = (day, rules.next_weekday(day))
    first, last = clock.day_bounds(days[0])[0], clock.day_bounds(days[1])[1]
    there = Visit.objects.filter(
        worker_id=visit.worker_id, state=VisitState.PLANNED, starts_at__lt=last, ends_at__gt=first
    ).exclude(pk=visit.pk)
    busy = list(there.values_list("starts_at", "ends_at"))
    length, found = visit.ends_at - visit.starts_at, []
    for one in days:
        times = [clock.from_local(one, at) for at in rules.HALF_HOURS]
        after = max(now, visit.ends_at) if one == day else now
        found.append(rules.first_free((t for t in times if t >= after), length, busy))
    return [time for time in found if time is not None]


def short_of_travel(
    worker: Actor, worker_id: UUID, stop: rules.Stop, *, but: Iterable[UUID] = ()
) -> rules.Short | None:
    """Whether a meeting there and then leaves its worker too little to travel, by their own list of journeys. Whose the others are is not
    told. One statement for whoever keeps no list.
    """
    times = TravelTime.objects.filter(worker_id=worker_id)
    travel = {
        (one, other): minutes
        for one, other, minutes in times.values_list("one_place", "other_place", "minutes")
    }
    if not travel:
        return None
    begins, ends = clock.day_bounds(clock.today(stop.begins))
    there = Visit.objects.filter(
        _goes(worker_id),
        unit__service_id=worker.service_id,
        mechanism=Mechanism.FACE_TO_FACE,
        state__in=(VisitState.PLANNED, VisitState.HELD),
        starts_at__lt=ends,
        ends_at__gt=begins,
    ).exclude(pk__in=list(but))
    stops = [rules.Stop(*values) for values in there.values_list("starts_at", "ends_at", "place")]
    return rules.short_of_travel(stop, stops, travel, travels(worker_id).travel_minutes_more)


def travel_warning(
    worker: Actor, worker_id: UUID, stop: rules.Stop, *, but: Iterable[UUID] = ()
) -> tuple[str, datetime | None]:
    """What to say where there is too little time to travel, and when it could begin instead; ("", None) where all is well (DUR-59)."""
    short = short_of_travel(worker, worker_id, stop, but=but)
    if short is None:
        return "", None
    how = TRAVELS_IN_WORDS.get(travels(worker_id).travels_by, "")  # type: ignore[call-overload]
    return rules.travel_words(short, how, own=worker_id == worker.worker_id), short.offer


def travels(worker_id: UUID) -> Worker:
    """How a worker travels, on their own row: `travels_by`, `travel_needs`, `travel_minutes_more`. The caller has asked the policy."""
    return Worker.objects.get(pk=worker_id)


def journeys_of(worker_id: UUID) -> list[TravelTime]:
    """A worker's own list of travel times, by place."""
    return list(TravelTime.objects.filter(worker_id=worker_id).order_by("one_place", "other_place"))


def team_for(worker: Actor, person_id: UUID, at: datetime | None = None) -> UUID | None:
    """The team of the worker's through which they see this person, where there is one: a visit and its contact count for it."""
    at = at or clock.now()
    held = Grant.objects.filter(
        Q(ends_at__isnull=True) | Q(ends_at__gt=at),
        person_id=person_id,
        relationship=Relationship.TEAM,
        starts_at__lte=at,
        unit__service_id=worker.service_id,
    ).values_list("unit_id", flat=True)
    units = list(held.order_by("starts_at"))
    return next((unit for unit in units if unit in worker.team_ids), units[0] if units else None)


def own_team(worker: Actor, day: date) -> UUID:
    """The team of the worker's first post on `day`."""
    held = staff.holdings_on(day).filter(worker_id=worker.worker_id, post__service_id=worker.service_id)
    unit_id: UUID = held.order_by("starts_on", "id").values_list("post__unit_id", flat=True)[0]
    return unit_id


def colleague(worker: Actor, worker_id: UUID, day: date) -> Worker:
    """A colleague whose diary may be looked at, or NotYours."""
    permissions.may_look_at(worker, worker_id)
    found = staff.workers_in(worker, day).filter(pk=worker_id).first()
    if found is None:
        raise NotYours("diary.diary", worker_id)
    return found


def may_change(worker: Actor, visit: Visit) -> bool:
    """Whether `worker` may move this visit or call it off: for the buttons."""
    theirs = visit.worker_id == worker.worker_id or worker.may(Right.ALLOCATE)
    planned = visit.state == VisitState.PLANNED and worker.may(Right.RECORD_CONTACTS)
    return theirs and planned and access.can(worker, visit.person_id, Action.WRITE_ENTRY)


def may_take(worker: Actor, visit: Visit) -> bool:
    """Whether `worker` may take this visit over from whoever no longer goes: for the button."""
    planned = visit.state == VisitState.PLANNED and worker.may(Right.RECORD_CONTACTS)
    if not planned or visit.worker_id == worker.worker_id:
        return False
    return access.can(worker, visit.person_id, Action.WRITE_ENTRY) and not permissions.still_goes(
        worker, visit
    )


def planned_by(service_id: UUID, worker_id: UUID, person_id: UUID, after: datetime) -> list[datetime]:
    """When this worker had planned to see this person from `after` on: for whoever takes the person over, who may read the record."""
    planned = Visit.objects.filter(
        worker_id=worker_id,
        person_id=person_id,
        unit__service_id=service_id,
        state=VisitState.PLANNED,
        starts_at__gte=after,
    )
    return list(planned.order_by("starts_at", "id").values_list("starts_at", flat=True))


def who_may_go(worker: Actor, day: date) -> list[Worker]:
    """The colleagues for whom `worker` may plan: everybody here for those who allocate, nobody for others."""
    if not worker.may(Right.ALLOCATE):
        return []
    return list(staff.workers_in(worker, day).exclude(pk=worker.worker_id))


def wrong_with_second(
    worker: Actor, person: Person, mechanism: str, worker_id: UUID | None, second_id: UUID | None
) -> str:
    """What to say of who goes to meet `person`: `worker` where nobody else is named, and who goes too; '' when it may be (LDS-97)."""
    goes = worker_id or worker.worker_id
    return rules.wrong_with_second(service_users.two_go(person), mechanism, goes, second_id)


def two_go_to(visit: Visit) -> bool:
    """Whether this is a visit to which two go. No SQL."""
    return visit.mechanism == Mechanism.FACE_TO_FACE and service_users.two_go(visit.person)


def namings(visit: Visit) -> int:
    """How often somebody was told that they go too to this visit: each time has a task of its own."""
    return Task.objects.filter(person_id=visit.person_id, source=GO_TOO, source_id=visit.pk).count()


def _contacts(worker: Actor) -> QuerySet[Contact]:
    mine = Q(worker_id=worker.worker_id) | Q(person__in=access.visible_ids(worker, Action.READ_ENTRY))
    return Contact.objects.filter(mine, unit__service_id=worker.service_id).select_related("person")


def _goes(worker_id: UUID | None) -> Q:
    """Over visits: whose they are, or who goes too."""
    return Q(worker_id=worker_id) | Q(second_id=worker_id, second__isnull=False)


def _visits(worker: Actor) -> QuerySet[Visit]:
    """What a visit is for is part of the record: to whoever reads it, and to the one who goes. Finding the person is not enough."""
    theirs = Q(_goes(worker.worker_id), person__in=access.visible_ids(worker, Action.FIND))
    read = Q(person__in=access.visible_ids(worker, Action.READ_ENTRY))
    return (
        Visit.objects.filter(theirs | read, unit__service_id=worker.service_id)
        .select_related("person", "worker", "goal", "second")
        .order_by("starts_at", "id")
    )


def _planned_to(worker: Actor, person_id: UUID, at: datetime | None, *, first: bool = False) -> list[Visit]:
    """As `_visits`, decided for one person and not over all."""
    reads = access.can(worker, person_id, Action.READ_ENTRY)
    if not reads and not access.can(worker, person_id, Action.FIND):
        return []
    return _planned(worker, person_id, at or clock.now(), reads, first)


@Prepared
def _planned(worker: Actor, person_id: UUID, at: datetime, reads: bool, first: bool) -> QuerySet[Visit]:
    visits = Visit.objects.filter(
        Q() if reads else _goes(worker.worker_id),
        person_id=person_id,
        unit__service_id=worker.service_id,
        state=VisitState.PLANNED,
        ends_at__gt=at,
    )
    found = visits.select_related("person", "worker", "goal", "second").order_by("starts_at", "id")
    return found[:1] if first else found
