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


class Told(StrEnum):
    """How somebody was told that their visit has to move."""

    TELEPHONE = "telephone"
    TEXT = "text"
    IN_PERSON = "in_person"
    OTHER = "other"


class MoveSaid(StrEnum):
    """What came back."""

    FIRST = "first"
    SECOND = "second"
    NEITHER = "neither"
    NOT_REACHED = "not_reached"


class TravelsBy(StrEnum):
    """How a worker gets from one visit to the next."""

    BUS = "bus"
    CAR = "car"
    TRAIN = "train"
    BICYCLE = "bicycle"
    FOOT = "foot"
    TAXI = "taxi"
    SEVERAL = "several"


class VisitState(StrEnum):
    PLANNED = "planned"
    HELD = "held"
    NOT_ATTENDED = "not_attended"
    CANCELLED = "cancelled"
    REARRANGED = "rearranged"


class Whose(StrEnum):
    """Who called a visit off: it counts differently (attendance 2 or 4), and is never held against anybody."""

    PERSON = "person"
    SERVICE = "service"


ATTENDANCE_IN_WORDS = {
    Attendance.ON_TIME: "Held",
    Attendance.LATE_SEEN: "Held, though they came late",
    Attendance.LATE_NOT_SEEN: "Came too late to be seen",
    Attendance.CANCELLED_BY_PERSON: "Called off by them",
    Attendance.NOT_ATTENDED: "Not in, or did not come",
    Attendance.CANCELLED_BY_SERVICE: "Called off by us",
}

MECHANISM_IN_WORDS = {
    Mechanism.FACE_TO_FACE: "face to face",
    Mechanism.TELEPHONE: "by telephone",
    Mechanism.TALK_TYPE: "by text relay",
    Mechanism.EMAIL: "by email",
    Mechanism.VIDEO: "by video",
    Mechanism.TEXT: "by text message",
    Mechanism.CHAT: "by chat",
    Mechanism.OTHER: "another way",
}

STATE_IN_WORDS = {
    VisitState.PLANNED: "Planned",
    VisitState.HELD: "Held",
    VisitState.NOT_ATTENDED: "Not in",
    VisitState.CANCELLED: "Called off",
    VisitState.REARRANGED: "Moved",
}

TRAVELS_IN_WORDS = {
    TravelsBy.BUS: "by bus",
    TravelsBy.CAR: "by car",
    TravelsBy.TRAIN: "by train",
    TravelsBy.BICYCLE: "by bicycle",
    TravelsBy.FOOT: "on foot",
    TravelsBy.TAXI: "by taxi",
    TravelsBy.SEVERAL: "in several ways",
}

TRAVELS = [(t.value, TRAVELS_IN_WORDS[t].capitalize()) for t in TravelsBy]
TOLD_IN_WORDS = {
    Told.TELEPHONE: "by telephone",
    Told.TEXT: "by text message",
    Told.IN_PERSON: "in person",
    Told.OTHER: "another way",
}
MOVE_SAID_IN_WORDS = {
    MoveSaid.FIRST: "Chose the first time",
    MoveSaid.SECOND: "Chose the second time",
    MoveSaid.NEITHER: "Neither time will do",
    MoveSaid.NOT_REACHED: "Not reached, or no answer yet",
}

OPEN = (VisitState.PLANNED, VisitState.HELD, VisitState.NOT_ATTENDED, VisitState.CANCELLED)
"""How a visit stands that is in a diary: moved ones are where they were moved to."""
INTERPRETER, MOVE, GO_TOO, WHO_GOES_TOO = (
    "diary.interpreter",
    "diary.move",
    "diary.go_too",
    "diary.who_goes_too",
)
"""What asks for a task: an interpreter to be booked, a visit that has to move (tasks.choices knows the second by its name), a colleague who
goes too, and a visit to somebody to whom two go that was planned for one.
"""

TOLD = [(t.value, TOLD_IN_WORDS[t].capitalize()) for t in Told]
HOW = [(m.value, MECHANISM_IN_WORDS[m].capitalize()) for m in Mechanism]
WHOSE = [(Whose.PERSON.value, "They did"), (Whose.SERVICE.value, "We did")]
