"""What the pages of details show: everything ever kept, ended rows included; and who may be here already."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q

from waymark.core import clock
from waymark.core.actors import Actor
from waymark.core.pages import NotYours, Refused
from waymark.doors.imports.queries import holds_invented_people as holds_invented_people
from waymark.organisation.staff import queries as staff
from waymark.organisation.staff.choices import Right
from waymark.people.access import queries as access
from waymark.people.access.choices import Action, Relationship
from waymark.people.access.models import Grant
from waymark.people.service_users import queries as service_users
from waymark.people.service_users.models import Death, Diagnosis, Person
from waymark.support.caseload import queries as caseload


def person_to_edit(worker: Actor, person_id: UUID) -> Person:
    """The person, if the policy lets `worker` change their details; else NotYours."""
    return access.person_for(worker, person_id, Action.EDIT_DETAILS)


def person_whose_address(worker: Actor, person_id: UUID) -> Person:
    """The person, if the policy lets `worker` know an address under protection (rules.md 1.2).

    Refused with whom to ask for whoever may open the record otherwise; else NotYours.
    """
    person = access.person_for(worker, person_id, Action.OPEN)
    if not access.can(worker, person_id, Action.KNOW_ADDRESS):
        named = caseload.key_worker_of(worker, person_id)
        ask = f"Ask {named.name}, their key worker." if named else "Ask whoever leads the team."
        raise Refused(f"This address is protected. {ask}")
    return person


def details(worker: Actor, person_id: UUID) -> dict[str, object]:
    """All that is known of one person, what held before as well, and the safe-contact rules as they stand."""
    person = access.person_for(worker, person_id, Action.OPEN)
    merged = service_users.merged_into(worker, person)
    return {
        "person": person,
        "merged": merged,
        "identities": {other.id: service_users.identity_line(other, clock.today()) for other in merged},
        "identity": service_users.identity_line(person, clock.today()),
        "to_know": service_users.to_know(person, clock.today()),
        "names": service_users.names_of(worker, person),
        "stands": service_users.stands_of(worker, person),
        "may_write": access.can(worker, person_id, Action.EDIT_DETAILS),
        **service_users.history_of(worker, person),
    }


def confirm_page(worker: Actor, person_id: UUID) -> dict[str, Any]:
    """The six details as they stand, to be asked again."""
    person = person_to_edit(worker, person_id)
    return {"person": person, "stands": service_users.stands_of(worker, person)}


def health_summary(worker: Actor, person_id: UUID) -> dict[str, object]:
    """What clinicians gave beside what the person says (DUR-54), and which of it `worker` may write."""
    person = access.person_for(worker, person_id, Action.OPEN)
    edits = access.can(worker, person_id, Action.EDIT_DETAILS)
    return {
        "person": person,
        "diagnoses": service_users.diagnoses_of(worker, person),
        "accounts": service_users.accounts_of(worker, person),
        "may_say": edits and worker.may(Right.WRITE_DETAILS),
        "may_diagnose": edits and worker.may(Right.WRITE_DIAGNOSES),
    }


def death_page(worker: Actor, person_id: UUID) -> dict[str, Any]:
    """What was told of a death, and the person whose details `worker` may change."""
    person = person_to_edit(worker, person_id)
    return {"person": person, "deaths": service_users.deaths_of(worker, person)}


def death_to_undo(worker: Actor, person: Person, death_id: UUID) -> Death:
    """What was told of their death, and stands; else NotYours."""
    found = service_users.deaths_of(worker, person).filter(pk=death_id, undone_at=None).first()
    if found is None:
        raise NotYours("service_users.death", death_id, person.pk)
    return found


def team_to_tell(worker: Actor, person: Person, day: date) -> list[UUID]:
    """Who works with the person on `day`, and who leads their teams, but for `worker` themselves."""
    held = staff.holdings_on(day).filter(post__service_id=worker.service_id)
    now = clock.day_bounds(day)[1]
    open_now = Grant.objects.filter(Q(ends_at=None) | Q(ends_at__gte=now), person=person, starts_at__lt=now)
    named = open_now.filter(relationship__in=(Relationship.KEY_WORKER, Relationship.ALLOCATED))
    teams = open_now.filter(relationship=Relationship.TEAM)
    own = set(held.filter(worker_id__in=named.values("worker_id")).values_list("worker_id", flat=True))
    rows = held.filter(post__unit_id__in=teams.values("unit_id")).select_related("post__role")
    leads = {row.worker_id for row in rows if Right.ALLOCATE in row.post.role.rights}
    return sorted((own | leads) - {worker.worker_id}, key=str)


def diagnosis_to_withdraw(worker: Actor, person: Person, diagnosis_id: UUID) -> Diagnosis:
    """A diagnosis of theirs that stands; else NotYours."""
    return service_users.diagnosis_of(worker, person, diagnosis_id)


def teams_of(worker: Actor) -> list[tuple[str, str]]:
    """The teams a newcomer can come to, as choices."""
    return [(str(unit.id), unit.name) for unit in caseload.teams(worker)]


@dataclass(frozen=True)
class Alike:
    """A record that may be the newcomer's already: why; and the person, where `worker` may open that record."""

    person_id: UUID
    why: str
    person: Person | None


def already_here(worker: Actor, newcomer: service_users.Known) -> list[Alike]:
    """Who of this name, birth date or number may have a record already. Of a record that does not open to `worker`: that one is there."""
    found = service_users.likenesses(worker, [newcomer])
    known = access.visible_people(worker, Action.OPEN).in_bulk([like.person_id for like in found])
    return [
        Alike(like.person_id, ", ".join(like.why).capitalize(), known.get(like.person_id)) for like in found
    ]
