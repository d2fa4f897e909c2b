"""Goal attainment scaling: T = 50 + 10·Σwx / √(0.7·Σw² + 0.3·(Σw)²), w = importance × difficulty (rules.md 4.2, gas_tscore.json)."""

from collections.abc import Iterable
from datetime import datetime
from math import sqrt

from waymark.support.goals.choices import LEVELS

RHO = 0.3
MOST = 3
BASELINES = (-2, -1)


def t_score(goals: Iterable[tuple[int, int]]) -> float | None:
    """The T-score of goals, each its weight (0 to 9) and the level it is at (-2 to 2), to two decimals. 50: as hoped for.

    None where no goal has any weight: there is nothing to say then, and it is not 0.
    """
    pairs = list(goals)
    total = sum(weight for weight, _ in pairs)
    if not total:
        return None
    squares = sum(weight * weight for weight, _ in pairs)
    lifted = sum(weight * level for weight, level in pairs)
    return round(50 + 10 * lifted / sqrt((1 - RHO) * squares + RHO * total * total), 2)


def wrong_with_levels(importance: int, difficulty: int, baseline: int, words: Iterable[str]) -> str:
    """What to say of the five levels of a goal; '' when they can be kept. Each says something, and no two say the same."""
    if not (0 <= importance <= MOST and 0 <= difficulty <= MOST):
        return "Say how much it matters and how hard it is: not at all, a little, quite or very."
    if baseline not in BASELINES:
        return "Say where it stands now: a little less than hoped for, or at the lowest level."
    kept = list(words)
    said = [" ".join(filter(None, one.split(" "))).casefold() for one in kept]
    if not all(map(str.strip, kept)):
        return "Write all five levels before you begin: looking back, nobody can be fair about them."
    return (
        ""
        if len(set(said)) == len(said)
        else "Two levels say the same. Write how each can be told from the others."
    )


def wrong_with_reached(level: int, at: datetime, agreed_at: datetime) -> str:
    """A goal is at one of five levels, looked at after they were written."""
    if level not in LEVELS:
        return "Choose one of the five levels."
    return "" if at > agreed_at else "The levels were written after that. Look again from now on."
