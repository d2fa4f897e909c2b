"""Reads of referrals. Each asks the policy: a referral is read by whoever may open the person's record."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.conf import settings
from django.db.models import Q

from waymark.core import clock
from waymark.core.actors import Actor
from waymark.core.pages import NotYours
from waymark.organisation.services.models import Unit
from waymark.organisation.staff import queries as staff
from waymark.organisation.staff.choices import Right
from waymark.organisation.staff.models import Worker
from waymark.people.access import queries as access
from waymark.people.access.choices import Action
from waymark.people.service_users import queries as service_users
from waymark.people.service_users.models import Person
from waymark.support.caseload import queries as caseload
from waymark.support.caseload.choices import WARD
from waymark.support.caseload.models import Episode, Stay
from waymark.support.goals import queries as goals
from waymark.support.referrals import permissions, rules
from waymark.support.referrals.choices import OPEN
from waymark.support.referrals.models import Move, Referral, Reply, Sending, Step
from waymark.support.referrals.queries.lists import (
    Declined,
    First,
    Line,
    Sent,
    count_open,
    declined,
    due_on,
    first_contacts,
    first_contacts_of,
    first_of_stay,
    for_my_day,
    has_my_name,
    my_sendings,
    new_referrals,
    passed,
    published,
    referrals_of,
    sendings_of,
    waiting,
)

__all__ = [
    "Declined",
    "First",
    "Line",
    "Match",
    "ReferralPage",
    "Sent",
    "colleagues",
    "count_open",
    "declined",
    "due_on",
    "first_contacts",
    "first_contacts_of",
    "first_of_stay",
    "for_my_day",
    "found_again",
    "has_my_name",
    "invented_people",
    "matches",
    "move_for",
    "moves_of",
    "my_sendings",
    "new_referrals",
    "open_referral",
    "passed",
    "published",
    "referral_for",
    "referral_page",
    "referrals_of",
    "sending_for",
    "sending_page",
    "sendings_of",
    "suggested",
    "teams_to_refer_to",
    "waiting",
]


INVENTED = "999"
TEAMS = ("locality team", "channel team")
LOOKED_BACK = timedelta(days=92)
"""Goals closed in these days are in a leaving summary."""


@dataclass(frozen=True)
class Match:
    """A record that may be the newcomer's. Shown with its name where the worker may know it; else only that there is one."""

    person_id: UUID | None
    words: str


@dataclass(frozen=True)
class ReferralPage:
    """One referral with all that was done about it."""

    line: Line
    steps: list[Step]
    decides: bool
    leads: bool
    earlier: list[Episode]
    firsts: list[First]
    is_open: bool


def referral_for(worker: Actor, referral_id: UUID, action: Action = Action.OPEN) -> Referral:
    """One referral of somebody on whose record `worker` may do `action`, or NotYours. Notes the basis for the read log."""
    found = Referral.objects.filter(pk=referral_id, person__service_id=worker.service_id).first()
    if found is None:
        raise NotYours("referrals.referral", referral_id)
    access.person_for(worker, found.person_id, action)
    return found


def referral_page(worker: Actor, referral_id: UUID) -> ReferralPage:
    """The referral, its history, what it does not fit, and what the worker may do about it."""
    found = referral_for(worker, referral_id)
    line = next(one for one in referrals_of(worker, found.person_id) if one.referral.pk == found.pk)
    steps = Step.objects.filter(referral=found).select_related("by").order_by("at", "id")
    return ReferralPage(
        line=line,
        steps=list(steps),
        decides=permissions.decides(worker, found),
        leads=permissions.leads_team(worker, found.unit_id),
        earlier=caseload.episodes_of(worker, found.person_id),
        firsts=first_contacts_of(worker, found.person_id, clock.now()),
        is_open=found.state in OPEN,
    )


def matches(worker: Actor, newcomer: rules.Newcomer) -> list[Match]:
    """The records that may be this newcomer's. One closed to the worker is offered only when it is theirs beyond doubt."""
    found = []
    likely = service_users.likenesses(worker, [known_of(newcomer)])
    visible = {
        person.pk: person
        for person in access.visible_people(worker, Action.OPEN).filter(
            pk__in=[one.person_id for one in likely]
        )
    }
    for one in likely:
        person = visible.get(one.person_id)
        if person is not None:
            line = service_users.identity_line(person, clock.today())
            found.append(Match(one.person_id, f"{person.name}. {line}"))
        elif one.are_one:
            found.append(Match(one.person_id, "The record here that has this name and birth date, or number"))
        else:
            why = ", ".join(one.why)
            found.append(Match(None, f"There may be a record of them that is not open to you: {why}"))
    return found


