"""Whether information may leave, and what a message may say. Pure. Serves LDS-92, LDS-108 and rules.md 1.2, 19."""

import re
from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime
from typing import NamedTuple

from waymark.core.names import fold, one_form
from waymark.governance.sharing.choices import (
    CARERS,
    KINDS,
    OVERRIDES,
    Basis,
    Kind,
    RecipientKind,
    Said,
)
from waymark.work.correspondence.choices import Channel

SHORTEST_REASON = 10
LONGEST_TEXT = 160
FIGURES_READ_BACK = 3
TELLING = (
    *(
        "mental",
        "crisis",
        "recovery",
        "psychosis",
        "medication",
        "suicide",
        "self-harm",
        "section",
        "ward",
        "detox",
    ),
    *("diagnosis", "therapy", "counselling", "psychiatric", "psychiatrist", "cpn"),
)
"""Words that give away, to whoever holds the phone, what kind of service writes."""


class Verdict(NamedTuple):
    """What may happen: on what basis, or the sentence that says why not. `overrides`: against what the person said, or unasked."""

    basis: Basis | None
    why_not: str = ""
    overrides: bool = False


def may_leave(
    recipient: RecipientKind, name: str, kinds: Iterable[Kind], said: Mapping[Kind, Said], basis: Basis | None
) -> Verdict:
    """Whether these kinds may go to this recipient. `said`: what the person said of each kind for them; a kind not in it was not asked.

    What they agreed to may go. Unasked, what is needed for their own care may go to those who care for them. Everything else needs one of
    the bases that may set aside what they said.
    """
    refused = [kind for kind in kinds if said.get(kind) == Said.REFUSES]
    unasked = [kind for kind in kinds if kind not in said]
    if not refused and not unasked:
        return Verdict(Basis.AGREED)
    if not refused and recipient in CARERS:
        return Verdict(Basis.DIRECT_CARE)
    if basis in OVERRIDES:
        return Verdict(basis, overrides=True)
    if refused:
        return Verdict(
            None, f"They do not agree that {name} is told: {_listed(refused)}. This cannot be sent."
        )
    return Verdict(
        None, f"They have not been asked whether {name} may be told: {_listed(unasked)}. Ask them first."
    )


def _listed(kinds: Iterable[Kind]) -> str:
    return ", ".join(KINDS[kind].lower() for kind in kinds)


def wrong_with_reason(reason: str) -> str:
    """What to say of the reason for an override; '' when it will do."""
    plain = " ".join(reason.split())
    if not plain:
        return "Say why this must be told."
    if len(plain) < SHORTEST_REASON or len(plain.split()) < 2:
        return "Say a little more, so that somebody else can follow it: a sentence of at least 10 characters."
    return ""


# ------------------------------------------------------------------ what a message says


def reminder(there: datetime, service: str, *, discreet: bool) -> str:
    """The text that reminds of an appointment, `there` as a clock in London shows it.

    'You have an appointment Thu 5 Mar 10:00. Reply C to change'. The service's name stands in
    front unless the person chose to be written to discreetly. Nothing else is ever in it.
    """
    said = f"You have an appointment {there:%a} {there.day} {there:%b} {there:%H:%M}. Reply C to change"
    return said if discreet else f"{service}: {said[0].lower()}{said[1:]}"


class Facts(NamedTuple):
    """What must not stand in a message: the person's names, numbers, birth date and address, and the names of the service."""

    names: Collection[str] = ()
    numbers: Collection[str] = ()
    born: date | None = None
    service_names: Collection[str] = ()


def wrong_with_message(words: str, facts: Facts, *, channel: Channel, discreet: bool) -> str:
    """What must be taken out of a message before it may go, as a sentence; '' when it will do."""
    if not words.strip():
        return "Write what it says."
    if channel is Channel.TEXT and len(words) > LONGEST_TEXT:
        return f"A text has {LONGEST_TEXT} characters at most. This has {len(words)}."
    if found := _personal(words, facts):
        return f"A message may be read by others. Take out {found}."
    if discreet and (found := _telling(words, facts)):
        return f"They asked for messages that give nothing away. Take out {found}."
    return ""


def _personal(words: str, facts: Facts) -> str:
    said, figures = set(fold(words)), re.sub(r"\D", "", words)
    for name in facts.names:
        parts = [part for part in fold(name) if len(part) > 1]
        if any(part in said for part in parts):
            return "their name"
    if any(
        number and number in figures
        for number in (re.sub(r"\D", "", n) for n in facts.numbers)
        if len(number) > 5
    ):
        return "their number"
    if facts.born and _has_day(words, facts.born):
        return "their date of birth"
    return ""


def _has_day(words: str, day: date) -> bool:
    ways = (
        f"{day:%d/%m/%Y}",
        f"{day.day}/{day.month}/{day.year}",
        f"{day.day} {day:%B %Y}",
        f"{day.day} {day:%b %Y}",
        day.isoformat(),
    )
    return any(way.lower() in words.lower() for way in ways)


def _telling(words: str, facts: Facts) -> str:
    said = one_form(words)
    for name in facts.service_names:
        if name and one_form(name) in said:
            return f"the service’s name, {name}"
    found = next((word for word in TELLING if re.search(rf"\b{re.escape(word)}", said)), "")
    return f"the word “{found}”" if found else ""


def wrong_way(channel: Channel, kind: str) -> str:
    """What to say when a text is to go to an email, or an email to a number; '' when it fits."""
    if channel is Channel.EMAIL:
        return "" if kind == "email" else "Choose an email address."
    return "" if kind == "phone" else "Choose a telephone number."


def wrong_with_read_back(number: str, read_back: str) -> str:
    """Before a voicemail the last three figures of the number dialled are read back; '' when they agree."""
    last = re.sub(r"\D", "", number)[-FIGURES_READ_BACK:]
    return (
        ""
        if re.sub(r"\D", "", read_back) == last
        else "These are not the last three figures of that number. Check what you dialled."
    )
