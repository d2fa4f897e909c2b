"""Whose records come up for review, and what stands about one. Nothing that was written is read: dates and a name alone."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Exists, Max, OuterRef, Q, QuerySet, Subquery

from waymark.core import clock
from waymark.core.actors import Actor
from waymark.governance.retention import permissions, rules
from waymark.governance.retention.choices import CATEGORIES, HOLDS, OF_ORGANISATIONS, Category, HoldKind
from waymark.governance.retention.models import Hold, Keep
from waymark.organisation.services.models import Organisation
from waymark.people.access import queries as access
from waymark.people.service_users.models import Person
from waymark.support.case_notes.models import Note
from waymark.support.caseload.models import Episode
from waymark.support.diary.models import Contact

MOST = 200
KEEPS_RECORDS = ("provider", "employer")
LEAST_YEAR = timedelta(days=365)


@dataclass(frozen=True)
class Due:
    """One record that has come up: since when, and what its period runs from."""

    person: Person
    since: date
    dates: rules.Dates

    @property
    def words(self) -> str:
        """'Last contact 4 March 2006' or 'Died 15 June 2016'."""
        if self.dates.died:
            return f"Died {self.dates.died:%-d %B %Y}"
        return f"Last contact {self.dates.last_contact:%-d %B %Y}" if self.dates.last_contact else ""


@dataclass(frozen=True)
class Held:
    """A hold in words."""

    row: Hold
    kind: str
    person: str


@dataclass(frozen=True)
class Review:
    """One record's page. `review_on`: None while it is held or its episode is open."""

    person: Person
    dates: rules.Dates
    review_on: date | None
    is_open: bool
    categories: list[str]
    holds: list[Held]
    keeps: list[Keep]

    @property
    def held(self) -> bool:
        return any(one.row.lifted_at is None for one in self.holds)


def categories_of(worker: Actor) -> list[Category]:
    """What the organisations that work here keep their records as; the longest period of them counts."""
    kinds = Organisation.objects.filter(service_id=worker.service_id, kind__in=KEEPS_RECORDS)
    found = {
        OF_ORGANISATIONS.get(kind, Category.MENTAL_HEALTH)
        for kind in kinds.values_list("legal_kind", flat=True)
    }
    return sorted(found) or [Category.MENTAL_HEALTH]


def due_for_review(worker: Actor, today: date) -> list[Due]:
    """The records whose period is over, the longest over first: no open episode, no hold, not kept until later."""
    permissions.require_reviewer(worker)
    categories = categories_of(worker)
    found = [_due(person, categories) for person in _dated(_candidates(worker, categories, today))]
    past = [one for one in found if one is not None and one.since <= today]
    return sorted(past, key=lambda one: (one.since, str(one.person.pk)))[:MOST]


def holds_of(worker: Actor) -> list[Held]:
    """Every record that is held in the service, the latest first."""
    permissions.require_reviewer(worker)
    people = access.visible_ids(worker)
    rows = Hold.objects.filter(lifted_at=None, person__in=people).select_related("person", "by")
    return [_held(row) for row in rows.order_by("-at", "-id")[:MOST]]


def review_of(worker: Actor, person_id: UUID) -> Review:
    """What stands about one record. NotYours for somebody of another service."""
    permissions.require_review_of(worker, person_id)
    person = _dated(Person.objects.filter(pk=person_id)).get()
    categories = categories_of(worker)
    holds = [
        _held(row)
        for row in Hold.objects.filter(person_id=person_id)
        .select_related("person", "by")
        .order_by("-at", "-id")
    ]
    keeps = list(Keep.objects.filter(person_id=person_id).select_related("by").order_by("-at", "-id"))
    is_open = Episode.objects.filter(person_id=person_id, closed_on=None).exists()
    dates = _dates(person)
    held = any(one.row.lifted_at is None for one in holds)
    on = None if is_open else rules.review_on(categories, dates, held=held)
    kept = max([one.until for one in keeps], default=None)
    return Review(
        person=person,
        dates=dates,
        review_on=max(on, kept) if on and kept else on,
        is_open=is_open,
        categories=[CATEGORIES[one] for one in categories],
        holds=holds,
        keeps=keeps,
    )


def _candidates(worker: Actor, categories: list[Category], today: date) -> QuerySet[Person]:
    """Nobody with an open episode, a hold, a later day, or, while they live, anything written within the shortest period there is."""
    since = clock.day_bounds(today - rules.shortest(categories) * LEAST_YEAR)[0]
    mine = {"person": OuterRef("pk")}
    busy = (
        Exists(Episode.objects.filter(closed_on=None, **mine))
        | Exists(Hold.objects.filter(lifted_at=None, **mine))
        | Exists(Keep.objects.filter(until__gt=today, **mine))
    )
    lately = Exists(Contact.objects.filter(started_at__gt=since, **mine)) | Exists(
        Note.objects.filter(occurred_at__gt=since, **mine)
    )
    quiet = ~lately | Q(died_on__isnull=False)
    return access.visible_people(worker).filter(~busy, quiet, merged_into=None)


def _dated(people: QuerySet[Person]) -> QuerySet[Person]:
    """With the last of each: contact, entry, end of an episode."""
    mine = {"person": OuterRef("pk")}

    def last(rows: QuerySet, column: str) -> Subquery:  # type: ignore[type-arg]
        return Subquery(
            rows.filter(**mine).order_by().values("person").annotate(last=Max(column)).values("last")
        )

    return people.annotate(
        last_contact=last(Contact.objects.all(), "started_at"),
        last_entry=last(Note.objects.all(), "occurred_at"),
        last_closed=last(Episode.objects.all(), "closed_on"),
    )


def _dates(person: Person) -> rules.Dates:
    """What the period runs from; a record with nothing in it, from the day it was made."""
    said = vars(person)
    moments = [clock.today(moment) for moment in (said["last_contact"], said["last_entry"]) if moment]
    days = [*moments, *([said["last_closed"]] if said["last_closed"] else [])]
    return rules.Dates(last_contact=max(days, default=clock.today(person.added_at)), died=person.died_on)


def _due(person: Person, categories: list[Category]) -> Due | None:
    dates = _dates(person)
    on = rules.review_on(categories, dates)
    return Due(person, on, dates) if on else None


def _held(row: Hold) -> Held:
    return Held(row, HOLDS[HoldKind(row.kind)], row.person.name)
