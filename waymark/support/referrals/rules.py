"""Whom the service is for, what a decision needs, how long somebody waits, when to ask again. Values in, answers out (TPL-12, TPL-17).

Days are London's. Nothing here knows how urgent a referral is: lists are by date, and by nothing else.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from waymark.core.names import fold
from waymark.core.partial_dates import PartialDate
from waymark.support.referrals.choices import (
    ENDS,
    KNOWS_IN_WORDS,
    WHY_IN_WORDS,
    Knows,
    ReplyKind,
    SendingKind,
    StepKind,
    WhyNot,
)

FEWEST_WORDS = 2
NO_AREA = "where they live"
NO_AGE = "their age"


@dataclass(frozen=True)
class Published:
    """Whom a service says it is for, and its clocks in working days; 0 and () where it says nothing."""

    least_age: int = 0
    areas: tuple[str, ...] = ()
    cannot_meet: tuple[str, ...] = ()
    route_for_younger: str = ""
    acknowledge: int = 0
    decide: int = 0
    reply: int = 5
    first_contact: int = 0


@dataclass(frozen=True)
class Fits:
    """How a referral stands to what the service publishes: reasons it does not fit, and what nobody has said yet."""

    reasons: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()


@dataclass(frozen=True)
class Newcomer:
    """Somebody of whom there is no record yet, as the referrer told of them."""

    given_name: str
    family_name: str = ""
    chosen_name: str = ""
    born: PartialDate | None = None
    nhs_number: str = ""
    phone: str = ""


@dataclass(frozen=True)
class Asked:
    """What a referral says, whoever takes it."""

    source: str
    reason: str
    knows: str
    received_at: datetime
    asked_for: str = ""
    referrer_name: str = ""
    referrer_from: str = ""
    referrer_contact: str = ""
    urgency: str = ""
    area: str = ""
    not_met: tuple[str, ...] = field(default=())


def published(stated: Mapping[str, Any]) -> Published:
    """What a service's file says under [referrals]."""
    return Published(
        least_age=int(stated.get("least_age") or 0),
        areas=tuple(stated.get("areas") or ()),
        cannot_meet=tuple(stated.get("cannot_meet") or ()),
        route_for_younger=str(stated.get("route_for_younger") or ""),
        acknowledge=int(stated.get("acknowledge_working_days") or 0),
        decide=int(stated.get("decide_working_days") or 0),
        reply=int(stated.get("reply_working_days") or 5),
        first_contact=int(stated.get("first_contact_working_days") or 0),
    )


def too_young(born: PartialDate | None, day: date, rules: Published) -> str:
    """The sentence that stops a referral for somebody who is surely younger, with the way they go; '' otherwise."""
    if not (rules.least_age and born) or born.ages_at(day)[1] >= rules.least_age:
        return ""
    return f"We are for people of {rules.least_age} or over. {rules.route_for_younger}".strip()


def fits(
    born: PartialDate | None, area: str, not_met: Iterable[str], knows: str, day: date, rules: Published
) -> Fits:
    """The published rules that a referral does not meet, in the words the monthly list counts them by."""
    reasons, unknown = [], []
    if rules.areas and not area.strip():
        unknown.append(NO_AREA)
    elif rules.areas and not within(area, rules.areas):
        reasons.append(
            f"{WHY_IN_WORDS[WhyNot.OUTSIDE_AREA]}: {area.strip()}. We are for {_listed(rules.areas)}"
        )
    if rules.least_age and born is None:
        unknown.append(NO_AGE)
    elif rules.least_age and born and born.ages_at(day)[0] < rules.least_age:
        reasons.append(f"{WHY_IN_WORDS[WhyNot.OUTSIDE_AGE]}: {rules.least_age} or over")
    reasons += [f"{WHY_IN_WORDS[WhyNot.NOT_MET]}: {need}" for need in not_met]
    if knows in (Knows.NOT_TOLD, Knows.NOT_SAID, Knows.KNOWS):
        unknown.append(KNOWS_IN_WORDS[Knows(knows)])
    return Fits(tuple(reasons), tuple(unknown))


def within(area: str, areas: Iterable[str]) -> bool:
    """Whether what was said of where somebody lives names one of the areas, in any spelling of capitals: 'Oadby, Leicestershire'."""
    said = fold(area)
    return any(_contains(said, fold(name)) for name in areas)


def _contains(said: Sequence[str], name: Sequence[str]) -> bool:
    return any(tuple(said[at : at + len(name)]) == tuple(name) for at in range(len(said) - len(name) + 1))


