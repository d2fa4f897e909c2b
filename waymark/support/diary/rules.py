"""Times of visits, what clashes, and what a contact's code means for the visit it ends. Values in, answers out.

Serves DUR-06, DUR-59, the support-sessions rules and rules.md 8. Times are aware; a visit's end is not part of it: 10:00-11:00 and
11:00-12:00 can both be.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

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
TO_NAME_WITHIN = timedelta(hours=24)
"""How soon it is to be said who goes too, where two go from now on; before the visit, if that is sooner."""
HALF_HOURS = [time(hour, minute) for hour in range(9, 17) for minute in (0, 30)]
"""When a visit is offered to begin, on an ordinary day."""
FEWEST_WORDS, FEWEST_LETTERS = 2, 5
LONGEST_REASON = 300
DIRECT = frozenset({Mechanism.FACE_TO_FACE, Mechanism.TELEPHONE, Mechanism.TALK_TYPE, Mechanism.VIDEO})


@dataclass(frozen=True)
class Session:
    """A kind of session as one worker meets it: whether it is within their role, and whose it is (LDS-14)."""

    code: str
    name: str
    therapeutic: bool
    within_role: bool
    whose: tuple[str, ...] = ()


def wrong_with_session(code: str, kinds: Iterable[Session]) -> str:
    """What to say of a kind of session; '' when the worker may record it."""
    kind = next((kind for kind in kinds if kind.code == code), None)
    if kind is None:
        return "This service has no such kind of session. Choose one from the list."
    if kind.within_role:
        return ""
    whose = f"is recorded by: {', '.join(kind.whose)}" if kind.whose else "is nobody's in this service"
    return f"{kind.name} is outside your role. It {whose}."


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


@dataclass(frozen=True)
class Stop:
    """Where a worker is from when to when, as far as travelling goes."""

    begins: datetime
    ends: datetime
    place: str


@dataclass(frozen=True)
class Short:
    """Too little time from one stop to the next: `needs` minutes of `has`. `offer`: when the visit could begin instead."""

    needs: int
    has: int
    from_place: str
    to_place: str
    offer: datetime


def known_place(words: str, places: Iterable[str]) -> str:
    """The place of a worker's list that these words name ('the library in Shildon': Shildon); the longest where several do; '' for none."""
    said = f" {_plain(words)} "
    return max(
        (place for place in places if _plain(place) and f" {_plain(place)} " in said), key=len, default=""
    )


def short_of_travel(
    visit: Stop, others: Iterable[Stop], travel: Mapping[tuple[str, str], int], more: int = 0
) -> Short | None:
    """Whether a visit leaves its worker too little to come from the one before it, or to get to the one after (DUR-59).

    `travel`: minutes between two places, in either order; `more`: the minutes every journey of this worker takes beside them. What shares a
    moment with the visit is a clash, and is not asked about here. The first that is short, by time; None when all fit.
    """
    places = {place for pair in travel for place in pair}
    here = known_place(visit.place, places)
    for other in sorted(others, key=lambda stop: stop.begins):
        there = known_place(other.place, places)
        least = travel.get((here, there)) or travel.get((there, here))
        if least is None or (other.begins < visit.ends and visit.begins < other.ends):
            continue
        needs = timedelta(minutes=least + more)
        before = other.ends <= visit.begins
        has = visit.begins - other.ends if before else other.begins - visit.ends
        if has < needs:
            offer = other.ends + needs if before else other.begins - needs - (visit.ends - visit.begins)
            way = (there, here) if before else (here, there)
            return Short(least + more, int(has / timedelta(minutes=1)), *way, offer)
    return None


def travel_words(short: Short, how: str, *, own: bool) -> str:
    """'That leaves 10 minutes: getting from Durham to Shildon by bus needs 30 minutes.' Of a colleague's journey no place is told."""
    way = f"from {short.from_place} to {short.to_place}" if own else "between the two visits"
    has = "no time" if not short.has else f"{short.has} minute{'' if short.has == 1 else 's'}"
    by = f" {how}" if how else ""
    return f"That leaves {has}: getting {way}{by} needs {short.needs} minutes. Choose another time, or say why both can stand."


