"""The month of one team, as a list of events in time: people are taken on, visited, written about; some of it late, some not at all."""

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from typing import Any

from waymark.core import clock
from waymark.doors.demo.jobs.making import calendar
from waymark.doors.demo.jobs.making.events import Event
from waymark.doors.demo.jobs.making.people import Made, dice
from waymark.doors.demo.jobs.making.telling import Teller

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
REVIEW_EVERY = 75
NEW_WITHIN = 0.15
"""The share of people who came to the service within the month."""
REFERRED = ("Idris", "Grace", "Tomasz", "Shanice", "Harriet", "Bilal", "Rhys", "Oluwaseun")
ANSWERS = ((20, (2, 2, 3, 2, 1, 2, 1, 1, 0)), (2, (1, 1, 2, 1, 0, 1, 1, 0, 0)))
ANSWERS_LAST = 21 * DAY
"""How many days before the end of the month a questionnaire is answered, and how each of its questions."""
WAITS_FOR = "A key worker who can meet in the evening"


@dataclass(frozen=True)
class Team:
    """Whom the month is about and when: `workers` are as many caseworkers; `now` is where what has happened ends."""

    people: Sequence[Made]
    workers: int
    now: datetime
    days: int
    words: Mapping[str, Any]
    limits: Mapping[str, Any]

    def key_worker(self, number: int) -> int:
        return number % self.workers

    def place(self, number: int) -> int:
        """Which of their key worker's people this is, from 0."""
        return number // self.workers


@dataclass
class Course:
    """How one person's month runs: when they came, how often they are seen, what is special about them."""

    opened: date
    until: date | None = None
    nobody: bool = False
    reviewed: bool = True
    steps: int = 0
    rating: int = 3
    tasks: list[str] = field(default_factory=list)


def month(team: Team, seed: str) -> list[Event]:
    """Everything of the month, in the order in which it happens."""
    events = [event for made in team.people for event in _person(team, made, dice(f"{seed}/{made.number}"))]
    events += _of_the_team(team, dice(f"{seed}/team"), events)
    return sorted((event for event in events if event.at <= team.now), key=lambda event: event.at)


def _person(team: Team, made: Made, pick: random.Random) -> Iterator[Event]:
    """One person's events, as far as they are theirs alone."""
    course = _course(team, made, pick)
    teller = Teller(made, team.words, pick)
    opened_at = clock.from_local(course.opened, time(9, 30)) + pick.randrange(60) * MINUTE
    yield Event(opened_at, "take_on", made.number, _taken_on(team, made, course, pick))
    if course.nobody:
        return
    yield Event(opened_at + 2 * HOUR, "get_to_know", made.number, {"made": made})
    yield Event(opened_at + DAY, "set_goals", made.number, {"made": made})
    yield Event(opened_at + 20 * DAY, "write_plan", made.number, {"made": made, "words": team.words})
    if course.until is None:
        yield Event(opened_at + 35 * DAY, "look_since", made.number, {"words": team.words})
    yield from _reviews(team, made, course, teller, pick)
    yield from _visits(team, made, course, teller, pick)
    if course.until:
        ended = clock.from_local(course.until, time(15, 0))
        yield Event(ended, "reach_goal", made.number, {"on": course.until, "made": made})
        yield Event(ended + DAY, "move_on", made.number, {"on": course.until})


def _course(team: Team, made: Made, pick: random.Random) -> Course:
    """The last of the team waits for a key worker; the one before moves on; a few came within the month."""
    today, last = clock.today(team.now), len(team.people) - 1
    ago = pick.randrange(40, 250)
    if made.number == last:
        return Course(today - 3 * DAY, nobody=True)
    if made.number == last - 1 and team.days >= 14:
        return Course(today - 200 * DAY, until=today - 8 * DAY, rating=6)
    if pick.random() < NEW_WITHIN:
        ago = pick.randrange(4, max(5, team.days))
    return Course(today - ago * DAY, reviewed=pick.random() < 0.8, rating=pick.randrange(2, 6))


