"""The people a worker may do something with, as a filter for lists, counts, searches and jobs.

The same declaration (`rules.decide`) as for one record, over the same dated grants. Written out as SQL, the same on both databases: a page
asks it many times, and putting it together from Django's parts cost more than running it (docs/operating/performance.md).
"""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.db import connection
from django.db.models import DateTimeField, Q, QuerySet, UUIDField
from django.db.models.expressions import RawSQL as Ids

from waymark.core import clock
from waymark.core.actors import Actor
from waymark.core.prepared import Held
from waymark.people.access import rules
from waymark.people.access.choices import Action, Relationship, Sensitivity
from waymark.people.access.models import Grant
from waymark.people.access.queries.standing import ORDINARY, allowing, profiles_of
from waymark.people.service_users.models import Person

WORKS_WITH = (Relationship.KEY_WORKER, Relationship.ALLOCATED)
NOBODY = Q(pk__in=[])
BARRED = "SELECT person_id FROM access_exclusion WHERE worker_id = %s AND (ended_at IS NULL OR ended_at > %s)"
ALL = f"SELECT id FROM service_users_person WHERE service_id = %s AND id NOT IN ({BARRED})"  # noqa: S608
GRANTED = "SELECT person_id FROM access_grant WHERE"
OWN = "worker_id = %s AND (SELECT service_id FROM service_users_person WHERE id = person_id) = %s"
"""A scalar, not EXISTS: that PostgreSQL would answer by reading all the people there are."""
NONE = "SELECT id FROM service_users_person WHERE 1 = 0"
_UUID, _MOMENT = UUIDField(), DateTimeField()


def visible_people(
    worker: Actor, action: Action = Action.FIND, *, at: datetime | None = None
) -> QuerySet[Person]:
    """The people on whom `worker` may do `action` now, within their own service. Empty for anyone the policy gives nobody."""
    return Person.objects.filter(pk__in=visible_ids(worker, action, at=at))


def visible_ids(worker: Actor, action: Action = Action.FIND, *, at: datetime | None = None) -> Ids:
    """The same people by their ids alone, for `person__in=`: a table narrowed by it is not joined to theirs."""
    return _ids(worker, allowing(worker, action, ORDINARY), at or clock.now())


def allocated_to(worker: Actor, begins: datetime, ends: datetime) -> QuerySet[Grant, Any]:
    """The ids of the people allocated to `worker` at any time from `begins` to `ends`, their key worker's among them, for `person__in=`."""
    held = Grant.objects.filter(
        Q(ends_at__isnull=True) | Q(ends_at__gt=begins),
        worker_id=worker.worker_id,
        relationship__in=WORKS_WITH,
        starts_at__lt=ends,
    )
    return held.values("person_id")


def people_to_read(worker: Actor, *, at: datetime | None = None) -> QuerySet[Person]:
    """The people of whom `worker` may read an entry, be it only one they wrote: a search narrows by them, `readable_entries` decides."""
    kinds = frozenset[Relationship]().union(
        *(allowing(worker, Action.READ_ENTRY, kind, theirs=True) for kind in Sensitivity)
    )
    return Person.objects.filter(pk__in=_ids(worker, kinds, at or clock.now()))


def names_its_teams(worker: Actor) -> bool:
    """Whether `worker` may know by name the people of their own teams, or only how many they are (LDS-16)."""
    return Relationship.TEAM in allowing(worker, Action.FIND, ORDINARY)


def readable_entries(
    worker: Actor, *, person: str = "person", author: str = "author", at: datetime | None = None
) -> Q:
    """A filter over rows that have a person, a sensitivity and an author: the entries `worker` may read, over all their people.

    `person` and `author` name the foreign keys on the filtered table (`author` may be '' where it has none).
    """
    at = at or clock.now()
    allowed = NOBODY
    for kinds, sensitivities in _by_kinds(worker, theirs=False).items():
        allowed |= _entries(person, sensitivities, _ids(worker, kinds, at))
    for kinds, sensitivities in (_by_kinds(worker, theirs=True) if author else {}).items():
        own = Q(**{author: worker.worker_id})
        allowed |= _entries(person, sensitivities, _ids(worker, kinds, at)) & own
    return allowed