def wrong_with_offer(first_at: datetime, second_at: datetime | None, now: datetime) -> str:
    """What to say of the times somebody is offered; '' when they will do."""
    if min(first_at, second_at or first_at) <= now:
        return "Offer a time to come."
    return "Offer two different times." if first_at == second_at else ""


def taken_words(at: datetime) -> str:
    """'You are with somebody else on 4 March at 15:00.' `at` in London's time."""
    return f"There is somebody else in the diary on {at.day} {at:%B at %H:%M}. Offer another time."


def move_words(starts_at: datetime) -> str:
    """'Their visit on 4 March at 11:00 has to move: agree another time.' `starts_at` in London's time."""
    return f"Their visit on {starts_at.day} {starts_at:%B at %H:%M} has to move: agree another time"


def next_weekday(day: date) -> date:
    """The next day from Monday to Friday."""
    return day + timedelta(days={4: 3, 5: 2}.get(day.weekday(), 1))


def first_free(
    times: Iterable[datetime], length: timedelta, busy: Iterable[tuple[datetime, datetime]]
) -> datetime | None:
    """The first of `times` from which `length` is free."""
    taken = list(busy)
    return next((at for at in times if not clashes(at, at + length, taken)), None)


def wrong_with_journey(one_place: str, other_place: str) -> str:
    """What to say of the two ends of a journey; '' when they will do."""
    return "Give two different places." if one_place.casefold() == other_place.casefold() else ""


def same_journey(one: tuple[str, str], other: tuple[str, str]) -> bool:
    """Whether two pairs name the same two places, in whichever order and letters."""
    return {_plain(place) for place in one} == {_plain(place) for place in other}


def _plain(words: str) -> str:
    return " ".join("".join(c if c.isalnum() else " " for c in words.casefold()).split())


def is_meeting(mechanism: str) -> bool:
    """Whether people speak with each other: face to face, by telephone, by text relay or by video."""
    return mechanism in DIRECT


def wrong_with_second(two_go: bool, mechanism: str, worker_id: UUID | None, second_id: UUID | None) -> str:
    """A sentence when a visit is planned for one where two go (LDS-97), or for one worker twice; '' when it may be."""
    if second_id is not None and second_id == worker_id:
        return "Two different people go. Choose somebody else."
    if two_go and mechanism == Mechanism.FACE_TO_FACE and second_id is None:
        return "Two go to see them, always: an alert says so. Choose who goes too."
    return ""


def go_too_words(person: str, worker: str, starts_at: datetime) -> str:
    """'Go with Ann Dodds to see Tom Reed, 10 March 2026 at 10:00.' `starts_at` in London's time."""
    return f"Go with {worker} to see {person}, {_moment(starts_at)}."


def who_goes_too_words(person: str, starts_at: datetime) -> str:
    """'Two go to see Tom Reed now. Say who goes with you, 10 March 2026 at 10:00.' `starts_at` in London's time."""
    return f"Two go to see {person} now. Say who goes with you, {_moment(starts_at)}."


def second_left_words(gone: str, person: str, starts_at: datetime) -> str:
    """'Bo Hill has left, who was to go with you to Tom Reed. Say who does, 10 March 2026 at 10:00.' `starts_at` in London's time."""
    return f"{gone} has left, who was to go with you to {person}. Say who does, {_moment(starts_at)}."


def _moment(at: datetime) -> str:
    return f"{at.day} {at:%B %Y at %H:%M}"


def interpreter_words(language: str, starts_at: datetime) -> str:
    """'Interpreter: Urdu. Book one for 10 March 2026 at 10:00.' `starts_at` in London's time."""
    return f"Interpreter: {language}. Book one for {_moment(starts_at)}."


def interpreter_due(starts_at: datetime, now: datetime) -> datetime:
    """Booked two days before; when that has passed, before it begins."""
    return max(starts_at - timedelta(days=2), min(now, starts_at))
