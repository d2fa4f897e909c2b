"""Who is out of the rhythm of contact that was set for them (LDS-26)."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Max, OuterRef, Q, QuerySet, Subquery

from waymark.core import clock
from waymark.core.actors import Actor
from waymark.people.access import queries as access
from waymark.people.access.choices import Action
from waymark.people.service_users.models import Person
from waymark.support.case_notes import rules
from waymark.support.case_notes.choices import MarkKind, NoteKind
from waymark.support.case_notes.models import Note, NoteMark, Rhythm
from waymark.support.diary.choices import HAPPENED

OF_CONTACT = (NoteKind.CONTACT, NoteKind.NON_ATTENDANCE)


@dataclass(frozen=True)
class OutOfRhythm:
    """One person, and what to say of it."""

    person: Person
    gap: rules.Gap


def rhythm_of(worker: Actor, person_id: UUID) -> int | None:
    """The rhythm that stands, in days; None where none was set or the record may not be read."""
    if not access.can(worker, person_id, Action.READ_ENTRY):
        return None
    row = Rhythm.objects.filter(person_id=person_id).order_by("-at", "-id").first()
    return row.days if row else None


def gap_of(worker: Actor, person_id: UUID, day: date) -> rules.Gap | None:
    """How one person stands on `day`; None without a rhythm, or where the record may not be read."""
    if not access.can(worker, person_id, Action.READ_ENTRY):
        return None
    return next((one.gap for one in _out(worker, Q(person_id=person_id), day, all_of_them=True)), None)


def out_of_rhythm(worker: Actor, day: date) -> list[OutOfRhythm]:
    """The people allocated to `worker` who are out of their rhythm on `day`. At most three statements."""
    people = access.visible_ids(worker, Action.READ_ENTRY)
    return _out(
        worker, Q(person__in=access.allocated_to(worker, *clock.day_bounds(day))) & Q(person__in=people), day
    )


def any_rhythm(worker: Actor, begins: datetime, ends: datetime) -> QuerySet[Rhythm]:
    """The rhythms set for the people allocated to `worker`: for asking whether there is any."""
    return Rhythm.objects.filter(person__in=access.allocated_to(worker, begins, ends))


def _out(worker: Actor, people: Q, day: date, *, all_of_them: bool = False) -> list[OutOfRhythm]:
    latest = Rhythm.objects.filter(person=OuterRef("person")).order_by("-at", "-id")
    rows = list(
        Rhythm.objects.filter(people, pk=Subquery(latest.values("pk")[:1]))
        .select_related("person")
        .order_by("person__family_name", "person_id")
    )
    if not rows:
        return []
    last = _last(worker, [row.person_id for row in rows], day)
    found = []
    for row in rows:
        recorded, seen = last.get(row.person_id, (None, None))
        gap = rules.gap(row.days, recorded, seen, clock.today(row.at), day)
        if all_of_them or gap.record or gap.seen:
            found.append(OutOfRhythm(row.person, gap))
    return found


def _last(worker: Actor, people: list[UUID], day: date) -> dict[UUID | None, tuple[date | None, date | None]]:
    """The day of the last contact note of each, and of the last contact that happened. No note's words are read."""
    happened = Q(contact__attendance__in=HAPPENED) | Q(contact__isnull=True, kind=NoteKind.CONTACT)
    rows = (
        _contact_notes(worker)
        .filter(person_id__in=people, occurred_at__lt=clock.day_bounds(day)[1])
        .order_by()
        .values_list("person_id")
        .annotate(recorded=Max("occurred_at"), seen=Max("occurred_at", filter=happened))
    )
    return {person_id: (_day(recorded), _day(seen)) for person_id, recorded, seen in rows}


def _contact_notes(worker: Actor) -> QuerySet[Note]:
    in_error = NoteMark.objects.filter(kind=MarkKind.ENTERED_IN_ERROR).values("note_id")
    return Note.objects.filter(service_id=worker.service_id, kind__in=OF_CONTACT).exclude(pk__in=in_error)


def _day(at: object) -> date | None:
    return clock.today(at) if at else None  # type: ignore[arg-type]
