"""What a report is made of, and when it may be begun or sent. Values in, answers out."""

import json
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any

LONGEST_DAYS = 3 * 366
SHORTEST = 10


@dataclass(frozen=True)
class Fact:
    """One dated thing out of the record. `source`: where it stands, in words; `note`: the id of that entry, where it is one."""

    key: str
    on: date
    words: str
    source: str
    note: str = ""


def in_order(facts: Iterable[Fact]) -> list[Fact]:
    """By their days; what is of one day as it came."""
    return sorted(facts, key=lambda fact: fact.on)


def wrong_with_days(first: date, last: date, today: date) -> dict[str, str]:
    """What to say of the days a report is about, by field; empty when they will do."""
    if last < first:
        return {"last": "The last day must not be before the first."}
    if last > today:
        return {"last": "That day is still to come. A report is about what has been."}
    if (last - first).days > LONGEST_DAYS:
        return {"first": "That is more than three years. Choose a later first day."}
    return {}


def wrong_with_sending(facts: Collection[Fact], summary: str) -> str:
    """A report says something: facts, and a few words of whoever writes it."""
    if len(summary.strip()) < SHORTEST:
        return "Write the summary before you send it."
    return "" if facts else "Every fact is left out. Put in at least one, so that it rests on the record."


def body_of(
    *,
    heading: str,
    about: str,
    days: str,
    writer: str,
    facts: Iterable[Fact],
    words: dict[str, str],
    held_back: int,
) -> dict[str, Any]:
    """The whole of a copy as it is kept: plain text alone, so that nothing of it changes when its sources do."""
    return {
        "heading": heading,
        "about": about,
        "days": days,
        "writer": writer,
        "facts": [{"on": fact.on.isoformat(), "words": fact.words, "source": fact.source} for fact in facts],
        "held_back": held_back,
        **words,
    }


def digest(body: dict[str, Any]) -> str:
    """The SHA-256 of a copy: the same words give the same."""
    return sha256(json.dumps(body, sort_keys=True, ensure_ascii=False).encode()).hexdigest()
