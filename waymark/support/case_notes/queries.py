"""Reading notes. Text that a worker may not read does not leave the database: they get the line 'restricted entry, 4 March' (LDS-110)."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import BooleanField, Case, Exists, F, OuterRef, Q, QuerySet, TextField, Value, When
from django.db.models.functions import Coalesce

from waymark.core import clock
from waymark.core.actors import Actor
from waymark.core.audit import collector
from waymark.core.pages import NotYours
from waymark.organisation.staff import queries as staff
from waymark.organisation.staff.models import Worker
from waymark.people.access import queries as access
from waymark.people.access.choices import Action, Sensitivity
from waymark.people.service_users.models import Person
from waymark.support.case_notes import permissions, rules
from waymark.support.case_notes.choices import KIND_IN_WORDS, MARK_IN_WORDS, MarkKind, NoteKind
from waymark.support.case_notes.models import Note, NoteMark
from waymark.support.diary.choices import (
    ATTENDANCE_IN_WORDS,
    HAPPENED,
    MECHANISM_IN_WORDS,
    Attendance,
    Mechanism,
    VisitState,
)
from waymark.support.diary.models import Contact, Visit
from waymark.work.search import queries as search

WORDS = ("text", "their_words", "worries", "what_next", "reason")
PLAIN = ("id", "kind", "sensitivity", "author_id", "author_role", "occurred_at", "recorded_at", "late_hours")
ABOUT = ("attendance", "mechanism", "minutes", "place", "present", "visit_id")
LOOK_BACK = timedelta(days=92)
"""How far back a contact without a note is looked for. A visit nobody wrote up is listed however old it is."""


@dataclass(frozen=True)
class Happened:
    """The contact a note is about, in words."""

    id: UUID
    attendance: str
    mechanism: str
    minutes: int
    place: str
    present: str
    visit_id: UUID | None

    @property
    def attended(self) -> bool:
        return self.attendance in HAPPENED

    @property
    def words(self) -> str:
        """'Held, face to face, 75 minutes, Shildon': what a reader needs before the text."""
        said = [
            ATTENDANCE_IN_WORDS[Attendance(self.attendance)],
            MECHANISM_IN_WORDS[Mechanism(self.mechanism)],
        ]
        said += [f"{self.minutes} minutes"] if self.minutes else []
        return ", ".join([*said, *filter(None, [self.place])])


@dataclass(frozen=True)
class Mark:
    """Something said about a note."""

    kind: str
    words: str
    by: str
    second: str
    at: datetime

    @property
    def kind_words(self) -> str:
        return MARK_IN_WORDS[MarkKind(self.kind)]


@dataclass(frozen=True)
class Addendum:
    """What was added later, why and by whom."""

    id: UUID
    text: str
    reason: str
    author: str
    author_role: str
    recorded_at: datetime


@dataclass(frozen=True)
class Entry:
    """One line of the timeline. Not `readable`: there is an entry of that day, and nothing more of it is known here."""

    id: UUID
    kind: str
    sensitivity: str
    occurred_at: datetime
    readable: bool
    recorded_at: datetime
    author_id: UUID | None = None
    author: str = ""
    author_role: str = ""
    late_hours: int = 0
    text: str = ""
    their_words: str = ""
    worries: str = ""
    what_next: str = ""
    reason: str = ""
    happened: Happened | None = None
    addenda: list[Addendum] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)

    @property
    def kind_words(self) -> str:
        return KIND_IN_WORDS[NoteKind(self.kind)]

    @property
    def late(self) -> str:
        """'Late entry: 43 hours', '' when written in time."""
        return rules.late_words(self.late_hours)

    @property
    def restricted_words(self) -> str:
        """'restricted entry, 4 March'."""
        day = clock.local(self.occurred_at)
        return f"restricted entry, {day.day} {day:%B}"

    @property
    def is_restricted(self) -> bool:
        return self.sensitivity != Sensitivity.ORDINARY

    @property
    def in_error(self) -> Mark | None:
        """The mark that says it was made in error, if there is one."""
        return next((mark for mark in self.marks if mark.kind == MarkKind.ENTERED_IN_ERROR), None)


@dataclass(frozen=True)
class NotePage:
    """One note, whom it is about, and what `worker` may do with it."""

    entry: Entry
    person: Person | None
    may_amend: bool
    may_judge: bool
    hidden: bool


@dataclass(frozen=True)
class Unwritten:
    """A visit that is over and not recorded (`visit_id`), or a contact without a note (`contact_id`)."""

    starts_at: datetime
    person: Person | None
    visit_id: UUID | None
    contact_id: UUID | None
    purpose: str
    mechanism: str

    @property
    def id(self) -> UUID | None:
        return self.visit_id or self.contact_id

    @property
    def person_id(self) -> UUID | None:
        return self.person.pk if self.person else None

    @property
    def name(self) -> str:
        return self.person.name if self.person else "Somebody who gave no name"

    @property
    def words(self) -> str:
        """'Visit not recorded: 14:00', 'Contact without a note: by telephone, 03:05' (TPL-50)."""
        time = f"{clock.local(self.starts_at):%H:%M}"
        if self.contact_id:
            return f"Contact without a note: {MECHANISM_IN_WORDS[Mechanism(self.mechanism)]}, {time}"
        return f"Visit not recorded: {time}"


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
    notes = _roots(worker, person_id).filter(sensitivity__in=may.shown)
    if before is not None:
        notes = notes.filter(occurred_at__lt=before)
    kinds = tuple(kinds)
    if kinds or q:
        notes = notes.filter(_readable(worker, may))
    if kinds:
        notes = notes.filter(kind__in=kinds)
    if q:
        found = search.ids_with(q, person_id)
        added = Note.objects.filter(amends=OuterRef("pk"), pk__in=found)
        notes = notes.filter(Q(pk__in=found) | Exists(added))
    rows = _rows(notes.annotate(readable=_yes_if(_readable(worker, may))), limit)
    return _entries(rows)


def note_for(worker: Actor, note_id: UUID) -> NotePage:
    """One note with all that was added and said; an addendum's id gives the note it adds to. NotYours when it may not be known of.

    The words of an entry made in error are shown to its author, to those who lead and to those who audit; to others that it was one.
    """
    head = _head(worker, note_id)
    found = Note.objects.filter(pk=head.id).annotate(readable=_yes_if(_may_read(worker)))
    entry = _entries(_rows(found, 1))[0]
    if not entry.readable and not _line_shows(worker, head):
        raise NotYours("case_notes.note", note_id, head.person_id)
    stands = entry.readable and entry.in_error is None
    hidden = entry.in_error is not None and not permissions.may_read_errors(worker, head.author_id)
    return NotePage(
        entry=_without_words(entry) if hidden else entry,
        person=Person.objects.filter(pk=head.person_id).first(),
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


def unwritten(worker: Actor, at: datetime | None = None, *, limit: int = 50) -> list[Unwritten]:
    """What is over and not written up, of the worker's own, the oldest first: it stays until it is (TPL-50). Two statements."""
    at = at or clock.now()
    people = access.visible_people(worker, Action.WRITE_ENTRY)
    visits = Visit.objects.filter(
        worker_id=worker.worker_id,
        unit__service_id=worker.service_id,
        state=VisitState.PLANNED,
        ends_at__lte=at,
        person__in=people,
    )
    contacts = Contact.objects.filter(
        Q(person__in=people) | Q(person__isnull=True),
        worker_id=worker.worker_id,
        unit__service_id=worker.service_id,
        started_at__gt=at - LOOK_BACK,
        started_at__lte=at,
        note__isnull=True,
    )
    found = [
        Unwritten(v.starts_at, v.person, v.pk, None, v.purpose, v.mechanism)
        for v in visits.select_related("person").order_by("ends_at", "id")[:limit]
    ]
    found += [
        Unwritten(c.started_at, c.person, c.visit_id, c.pk, "", c.mechanism)
        for c in contacts.select_related("person").order_by("started_at", "id")[:limit]
    ]
    return sorted(found, key=lambda one: one.starts_at)