def _taken_on(team: Team, made: Made, course: Course, pick: random.Random) -> dict[str, Any]:
    bands = team.limits.get("allowed_bands") or (1, 2, 2, 3, 4)
    return {
        "made": made,
        "on": course.opened,
        "key_worker": None if course.nobody else team.key_worker(made.number),
        "weekly_minutes": pick.choice((45, 60, 60, 90, 120)),
        "weight": pick.choice(bands),
        "referred_by": pick.choice(("GP", "Community mental health team", "Self", "Social worker", "Ward")),
    }


# ------------------------------------------------------------------ reviews


def _reviews(team: Team, made: Made, course: Course, teller: Teller, pick: random.Random) -> Iterator[Event]:
    """What the service's clocks ask for, answered at meetings; for one in five only the first was held, so something is overdue."""
    day, count = course.opened + 50 * DAY, 0
    while day < clock.today(team.now) - 2 * DAY and (course.reviewed or count == 0):
        if course.until and day >= course.until:
            return
        held = calendar.working_day(day)
        starts = clock.from_local(held, time(17, 15))
        given = teller.review(starts, count)
        yield Event(
            starts + HOUR, "meet", made.number, {"key": f"review-{count}", "given": given, "answers": True}
        )
        day, count = day + REVIEW_EVERY * DAY, count + 1


# ------------------------------------------------------------------ visits


def _visits(team: Team, made: Made, course: Course, teller: Teller, pick: random.Random) -> Iterator[Event]:
    """Planned a fortnight ahead, in the month and the fortnight to come; those that are over are written up, nearly all of them."""
    place, worker = team.place(made.number), team.key_worker(made.number)
    slots = calendar.slots_of(team.now, team.days, place, worker, pick)
    for count, slot in enumerate(slot for slot in slots if _within(slot.day, course)):
        key = f"visit-{count}"
        starts = slot.starts + pick.choice((0, 5, 10, 15)) * MINUTE
        minutes = pick.choice((45, 50, 60))
        planned = (
            max(starts - 14 * DAY, clock.from_local(course.opened, time(14, 0))) - pick.randrange(90) * MINUTE
        )
        yield Event(planned, "plan", made.number, teller.plan(key, starts, minutes))
        if starts + minutes * MINUTE < team.now:
            yield from _outcome(team, made, course, teller, pick, key, starts, minutes)


def _within(day: date, course: Course) -> bool:
    return day > course.opened and (course.until is None or day < course.until - 2 * DAY)


def _outcome(
    team: Team,
    made: Made,
    course: Course,
    teller: Teller,
    pick: random.Random,
    key: str,
    starts: datetime,
    minutes: int,
) -> Iterator[Event]:
    """What became of a visit that is over: held mostly; moved; or nobody wrote it up yet."""
    ended = starts + minutes * MINUTE
    fresh = team.now - ended < 3 * DAY
    chance = pick.random()
    if fresh and chance < 0.12:
        yield from _draft(team, made, teller, pick, key, starts)
        return
    if chance > 0.97 and not course.until:
        moved = calendar.working_day(clock.today(starts) + DAY)
        to = clock.from_local(moved, time(17, 20)) + 5 * (made.number % 6) * MINUTE
        yield Event(
            starts - 3 * HOUR,
            "move",
            made.number,
            {"key": key, "to": f"{key}-moved", "starts": to, "minutes": 25},
        )
        key, starts, minutes, ended = f"{key}-moved", to, 25, to + 25 * MINUTE
        if ended >= team.now:
            return
    written = ended + _delay(pick)
    given = teller.visit(key, starts, minutes, course, calm=course.until is not None)
    yield Event(written, "meet", made.number, {"key": f"{key}-contact", "given": given})
    yield from _after(team, made, course, teller, pick, f"{key}-contact", given, written)


def _delay(pick: random.Random) -> timedelta:
    """Nearly all notes are written the same day; one in twenty two days later, and says so itself."""
    if pick.random() < 0.05:
        return timedelta(hours=pick.randrange(27, 66))
    return pick.randrange(5, 100) * MINUTE


def _draft(
    team: Team, made: Made, teller: Teller, pick: random.Random, key: str, starts: datetime
) -> Iterator[Event]:
    """Begun and not signed, for about half of those that nobody wrote up."""
    at = starts + HOUR + 20 * MINUTE
    if pick.random() < 0.5 and at < team.now:
        yield Event(at, "draft", made.number, teller.draft(key, starts))


