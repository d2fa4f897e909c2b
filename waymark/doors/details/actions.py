"""Somebody new: the record, the telephone number and the episode that lets their team see them, in one transaction."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from uuid import UUID

from waymark.core import audit, clock
from waymark.core.actions import action
from waymark.core.actors import Actor
from waymark.core.ids import derived
from waymark.core.pages import NotYours
from waymark.core.partial_dates import PartialDate
from waymark.doors.details import queries
from waymark.doors.details.choices import CONFIRM, DEATH
from waymark.people.access import queries as access
from waymark.people.access.choices import Action
from waymark.people.service_users import actions as service_users
from waymark.people.service_users import queries as known
from waymark.people.service_users.choices import Confirm, PointKind
from waymark.people.service_users.models import Death, Person
from waymark.support.caseload import actions as caseload
from waymark.support.diary import actions as diary
from waymark.work.due import actions as due
from waymark.work.tasks import actions as tasks
from waymark.work.tasks.choices import Weight


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
    alike: Sequence[tuple[UUID, str]] = (),
    sure_why: str = "",
) -> Person:
    """Start a record with an episode in a team of one's own (person-record; LDS-06). Idempotent on `id`; all of it or nothing.

    `alike`: the records that may be theirs already, and why: the records lead must say whether they are (LDS-93).

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
    for other_id, why in alike:
        service_users.raise_duplicate(
            by=by,
            id=derived(id, "duplicate", other_id),
            person=person,
            other_id=other_id,
            why=why,
            reason=sure_why,
            at=at,
        )
    audit.write(by, "take_in_person", person)
    return person


def _day(at: datetime) -> date:
    return clock.local(at).date()


@action
def confirm_details(
    *, by: Actor, id: UUID, person: Person, said: Mapping[Confirm, service_users.Said], at: datetime
) -> Person:
    """Keep how each detail was answered, and when all six were, what is due is answered and set for the next time (LDS-80).

    The interval counts from the oldest answer, so one asked alone moves nothing. Idempotent on `id`.
    """
    again = known.was_answered(id)
    service_users.confirm_details(by=by, id=id, person=person, said=said, at=at)
    if set(said) == set(Confirm) and not again:
        day = _day(at)
        given = {"by": by, "person_id": person.id, "kind": CONFIRM}
        if not due.answer_obligation(**given, on=day, source="details.confirm", source_id=id):
            due.start_clock(**given, id=derived(id, "due"), start=day)
    audit.write(by, "confirm", person, detail={"asked": sorted(said)})
    return person


@action
def record_death(
    *, by: Actor, id: UUID, person: Person, on: date | None, formal: bool, told_by: str, at: datetime
) -> Death:
    """They died: every planned visit and message stops at once, nothing comes round any more, and the team is told (person-record).

    Messages ask `service_users.has_died`, as planning does. The first that is told stops it all; what is told later only adds. Idempotent.
    """
    known_before = known.has_died(person)
    death = service_users.record_death(
        by=by, id=id, person=person, on=on, formal=formal, told_by=told_by, at=at
    )
    if not known_before:
        visits = diary.stop_visits(by=by, person_id=person.pk, because=f"{person.name} has died.", at=at)
        due.stop_obligations(by=by, person_id=person.pk, on=_day(at), source=DEATH, source_id=id)
        count = f"{len(visits)} planned visit{'' if len(visits) == 1 else 's'} called off"
        _tell(
            by, person, id, at, f"{person.name} has died. {count}. A debrief is there for you: ask your lead."
        )
    audit.write(by, "note_death", death)
    return death


@action
def undo_death(*, by: Actor, id: UUID, person: Person, because: str, at: datetime) -> Death:
    """It was recorded in error: the team is told so, and what was called off has to be planned again by hand."""
    death = service_users.undo_death(by=by, id=id, person=person, because=because, at=at)
    tasks.withdraw_tasks(by=by, source=DEATH, source_id=id, because="It was recorded in error.", at=at)
    words = f"{person.name} has NOT died: it was recorded in error. Plan again what was called off."
    _tell(by, person, derived(id, "undone"), at, words)
    audit.write(by, "note_error", death)
    return death


def _tell(by: Actor, person: Person, about: UUID, at: datetime, words: str) -> None:
    """A task for each who works with them, and who leads, but for whoever wrote it."""
    for worker_id in queries.team_to_tell(by, person, _day(at)):
        tasks.make_task(
            by=by,
            id=derived(about, "tell", worker_id),
            words=words,
            owner_id=worker_id,
            person_id=person.pk,
            weight=Weight.MUST,
            source=DEATH,
            source_id=about,
        )
