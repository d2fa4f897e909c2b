"""Who may take, decide and send. A referral is seen by whoever may open the record: for its team, it is a relationship itself."""

from datetime import date
from uuid import UUID

from waymark.core import clock
from waymark.core.actors import Actor
from waymark.core.pages import NotYours, Refused
from waymark.organisation.services.models import Unit
from waymark.organisation.staff import queries as staff
from waymark.organisation.staff.choices import Right
from waymark.organisation.staff.models import Worker
from waymark.people.access import queries as access
from waymark.people.access.choices import Action, Relationship
from waymark.support.referrals.models import Referral

BARRED = frozenset({Relationship.OWN_RECORD, Relationship.DECLARED_CONFLICT})
NOT_YOURS_TO_TAKE = "You cannot take this referral. Ask a colleague to."
NOT_YOURS_TO_DECIDE = "Whoever leads the team decides, or the colleague they gave it to."


def may_take(by: Actor, unit_id: UUID) -> Unit:
    """The team the referral is for. Refused without the right to add people; NotYours for a team of another service."""
    if by.worker_id is not None and not by.may(Right.WRITE_DETAILS):
        raise Refused("Your role does not take referrals. Ask a colleague who works with people.")
    unit = Unit.objects.filter(pk=unit_id, service_id=by.service_id, retired=False).first()
    if unit is None:
        raise NotYours("services.unit", unit_id)
    return unit


def may_know(by: Actor, person_id: UUID) -> bool:
    """Whether this record is open to `by` already."""
    return by.worker_id is None or access.can(by, person_id, Action.OPEN)


def is_barred(by: Actor, person_id: UUID) -> bool:
    """Whether it is their own record, or they declared that they are close."""
    return bool(access.relationships(by, person_id) & BARRED)


def may_write_about(by: Actor, person_id: UUID) -> None:
    """Raise NotYours unless `by` writes in this record."""
    if by.worker_id is not None and not access.can(by, person_id, Action.WRITE_ENTRY):
        raise NotYours("service_users.person", person_id, person_id)


def leads_team(by: Actor, unit_id: UUID) -> bool:
    """Whether `by` allocates people in this team."""
    return by.worker_id is None or (by.may(Right.ALLOCATE) and unit_id in by.team_ids)


def decides(by: Actor, referral: Referral) -> bool:
    """Whether `by` decides: whoever leads the team, or the colleague they gave it to. For the button, and for `may_decide`."""
    return leads_team(by, referral.unit_id) or (
        by.worker_id is not None and referral.decider_id == by.worker_id
    )


def may_decide(by: Actor, referral: Referral) -> None:
    """Raise Refused unless `by` decides."""
    if not decides(by, referral):
        raise Refused(NOT_YOURS_TO_DECIDE)


def may_lead(by: Actor, unit_id: UUID) -> None:
    """Raise Refused unless `by` allocates people in this team."""
    if not leads_team(by, unit_id):
        raise Refused("Whoever leads the team does this. Ask them.")


def colleague(by: Actor, worker_id: UUID, day: date | None = None) -> Worker:
    """A colleague who holds a post here today; else Refused."""
    found = staff.workers_in(by, day or clock.today()).filter(pk=worker_id).first()
    if found is None:
        raise Refused("Choose somebody who works here today.")
    return found