def _by_kinds(worker: Actor, *, theirs: bool) -> dict[frozenset[Relationship], list[Sensitivity]]:
    """The relationships by which an entry is read, and the sensitivities read by just these. `theirs`: only by those who wrote it."""
    found: dict[frozenset[Relationship], list[Sensitivity]] = {}
    for sensitivity in Sensitivity:
        kinds = allowing(worker, Action.READ_ENTRY, sensitivity)
        if theirs:
            kinds = allowing(worker, Action.READ_ENTRY, sensitivity, theirs=True) - kinds
        if kinds:
            found.setdefault(kinds, []).append(sensitivity)
    return found


def _entries(person: str, sensitivities: list[Sensitivity], people: Ids) -> Q:
    return Q(sensitivity__in=sensitivities, **{f"{person}__in": people})


def _ids(worker: Actor, kinds: frozenset[Relationship], at: datetime) -> Ids:
    """People of the worker's service to whom they stand in one of `kinds`, less those they are barred from.

    Found from the worker's own grants, never by walking the service's people: a service ten times the size feels the same (performance.md).
    """
    if worker.service_id is None or not kinds:
        return _asked(NONE, [])
    barred = [worker.worker_id, at]
    if Relationship.NONE in kinds:
        return _asked(ALL, [worker.service_id, *barred])
    stands, since = _standing_in(kinds, at)
    ways, values = [], list[Any]()
    for whose, theirs in _whose(worker):
        ways.append(f"{GRANTED} {whose} AND starts_at <= %s AND ({stands}) AND person_id NOT IN ({BARRED})")
        values += [*theirs, at, *since, *barred]
    return _asked(" UNION ALL ".join(ways), values)


def _whose(worker: Actor) -> list[tuple[str, list[Any]]]:
    """The worker's own grants, of two services only those of this one, and their teams', which have none but their own service's.

    Asked one after the other, each from an index that holds all that is looked at: with OR between them SQLite would read every row.
    """
    teams = list(worker.team_ids)
    own = (OWN, [worker.worker_id, worker.service_id])
    if not teams:
        return [own]
    live = (
        "" if rules.lives_with_a_team(profiles_of(worker)) else f" AND relationship <> '{Relationship.LIVE}'"
    )
    return [own, (f"unit_id IN ({_marks(teams)}){live}", teams)]


def _standing_in(kinds: Collection[Relationship], at: datetime) -> tuple[str, list[Any]]:
    ways = [f"relationship IN ({_marks(kinds)}) AND (ends_at IS NULL OR ends_at > %s)"]
    values: list[Any] = [*sorted(kinds), at]
    if Relationship.LIVE in kinds:
        ways.append("relationship = %s AND ends_at > %s")
        values += [Relationship.LIVE, at - rules.AFTER_LIVE]
    if Relationship.FORMER in kinds:
        ways.append(f"relationship IN ({_marks(rules.LEAVES_FORMER)}) AND ends_at <= %s AND ends_at > %s")
        values += [*sorted(rules.LEAVES_FORMER), at, at - rules.HAND_OVER]
    return " OR ".join(ways), values


def _asked(sql: str, values: list[Any]) -> Ids:
    return Ids(sql, [_as_kept(value) for value in values])  # noqa: S611  fixed text, values apart


def _marks(values: Collection[Any]) -> str:
    return ", ".join(["%s"] * len(values))


def _as_kept(value: Any) -> Any:
    """A value as the database in use keeps it: SQLite has neither ids nor times of its own."""
    if isinstance(value, Held):
        return value
    if isinstance(value, datetime):
        return _MOMENT.get_db_prep_value(value, connection)
    return str(value) if isinstance(value, str) else _UUID.get_db_prep_value(value, connection)
