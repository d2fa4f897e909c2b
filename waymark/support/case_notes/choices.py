"""What a note is."""

from enum import StrEnum


class NoteKind(StrEnum):
    CONTACT = "contact"
    OBSERVATION = "observation"
    NON_ATTENDANCE = "non_attendance"
    SPOKEN_REPORT = "spoken_report"
    ADDENDUM = "addendum"


class MarkKind(StrEnum):
    ENTERED_IN_ERROR = "entered_in_error"
    COUNTERSIGNED = "countersigned"
    COMMENT = "comment"