def found_again(worker: Actor, newcomer: rules.Newcomer, person_id: UUID) -> bool:
    """Whether what the referrer said is that one record's, beyond doubt, and no other's: then the referral joins it, open or not."""
    certain = [one.person_id for one in service_users.likenesses(worker, [known_of(newcomer)]) if one.are_one]
    return certain == [person_id]


def invented_people(worker: Actor) -> bool:
    """Whether NHS numbers of the 999 range may be typed: this installation is for tests or a demonstration (rules.md 1.1)."""
    there = Person.objects.filter(service_id=worker.service_id, nhs_number__startswith=INVENTED)
    return bool(settings.INVENTED_PEOPLE) or there.exists()


def known_of(newcomer: rules.Newcomer) -> service_users.Known:
    """What a newcomer is compared by with those who are here."""
    whole = f"{newcomer.given_name} {newcomer.family_name}".strip()
    return service_users.Known(
        id="newcomer",
        given_name=newcomer.given_name,
        names=tuple(filter(None, [whole, newcomer.chosen_name])),
        birth=newcomer.born,
        nhs_number=newcomer.nhs_number,
        phones=tuple(filter(None, [newcomer.phone])),
    )


def open_referral(person_id: UUID, unit_id: UUID) -> Referral | None:
    """A referral of this person to this team that is not ended. For the action that takes another."""
    return Referral.objects.filter(person_id=person_id, unit_id=unit_id, state__in=OPEN).first()


def teams_to_refer_to(worker: Actor, day: date) -> list[Unit]:
    """The teams of the service, and whatever else those who open records hold a post in; the worker's own first, then by name."""
    held = staff.holdings_on(day).filter(post__service_id=worker.service_id).select_related("post__role")
    works = {one.post.unit_id for one in held if Right.OPEN_RECORDS in one.post.role.rights}
    units = Unit.objects.filter(
        Q(kind__in=TEAMS) | Q(pk__in=works), service_id=worker.service_id, retired=False
    ).exclude(kind=WARD)
    first = caseload_team(worker, day)
    return sorted(units, key=lambda unit: (unit.pk != first, unit.pk not in worker.team_ids, unit.name))


def caseload_team(worker: Actor, day: date) -> UUID:
    """The team the worker stands in."""
    return staff.own_unit(worker, day).pk


def colleagues(worker: Actor, day: date) -> list[Worker]:
    """Those who hold a post here: to decide, to keep in touch, to be allocated."""
    return list(staff.workers_in(worker, day))


def suggested(worker: Actor, person: Person, *, leaving: bool = False) -> dict[str, str]:
    """What a letter about them would say of how to support and reach them, in the words the record has (rules.md 1.3).

    `leaving`: and what they worked towards in the last three months, and how each goal stands (TPL-44).
    """
    known = service_users.to_know(person, clock.today())
    needs = "; ".join(need["words"] for need in known.needs)
    reach = "; ".join([*known.safe_contact, *(point["value"] for point in known.phones)])
    towards = goals.worked_on_since(worker, person.pk, clock.today() - LOOKED_BACK) if leaving else []
    lines = "\n".join(f"“{goal.words}”: {goal.stands}" for goal in towards)
    return {"needs": needs, "reach": reach, "goals": lines}


def sending_for(worker: Actor, sending_id: UUID, action: Action = Action.READ_ENTRY) -> Sending:
    """Something sent about a person on whose record `worker` may do `action`, or NotYours."""
    found = (
        Sending.objects.filter(pk=sending_id, person__service_id=worker.service_id)
        .select_related("person", "sent_by", "unit")
        .first()
    )
    if found is None:
        raise NotYours("referrals.sending", sending_id)
    access.person_for(worker, found.person_id, action)
    return found


def sending_page(worker: Actor, sending_id: UUID, day: date) -> tuple[Sent, list[Reply]]:
    """What was sent, word for word, and all that came back."""
    found = sending_for(worker, sending_id)
    one = next(sent for sent in sendings_of(worker, found.person_id, day) if sent.sending.pk == sending_id)
    replies = Reply.objects.filter(sending=found).select_related("by").order_by("on", "at")
    return one, list(replies)


def moves_of(worker: Actor, stay: Stay) -> list[Move]:
    """What is to be done for the move, by the day it is due, what is done last. The caller has opened the stay."""
    rows = Move.objects.filter(stay=stay, person__in=access.visible_ids(worker, Action.OPEN))
    return sorted(rows, key=lambda one: (one.done_on is not None, one.by_on or date.max, one.pk))


def move_for(worker: Actor, move_id: UUID) -> Move:
    """One thing of a move, of somebody on whom `worker` may write, or NotYours."""
    found = Move.objects.filter(pk=move_id).first()
    if found is None:
        raise NotYours("referrals.move", move_id)
    access.person_for(worker, found.person_id, Action.WRITE_ENTRY)
    return found
