"""The words of a term that ends, and when a reminder is due. Values in, words out (LDS-04)."""

import re
from collections.abc import Iterable
from datetime import date
from uuid import UUID

from waymark.core.ids import derived

MIN_NAME = 2
WARN_DAYS = 60
"""How long before a post ends its lead is told, so that everybody on the caseload can be handed over (LDS-04)."""


def counted(number: int, one: str, many: str) -> str:
    """'7 people'."""
    return f"{number} {one if number == 1 else many}"


def term_words(days: int, people: int) -> str:
    """'60 days left, 7 people to hand over'."""
    return f"{counted(days, 'day', 'days')} left, {counted(people, 'person', 'people')} to hand over"


def warning(name: str, post: str, ends_on: date, days: int, people: int) -> str:
    """What a lead is told of somebody whose post ends."""
    day = f"{ends_on.day} {ends_on:%B %Y}"
    return f"{name} ({post}) leaves after {day}: {term_words(days, people)}. Hand them over from the caseload, one by one."


def days_left(ends_on: date | None, day: date) -> int | None:
    """How many days a term still runs after `day`: 60 on 1 April for one that ends on 31 May. None without an end, or once over."""
    left = (ends_on - day).days if ends_on else -1
    return left if left >= 0 else None


def warns(ends_on: date | None, day: date) -> bool:
    """Whether an end is near enough to be told of (LDS-04)."""
    left = days_left(ends_on, day)
    return left is not None and left <= WARN_DAYS


def reminder_id(document_id: UUID, worker_id: UUID, capacity: str) -> UUID:
    """One reminder for each side of each version (LDS-109)."""
    return derived(document_id, worker_id, capacity)


def names_somebody(text: str, names: Iterable[tuple[str, str]]) -> bool:
    """Whether a given name and a family name stand in the text next to each other, either way round, whatever the capitals."""
    said = " ".join(re.findall(r"\w+", text.casefold()))
    for given, family in names:
        one, other = (" ".join(re.findall(r"\w+", name.casefold())) for name in (given, family))
        if min(len(one), len(other)) >= MIN_NAME and (
            f" {one} {other} " in f" {said} " or f" {other} {one} " in f" {said} "
        ):
            return True
    return False
