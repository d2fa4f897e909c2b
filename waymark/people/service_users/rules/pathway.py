"""Words of the system explained in one sentence each, and whether a printed sheet still holds (ASC-20, SUR-10). Days are London days."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

GLOSSARY: tuple[tuple[str, tuple[str, ...], str], ...] = (
    (
        "S117",
        ("s117", "section 117", "s.117", "117 after-care", "117 aftercare"),
        "The health service and the council must give you after-care for your mental health, free of charge, "
        "until both agree that you no longer need it.",
    ),
    (
        "CPA",
        ("cpa", "care programme approach"),
        "One plan for your care, with one person who holds it together and meetings to look at it with you.",
    ),
    (
        "CTO",
        ("cto", "community treatment order"),
        "You live at home under rules the hospital set, and may be called back to hospital if they are not kept.",
    ),
    (
        "CMHT",
        ("cmht", "community mental health team"),
        "The team of nurses, social workers and doctors who see people with mental health needs at home or nearby.",
    ),
    ("Community care", ("community care",), "Help that comes to you where you live, and not in hospital."),
    (
        "Care coordinator",
        ("care coordinator", "care co-ordinator"),
        "The person who holds your plan together and makes sure everybody does their part.",
    ),
    ("Key worker", ("key worker",), "The one person you can go to first with any question about your care."),
    (
        "STR worker",
        ("str worker", "support time recovery worker"),
        "A worker who spends time with you on everyday things and what you want to get back to.",
    ),
    (
        "Crisis team",
        ("crisis team", "home treatment team"),
        "The team that sees people at home every day for a short time when things get much worse.",
    ),
    (
        "Advocate",
        ("advocate", "imha", "imca"),
        "Somebody who is on your side, helps you say what you want, and works for nobody else.",
    ),
    (
        "Care Act assessment",
        ("care act",),
        "The council looks with you at what help you need to live as you want, and whether it must give it.",
    ),
    (
        "Safety plan",
        ("safety plan",),
        "What you and we have agreed helps when things get hard, step by step, in your own words.",
    ),
    (
        "Section 2",
        ("section 2", "s2 "),
        "You are kept in hospital for up to 28 days so that doctors can find out what would help.",
    ),
    (
        "Section 3",
        ("section 3", "s3 "),
        "You are kept in hospital for treatment, for up to six months at first.",
    ),
    (
        "Informal",
        ("informal",),
        "You are in hospital because you agreed to it, and you may say that you want to leave.",
    ),
    ("Discharge", ("discharge",), "This service says goodbye, and you know who to go to from then on."),
)
"""What it is called, how it is written, and one sentence for the person themselves."""


@dataclass(frozen=True)
class Term:
    """A word of the system, and what it means to the person."""

    word: str
    means: str


def terms_in(*texts: str) -> list[Term]:
    """The words of the glossary that these texts use, in its order, each explained in one sentence."""
    said = " ".join(texts).lower() + " "
    return [Term(word, means) for word, ways, means in GLOSSARY if any(_stands_in(way, said) for way in ways)]


def _stands_in(way: str, said: str) -> bool:
    return re.search(rf"(?<![a-z0-9]){re.escape(way.strip())}(?![a-z0-9])", said) is not None


def gone_since(untils: Iterable[date | None], day: date) -> date | None:
    """The first day on which somebody named on a sheet was no longer there; None while all still are."""
    left = [until for until in untils if until is not None and until < day]
    return date.fromordinal(min(left).toordinal() + 1) if left else None


def sheet_words(number: int, latest: int, since: date | None) -> str:
    """How a printed version stands: 'Version 1: replaced by version 2'; out of date before another is printed."""
    if number < latest:
        return f"Version {number}: replaced by version {latest}"
    if since is not None:
        return f"Version {number}: replaced, out of date since {since.day} {since:%B %Y}. Print a new one"
    return f"Version {number}: the one that holds"
