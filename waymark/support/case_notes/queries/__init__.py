"""Reading notes. Text that a worker may not read does not leave the database: they get the line 'restricted entry, 4 March' (LDS-110)."""

from waymark.support.case_notes.queries.entries import Addendum, Entry, Happened, Mark
from waymark.support.case_notes.queries.notes import (
    Met,
    NotePage,
    contacts_between,
    entered_in_error,
    note_for,
    note_to_change,
    prompts,
    seconds,
    story_of,
    timeline,
)
from waymark.support.case_notes.queries.rhythm import (
    OutOfRhythm,
    any_rhythm,
    gap_of,
    out_of_rhythm,
    rhythm_of,
)
from waymark.support.case_notes.queries.telling import to_tell, told_of
from waymark.support.case_notes.queries.to_read import ToRead, Waiting, notes_to_read, waiting_for
from waymark.support.case_notes.queries.unwritten import (
    LOOK_BACK,
    WITHOUT_A_NOTE,
    Unwritten,
    contact_without_note,
    may_be_unwritten,
    unwritten,
    with_deadline,
)

__all__ = [
    "LOOK_BACK",
    "WITHOUT_A_NOTE",
    "Addendum",
    "Entry",
    "Happened",
    "Mark",
    "Met",
    "NotePage",
    "OutOfRhythm",
    "ToRead",
    "Unwritten",
    "Waiting",
    "any_rhythm",
    "contact_without_note",
    "contacts_between",
    "entered_in_error",
    "gap_of",
    "may_be_unwritten",
    "note_for",
    "note_to_change",
    "notes_to_read",
    "out_of_rhythm",
    "prompts",
    "rhythm_of",
    "seconds",
    "story_of",
    "timeline",
    "to_tell",
    "told_of",
    "unwritten",
    "waiting_for",
    "with_deadline",
]
