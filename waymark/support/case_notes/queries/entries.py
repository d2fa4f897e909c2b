"""Entries as pages show them. Text that a worker may not read does not leave the database, nor is its row logged as read."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import BooleanField, Case, Exists, F, OuterRef, Q, QuerySet, TextField, Value, When

from waymark.core import clock
from waymark.core.audit import collector
from waymark.people.access.choices import Sensitivity
from waymark.support.case_notes import rules
from waymark.support.case_notes.choices import KIND_IN_WORDS, MARK_IN_WORDS, MarkKind, NoteKind
from waymark.support.case_notes.models import Note, NoteMark
from waymark.support.diary.choices import (
    ATTENDANCE_IN_WORDS,
    HAPPENED,
    MECHANISM_IN_WORDS,
    Attendance,
    Mechanism,
)

WORDS = ("text", "their_words", "worries", "what_next", "reason", "went_well")
PLAIN = ("id", "kind", "sensitivity", "author_id", "author_role", "occurred_at", "recorded_at", "late_hours")
ADDED = Exists(Note.objects.filter(amends=OuterRef("pk")))
MARKED = Exists(NoteMark.objects.filter(note=OuterRef("pk")))
ABOUT = ("attendance", "mechanism", "minutes", "place", "present", "visit_id")


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
    went_well: str = ""
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


def entries(notes: QuerySet[Note], readable: Q, limit: int, *, oldest_first: bool = False) -> list[Entry]:
    """The latest of `notes` (or the oldest), each with its words only where `readable` holds, and with what was added and said.

    One statement; one more where something was added, one where something was said.
    """
    return read(lines(notes, readable, limit, oldest_first=oldest_first))


def lines(
    notes: QuerySet[Note], readable: Q, limit: int, *, oldest_first: bool = False
) -> QuerySet[Note, dict[str, Any]]:
    """The statement that gives them: for one that is kept (core/prepared.py)."""
    order = ("occurred_at", "id") if oldest_first else ("-occurred_at", "-id")
    marked = notes.annotate(readable=_yes_if(readable), added=ADDED, marked=MARKED)
    return _words(marked.order_by(*order), limit)


def read(found: Iterable[dict[str, Any]]) -> list[Entry]:
    """What `lines` gave, with what was added and said; whose words are shown is in the log as read."""
    rows = list(found)
    addenda = _addenda_of([row["id"] for row in rows if row["readable"] and row["added"]])
    marks = _marks_of([row["id"] for row in rows if row["readable"] and row["marked"]])
    for row in rows:
        if row["readable"]:
            collector.saw(Note._meta.label_lower, row["id"], row["person_id"])
    return [_entry(row, addenda[row["id"]], marks[row["id"]]) for row in rows]


def _yes_if(condition: Q) -> Case:
    return Case(When(condition, then=Value(True)), default=Value(False), output_field=BooleanField())


def _words(notes: QuerySet[Note], limit: int) -> QuerySet[Note, dict[str, Any]]:
    """Words only where `readable`: others' do not leave the database."""
    words = {
        f"said_{name}": Case(When(readable=True, then=F(name)), default=Value(""), output_field=TextField())
        for name in WORDS
    }
    about = {f"contact_{name}": F(f"contact__{name}") for name in ABOUT}
    return notes.annotate(**words, **about, author_name=F("author__name")).values(
        *PLAIN, *words, *about, "readable", "added", "marked", "contact_id", "author_name", "person_id"
    )[:limit]


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
        found[note.amends_id or note.pk].append(
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
