"""Times of visits, what clashes, and what a contact's code means for the visit it ends. Values in, answers out.

Serves DUR-06, the support-sessions rules and rules.md 8. Times are aware; a visit's end is not part of it: 10:00-11:00 and
11:00-12:00 can both be.
"""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta

from waymark.support.diary.choices import (
    DID_NOT_ATTEND,
    HAPPENED,
    Attendance,
    Mechanism,
    VisitState,
    Whose,
)

LONGEST = timedelta(hours=12)
AHEAD = timedelta(minutes=5)
"""How far a clock may run fast before a contact counts as in the future."""
FEWEST_WORDS, FEWEST_LETTERS = 2, 5
LONGEST_REASON = 300
DIRECT = frozenset({Mechanism.FACE_TO_FACE, Mechanism.TELEPHONE, Mechanism.TALK_TYPE, Mechanism.VIDEO})


def wrong_with_times(starts_at: datetime, ends_at: datetime) -> str:
    """What to say of a visit's beginning and end; '' when they will do."""
    if ends_at <= starts_at:
        return "It must end after it starts."
    if ends_at - starts_at > LONGEST:
        return "That is more than 12 hours. Give a shorter visit, or plan two."
    return ""


def wrong_with_reason(reason: str) -> str:
    """Planning two at once takes a reason of a few words."""
    if len(reason.split()) < FEWEST_WORDS:
        return "Say why, in a few words."
    if len(reason) > LONGEST_REASON:
        return f"Say it in fewer words: {LONGEST_REASON} letters at most."
    return ""


def wrong_with_exception(reason: str) -> str:
    """Moving or calling off a visit takes a reason of a few words, or of one that says it: 'dentist' (ASC-23)."""
    plain = reason.strip()
    return "" if FEWEST_LETTERS <= len(plain) <= LONGEST_REASON else wrong_with_reason(reason)


def clashes(
    starts_at: datetime, ends_at: datetime, others: Iterable[tuple[datetime, datetime]]
) -> list[tuple[datetime, datetime]]:
    """Those of `others` that share a moment with it."""
    return [(begins, ends) for begins, ends in others if begins < ends_at and starts_at < ends]


def wrong_with_subject(person_given: bool, anonymous: bool) -> str:
    """A contact has a named subject or is explicitly anonymous, never both and never neither (capabilities 1.3)."""
    if person_given and anonymous:
        return "Either say who this was with, or that they gave no name."
    if not person_given and not anonymous:
        return "Say who this was with, or that they did not give a name."
    return ""


def wrong_with_contact(attendance: Attendance, started_at: datetime, minutes: int, now: datetime) -> str:
    """A contact that happened is over; its minutes are whole and at most twelve hours."""
    if attendance in HAPPENED | DID_NOT_ATTEND and started_at > now + AHEAD:
        return "This is in the future. Give the day and time it happened."
    if minutes < 0 or timedelta(minutes=minutes) > LONGEST:
        return "Give the minutes you spent together: 12 hours at most."
    if attendance not in HAPPENED and minutes:
        return "It did not happen, so it took no minutes."
    return ""


def state_after(attendance: Attendance) -> VisitState:
    """What becomes of the visit a contact was planned as. 'Did not attend' (3, 7) is never the same as seen (5, 6)."""
    if attendance in HAPPENED:
        return VisitState.HELD
    return VisitState.NOT_ATTENDED if attendance in DID_NOT_ATTEND else VisitState.CANCELLED


def called_off_by(attendance: Attendance) -> str:
    """Whose doing it was that a visit was called off; '' when it was not."""
    whose = {
        Attendance.CANCELLED_BY_PERSON: Whose.PERSON,
        Attendance.CANCELLED_BY_SERVICE: Whose.SERVICE,
    }
    return whose.get(attendance, "")


def is_direct(attendance: str, mechanism: str) -> bool:
    """A direct contact: attended, and face to face, by telephone, by talk type or by video (rules.md 8)."""
    return attendance in HAPPENED and mechanism in DIRECT


def differs(kept: Mapping[str, object], sent: Mapping[str, object]) -> list[str]:
    """The names of what was sent a second time with another value."""
    return sorted(name for name, value in sent.items() if kept[name] != value)


def week_of(day: date) -> tuple[date, date]:
    """The Monday and the Sunday of the week `day` is in."""
    monday = day - timedelta(days=day.weekday())
    return monday, monday + timedelta(days=6)


def next_free(ends: Iterable[datetime], after: datetime) -> datetime:
    """When the worker is free again: the latest end among those that clash, or `after` when nothing does."""
    return max([after, *ends])


def is_meeting(mechanism: str) -> bool:
    """Whether people speak with each other: face to face, by telephone, by text relay or by video."""
    return mechanism in DIRECT


def interpreter_words(language: str, starts_at: datetime) -> str:
    """'Interpreter: Urdu. Book one for 10 March 2026 at 10:00.' `starts_at` in London's time."""
    return f"Interpreter: {language}. Book one for {starts_at.day} {starts_at:%B %Y at %H:%M}."


def interpreter_due(starts_at: datetime, now: datetime) -> datetime:
    """Booked two days before; when that has passed, before it begins."""
    return max(starts_at - timedelta(days=2), min(now, starts_at))
