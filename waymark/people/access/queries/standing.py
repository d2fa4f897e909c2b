"""How a worker stands to one person, and what their posts let them ask of the policy. The ground of every other query here."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from waymark.core import clock, once
from waymark.core.actors import Actor
from waymark.core.prepared import Prepared, among
from waymark.people.access import rules
from waymark.people.access.choices import Action, Profile, Relationship, Sensitivity
from waymark.people.access.models import Exclusion, Grant
from waymark.people.service_users.models import Person

ORDINARY = Sensitivity.ORDINARY
NOBODY_SPECIAL = frozenset({Relationship.NONE})
Held = tuple[str, datetime, datetime | None]


def relationships(worker: Actor, person_id: UUID, *, at: datetime | None = None) -> frozenset[Relationship]:
    """Every relationship `worker` has to the person at `at`; `none` alone when there is none. Grants and exclusions alike.

    One query, asked once a request for each person: what somebody holds is kept, what it is worth at `at` is reckoned each time.
    """
    at = at or clock.now()
    key = ("held", worker.worker_id, worker.service_id, worker.team_ids, person_id)
    held = once.ask(key, lambda: _held(worker, person_id))
    found = {rules.standing(Relationship(kind), starts, ends, at) for kind, starts, ends in held}
    return frozenset(found - NOBODY_SPECIAL) or NOBODY_SPECIAL


def profiles_of(worker: Actor) -> frozenset[Profile]:
    """What kinds of post the worker holds."""
    return frozenset(Profile(profile) for profile in worker.profiles)


def allowing(
    worker: Actor, action: Action, sensitivity: Sensitivity, *, theirs: bool = False
) -> frozenset[Relationship]:
    """The relationships by any of which `worker` may do `action`."""
    return rules.allowing(profiles_of(worker), sensitivity, action, theirs=theirs)


def is_here(worker: Actor, person_id: UUID) -> bool:
    """Whether there is such a person in the worker's own service."""
    return Person.objects.filter(pk=person_id, service_id=worker.service_id).exists()


@Prepared
def _held(worker: Actor, person_id: UUID) -> QuerySet[Any, Held]:
    theirs = Q(unit_id__in=among(worker.team_ids))
    if not rules.lives_with_a_team(profiles_of(worker)):
        theirs &= ~Q(relationship=Relationship.LIVE)
    mine = Q(worker_id=worker.worker_id) | theirs
    granted = Grant.objects.filter(mine, person_id=person_id, person__service_id=worker.service_id)
    barred = Exclusion.objects.filter(worker_id=worker.worker_id, person_id=person_id)
    return granted.values_list("relationship", "starts_at", "ends_at").union(
        barred.values_list("kind", "declared_at", "ended_at")
    )