def _listed(words: Sequence[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


def wrong_with_asked(asked: Asked, now: datetime) -> str:
    """A referral has a reason, comes at a moment that has come, and says who made it unless the person did."""
    if not asked.reason.strip():
        return "Write why they are referred, in the words that were used."
    if asked.received_at > now + timedelta(minutes=1):
        return "Give the day and time at which it came: not one to come."
    return ""


def wrong_with_decision(kind: str, words: str, *, why: str = "", alternative: str = "") -> str:
    """A decision has its reason. None is declined without its kind and without saying what else there is (capabilities: referrals)."""
    if len(words.split()) < FEWEST_WORDS:
        return "Give the reason, in a few words."
    if kind == StepKind.DECLINED and why not in set(WhyNot):
        return "Say why it is declined: the list counts it."
    if kind == StepKind.DECLINED and len(alternative.split()) < FEWEST_WORDS:
        return "Say what else was offered, and to whom they can turn."
    return ""


def wrong_with_waiting(waits_for: str, keeps_in_touch: object) -> str:
    """Nobody waits without a name: what for, and who keeps in touch meanwhile."""
    if not waits_for.strip():
        return "Say what they are waiting for."
    if not keeps_in_touch:
        return "Choose who keeps in touch with them while they wait."
    return ""


def waited(received_on: date, day: date) -> str:
    """'since today', '1 day', '12 days'."""
    days = (day - received_on).days
    return "since today" if days <= 0 else f"{days} day{'' if days == 1 else 's'}"


def by_when(due_on: date | None, day: date) -> str:
    """'by 5 March 2026', 'by today', 'overdue 2 days'; '' where the service says nothing."""
    if due_on is None:
        return ""
    late = (day - due_on).days
    if late > 0:
        return f"overdue {late} day{'' if late == 1 else 's'}"
    return "by today" if late == 0 else f"by {due_on.day} {due_on:%B %Y}"


def ends(kind: str, reply: str) -> bool:
    """Whether this reply closes the loop."""
    return ReplyKind(reply) in ENDS[SendingKind(kind)]


def stands(kind: str, replies: Sequence[str], reply_by: date, day: date) -> str:
    """How something sent stands: the last that came back; 'no reply, chase' from the day after a reply was due (TPL-12)."""
    came = [ReplyKind(reply) for reply in replies if reply != ReplyKind.CHASED]
    if came and ends(kind, came[-1]):
        return _words(came[-1])
    if day > reply_by:
        return "no reply, chase" if not came else f"{_words(came[-1])}, no answer yet: chase"
    return _words(came[-1]) if came else f"sent, reply due by {reply_by.day} {reply_by:%B %Y}"


def _words(reply: ReplyKind) -> str:
    return {
        ReplyKind.RECEIVED: "received",
        ReplyKind.WAITING: "accepted, waiting",
        ReplyKind.ACCEPTED: "accepted",
        ReplyKind.DECLINED: "declined",
        ReplyKind.WITHDRAWN: "withdrawn",
    }[reply]


def wrong_with_reply(kind: str, words: str, on: date, sent_on: date, day: date) -> str:
    """A reply has its day; a refusal and a withdrawal have their reason; asking again says whom."""
    if (
        kind in (ReplyKind.DECLINED, ReplyKind.WITHDRAWN, ReplyKind.CHASED)
        and len(words.split()) < FEWEST_WORDS
    ):
        return "Say in a few words what was said, and by whom."
    if not sent_on <= on <= day:
        return "Give the day it was: not before it was sent, and not one to come."
    return ""


def referred_by(source_words: str, name: str, organisation: str) -> str:
    """'Dr Shah, Dale Surgery', 'The person themselves': what an episode keeps."""
    return ", ".join(filter(None, [name.strip(), organisation.strip()])) or source_words


def first_contact_words(due_at: datetime, answered_at: datetime | None, now: datetime) -> str:
    """'due', 'overdue' from the very minute, 'done' or 'done late'. Instants; nothing is rounded (LDS-06)."""
    if answered_at is not None:
        return "done" if answered_at <= due_at else "done late"
    return "overdue" if now >= due_at else "due"


def content_of(
    name: str, why: str, their_words: str, needs: str, reach: str, by: str, *, goals: str = ""
) -> str:
    """What goes, word for word: the person's own words in quotes and the worker's view apart from them; needs go with it (rules.md 1.3)."""
    said = f"In {name}’s words: “{their_words.strip()}”" if their_words.strip() else ""
    parts = [
        f"About {name}",
        said,
        f"{by} writes: {why.strip()}",
        f"What {name} worked towards:\n{goals.strip()}" if goals.strip() else "",
        f"How to support and inform them: {needs.strip()}" if needs.strip() else "",
        f"Reaching them: {reach.strip()}" if reach.strip() else "",
    ]
    return "\n\n".join(filter(None, parts))
