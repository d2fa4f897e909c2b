"""How a score, its course and an answer that must be talked about are said. No sentence here tells a level of risk."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from waymark.support.measures.choices import IN_A_SENTENCE, AnsweredBy
from waymark.work.questionnaires.choices import Change

LEFT, RIGHT, TOP, BOTTOM = 34, 310, 12, 120
CHANGES = {
    Change.BETTER: "a change for the better that is more than chance",
    Change.WORSE: "a change for the worse that is more than chance",
    Change.SAME: "no more of a change than chance can bring",
    Change.UNKNOWN: "",
}


@dataclass(frozen=True)
class Point:
    """One score at its time, as it is drawn and said."""

    at: datetime
    value: Decimal
    x: int = 0
    y: int = 0


@dataclass(frozen=True)
class Course:
    """The scores of one measure, one version and one kind of rater, in order of time."""

    points: tuple[Point, ...]
    low: int
    high: int
    sentence: str

    @property
    def marks(self) -> list[tuple[int, int]]:
        """The lines of the picture: lowest, middle, highest."""
        middle = (self.low + self.high) // 2
        return [
            (value, _height(Decimal(value), self.low, self.high)) for value in (self.low, middle, self.high)
        ]

    @property
    def line(self) -> str:
        return " ".join(f"{point.x},{point.y}" for point in self.points)


def plain(value: Decimal) -> str:
    """12, 19.25, 4.1: no more digits than there are."""
    return f"{value.normalize():f}"


def rater(answered_by: AnsweredBy) -> str:
    """The two kinds between which nothing is compared."""
    return "worker" if answered_by is AnsweredBy.WORKER else "person"


def course(scores: Sequence[tuple[datetime, Decimal]], low: int, high: int, sentence: str) -> Course | None:
    """Where each score stands between the lowest and the highest there can be. None without any."""
    if not scores:
        return None
    begins, ends = scores[0][0], scores[-1][0]
    points = tuple(
        Point(at, value, _across(at, begins, ends), _height(value, low, high)) for at, value in scores
    )
    return Course(points, low, high, sentence)


def sentence(scores: Sequence[Decimal], change: Change, *, lower_is_better: bool) -> str:
    """The course in words: from the first to the latest, and whether that is more than chance."""
    if len(scores) == 1:
        return f"{plain(scores[0])}, once. There is nothing to compare it with yet."
    said = f": {CHANGES[change]}" if CHANGES[change] else ""
    return f"From {plain(scores[0])} to {plain(scores[-1])}{said}. {'Lower' if lower_is_better else 'Higher'} is better."


def entry_words(
    title: str, number: int, score: str, answered_by: AnsweredBy, mode: str, language: str
) -> str:
    """What the record says of it, in one line of the timeline."""
    said_score = f": {score}" if score else ""
    tongue = f", in {language}" if language and language != "English" else ""
    return (
        f"{title} (version {number}){said_score}. {IN_A_SENTENCE[answered_by].capitalize()}, {mode}{tongue}."
    )


def concern_words(title: str, number: str, answer: str) -> str:
    """What the senior on duty is told: the question and the answer as given, and nothing made of it."""
    given = f"was answered “{answer}”" if answer else "was left unanswered"
    return f"{title}: question {number}, about ending their life or hurting themselves, {given}. Talk with whoever is with them now."


def wrong_with_time(answered_at: datetime, now: datetime) -> str:
    return "It cannot have been answered after now." if answered_at > now else ""


def _across(at: datetime, begins: datetime, ends: datetime) -> int:
    whole = (ends - begins).total_seconds()
    return round(LEFT + ((at - begins).total_seconds() / whole if whole else 0.5) * (RIGHT - LEFT))


def _height(value: Decimal, low: int, high: int) -> int:
    return round(BOTTOM - float(value - low) / (high - low) * (BOTTOM - TOP))
