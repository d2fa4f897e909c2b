"""The one policy, asked by every page, search, count, export and job (rules.md 0; security.md). One declaration, two answers:
`visible_people` as a queryset for lists and counts, `person_for` for one record. Both read the same dated grants and `rules.decide`.
"""

from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from waymark.core import clock
from waymark.core.actors import Actor
from waymark.core.audit import collector
from waymark.core.pages import NotYours
from waymark.people.access import rules
from waymark.people.access.choices import Action, Answer, Profile, Relationship, Sensitivity
from waymark.people.access.models import Exclusion, Grant
from waymark.people.service_users.models import Person

FORMER_DAYS = 14


def visible_people(worker: Actor, action: Action = Action.FIND, *, at: datetime | None = None) -> QuerySet[Person]:
    """The people on whom `worker` may do `action` now, within their own service. Empty for anyone without a relationship."""
    at = at or clock.now()
    held = Grant.objects.filter(_granting(worker, action, at), person=OuterRef("pk"))
    return Person.objects.filter(Exists(held), ~Exists(_excluded(worker)), service_id=worker.service_id)


def person_for(worker: Actor, person_id: UUID, action: Action = Action.OPEN, *, at: datetime | None = None) -> Person:
    """The person, if `worker` may do `action` on their record now; else `NotYours` (404, logged). Notes the basis for the read log."""
    person = visible_people(worker, action, at=at).filter(pk=person_id).first()
    if person is None:
        raise NotYours("service_users.person", person_id, person_id)
    collector.on_basis(", ".join(sorted(relationships(worker, person_id, at=at))))
    return person


def relationships(worker: Actor, person_id: UUID, *, at: datetime | None = None) -> frozenset[Relationship]:
    """Every relationship `worker` has to the person at `at`; `none` alone when there is none. An exclusion stands by itself."""
    at = at or clock.now()
    excluded = list(_excluded(worker).model.objects.filter(_excluding(worker), person_id=person_id).values_list("kind", flat=True))
    if excluded:
        return frozenset(Relationship(kind) for kind in excluded)
    rows = Grant.objects.filter(_mine(worker), person_id=person_id, starts_at__lte=at).filter(_open_or_recent(worker, at))
    found = {Relationship(kind) if _open(ends, at) else Relationship.FORMER for kind, ends in rows.values_list("relationship", "ends_at")}
    return frozenset(found or {Relationship.NONE})


def readable(worker: Actor, person_id: UUID, *, at: datetime | None = None) -> frozenset[Sensitivity]:
    """The sensitivities of entries `worker` may read on this record; what they wrote themselves is theirs to read besides."""
    related = relationships(worker, person_id, at=at)
    return frozenset(s for s in Sensitivity if rules.decide(_profiles(worker), related, s, Action.READ_ENTRY) is Answer.YES)


def readable_entries(worker: Actor, *, person: str = "person", author: str = "author", at: datetime | None = None) -> Q:
    """A filter over rows with a person, a sensitivity and an author: the entries `worker` may read, over all their people.

    `person` and `author` are the names of the foreign keys on the filtered table ('' where it has none).
    """
    at = at or clock.now()
    allowed = Q()
    for sensitivity in Sensitivity:
        kinds = _relationships_allowing(worker, Action.READ_ENTRY, sensitivity)
        if kinds:
            allowed |= Q(sensitivity=sensitivity) & Q(**{f"{person}__in": _people_by(worker, kinds, at)})
    wrote = Q(**{f"{author}": worker.worker_id}) & Q(**{f"{person}__in": visible_people(worker, Action.OPEN, at=at)}) if author else Q()
    return (allowed | wrote) if (allowed or wrote) else Q(pk__in=[])


def can(worker: Actor, person_id: UUID, action: Action, sensitivity: Sensitivity = Sensitivity.ORDINARY, *, at: datetime | None = None) -> bool:
    """Whether `worker` may do `action` on this record: for buttons, which ask what the server asks."""
    return rules.decide(_profiles(worker), relationships(worker, person_id, at=at), sensitivity, action) is Answer.YES


def _profiles(worker: Actor) -> frozenset[Profile]:
    return frozenset(Profile(p) for p in worker.profiles)


def _relationships_allowing(worker: Actor, action: Action, sensitivity: Sensitivity = Sensitivity.ORDINARY) -> set[Relationship]:
    profiles = _profiles(worker)
    return {r for r in Relationship if rules.decide(profiles, frozenset({r}), sensitivity, action) is Answer.YES}


def _people_by(worker: Actor, kinds: set[Relationship], at: datetime) -> QuerySet[Person]:
    held = Grant.objects.filter(_holding(worker, kinds, at), person=OuterRef("pk"))
    return Person.objects.filter(Exists(held), ~Exists(_excluded(worker)), service_id=worker.service_id).values("pk")


def _granting(worker: Actor, action: Action, at: datetime) -> Q:
    return _holding(worker, _relationships_allowing(worker, action), at)


def _holding(worker: Actor, kinds: set[Relationship], at: datetime) -> Q:
    now = Q(relationship__in=kinds) & (Q(ends_at__isnull=True) | Q(ends_at__gt=at))
    recent = Q(ends_at__lte=at, ends_at__gt=at - _former(worker)) if Relationship.FORMER in kinds else Q(pk__in=[])
    return _mine(worker) & Q(starts_at__lte=at) & (now | recent)


def _mine(worker: Actor) -> Q:
    return Q(worker_id=worker.worker_id) | Q(unit_id__in=worker.team_ids)


def _open(ends_at: datetime | None, at: datetime) -> bool:
    return ends_at is None or ends_at > at


def _open_or_recent(worker: Actor, at: datetime) -> Q:
    return Q(ends_at__isnull=True) | Q(ends_at__gt=at - _former(worker))


def _former(worker: Actor) -> timedelta:
    return timedelta(days=FORMER_DAYS)


def _excluding(worker: Actor) -> Q:
    return Q(worker_id=worker.worker_id, ended_at__isnull=True)


def _excluded(worker: Actor) -> QuerySet[Exclusion]:
    return Exclusion.objects.filter(_excluding(worker), person=OuterRef("pk"))
