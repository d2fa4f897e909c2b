"""Somebody new: the record, the telephone number and the episode that lets their team see them, in one transaction."""

from datetime import date, datetime
from uuid import UUID

from waymark.core import audit, clock
from waymark.core.actions import action
from waymark.core.actors import Actor
from waymark.core.ids import derived
from waymark.core.pages import NotYours
from waymark.core.partial_dates import PartialDate
from waymark.people.access import queries as access
from waymark.people.access.choices import Action
from waymark.people.service_users import actions as service_users
from waymark.people.service_users.choices import PointKind
from waymark.people.service_users.models import Person
from waymark.support.caseload import actions as caseload


@action
def add_person(
    *,
    by: Actor,
    id: UUID,
    at: datetime,
    unit_id: UUID,
    given_name: str,
    family_name: str = "",
    chosen_name: str = "",
    pronouns: str = "",
    born: PartialDate | None = None,
    nhs_number: str = "",
    phone: str = "",
    referred_by: str = "",
) -> Person:
    """Start a record with an episode in a team of one's own (person-record; LDS-06). Idempotent on `id`; all of it or nothing.

    NotYours for the id of a record that is here and is not theirs: an episode would open it to their team.
    """
    if Person.objects.filter(pk=id).exists() and not access.can(by, id, Action.EDIT_DETAILS):
        raise NotYours("service_users.person", id, id)
    person = service_users.add_person(
        by=by,
        id=id,
        at=at,
        given_name=given_name,
        family_name=family_name,
        chosen_name=chosen_name,
        pronouns=pronouns,
        birth=(born.year, born.month, born.day) if born else (None, None, None),
        nhs_number=nhs_number,
        nhs_number_status="02" if nhs_number else "",
    )
    if phone:
        service_users.add_contact_point(
            by=by, id=derived(id, "phone"), person=person, kind=PointKind.PHONE, value=phone
        )
    caseload.open_episode(
        by=by,
        id=derived(id, "episode"),
        person_id=id,
        unit_id=unit_id,
        opened_on=_day(at),
        referred_by=referred_by,
    )
    audit.write(by, "take_in_person", person)
    return person


def _day(at: datetime) -> date:
    return clock.local(at).date()