def contact_without_note(worker: Actor, contact_id: UUID) -> Contact:
    """A contact of the worker's own that has no note yet, or NotYours."""
    found = (
        Contact.objects.filter(
            pk=contact_id,
            worker_id=worker.worker_id,
            unit__service_id=worker.service_id,
            note__isnull=True,
        )
        .select_related("person")
        .first()
    )
    if found is None:
        raise NotYours("diary.contact", contact_id)
    return found


def prompts(text: str) -> list[rules.Prompt]:
    """Plainer, stronger words for some of those typed, for whichever page a note is written on (LDS-24). Reads nothing, keeps nothing."""
    return rules.prompts(text)


def seconds(worker: Actor, day: date) -> list[Worker]:
    """The colleagues who could agree that an entry was made in error."""
    return list(staff.workers_in(worker, day).exclude(pk=worker.worker_id))


def notes_to_read(worker: Actor, *, limit: int = 20) -> list[Entry]:
    """The latest notes of colleagues in the worker's teams that nobody has countersigned and the worker has not commented on (ASC-14)."""
    done = Q(kind=MarkKind.COUNTERSIGNED) | Q(by_id=worker.worker_id) | Q(kind=MarkKind.ENTERED_IN_ERROR)
    notes = (
        Note.objects.filter(access.readable_entries(worker), service_id=worker.service_id, amends=None)
        .filter(unit_id__in=worker.team_ids)
        .exclude(author_id=worker.worker_id)
        .exclude(Exists(NoteMark.objects.filter(done, note=OuterRef("pk"))))
        .annotate(readable=Value(True, output_field=BooleanField()))
    )
    return _entries(_rows(notes, limit))


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
    if permissions.may_judge(worker, worker.service_id):
        nobody |= Q(unit_id__in=worker.team_ids)
    return access.readable_entries(worker) | Q(nobody, person__isnull=True)


