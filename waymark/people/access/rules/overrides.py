"""Break-glass: how long, with what reason, and who judges it (DUR-35, access_cases 2 and 7, rules.md 0.1: author is not approver)."""

import re
from datetime import datetime, timedelta
from uuid import UUID

from waymark.people.access.choices import Relationship

LENGTH = timedelta(hours=4)  # product default; a service may say otherwise
LONGEST = timedelta(hours=24)
SHORTEST_REASON = 10
FEWEST_LETTERS = 4


def override_ends(starts_at: datetime, length: timedelta = LENGTH) -> datetime:
    """When an override runs out. `ValueError` for a length that is nothing, or longer than a day: it is asked for again."""
    if not timedelta(0) < length <= LONGEST:
        raise ValueError("An override lasts more than nothing and at most 24 hours.")
    return starts_at + length


def override_running(starts_at: datetime, ends_at: datetime, at: datetime) -> bool:
    """Whether it opens anything at `at`: from its start, and no longer at its end."""
    return starts_at <= at < ends_at


def reason_problem(words: str) -> str:
    """What is wrong with the reason, as a sentence for the worker; empty when it will do.

    At least ten characters once spaces are run together, at least two different words, at least four different letters: the reviewer
    must be able to judge it.
    """
    plain = " ".join(words.split())
    if not plain:
        return "Say why you need to open this record."
    if len(plain) < SHORTEST_REASON:
        return "Say a little more: the reason must be a sentence of at least 10 characters."
    spoken = set(re.findall(r"[^\W\d_]+", plain.casefold()))
    if len(spoken) < 2 or len(set("".join(spoken))) < FEWEST_LETTERS:
        return "Write the reason as a sentence that the person who reviews it can understand."
    return ""


def may_judge(asked_by: UUID, reviewer: UUID) -> bool:
    """Whether `reviewer` may say that an override was justified or not: never the one who asked for it."""
    return asked_by != reviewer


def may_end_exclusion(kind: Relationship, *, declared_by: UUID, ended_by: UUID) -> bool:
    """Whether `ended_by` may lift what bars a worker from a record. One's own record stays barred; a declared conflict is lifted only by a
    second person, which is what access_cases 7 asks of an override there (DUR-31). `ValueError` for what bars nobody.
    """
    if kind not in (Relationship.OWN_RECORD, Relationship.DECLARED_CONFLICT):
        raise ValueError(f"{kind} bars nobody.")
    return kind is Relationship.DECLARED_CONFLICT and declared_by != ended_by
