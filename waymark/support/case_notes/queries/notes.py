"""Reading notes: the timeline of a record, and one note (LDS-110)."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce

from waymark.core import clock
from waymark.core.actors import Actor
from waymark.core.pages import NotYours
from waymark.core.prepared import Prepared
from waymark.organisation.staff import queries as staff
from waymark.organisation.staff.choices import Right
from waymark.organisation.staff.models import Worker
from waymark.people.access import queries as access
from waymark.people.access.choices import Action, Sensitivity
from waymark.people.service_users.models import Person
from waymark.support.case_notes import permissions, rules
from waymark.support.case_notes.choices import MarkKind
from waymark.support.case_notes.models import Note, NoteMark
from waymark.support.case_notes.queries.entries import Entry, entries, lines, read
from waymark.work.search import queries as search


@dataclass(frozen=True)
class NotePage:
    """One note, whom it is about, and what `worker` may do with it."""

    entry: Entry
    person: Person | None
    may_amend: bool
    may_judge: bool
    hidden: bool


def timeline(
    worker: Actor,
    person_id: UUID,
    *,
    kinds: Iterable[str] = (),
    q: str = "",
    before: datetime | None = None,
    limit: int = 20,
) -> list[Entry]:
    """The latest entries of one record, with what was added and said. Four statements; six when words are looked for.

    Entries made in error are left out. A restricted entry shows as a line without text; it is not found by words or by kind.
    """
    may = access.entry_access(worker, person_id)
    if Sensitivity.ORDINARY not in may.shown:
        return []
    kinds = tuple(kinds)
    if not kinds and not q:
        return read(_latest(worker, person_id, may.readable, may.own, may.shown, before, limit))
    notes = _roots(worker, person_id).filter(_readable(worker, may))
    if before is not None:
        notes = notes.filter(occurred_at__lt=before)
    if kinds:
        notes = notes.filter(kind__in=kinds)
    if q:
        found = search.ids_with(q, person_id)
        added = Note.objects.filter(amends=OuterRef("pk"), pk__in=found)
        notes = notes.filter(Q(pk__in=found) | Exists(added))
    return entries(notes, _readable(worker, may), limit)


@Prepared
def _latest(
    worker: Actor,
    person_id: UUID,
    readable: frozenset[Sensitivity],
    own: frozenset[Sensitivity],
    shown: frozenset[Sensitivity],
    before: datetime | None,
    limit: int,
) -> QuerySet[Note, Any]:
    may = _readable(worker, access.EntryAccess(readable, own, shown))
    notes = _roots(worker, person_id).filter(Q(sensitivity__in=shown) | may)
    return lines(notes if before is None else notes.filter(occurred_at__lt=before), may, limit)


def note_for(worker: Actor, note_id: UUID) -> NotePage:
    """One note with all that was added and said; an addendum's id gives the note it adds to. NotYours when it may not be known of.

    The words of an entry made in error are shown to its author, to those who lead and to those who audit; to others that it was one.
    """
    head = _head(worker, note_id)
    entry = entries(Note.objects.filter(pk=head.id), _may_read(worker), 1)[0]
    if not entry.readable and not _line_shows(worker, head):
        raise NotYours("case_notes.note", note_id, head.person_id)
    stands = entry.readable and entry.in_error is None
    hidden = entry.in_error is not None and not permissions.may_read_errors(worker, head.author_id)
    return NotePage(
        entry=_without_words(entry) if hidden else entry,
        person=Person.objects.filter(pk=head.person_id).first() if head.person_id else None,
        may_amend=stands and permissions.may_amend(worker, head),
        may_judge=stands and permissions.may_judge(worker, head.author_id),
        hidden=hidden,
    )


def note_to_change(worker: Actor, note_id: UUID) -> permissions.Head:
    """What must be known of a note that `worker` may read, to add to it; else NotYours. An addendum's id gives the note it adds to."""
    head = _head(worker, note_id)
    if not Note.objects.filter(_may_read(worker), pk=head.id).exists():
        raise NotYours("case_notes.note", note_id, head.person_id)
    return head


def prompts(text: str) -> list[rules.Prompt]:
    """Plainer, stronger words for some of those typed, for whichever page a note is written on (LDS-24). Reads nothing, keeps nothing."""
    return rules.prompts(text)


def seconds(worker: Actor, day: date) -> list[Worker]:
    """The colleagues who could agree that an entry was made in error."""
    return list(staff.workers_in(worker, day).exclude(pk=worker.worker_id))


