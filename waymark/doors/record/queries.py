"""What is on a person's page: one readable list, each line a room's own query."""

from datetime import datetime
from uuid import UUID

from waymark.core import clock
from waymark.core.actors import Actor
from waymark.people.access import queries as access
from waymark.people.access.choices import Action
from waymark.people.service_users import queries as service_users
from waymark.work.due import queries as due


def person_page(worker: Actor, person_id: UUID, at: datetime) -> dict[str, object]:
    """Everything on the page of one person. Raises NotYours; notes the basis of access for the read log."""
    person = access.person_for(worker, person_id, Action.OPEN, at=at)
    day = clock.today(at)
    return {
        "person": person,
        "identity": service_users.identity_line(person, day),
        "to_know": service_users.to_know(person, day),
        "override": access.override_banner(worker, person_id),
        "due": due.due_of(worker, person_id, day),
    }
