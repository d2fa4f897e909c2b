"""What the pages of details show: everything ever kept, ended rows included; and who may be here already."""

from uuid import UUID

from waymark.core import clock
from waymark.core.actors import Actor
from waymark.doors.imports.queries import holds_invented_people as holds_invented_people
from waymark.people.access import queries as access
from waymark.people.access.choices import Action
from waymark.people.service_users import queries as service_users
from waymark.people.service_users.models import Person
from waymark.support.caseload import queries as caseload


def person_to_edit(worker: Actor, person_id: UUID) -> Person:
    """The person, if the policy lets `worker` change their details; else NotYours."""
    return access.person_for(worker, person_id, Action.EDIT_DETAILS)


def details(worker: Actor, person_id: UUID) -> dict[str, object]:
    """All that is known of one person, what held before as well, and the safe-contact rules as they stand."""
    person = access.person_for(worker, person_id, Action.OPEN)
    return {
        "person": person,
        "identity": service_users.identity_line(person, clock.today()),
        "to_know": service_users.to_know(person, clock.today()),
        "names": service_users.names_of(worker, person),
        "may_write": access.can(worker, person_id, Action.EDIT_DETAILS),
        **service_users.history_of(worker, person),
    }


def teams_of(worker: Actor) -> list[tuple[str, str]]:
    """The teams a newcomer can come to, as choices."""
    return [(str(unit.id), unit.name) for unit in caseload.teams(worker) if unit.kind != "service"]


def already_here(worker: Actor, newcomer: service_users.Known) -> list[tuple[str, ...]]:
    """Why somebody of this name, birth date or number may have a record already: reasons, and nothing of what is in it."""
    return [like.why for like in service_users.likenesses(worker, [newcomer])]
