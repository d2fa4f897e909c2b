"""On which days a pattern falls, when that is in UTC, and when to ask whether fewer visits are enough. Values in, answers out.

A pattern is by London's clock: ten in the morning stays ten in the morning over both changes of the clocks, and a visit planned for an
hour that comes twice (25 October) is planned once, one planned for an hour that does not come (29 March) an hour later by the clock.
"""

from collections.abc import Callable, Collection, Sequence
from datetime import date, datetime, time, timedelta

from waymark.support.goals.choices import SupportLevel

AHEAD = timedelta(days=14)
"""How far ahead the clock puts visits into diaries. Product default."""
ENOUGH = 4
"""How many times in a row are looked at before fewer visits are suggested. Product default: a first time alone may be luck."""
MOST_MINUTES = 12 * 60
ORDER = list(SupportLevel)
Local = Callable[[date, time], datetime]


def days_of(
    weekdays: Collection[int],
    every_weeks: int,
    starts_on: date,
    ends_on: date | None,
    first: date,
    last: date,
) -> list[date]:
    """The days from `first` to `last` on which the pattern falls. Every two weeks counts from the week of `starts_on`."""
    begins = max(first, starts_on)
    ends = min(last, ends_on) if ends_on else last
    monday = starts_on - timedelta(days=starts_on.weekday())
    days = [begins + timedelta(days=n) for n in range((ends - begins).days + 1)]
    return [day for day in days if day.weekday() in weekdays and (day - monday).days // 7 % every_weeks == 0]


def instants(day: date, start: time, minutes: int, local: Local) -> tuple[datetime, datetime]:
    """The UTC beginning and end of one visit. `local` turns London's clock into UTC; the minutes are true minutes."""
    begins = local(day, start)
    return begins, begins + timedelta(minutes=minutes)


def wrong_with_pattern(
    weekdays: Collection[int], every_weeks: int, minutes: int, starts_on: date, ends_on: date | None
) -> str:
    """What to say of a pattern; '' when it will do."""
    if not weekdays or not set(weekdays) <= set(range(7)):
        return "Choose the days of the week."
    if every_weeks not in (1, 2):
        return "Say whether it is every week or every two weeks."
    if not 0 < minutes <= MOST_MINUTES:
        return "Give how long it takes in whole minutes, 12 hours at most."
    return "It must end on or after the day it starts." if ends_on and ends_on < starts_on else ""


def suggests_less(levels: Sequence[str], every_weeks: int) -> bool:
    """Whether to ask if every two weeks is enough: weekly, looked at four times, never more help than before, and alone at last (ASC-09).

    'together, together, prompted, alone' does; they decide, not the product.
    """
    last = [ORDER.index(SupportLevel(level)) for level in levels if level][-ENOUGH:]
    return (
        every_weeks == 1
        and len(last) == ENOUGH
        and last == sorted(last)
        and last[0] < last[-1] == ORDER.index(SupportLevel.ALONE)
    )


def exception_words(reason: str) -> str:
    """'exception: dentist'."""
    return f"exception: {reason.strip()}" if reason.strip() else ""
