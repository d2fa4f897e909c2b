"""Scores, worked out in this one place from how each measure is published (rules.md 4.1; `outcome_measures.json`).

How a measure is scored is data: `published.py`. An answer that is missing is never a nought.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from typing import Any

from waymark.work.questionnaires.rules.published import MEASURES

ABOVE_ZERO = "above_zero"
UNANSWERED = "unanswered"
NAMES = {
    "percentage": "well-being",
    "sqol": "satisfaction with life",
    "ts": "satisfaction with treatment",
}
HIDDEN = frozenset({"raw"})


@dataclass(frozen=True)
class Measure:
    """How one published measure is scored. `text`: its words come with Waymark; else a service loads the pack it holds a licence for."""

    code: str
    title: str
    about: str
    items: int
    low: int
    high: int
    higher_is: str
    text: bool
    never: bool
    terms: str
    rule: Mapping[str, Any]

    @property
    def good_is_down(self) -> bool:
        return self.higher_is == "worse"

    @property
    def threshold(self) -> Decimal | None:
        """By how much its first figure must change to be more than chance; None where nothing is published."""
        found = self.rule.get("reliable_change")
        return None if found is None else Decimal(str(found))

    @property
    def span(self) -> tuple[int, int]:
        """The lowest and the highest its first figure can be."""
        low, high = self.rule.get("span", (self.low * self.items, self.high * self.items))
        return int(low), int(high)


@dataclass(frozen=True)
class Score:
    """What some answers come to. `figures`: by name, None where too much is missing; the first is the one that is followed over time.

    `marks`: published cut-offs, met or not. `safety`: how the item about ending one's life or self-harm was answered: 'above_zero',
    'unanswered' or ''. It is a reason to talk at once, never a level.
    """

    figures: dict[str, Decimal | None]
    answered: int
    of: int
    prorated: bool = False
    band: str = ""
    marks: dict[str, bool] = field(default_factory=dict)
    partial: dict[str, tuple[int, Decimal]] = field(default_factory=dict)
    reason: str = ""
    safety: str = ""

    @property
    def first(self) -> Decimal | None:
        return next(iter(self.figures.values()), None)


class OutOfRange(ValueError):
    """An answer that is no point of the scale: 'Question 9: 4 is not between 0 and 3.'"""


@cache
def measures() -> dict[str, Measure]:
    """Every measure Waymark can score, by its code."""
    return {code: _measure(code, said) for code, said in MEASURES.items()}


def measure(code: str) -> Measure | None:
    return measures().get(code)


def score(code: str, answers: Sequence[int | None]) -> Score:
    """The score of these answers, in the order of the items; None where one was not answered. Raises OutOfRange."""
    told = measures()[code]
    _in_range(told, answers)
    return HOW[told.rule["how"]](told, answers)


def _measure(code: str, said: dict[str, Any]) -> Measure:
    return Measure(
        code=code,
        title=said["title"],
        about=said["about"],
        items=said["items"],
        low=said["low"],
        high=said["high"],
        higher_is=said["higher_is"],
        text=said.get("text", False),
        never=said.get("never", False),
        terms=said["terms"],
        rule=said["rule"],
    )


def _in_range(told: Measure, answers: Sequence[int | None]) -> None:
    if len(answers) != told.items:
        raise OutOfRange(f"{told.title} has {told.items} questions; {len(answers)} were given.")
    unknown = told.rule.get("not_known")
    for number, answer in enumerate(answers, 1):
        if answer is not None and answer != unknown and not told.low <= answer <= told.high:
            raise OutOfRange(f"Question {number}: {answer} is not between {told.low} and {told.high}.")


def _sum(told: Measure, answers: Sequence[int | None]) -> Score:
    """A sum, with reversed items, and up to `spare` missing ones taken as the mean of the others."""
    rule = told.rule
    turned = set(rule.get("reverse", ()))
    known = [
        told.low + told.high - answer if number in turned else answer
        for number, answer in enumerate(answers, 1)
        if answer is not None and answer != rule.get("not_known")
    ]
    missing = told.items - len(known)
    safety = _safety(rule, answers)
    names = [name for name, _ in rule["figures"]]
    if missing > rule.get("spare", 0):
        return Score(
            figures=dict.fromkeys(names), answered=len(known), of=told.items, safety=safety,
            reason=f"{missing} of {told.items} questions not answered, so there is no score.",
        )  # fmt: skip
    raw = _whole(Decimal(sum(known)) * told.items / len(known))
    figures = {name: _figure(how, raw) for name, how in rule["figures"]}
    return Score(
        figures=dict(figures),
        answered=len(known),
        of=told.items,
        prorated=missing > 0,
        band=next((words for low, high, words in rule.get("bands", ()) if low <= raw <= high), ""),
        marks={mark: _met(figures, said) for mark, said in rule.get("marks", {}).items()},
        safety=safety,
    )


def _means(told: Measure, answers: Sequence[int | None]) -> Score:
    """Means of parts of the questions: whole parts only; of what is not whole it is said how many were answered, and their mean."""
    figures: dict[str, Decimal | None] = {}
    partial: dict[str, tuple[int, Decimal]] = {}
    for name, first, last in told.rule["figures"]:
        part = answers[first - 1 : last]
        known = [answer for answer in part if answer is not None]
        mean = _hundredths(Decimal(sum(known)) / len(known)) if known else None
        figures[name] = mean if len(known) == len(part) else None
        if mean is not None and len(known) < len(part):
            partial[name] = (len(known), mean)
    answered = sum(answer is not None for answer in answers)
    short = [
        f"{count} of {last - first + 1} answered"
        for name, first, last in told.rule["figures"]
        for count, _ in [partial.get(name, (0, None))]
        if count
    ]
    return Score(figures, answered, told.items, partial=partial, reason=", ".join(short))


HOW = {"sum": _sum, "means": _means}


def _figure(how: Any, raw: Decimal) -> Decimal:
    """`1`: the sum itself; `4`: four times it; a list: the row of a published table, from the lowest sum on."""
    if isinstance(how, dict):
        return Decimal(how[str(raw)])
    return raw * int(how)


def _met(figures: Mapping[str, Decimal | None], said: Sequence[Any]) -> bool:
    name, sign, limit = said
    value = figures[name]
    assert value is not None
    return {">=": value >= limit, "<=": value <= limit, "<": value < limit}[sign]


def _safety(rule: Mapping[str, Any], answers: Sequence[int | None]) -> str:
    number = rule.get("safety_item")
    if not number:
        return ""
    answer = answers[number - 1]
    return UNANSWERED if answer is None else ABOVE_ZERO if answer > 0 else ""


def _whole(value: Decimal) -> Decimal:
    return value.quantize(Decimal(1), ROUND_HALF_UP)


def _hundredths(value: Decimal) -> Decimal:
    return value.quantize(Decimal("0.01"), "ROUND_HALF_EVEN")


def scoring_in_words(told: Measure) -> list[str]:
    """How a measure is scored, a sentence a rule, to be held against its publication."""
    rule, (low, high) = told.rule, told.span
    said = [
        f"{told.items} questions, each {told.low} to {told.high}. {'Higher' if told.higher_is == 'better' else 'Lower'} is better."
    ]
    if rule["how"] == "sum":
        said.append(f"The score is from {low} to {high}.")
    else:
        said += [f"Questions {first} to {last}: their mean." for _, first, last in rule["figures"]]
    if turned := rule.get("reverse"):
        said.append(f"Questions {' and '.join(map(str, turned))} count the other way round.")
    spare = rule.get("spare", 0)
    said.append(
        f"With up to {spare} not answered the score is filled up by the mean of the others, and says so. With more there is none."
        if spare
        else "With any question not answered there is no score."
    )
    if told.threshold is not None:
        said.append(f"A change of {told.threshold} or more is more than chance.")
    if number := rule.get("safety_item"):
        said.append(
            f"Question {number} opens a conversation at once when it is answered above {told.low}, or not at all."
        )
    return said


def score_in_words(told: Measure, score: Score) -> str:
    """'12 of 27 (moderate), 8 of 9 answered, filled up by their mean'; where there is none, why."""
    if score.first is None and not any(value is not None for value in score.figures.values()):
        return f"no score: {score.reason[0].lower()}{score.reason[1:]}".rstrip(".")
    high = told.span[1]
    figures = [
        f"{_plain(value)} of {high}" + (f" {NAMES[name]}" if NAMES.get(name) else "")
        for name, value in score.figures.items()
        if value is not None and name not in HIDDEN
    ]
    words = ", ".join(figures) + (f" ({score.band})" if score.band else "")
    if score.prorated:
        words += f", {score.answered} of {score.of} answered, the rest filled up by their mean"
    return words + (f", {score.reason}" if score.reason else "")


def _plain(value: Decimal) -> str:
    """12, 19.25, 4.1: no more digits than there are."""
    return f"{value.normalize():f}"