def _after(
    team: Team,
    made: Made,
    course: Course,
    teller: Teller,
    pick: random.Random,
    key: str,
    given: Mapping[str, Any],
    written: datetime,
) -> Iterator[Event]:
    """What follows from a contact: a worry is seen and answered by its owner, a task is done, a note is added to."""
    if given.get("worries"):
        yield Event(written + pick.randrange(20, 90) * MINUTE, "see", made.number, {"key": key})
        yield Event(
            written + pick.randrange(3, 7) * HOUR,
            "answer",
            made.number,
            {"key": key, "outcome": given["answer"]},
        )
    if given.get("follow_up") and pick.random() < 0.7:
        done = given["follow_up_by"] - pick.randrange(1, 30) * HOUR
        yield Event(max(done, written + HOUR), "finish", made.number, {"key": key})
    if pick.random() < 0.05:
        text, reason = teller.addendum()
        yield Event(written + 20 * HOUR, "add", made.number, {"key": key, "text": text, "reason": reason})


# ------------------------------------------------------------------ the team


def _of_the_team(team: Team, pick: random.Random, events: Sequence[Event]) -> Iterator[Event]:
    """What colleagues notice, one entry closely held, what the lead says of notes, and two who were referred."""
    for count, (given, days, waits_for) in enumerate(
        zip(pick.sample(REFERRED, 2), (16, 2), (WAITS_FOR, ""), strict=True)
    ):
        what = {"key": f"referral-{count}", "name": given, "waits_for": waits_for}
        yield Event(team.now - days * DAY - 5 * HOUR, "refer", count, what)
    came = {event.about: event.at for event in events if event.do == "take_on"}
    # Nothing may be open of somebody who moves on, and a comment is.
    left = {event.about for event in events if event.do == "move_on"}
    told = [e for e in events if e.do == "meet" and e.about not in left and e.what["given"].get("happened")]
    met = [event for event in told if event.at <= team.now]
    for count in range(max(1, len(team.people) // 6)):
        made = pick.choice(team.people[:-2] or team.people)
        at = max(team.now - pick.randrange(30, team.days * 24) * HOUR, came[made.number] + 2 * DAY)
        colleague = (team.key_worker(made.number) + 1) % team.workers
        text = Teller(made, team.words, pick).observation()
        yield Event(at, "notice", made.number, {"key": f"noticed-{count}", "worker": colleague, "text": text})
    steady = [
        made.number
        for made in team.people
        if made.number not in left and team.now - came[made.number] > ANSWERS_LAST
    ]
    for number in steady[:2]:
        for days, points in ANSWERS:
            yield Event(
                team.now - days * DAY - 3 * HOUR, "answers", number, {"key": f"phq9-{days}", "points": points}
            )
    for event in pick.sample(met, min(2, len(met))):
        words = pick.choice(team.words["said_at_comment"])
        made = team.people[event.about]
        yield Event(
            event.at + 26 * HOUR,
            "comment",
            event.about,
            {"key": event.what["key"], "words": Teller(made, team.words, pick).said(words)},
        )


def set_apart(
    events: Sequence[Event], made: Sequence[Made], words: Mapping[str, Any], seed: str
) -> list[Event]:
    """Two contacts of the month become something else: one is held closely, and the latest leaves a worry that nobody has seen yet."""
    pick = dice(f"{seed}/apart")
    may = [place for place, event in enumerate(events) if _ordinary_meeting(event)]
    found = list(events)
    if may:
        worry = Teller(made[events[may[-1]].about], words, pick).worry()
        found[may[-1]] = _told_otherwise(events[may[-1]], worries=worry)
    if len(may) > 1:
        place = pick.choice(may[:-1])
        text = Teller(made[events[place].about], words, pick).said(pick.choice(words["restricted"]))
        found[place] = _told_otherwise(
            events[place], text=text, their_words="", sensitivity="restricted", goals=(), step=None
        )
    return found


def _told_otherwise(event: Event, **said: Any) -> Event:
    return replace(event, what={**event.what, "given": {**event.what["given"], **said}})


def _ordinary_meeting(event: Event) -> bool:
    given = event.what.get("given", {})
    plain = not given.get("worries") and not given.get("review") and given.get("step") is None
    return event.do == "meet" and bool(given.get("happened")) and plain