def _line_shows(worker: Actor, head: permissions.Head) -> bool:
    if head.person_id is None:
        return False
    return head.sensitivity in access.entry_access(worker, head.person_id).shown


def _without_words(entry: Entry) -> Entry:
    return replace(entry, addenda=[], **dict.fromkeys(WORDS, ""))


def _yes_if(condition: Q) -> Case:
    return Case(When(condition, then=Value(True)), default=Value(False), output_field=BooleanField())


def _rows(notes: QuerySet[Note], limit: int) -> list[dict[str, Any]]:
    """Words only where `readable`: others' do not leave the database."""
    words = {
        f"said_{name}": Case(When(readable=True, then=F(name)), default=Value(""), output_field=TextField())
        for name in WORDS
    }
    about = {f"contact_{name}": F(f"contact__{name}") for name in ABOUT}
    return list(
        notes.annotate(**words, **about, author_name=F("author__name"))
        .order_by("-occurred_at", "-id")
        .values(*PLAIN, *words, *about, "readable", "contact_id", "author_name", "person_id")[:limit]
    )


def _entries(rows: list[dict[str, Any]]) -> list[Entry]:
    read = [row["id"] for row in rows if row["readable"]]
    addenda, marks = _addenda_of(read), _marks_of(read)
    for row in rows:
        if row["readable"]:
            collector.saw(Note._meta.label_lower, row["id"], row["person_id"])
    return [_entry(row, addenda[row["id"]], marks[row["id"]]) for row in rows]


def _entry(row: dict[str, Any], addenda: list[Addendum], marks: list[Mark]) -> Entry:
    if not row["readable"]:
        return Entry(
            id=row["id"],
            kind=row["kind"],
            sensitivity=row["sensitivity"],
            occurred_at=row["occurred_at"],
            recorded_at=row["recorded_at"],
            readable=False,
        )
    return Entry(
        **{name: row[name] for name in PLAIN},
        **{name: row[f"said_{name}"] for name in WORDS},
        readable=True,
        author=row["author_name"],
        happened=_happened(row),
        addenda=addenda,
        marks=marks,
    )


def _happened(row: dict[str, Any]) -> Happened | None:
    if row["contact_id"] is None:
        return None
    return Happened(id=row["contact_id"], **{name: row[f"contact_{name}"] for name in ABOUT})


def _addenda_of(note_ids: list[UUID]) -> dict[UUID, list[Addendum]]:
    found: dict[UUID, list[Addendum]] = defaultdict(list)
    rows = (
        Note.objects.filter(amends__in=note_ids).select_related("author") if note_ids else Note.objects.none()
    )
    for note in rows.order_by("recorded_at", "id"):
        found[note.amends_id].append(
            Addendum(note.pk, note.text, note.reason, note.author.name, note.author_role, note.recorded_at)
        )
    return found


def _marks_of(note_ids: list[UUID]) -> dict[UUID, list[Mark]]:
    found: dict[UUID, list[Mark]] = defaultdict(list)
    rows = NoteMark.objects.filter(note__in=note_ids) if note_ids else NoteMark.objects.none()
    for mark in rows.select_related("by", "second").order_by("at", "id"):
        second = mark.second.name if mark.second else ""
        found[mark.note_id].append(Mark(mark.kind, mark.words, mark.by.name, second, mark.at))
    return found
