"""Who sees what is to be put right: a lead their teams’, a key worker their own people’s. Whoever has totals only sees how many."""

from uuid import UUID

from waymark.core.actors import Actor
from waymark.people.access import queries as access
from waymark.people.access.choices import Action
from waymark.people.service_users.models import Person


def person_to_put_right(worker: Actor, person_id: UUID) -> Person:
    """The person, if the policy lets `worker` correct their details; else NotYours."""
    return access.person_for(worker, person_id, Action.EDIT_DETAILS)
