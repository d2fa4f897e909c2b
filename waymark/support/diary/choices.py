"""How a contact went, in the national codes of rules.md 8. Attended is 5 or 6; did not attend is 3 or 7."""

from enum import StrEnum


class Attendance(StrEnum):
    ON_TIME = "5"
    LATE_SEEN = "6"
    LATE_NOT_SEEN = "7"
    CANCELLED_BY_PERSON = "2"
    NOT_ATTENDED = "3"
    CANCELLED_BY_SERVICE = "4"


HAPPENED = frozenset({Attendance.ON_TIME, Attendance.LATE_SEEN})
DID_NOT_ATTEND = frozenset({Attendance.NOT_ATTENDED, Attendance.LATE_NOT_SEEN})


class Mechanism(StrEnum):
    """Consultation mechanism (retired codes 03 and 06 are not offered)."""

    FACE_TO_FACE = "01"
    TELEPHONE = "02"
    TALK_TYPE = "04"
    EMAIL = "05"
    VIDEO = "11"
    TEXT = "09"
    CHAT = "12"
    OTHER = "98"


class VisitState(StrEnum):
    PLANNED = "planned"
    HELD = "held"
    NOT_ATTENDED = "not_attended"
    CANCELLED = "cancelled"
    REARRANGED = "rearranged"
