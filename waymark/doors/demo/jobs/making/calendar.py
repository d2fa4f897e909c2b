"""Which days and times a worker sees whom: Monday to Friday, no bank holidays, each person at times of their own, never two at once."""

import random
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import NamedTuple

import holidays

from waymark.core import clock
from waymark.doors.demo.choices import AHEAD

DAY, WEEK = timedelta(days=1), 7
TIMES = (time(9, 30), time(10, 45), time(12, 0), time(13, 30), time(14, 45), time(16, 0))
"""75 minutes apart, so that an hour that begins a quarter past still ends in time."""
SATURDAY = 5
TWICE, WEEKLY = 0.8, 0.95


class Slot(NamedTuple):
    """A time on a day."""

    day: date
    starts: datetime


def working_day(day: date) -> date:
    """`day`, or the first after it on which people work."""
    while day.weekday() >= SATURDAY or day in _bank_holidays(day.year):
        day += DAY
    return day


def slots_of(now: datetime, days: int, place: int, worker: int, pick: random.Random) -> Iterator[Slot]:
    """When the person at `place` on the caseload of `worker` is seen, from `days` before to AHEAD days after: weekly, twice a week, or
    every other week. Two places of one caseload never share a time (up to fifteen places).
    """
    today = clock.today(now)
    twice, every = pick.random() < TWICE and place < 15, 1 if pick.random() < WEEKLY else 2
    times = [(place % 5, (place // 5 + worker) % len(TIMES))]
    if twice:
        times.append(((place + 2) % 5, (place // 5 + worker + 3) % len(TIMES)))
    monday = today - timedelta(days=today.weekday() + days // WEEK * WEEK + WEEK)
    for week in range((days + AHEAD) // WEEK + 3):
        for weekday, slot in times if (week + place) % every == 0 else ():
            day = monday + timedelta(days=week * WEEK + weekday)
            if today - days * DAY <= day <= today + AHEAD * DAY and working_day(day) == day:
                yield Slot(day, clock.from_local(day, TIMES[slot]))


@lru_cache(maxsize=8)
def _bank_holidays(year: int) -> frozenset[date]:
    return frozenset(holidays.country_holidays("GB", subdiv="ENG", years=year))
