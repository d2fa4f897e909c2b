"""Who may open and close episodes and allocate. Those who bring people in give each their first key worker; after that only a lead does.

The product itself (an import, the demo) may do what its caller checked.
"""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.db.models import Q

from waymark.core import clock
from waymark.core.actors import Actor
from waymark.core.pages import NotYours, Refused
from waymark.organisation.services.models import Unit
from waymark.organisation.staff import queries as staff
from waymark.organisation.staff.choices import Right
from waymark.organisation.staff.models import Worker
from waymark.people.access import queries as access
from waymark.people.access.choices import Action, Profile
from waymark.people.access.models import Exclusion
from waymark.people.service_users.models import Person
from waymark.support.caseload.models import Allocation, Episode
from waymark.support.caseload.rules import TakenOn

NOT_YOUR_ROLE = "Your role does not allocate people. Ask your team leader."
NO_POST = "Choose somebody who works here on that day."
NOT_THEM = "This person cannot be allocated to {name}. Choose somebody else."
AT_ONCE = 500
SENIOR = frozenset({Profile.LEAD, Profile.COORDINATOR})


def may_open_episode(by: Actor, person_id: UUID, unit_id: UUID) -> None:
    """Raise Refused without the right; NotYours for a person or a team of another service, or a team that is not one's own."""
    if by.worker_id is not None and not (
        by.may(Right.ALLOCATE) or by.may(Right.IMPORT_PEOPLE) or _is_new_to_all(by, person_id)
    ):
        raise Refused("Your role does not open episodes. Ask your team leader.")
    if not Person.objects.filter(pk=person_id, service_id=by.service_id).exists():
        raise NotYours("service_users.person", person_id, person_id)
    if not Unit.objects.filter(pk=unit_id, service_id=by.service_id).exists():
        raise NotYours("services.unit", unit_id)
    if not (_brings_in(by) or unit_id in by.team_ids):
        raise Refused("Choose one of your own teams.")


def may_allocate(by: Actor, episode: Episode) -> None:
    """Raise unless `by` leads the person's team, or brings people in and this is the first allocation of the episode."""
    if by.worker_id is None:
        return
    if _brings_in(by) and not Allocation.objects.filter(episode=episode).exists():
        return
    if not by.may(Right.ALLOCATE):
        raise Refused(NOT_YOUR_ROLE)
    if not leads(by, episode.person_id):
        raise NotYours("caseload.episode", episode.pk, episode.person_id)


def may_take_on_many(by: Actor, people: Sequence[TakenOn]) -> None:
    """Raise unless `by` brings people in, everybody and every team is of the service, nobody has an episode yet, and every key worker may
    be given theirs. A few statements, however many they are.
    """
    if not _brings_in(by):
        raise Refused("Your role does not bring people in. Ask your team leader.")
    own = set(Unit.objects.filter(service_id=by.service_id).values_list("pk", flat=True))
    for unit_id in {new.unit_id for new in people} - own:
        raise NotYours("services.unit", unit_id)
    for at in range(0, len(people), AT_ONCE):
        ids = [new.person_id for new in people[at : at + AT_ONCE]]
        if Person.objects.filter(pk__in=ids, service_id=by.service_id).count() != len(set(ids)):
            raise NotYours("service_users.person", "several")
        if Episode.objects.filter(person_id__in=ids).exists():
            raise Refused("Somebody among them has been taken on before.")
        if Exclusion.objects.filter(person_id__in=ids).exists():
            raise Refused("Somebody among them is known to a worker privately. Take them on one by one.")
    first = {(new.key_worker_id, new.key_worker_from): new.person_id for new in people if new.key_worker_id}
    for (worker_id, day), person_id in first.items():
        may_be_given(by, worker_id, person_id, day or clock.today())


def may_change(by: Actor, person_id: UUID) -> None:
    """Raise unless `by` leads the person's team: for ending allocations and closing episodes."""
    if by.worker_id is None:
        return
    if not by.may(Right.ALLOCATE):
        raise Refused(NOT_YOUR_ROLE)
    if not leads(by, person_id):
        raise NotYours("caseload.episode", "", person_id)


def leads(by: Actor, person_id: UUID) -> bool:
    """Whether the policy lets `by` allocate this person."""
    return bool(access.visible_people(by, Action.ALLOCATE).filter(pk=person_id).exists())


def may_be_given(by: Actor, worker_id: UUID, person_id: UUID, day: date) -> Worker:
    """The colleague who may be allocated the person from `day`; else Refused: no post then, or a declared relationship."""
    held = staff.holdings_on(day).filter(worker_id=worker_id, post__service_id=by.service_id)
    holding = held.select_related("worker").first()
    if holding is None:
        raise Refused(NO_POST)
    barred = Exclusion.objects.filter(
        Q(ended_at__isnull=True) | Q(ended_at__gt=clock.now()), worker_id=worker_id, person_id=person_id
    )
    if barred.exists():
        raise Refused(NOT_THEM.format(name=holding.worker.name))
    return holding.worker


def may_write_about(by: Actor, person_id: UUID) -> None:
    """Raise NotYours unless `by` may write in this person's record. The product itself may do what its caller checked."""
    if by.worker_id is not None and not access.can(by, person_id, Action.WRITE_ENTRY):
        raise NotYours("service_users.person", person_id, person_id)


def may_decide_about(by: Actor, worker_id: UUID) -> None:
    """Raise Refused for a visit in another's diary, unless `by` allocates work."""
    if by.worker_id not in (None, worker_id) and not by.may(Right.ALLOCATE):
        raise Refused("This visit is a colleague’s. Ask them, or the one who allocates.")


def holds_post(by: Actor, worker_id: UUID, day: date) -> bool:
    """Whether this worker is in the service on `day`."""
    return staff.holdings_on(day).filter(worker_id=worker_id, post__service_id=by.service_id).exists()


def is_senior(by: Actor, worker_id: UUID, day: date) -> bool:
    """Whether the colleague holds a post that any band may go to."""
    held = staff.holdings_on(day).filter(worker_id=worker_id, post__service_id=by.service_id)
    return held.filter(post__role__profile__in=SENIOR).exists()


def may_look_at(by: Actor, worker_id: UUID) -> None:
    """Raise NotYours for a colleague's caseload, unless `by` sees the team's board."""
    if worker_id != by.worker_id and not by.may(Right.SEE_BOARD):
        raise NotYours("caseload.caseload", worker_id)


def _is_new_to_all(by: Actor, person_id: UUID) -> bool:
    """Whether this is somebody a worker has just added: nobody has ever taken them on. Whoever adds people sees them by the episode."""
    return by.may(Right.WRITE_DETAILS) and not Episode.objects.filter(person_id=person_id).exists()


def _brings_in(by: Actor) -> bool:
    return by.worker_id is None or by.may(Right.IMPORT_PEOPLE)
