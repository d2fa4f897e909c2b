"""The one policy, asked by every page, search, count, export and job (rules.md 0; security.md). One declaration (`rules.decide`) over the
same dated grants gives two answers: `visible_people`, a queryset for lists and counts, and `person_for`, one record. A test holds them equal.
"""

from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from waymark.core import clock
from waymark.core.actors import Actor
from waymark.core.audit import collector
from waymark.core.pages import NotYours
from waymark.people.access import rules
from waymark.people.access.choices import Action, Answer, Profile, Relationship, Sensitivity
from waymark.people.access.models import Exclusion, Grant
from waymark.people.service_users.models import Person

ORDINARY = Sensitivity.ORDINARY
NOBODY = Q(pk__in=[])


def visible_people(
    worker: Actor, action: Action = Action.FIND, *, at: datetime | None = None
) -> QuerySet[Person]:
    """The people on whom `worker` may do `action` now, within their own service. Empty for anyone the policy gives nobody."""
    return _people_by(worker, _allowing(worker, action, ORDINARY), at or clock.now())


def person_for(
    worker: Actor, person_id: UUID, action: Action = Action.OPEN, *, at: datetime | None = None
) -> Person:
    """The person, if `worker` may do `action` on their record now; else `NotYours` (404, logged). Notes the basis for the read log."""
    related = relationships(worker, person_id, at=at)
    allowed = rules.decide(_profiles(worker), related, ORDINARY, action) is Answer.YES
    person = Person.objects.filter(pk=person_id, service_id=worker.service_id).first() if allowed else None
    if person is None:
        raise NotYours("service_users.person", person_id, person_id)
    collector.on_basis(", ".join(sorted(related)))
    return person


def relationships(worker: Actor, person_id: UUID, *, at: datetime | None = None) -> frozenset[Relationship]:
    """Every relationship `worker` has to the person at `at`; `none` alone when there is none. One query. Grants and exclusions alike."""
    at = at or clock.now()
    held = Grant.objects.filter(_mine(worker), person_id=person_id).values_list(
        "relationship", "starts_at", "ends_at"
    )
    barred = Exclusion.objects.filter(worker_id=worker.worker_id, person_id=person_id).values_list(
        "kind", "declared_at", "ended_at"
    )
    found = {
        rules.standing(Relationship(kind), starts, ends, at) for kind, starts, ends in held.union(barred)
    }
    return frozenset(found - {Relationship.NONE} or {Relationship.NONE})


def readable(worker: Actor, person_id: UUID, *, at: datetime | None = None) -> frozenset[Sensitivity]:
    """The sensitivities whose text `worker` may read on this record; entries they wrote may be theirs to read besides (`own_readable`)."""
    return rules.readable_sensitivities(_profiles(worker), relationships(worker, person_id, at=at))


def own_readable(worker: Actor, person_id: UUID, *, at: datetime | None = None) -> frozenset[Sensitivity]:
    """The sensitivities whose text `worker` may read among the entries they themselves wrote on this record."""
    return rules.readable_sensitivities(
        _profiles(worker), relationships(worker, person_id, at=at), theirs=True
    )


def readable_entries(
    worker: Actor, *, person: str = "person", author: str = "author", at: datetime | None = None
) -> Q:
    """A filter over rows that have a person, a sensitivity and an author: the entries `worker` may read, over all their people.

    `person` and `author` name the foreign keys on the filtered table (`author` may be '' where it has none).
    """
    at = at or clock.now()
    allowed = NOBODY
    for sensitivity in Sensitivity:
        kinds = _allowing(worker, Action.READ_ENTRY, sensitivity)
        theirs = _allowing(worker, Action.READ_ENTRY, sensitivity, theirs=True) - kinds
        allowed |= _entries(person, sensitivity, _people_by(worker, kinds, at)) if kinds else NOBODY
        if theirs and author:
            allowed |= _entries(person, sensitivity, _people_by(worker, theirs, at)) & Q(
                **{author: worker.worker_id}
            )
    return allowed


def people_to_read(worker: Actor, *, at: datetime | None = None) -> QuerySet[Person]:
    """The people of whom `worker` may read an entry, be it only one they wrote: a search narrows by them, `readable_entries` decides."""
    kinds = {k for s in Sensitivity for k in _allowing(worker, Action.READ_ENTRY, s, theirs=True)}
    return _people_by(worker, kinds, at or clock.now())


def can(
    worker: Actor,
    person_id: UUID,
    action: Action,
    sensitivity: Sensitivity = ORDINARY,
    *,
    at: datetime | None = None,
) -> bool:
    """Whether `worker` may do `action` on this record: for buttons, which ask what the server asks."""
    related = relationships(worker, person_id, at=at)
    return rules.decide(_profiles(worker), related, sensitivity, action) is Answer.YES


def _profiles(worker: Actor) -> frozenset[Profile]:
    return frozenset(Profile(profile) for profile in worker.profiles)


def _allowing(
    worker: Actor, action: Action, sensitivity: Sensitivity, *, theirs: bool = False
) -> set[Relationship]:
    profiles = _profiles(worker)
    return {
        kind
        for kind in Relationship
        if rules.lets_through(rules.decide(profiles, frozenset({kind}), sensitivity, action), theirs=theirs)
    }


def _entries(person: str, sensitivity: Sensitivity, people: QuerySet[Person]) -> Q:
    return Q(sensitivity=sensitivity) & Q(**{f"{person}__in": people.values("pk")})


def _people_by(worker: Actor, kinds: set[Relationship], at: datetime) -> QuerySet[Person]:
    """People of the worker's service to whom they stand in one of `kinds`, less those they are barred from.

    Found from the worker's own grants, never by walking the service's people: a service ten times the size feels the same (performance.md).
    """
    barred = Exclusion.objects.filter(
        Q(ended_at__isnull=True) | Q(ended_at__gt=at), worker_id=worker.worker_id
    )
    people = Person.objects.filter(service_id=worker.service_id).exclude(pk__in=barred.values("person_id"))
    if Relationship.NONE in kinds:
        return people
    held = Grant.objects.filter(_mine(worker), _standing_in(kinds, at), starts_at__lte=at)
    return people.filter(pk__in=held.values("person_id"))


def _standing_in(kinds: set[Relationship], at: datetime) -> Q:
    """rules.standing as a filter over grants that have begun."""
    standing = Q(relationship__in=kinds) & (Q(ends_at__isnull=True) | Q(ends_at__gt=at))
    if Relationship.LIVE in kinds:
        standing |= Q(relationship=Relationship.LIVE, ends_at__gt=at - rules.AFTER_LIVE)
    if Relationship.FORMER in kinds:
        standing |= Q(relationship__in=rules.LEAVES_FORMER, ends_at__lte=at, ends_at__gt=at - rules.HAND_OVER)
    return standing


def _mine(worker: Actor) -> Q:
    return Q(worker_id=worker.worker_id) | Q(unit_id__in=worker.team_ids)
