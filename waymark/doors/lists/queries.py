"""Lists, worked out when they are opened. The page, the number beside a saved list and the export ask the same of the same policy."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery, Sum
from django.urls import reverse

from waymark.core import clock
from waymark.core.actors import Actor
from waymark.core.pages import NotYours
from waymark.core.sheets import Cell
from waymark.doors.data_quality import queries as data_quality
from waymark.doors.lists import permissions, rules
from waymark.doors.lists.choices import Kind, Whose
from waymark.doors.lists.models import SavedList
from waymark.people.access import queries as access
from waymark.people.access.choices import Action
from waymark.people.service_users.models import Person
from waymark.support.caseload.choices import Purpose
from waymark.support.caseload.models import Allocation, Episode
from waymark.support.diary.choices import (
    ATTENDANCE_IN_WORDS,
    HAPPENED,
    MECHANISM_IN_WORDS,
    Attendance,
    Mechanism,
    VisitState,
)
from waymark.support.diary.models import Contact, Visit

PAGE = 100
PEOPLE = ("Name", "Team", "Key worker", "Last seen", "Days since", "Tried since", "Next visit")
CONTACTS = ("Day", "Began", "Person", "Worker", "Team", "How", "How it went", "Minutes", "Where", "Who else")
NUMBERS = {"Days since", "Minutes"}


@dataclass(frozen=True)
class Row:
    """One line: its cells in the order of the headings, and whose record it leads to."""

    cells: tuple[Cell, ...]
    person: Person | None

    @property
    def href(self) -> str:
        return reverse("person", args=[self.person.pk]) if self.person else ""


@dataclass(frozen=True)
class Report:
    """A list as it stands: rows, totals over all of them, and what it says of its own completeness and date."""

    filters: rules.Filters
    headings: tuple[str, ...]
    rows: list[Row]
    totals: dict[str, int]
    complete: str
    stated: str
    day: date
    at: datetime
    not_exported: int = 0

    @property
    def number(self) -> int:
        return next(iter(self.totals.values()))

    @property
    def people(self) -> dict[UUID, Person]:
        return {row.person.pk: row.person for row in self.rows if row.person}


def report(
    worker: Actor, filters: rules.Filters, at: datetime, *, page: int | None = None, to_export: bool = False
) -> Report:
    """The list at `at`. `page`: a hundred rows of it, the totals over all; `to_export`: only whom `worker` may export."""
    permissions.may_ask(worker, filters)
    make = _people if filters.kind is Kind.PEOPLE else _contacts
    made: Report = make(worker, filters, at, page, to_export)
    return made


def number_of(worker: Actor, filters: rules.Filters, at: datetime) -> int | None:
    """How many are on a list today; None where the worker's role may no longer ask."""
    if filters.whose is Whose.TEAM and not permissions.sees_the_team(worker):
        return None
    found = (
        people(worker, filters, clock.today(at))
        if filters.kind is Kind.PEOPLE
        else contacts(worker, filters, at)
    )
    return int(found.count())


def saved_lists(worker: Actor, at: datetime) -> list[tuple[SavedList, int | None]]:
    """The worker's own lists by name, each with how many are on it today."""
    mine = _own(worker).order_by("name", "id")
    return [(one, number_of(worker, one.asks, at)) for one in mine]


def saved_list_for(worker: Actor, list_id: UUID) -> SavedList:
    """One of the worker's own lists, or NotYours: a list is a worker's own, whoever is on it."""
    found = _own(worker).filter(pk=list_id).first()
    if found is None:
        raise NotYours("lists.savedlist", list_id)
    return found


def _own(worker: Actor) -> QuerySet[SavedList]:
    return SavedList.objects.filter(
        worker_id=worker.worker_id, service_id=worker.service_id, dropped_at__isnull=True
    )


# ------------------------------------------------------------------ people


def people(
    worker: Actor, filters: rules.Filters, day: date, action: Action = Action.FIND
) -> QuerySet[Person]:
    """Those on a list of people, by name."""
    found = access.visible_people(worker, action).filter(_in_scope(worker, filters.whose, day))
    found = found.annotate(**_glance(worker, day))
    if filters.days:
        before = clock.day_bounds(rules.seen_since(day, filters.days))[0]
        found = found.filter(Q(last_seen__isnull=True) | Q(last_seen__lt=before))
    if filters.no_visit:
        found = found.filter(Q(next_visit__isnull=True))
    return found.order_by("given_name", "family_name", "pk")


def _in_scope(worker: Actor, whose: Whose, day: date) -> Exists:
    open_on = Q(closed_on__isnull=True) | Q(closed_on__gte=day)
    if whose is Whose.TEAM:
        return Exists(
            Episode.objects.filter(
                open_on, person=OuterRef("pk"), opened_on__lte=day, unit_id__in=worker.team_ids
            )
        )
    return Exists(_standing(day).filter(person=OuterRef("pk"), worker_id=worker.worker_id))


def _standing(day: date) -> QuerySet[Allocation]:
    return Allocation.objects.filter(
        Q(ends_on__isnull=True) | Q(ends_on__gte=day),
        Q(episode__closed_on__isnull=True) | Q(episode__closed_on__gte=day),
        starts_on__lte=day,
    )


