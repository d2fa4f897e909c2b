"""Who may be in a group's entry: the people in whose records the worker may write."""

from collections.abc import Iterable
from uuid import UUID

from waymark.core import clock
from waymark.core.actors import Actor
from waymark.people.access import queries as access
from waymark.people.access.choices import Action
from waymark.people.service_users.models import Person
from waymark.support.caseload.models import Allocation
from waymark.support.diary import queries as diary
from waymark.support.diary.models import Contact, GroupSession

MOST = 300


def candidates(worker: Actor) -> tuple[list[Person], list[Person]]:
    """The worker's own people, and the others in whose records they may write, by name. Two statements."""
    found = access.visible_people(worker, Action.WRITE_ENTRY).filter(died_on__isnull=True, merged_into=None)
    people = list(found.order_by("given_name", "family_name", "pk")[:MOST])
    day = clock.today()
    mine = set(
        Allocation.objects.filter(worker_id=worker.worker_id, starts_on__lte=day)
        .exclude(ends_on__lt=day)
        .values_list("episode__person_id", flat=True)
    )
    return [one for one in people if one.pk in mine], [one for one in people if one.pk not in mine]


def people_of(worker: Actor, ids: Iterable[UUID]) -> list[Person]:
    """These people in the order of their names; NotYours for any in whose record the worker may not write."""
    people = [access.person_for(worker, id, Action.WRITE_ENTRY) for id in dict.fromkeys(ids)]
    return sorted(people, key=lambda person: person.name)


def session(worker: Actor, group_id: UUID) -> tuple[GroupSession, list[Contact], int]:
    """A session, the contacts of it whose records the worker may read, and how many there are in all."""
    group = diary.group_for(worker, group_id)
    return group, diary.of_group(worker, group), group.contacts.count()
