"""The clock of a request, and what a copy shows. Pure. Serves LDS-83 and rules.md 19 (deadline_cases.json, SAR).

Days are London's. One month is the corresponding date, or the month's last day; then on to a working day of England and Wales.
"""

from calendar import monthrange
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from typing import NamedTuple

from waymark.core.names import fold
from waymark.governance.subject_access.choices import Step

WorkingDay = Callable[[date], date]
BLACK = "█" * 8
SHORTEST = 10


class Facts(NamedTuple):
    """What the clock is worked out from."""

    received: date
    identity_asked: date | None = None
    identity_checked: date | None = None
    clarity_asked: date | None = None
    clarity_given: date | None = None
    extended: bool = False


class Clock(NamedTuple):
    """When it began, and when it is due. `start` is None while nobody knows who asks; `stopped` while they have not said what they want."""

    start: date | None
    calendar_due: date | None = None
    due: date | None = None
    notify_by: date | None = None
    stopped: bool = False


def clock_of(facts: Facts, day: date, working_day: WorkingDay) -> Clock:
    """The clock as it stands on `day`. Begins on receipt, or once identity is certain where proof was asked for.

    Days from asking what they want to their answer, both included, do not count. Extended: three months in all from the same beginning, and
    they must be told within the first.
    """
    start = _start(facts)
    if start is None:
        return Clock(None)
    month = months_after(start, 1)
    calendar_due = months_after(start, 3) if facts.extended else month
    stopped = facts.clarity_asked is not None and facts.clarity_given is None
    due = working_day(calendar_due + timedelta(days=_days_stopped(facts, day)))
    return Clock(start, calendar_due, due, month, stopped)


def _start(facts: Facts) -> date | None:
    if facts.identity_asked is None or facts.identity_asked < facts.received:
        return facts.received
    if facts.identity_checked is None:
        return None
    return max(facts.received, facts.identity_checked)


def _days_stopped(facts: Facts, day: date) -> int:
    if facts.clarity_asked is None:
        return 0
    until = facts.clarity_given or max(day, facts.clarity_asked)
    return (until - facts.clarity_asked).days + 1


def months_after(day: date, months: int) -> date:
    """The corresponding date, or the last day of a shorter month."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def words(clock: Clock, day: date) -> str:
    """'due 7 April 2026', 'overdue 2 days', 'the clock waits until it is certain who asks'."""
    if clock.due is None:
        return "the clock waits until it is certain who asks"
    if clock.stopped:
        return "the clock has stopped until they say what they want"
    late = (day - clock.due).days
    if late > 0:
        return f"overdue {late} day{'' if late == 1 else 's'}"
    return "due today" if late == 0 else f"due {clock.due.day} {clock.due:%B %Y}"


def wrong_with_step(step: Step, on: date, facts: Facts, day: date, notify_by: date | None) -> str:
    """What to say of a step; '' when it will do."""
    if on > day:
        return "That day is still to come."
    if on < facts.received:
        return "That was before they asked."
    if step is Step.CLARITY_GIVEN and (facts.clarity_asked is None or on < facts.clarity_asked):
        return "They were not asked before that day."
    if step is Step.EXTENDED and notify_by is not None and on > notify_by:
        return f"They must be told within the first month, by {notify_by.day} {notify_by:%B %Y}. It cannot be extended now."
    return ""


# ------------------------------------------------------------------ the copy


class Item(NamedTuple):
    """One thing in the copy. `mentions`: people in their life whose name stands in it."""

    key: str
    heading: str
    text: str
    mentions: tuple[str, ...] = ()


class Cut(NamedTuple):
    """A passage of an item that is blacked out, under its number."""

    key: str
    passage: str
    number: int


def mentioned(text: str, names: Iterable[str]) -> tuple[str, ...]:
    """Which of these people are named in a text, by any part of their name of three letters or more."""
    said = set(fold(text))
    return tuple(name for name in names if any(part in said for part in fold(name) if len(part) > 2))


def blacked_out(item: Item, cuts: Iterable[Cut]) -> Item:
    """The item as the person gets it: each passage black, wherever it stands in it, with its number."""
    text = item.text
    for cut in sorted(cuts, key=lambda cut: -len(cut.passage)):
        if cut.key == item.key:
            text = text.replace(cut.passage, f"{BLACK} [{cut.number}]")
    return item._replace(text=text)


def wrong_with_passage(passage: str, text: str) -> str:
    """What to say of a passage to be blacked out; '' when it will do."""
    if not passage.strip():
        return "Copy the words to black out."
    return "" if passage in text else "These words do not stand in that entry. Copy them exactly as they are."


def wrong_with_why(words: str) -> str:
    """What to say of the reason; '' when it will do."""
    return (
        ""
        if len(" ".join(words.split())) >= SHORTEST
        else "Say why in a sentence, so that somebody else can judge it."
    )