def _glance(worker: Actor, day: date) -> dict[str, Any]:
    theirs = Contact.objects.filter(person=OuterRef("pk")).order_by("-started_at")
    planned = Visit.objects.filter(
        person=OuterRef("pk"), state=VisitState.PLANNED, starts_at__gte=clock.day_bounds(day)[0]
    )
    leads = _standing(day).filter(person=OuterRef("pk"), purpose=Purpose.KEY_WORKER)
    teams = Episode.objects.filter(
        Q(closed_on__isnull=True) | Q(closed_on__gte=day),
        person=OuterRef("pk"),
        opened_on__lte=day,
        unit__service_id=worker.service_id,
    )
    return {
        "last_seen": Subquery(theirs.filter(attendance__in=HAPPENED).values("started_at")[:1]),
        "last_tried": Subquery(theirs.values("started_at")[:1]),
        "next_visit": Subquery(planned.order_by("starts_at").values("starts_at")[:1]),
        "key_worker": Subquery(leads.order_by("-starts_on", "-id").values("worker__name")[:1]),
        "team": Subquery(teams.order_by("opened_on", "id").values("unit__name")[:1]),
    }


def _people(worker: Actor, filters: rules.Filters, at: datetime, page: int | None, to_export: bool) -> Report:
    day = clock.today(at)
    found = people(worker, filters, day, Action.EXPORT if to_export else Action.FIND)
    ids = list(found.values_list("pk", flat=True))
    may = people(worker, filters, day, Action.EXPORT).count() if not to_export else len(ids)
    said = data_quality.completeness_of(worker, ids, day)
    whole = said["whole"]
    complete = said["percent"] if ids else "100.0%"
    return Report(
        filters,
        PEOPLE,
        [_person_row(person, day) for person in _cut(found, page)],
        {"People": len(ids)},
        complete,
        f"{whole.good} of {whole.of} of these records have nothing missing, contradictory or stale",
        day,
        at,
        len(ids) - may,
    )


def _person_row(person: Any, day: date) -> Row:
    seen = clock.today(person.last_seen) if person.last_seen else None
    tried = (
        clock.today(person.last_tried)
        if person.last_tried and person.last_tried != person.last_seen
        else None
    )
    ahead = clock.today(person.next_visit) if person.next_visit else None
    days = (day - seen).days if seen else None
    return Row((person.name, person.team or "", person.key_worker or "", seen, days, tried, ahead), person)


# ------------------------------------------------------------------ contacts


def contacts(
    worker: Actor, filters: rules.Filters, at: datetime, action: Action = Action.READ_ENTRY
) -> QuerySet[Contact]:
    """The contacts on a list, the oldest first. One with nobody's name belongs to whoever recorded it, and to the team."""
    begins, ends = _bounds(filters, at)
    found = Contact.objects.filter(
        Q(person__in=access.visible_ids(worker, action)) | Q(person__isnull=True),
        _whose(worker, filters.whose),
        unit__service_id=worker.service_id,
        started_at__gte=begins,
        started_at__lt=ends,
    )
    return found.order_by("started_at", "id")


def _not_recorded(worker: Actor, filters: rules.Filters, at: datetime) -> int:
    """Visits of the same days that are over, and of which nobody has said how they went."""
    begins, ends = _bounds(filters, at)
    over = Visit.objects.filter(
        _whose(worker, filters.whose),
        person__in=access.visible_ids(worker, Action.READ_ENTRY),
        unit__service_id=worker.service_id,
        state=VisitState.PLANNED,
        starts_at__gte=begins,
        ends_at__lt=min(ends, at),
    )
    return over.count()


def _whose(worker: Actor, whose: Whose) -> Q:
    return Q(unit_id__in=worker.team_ids) if whose is Whose.TEAM else Q(worker_id=worker.worker_id)


def _bounds(filters: rules.Filters, at: datetime) -> tuple[datetime, datetime]:
    first, last = rules.days_of(filters.period, clock.today(at))
    return clock.day_bounds(first)[0], clock.day_bounds(last)[1]


def _contacts(
    worker: Actor, filters: rules.Filters, at: datetime, page: int | None, to_export: bool
) -> Report:
    found = contacts(worker, filters, at, Action.EXPORT if to_export else Action.READ_ENTRY)
    sums = found.order_by().aggregate(
        rows=Count("pk"), minutes=Sum("minutes"), held=Count("pk", filter=Q(attendance__in=HAPPENED))
    )
    may = sums["rows"] if to_export else contacts(worker, filters, at, Action.EXPORT).count()
    open_still = _not_recorded(worker, filters, at)
    return Report(
        filters,
        CONTACTS,
        [_contact_row(one) for one in _cut(found.select_related("person", "worker", "unit"), page)],
        {"Contacts": sums["rows"], "Held": sums["held"], "Minutes": sums["minutes"] or 0},
        rules.percent(sums["rows"], sums["rows"] + open_still),
        f"{open_still} visit{'' if open_still == 1 else 's'} of these days {'is' if open_still == 1 else 'are'} over and not recorded yet",
        clock.today(at),
        at,
        sums["rows"] - may,
    )


def _contact_row(one: Contact) -> Row:
    began = clock.local(one.started_at)
    return Row(
        (
            began.date(),
            f"{began:%H:%M}",
            one.person.name if one.person else "They gave no name",
            one.worker.name,
            one.unit.name,
            MECHANISM_IN_WORDS[Mechanism(one.mechanism)].capitalize(),
            ATTENDANCE_IN_WORDS[Attendance(one.attendance)],
            one.minutes,
            one.place,
            one.present,
        ),
        one.person,
    )


def _cut(found: QuerySet[Any], page: int | None) -> Sequence[Any]:
    return list(found) if page is None else list(found[(page - 1) * PAGE : page * PAGE])
