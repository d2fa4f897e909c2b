"""Distance travelled: how far people say they have come, and what of it may be published (LDS-07, suppression_cases.json)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

FEWEST_PUBLISHED = 5
"""No average, and no number, is published of fewer people than this."""


@dataclass(frozen=True)
class Distance:
    """One person's first rating, their latest, and when each was given. `moved`: the latest less the first."""

    first: int
    latest: int
    first_on: date
    latest_on: date

    @property
    def moved(self) -> int:
        return self.latest - self.first

    @property
    def words(self) -> str:
        """'+4', '-1', 'no change'."""
        return f"{self.moved:+d}" if self.moved else "no change"


def distance(ratings: Sequence[tuple[date, int]], until: date) -> Distance | None:
    """From the first rating ever to the last by `until`; None with fewer than two. `ratings` are in the order of time."""
    known = [(day, rating) for day, rating in ratings if day <= until]
    if len(known) < 2:
        return None
    (first_on, first), (latest_on, latest) = known[0], known[-1]
    return Distance(first, latest, first_on, latest_on)


def distances(ratings: Iterable[Sequence[tuple[date, int]]], until: date) -> list[Distance]:
    """`distance` of each person who has one."""
    return [found for theirs in ratings if (found := distance(theirs, until))]


def average(moved: Sequence[Distance]) -> float | None:
    """How far they came on average, to one decimal; None of fewer than FEWEST_PUBLISHED people."""
    if len(moved) < FEWEST_PUBLISHED:
        return None
    return round(sum(one.moved for one in moved) / len(moved), 1)


def rounded_to_five(number: int) -> str:
    """A number of people as it is published: '0', '*' for one to four, else to the nearest five."""
    if number == 0:
        return "0"
    return "*" if number < FEWEST_PUBLISHED else str(5 * int(number / 5 + 0.5))


def quarter_of(day: date) -> date:
    """The last day of the quarter that `day` is in."""
    month = 3 * ((day.month - 1) // 3 + 1)
    return date(day.year, month, 31 if month in (3, 12) else 30)


def quarters_before(day: date, number: int) -> list[date]:
    """The last days of the quarter of `day` and those before it, the latest first. Figures are given at these days alone, so that
    two reports of neighbouring days do not tell what one person said.
    """
    ends = [quarter_of(day)]
    while len(ends) < number:
        last = ends[-1]
        ends.append(
            quarter_of(date(last.year, last.month - 3, 1) if last.month > 3 else date(last.year - 1, 12, 1))
        )
    return ends
