"""Notes, as they stand in a record."""

from datetime import datetime, timedelta
from typing import Any

from tests.factories.base import made, post_of
from waymark.core import clock
from waymark.organisation.staff.models import Worker
from waymark.people.service_users.models import Person
from waymark.support.case_notes import rules
from waymark.support.case_notes.choices import MarkKind, NoteKind
from waymark.support.case_notes.models import Note, NoteMark


def make_note(
    person: Person | None,
    worker: Worker,
    text: str = "We walked to the market.",
    occurred_at: datetime | None = None,
    **fields: Any,
) -> Note:
    """A signed note of an hour ago (or of the time given), written in time. Not findable: only the action pushes its words."""
    happened = occurred_at or clock.now() - timedelta(hours=1)
    unit = post_of(worker).unit
    given = {
        "kind": NoteKind.OBSERVATION,
        "author_role": "Recovery Worker",
        "unit": unit,
        "service": unit.service,
        "recorded_at": happened,
        "received_at": happened,
        "sha256": rules.digest(rules.Said(text)),
        **fields,
    }
    return made(Note, person=person, author=worker, text=text, occurred_at=happened, **given)


def make_mark(note: Note, worker: Worker, kind: MarkKind = MarkKind.COUNTERSIGNED, **fields: Any) -> NoteMark:
    """Something said about a note."""
    return made(
        NoteMark, note=note, person=note.person, kind=kind, by=worker, **{"at": clock.now(), **fields}
    )