def story_of(worker: Actor, person_id: UUID, first: date, last: date) -> list[tuple[date, str]]:
    """What went well from the day `first` to the day `last`, in the person's words, with the day, the earliest first (LDS-58).

    Of entries anybody who works with them reads: nothing restricted goes onto a sheet, and nothing entered in error. NotYours as a note is.
    """
    if not access.can(worker, person_id, Action.READ_ENTRY):
        raise NotYours("case_notes.note", "", person_id)
    told = _roots(worker, person_id).filter(
        sensitivity=Sensitivity.ORDINARY,
        occurred_at__gte=clock.day_bounds(first)[0],
        occurred_at__lt=clock.day_bounds(last)[1],
    )
    said = (
        told.exclude(went_well="").order_by("occurred_at", "id").only("person_id", "occurred_at", "went_well")
    )
    return [(clock.today(note.occurred_at), note.went_well) for note in said]


@dataclass(frozen=True)
class Met:
    """One contact as its entry tells it: the London day, the codes of how it went, and who wrote it."""

    note_id: UUID
    on: date
    attendance: str
    mechanism: str
    minutes: int
    by: str


def contacts_between(worker: Actor, person_id: UUID, first: date, last: date) -> tuple[list[Met], int]:
    """The contacts on the timeline from `first` to `last`, the earliest first, and how many entries of those days are restricted.

    Restricted entries are counted and not given: what is gathered here leaves the service (DUR-57). NotYours as a note is.
    """
    if not access.can(worker, person_id, Action.READ_ENTRY):
        raise NotYours("case_notes.note", "", person_id)
    days = _roots(worker, person_id).filter(
        occurred_at__gte=clock.day_bounds(first)[0], occurred_at__lt=clock.day_bounds(last)[1]
    )
    rows = (
        days.filter(sensitivity=Sensitivity.ORDINARY, contact__isnull=False)
        .order_by("occurred_at", "id")
        .select_related("contact", "author")
    )
    met = [
        Met(
            note.pk, clock.today(note.occurred_at), note.contact.attendance, note.contact.mechanism,
            note.contact.minutes, note.author.name,
        )
        for note in rows
        if note.contact is not None
    ]  # fmt: skip
    may = access.entry_access(worker, person_id)
    shown = days.filter(Q(sensitivity__in=may.shown) | _readable(worker, may))
    return met, shown.exclude(sensitivity=Sensitivity.ORDINARY).count()


def entered_in_error(person_id: UUID) -> set[UUID]:
    """The ids of the entries about one person that were marked as made in error: what rests on them does not count."""
    return set(
        NoteMark.objects.filter(person_id=person_id, kind=MarkKind.ENTERED_IN_ERROR).values_list(
            "note_id", flat=True
        )
    )


def _roots(worker: Actor, person_id: UUID) -> QuerySet[Note]:
    in_error = NoteMark.objects.filter(note=OuterRef("pk"), kind=MarkKind.ENTERED_IN_ERROR)
    return Note.objects.filter(
        ~Exists(in_error), person_id=person_id, service_id=worker.service_id, amends=None
    )


def _head(worker: Actor, note_id: UUID) -> permissions.Head:
    """The note of the worker's service under this id, or the one it adds to. Not yet whether they may read it: no row is loaded."""
    found = (
        Note.objects.filter(pk=note_id, service_id=worker.service_id)
        .annotate(
            root_id=Coalesce("amends_id", "pk"), root_author_id=Coalesce("amends__author_id", "author_id")
        )
        .values_list("root_id", "person_id", "root_author_id", "unit_id", "sensitivity")
        .first()
    )
    if found is None:
        raise NotYours("case_notes.note", note_id)
    root_id, person_id, author_id, unit_id, sensitivity = found
    return permissions.Head(root_id, person_id, author_id, unit_id, Sensitivity(sensitivity))


def _readable(worker: Actor, may: access.EntryAccess) -> Q:
    return Q(sensitivity__in=may.readable) | Q(sensitivity__in=may.own, author_id=worker.worker_id)


def _may_read(worker: Actor) -> Q:
    """Over any notes: by the person's policy; of an anonymous contact, its author and whoever supervises the team."""
    nobody = Q(author_id=worker.worker_id)
    if worker.may(Right.COUNTERSIGN):
        nobody |= Q(unit_id__in=worker.team_ids)
    return access.readable_entries(worker) | Q(nobody, person__isnull=True)


def _line_shows(worker: Actor, head: permissions.Head) -> bool:
    if head.person_id is None:
        return False
    return head.sensitivity in access.entry_access(worker, head.person_id).shown


def _without_words(entry: Entry) -> Entry:
    return replace(
        entry, addenda=[], text="", their_words="", worries="", what_next="", reason="", went_well=""
    )
