"""What a note is, and what may be said about one."""

from enum import StrEnum


class NoteKind(StrEnum):
    CONTACT = "contact"
    OBSERVATION = "observation"
    NON_ATTENDANCE = "non_attendance"
    SPOKEN_REPORT = "spoken_report"
    QUESTIONNAIRE = "questionnaire"
    PLAN = "plan"
    ADDENDUM = "addendum"


KIND_IN_WORDS = {
    NoteKind.CONTACT: "Contact",
    NoteKind.OBSERVATION: "Observation",
    NoteKind.NON_ATTENDANCE: "Not seen",
    NoteKind.SPOKEN_REPORT: "Spoken report",
    NoteKind.QUESTIONNAIRE: "Questionnaire",
    NoteKind.PLAN: "Support plan",
    NoteKind.ADDENDUM: "Addendum",
}

WRITTEN_BY_HAND = [
    (NoteKind.OBSERVATION.value, "Something I noticed"),
    (NoteKind.SPOKEN_REPORT.value, "Something I told somebody, or was told"),
]
"""The notes that are not a contact's: they have a page of their own."""


MUST_KNOW = "case_notes.must_know"
"""What a task comes from that tells a colleague of a note."""


class MarkKind(StrEnum):
    ENTERED_IN_ERROR = "entered_in_error"
    COUNTERSIGNED = "countersigned"
    COMMENT = "comment"


MARK_IN_WORDS = {
    MarkKind.ENTERED_IN_ERROR: "Entered in error",
    MarkKind.COUNTERSIGNED: "Countersigned",
    MarkKind.COMMENT: "Comment",
}

RHYTHMS = [
    ("1", "Every day"),
    ("3", "Every three days"),
    ("7", "Every week"),
    ("14", "Every two weeks"),
    ("28", "Every four weeks"),
]
"""How often somebody is to be in contact with a person."""
