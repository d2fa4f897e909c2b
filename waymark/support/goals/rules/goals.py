"""What a goal needs, what its ratings say in one sentence, and where its points stand in a picture. Values in, answers out.

Serves DUR-05, SUR-19, LDS-09, ASC-09 and rules.md 4.3. Ratings run from 0 to 10, higher is better;
the person's and the worker's stay apart.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from waymark.support.goals.choices import OPEN_STATES, SUPPORT_IN_WORDS, GoalState, SupportLevel

HIGHEST = 10
FEWEST_LETTERS = 2
LONGEST_AGREED = 200
WIDTH, HEIGHT, LEFT, TOP = 320, 150, 26, 10
RIGHT, BOTTOM = WIDTH - 10, HEIGHT - 24


def wrong_with_words(words: str, what: str = "goal") -> str:
    """What to say of the words of a goal, a hope or a step; '' when they will do."""
    if len(words.strip()) < FEWEST_LETTERS:
        return f"Write the {what} in their words."
    return ""


def wrong_with_agreement(agreed_how: str) -> str:
    """Only the person, or their recorded agreement, makes or changes a goal's words."""
    if not agreed_how.strip():
        return "Say how the words came to be theirs. Without their agreement a goal stays as it is."
    if len(agreed_how) > LONGEST_AGREED:
        return f"Say how they agreed in fewer words: {LONGEST_AGREED} letters at most."
    return ""


def wrong_with_rating(rating: int | None) -> str:
    """A rating is a whole number from 0 to 10, or was not asked (None, never 0)."""
    if rating is None or (type(rating) is int and 0 <= rating <= HIGHEST):
        return ""
    return "Give the rating as a whole number from 0 to 10, or leave it out."


def wrong_with_support(level: str) -> str:
    """'' or one of the support levels."""
    return "" if level in ("", *SupportLevel) else "Choose how much help it took from the list."


def wrong_with_closing(now: str, to: str, decided_by: str) -> str:
    """A goal is closed once, in one of four ways, and somebody decided it: the person, or somebody with them."""
    if to in OPEN_STATES or to not in set(GoalState):
        return "Choose how it stands: reached, reached in part, not yet, or let go."
    if now not in OPEN_STATES:
        return "This goal has been closed already. Take it up again first."
    if not decided_by.strip():
        return "Say who decided it."
    return ""


def summary(ratings: Sequence[int]) -> str:
    """The ratings, in order of time, in one plain sentence: 'up 2 since start, steady since last' (SUR-19). '' without any."""
    if not ratings:
        return ""
    if len(ratings) == 1:
        return f"{ratings[0]} out of 10, rated once"
    since_start = _moved(ratings[-1] - ratings[0])
    if len(ratings) == 2:
        return f"{since_start} since start"
    return f"{since_start} since start, {_moved(ratings[-1] - ratings[-2])} since last"


def _moved(by: int) -> str:
    return "steady" if by == 0 else f"{'up' if by > 0 else 'down'} {abs(by)}"


def trend(levels: Sequence[str]) -> str:
    """'together, prompted, alone': how much help it took, in order of time (LDS-09, ASC-09)."""
    return ", ".join(SUPPORT_IN_WORDS[SupportLevel(level)] for level in levels if level)


def proposes_next_step(levels: Sequence[str]) -> bool:
    """Whether to ask if it is time for the next step: done alone, after help was needed before. They decide, not the product."""
    given = [level for level in levels if level]
    return len(given) > 1 and given[-1] == SupportLevel.ALONE and set(given[:-1]) != {SupportLevel.ALONE}


@dataclass(frozen=True)
class Dot:
    """One rating in the picture, in picture units."""

    x: int
    y: int
    rating: int
    at: datetime


@dataclass(frozen=True)
class Picture:
    """Two lines of ratings over time. `begins` and `ends` are the first and last moments drawn."""

    theirs: tuple[Dot, ...]
    workers: tuple[Dot, ...]
    begins: datetime
    ends: datetime
    marks: tuple[tuple[int, int], ...]

    @staticmethod
    def line(dots: Sequence[Dot]) -> str:
        """The points of an SVG polyline."""
        return " ".join(f"{dot.x},{dot.y}" for dot in dots)


def picture(
    theirs: Sequence[tuple[datetime, int]], workers: Sequence[tuple[datetime, int]]
) -> Picture | None:
    """Where each rating stands: time to the right, 0 to 10 upwards. None when nothing was rated."""
    moments = [at for at, _ in (*theirs, *workers)]
    if not moments:
        return None
    begins, ends = min(moments), max(moments)
    return Picture(
        theirs=tuple(_dot(at, rating, begins, ends) for at, rating in theirs),
        workers=tuple(_dot(at, rating, begins, ends) for at, rating in workers),
        begins=begins,
        ends=ends,
        marks=tuple((rating, _height(rating)) for rating in (0, 5, 10)),
    )


def _dot(at: datetime, rating: int, begins: datetime, ends: datetime) -> Dot:
    whole = (ends - begins).total_seconds()
    share = (at - begins).total_seconds() / whole if whole else 0.5
    return Dot(round(LEFT + share * (RIGHT - LEFT)), _height(rating), rating, at)


def _height(rating: int) -> int:
    return round(BOTTOM - rating / HIGHEST * (BOTTOM - TOP))
