"""Looking for a person, and whether a newcomer may be here already. Judged by rules; the database is asked for a superset."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import BooleanField, Q
from django.db.models.expressions import RawSQL

from waymark.core.actors import Actor
from waymark.core.partial_dates import PartialDate
from waymark.people.service_users import permissions, rules
from waymark.people.service_users.choices import KeyKind
from waymark.people.service_users.models import ContactPoint, FindKey, Person, PersonName
from waymark.people.service_users.queries.knowing import birth_of

NOBODY = Q(pk__in=[])
Condition = tuple[str, list[object]]
"""A piece of SQL over a person's row, and its values apart."""
BEGINS = "k.key LIKE %s ESCAPE '\\'"
HOLDS = """EXISTS (SELECT 1 FROM service_users_findkey k
  WHERE k.service_id = service_users_person.service_id AND k.person_id = service_users_person.id AND {})"""
Query = rules.Query
read = rules.read_query


def answering(query: Query, *, near: bool) -> Q:
    """A filter over people: everybody of whom every part of the query may be true. A superset: `judged` decides.

    Written as SQL: as Q objects the same condition took a millisecond to compile, a tenth of finding somebody.
    """
    conditions = [_true(*_part(part, near)) for part in query.parts]
    return Q(*conditions) if conditions else NOBODY


def has_near(query: Query) -> bool:
    """Whether asking for what is near finds anybody whom the query as it stands does not: a short name has nothing near it."""
    return any(
        part.births_near or part.nhs_numbers_near or rules.wanted(part, near=True) for part in query.parts
    )


def judged(query: Query, people: Iterable[Person]) -> list[rules.Match]:
    """Those of `people` who answer the query, strongest first, with why in words."""
    people, keys = list(people), defaultdict(list)
    held = FindKey.objects.filter(person_id__in=[person.id for person in people])
    for person_id, kind, key, said in held.values_list("person_id", "kind", "key", "said"):
        keys[person_id].append(rules.Key(KeyKind(kind), key, said))
    return rules.matches(
        query,
        [rules.Findable(one.id, tuple(keys[one.id]), one.nhs_number, birth_of(one)) for one in people],
    )


def _true(sql: str, values: list[object]) -> RawSQL:
    return RawSQL(sql, values, output_field=BooleanField())  # noqa: S611  fixed text, values apart


def _part(part: rules.Part, near: bool) -> Condition:
    births = [*part.births, *((birth for birth, _ in part.births_near) if near else ())]
    numbers = [*part.nhs_numbers, *((number for number, _ in part.nhs_numbers_near) if near else ())]
    wanted = [*rules.wanted(part), *(rules.wanted(part, near=True) if near else ())]
    ways = [_born(birth) for birth in births]
    ways += [_among("service_users_person.nhs_number", numbers)] if numbers else []
    ways += [_keyed(wanted)] if wanted else []
    return _any(ways)


def _keyed(wanted: list[rules.Wanted]) -> Condition:
    """Whoever holds one of these keys. Whole keys are one list a kind: as a condition each, a number one digit short took 17 ms."""
    whole: dict[KeyKind, list[str]] = {}
    for want in wanted:
        if not want.is_prefix:
            whole.setdefault(want.kind, []).append(want.key)
    ways = [_both(("k.kind = %s", [kind]), _among("k.key", keys)) for kind, keys in whole.items()]
    for want in wanted:
        if want.is_prefix:
            beginning = f"{connection.ops.prep_for_like_query(want.key)}%"
            ways.append(_both(("k.kind = %s", [want.kind]), (BEGINS, [beginning])))
    sql, values = _any(ways)
    return HOLDS.format(sql), values


def _born(birth: PartialDate) -> Condition:
    """The birth date asked for, or so much of it as is known of somebody."""
    known: Condition = ("service_users_person.birth_year = %s", [birth.year])
    for column, value in (("birth_month", birth.month), ("birth_day", birth.day)):
        if value:
            column = f"service_users_person.{column}"
            known = _both(known, (f"({column} = %s OR {column} IS NULL)", [value]))
    return known


def _among(column: str, values: Sequence[str]) -> Condition:
    return f"{column} IN ({', '.join(['%s'] * len(values))})", [*values]


def _both(one: Condition, other: Condition) -> Condition:
    return f"{one[0]} AND {other[0]}", [*one[1], *other[1]]


def _any(ways: Sequence[Condition]) -> Condition:
    """One of the ways; nobody, where there is none."""
    sql = " OR ".join(f"({way})" for way, _ in ways) or "1 = 0"
    return f"({sql})", [value for _, values in ways for value in values]


Known = rules.Known
own_number = rules.own_number
suspicions = rules.suspicions
AT_ONCE = 500
"""Values in one condition: both databases take so many."""


@dataclass(frozen=True)
class Likeness:
    """A newcomer and a record that may be theirs, and why. `are_one`: beyond doubt. `same_number`: both carry one NHS number."""

    newcomer: Hashable
    person_id: UUID
    why: tuple[str, ...]
    are_one: bool
    same_number: bool


def likenesses(worker: Actor, newcomers: Sequence[Known]) -> list[Likeness]:
    """Which newcomers may have a record in the worker's service already (person-record: duplicates). For those who bring people in.

    Records are compared, never shown: the answer says that one is there, and nothing of what is in it.
    """
    permissions.may_add_person(worker)
    new, here = {person.id: person for person in newcomers}, _records_like(worker, newcomers)
    found = (
        (new[pair.one], here[pair.other], pair.why)
        for pair in rules.suspicions([*new.values(), *here.values()])
        if pair.one in new and pair.other in here
    )
    return [
        Likeness(
            one.id,
            other.id,  # type: ignore[arg-type]  # ours are all UUIDs
            why,
            rules.are_one(one, other),
            bool(one.nhs_number) and one.nhs_number == other.nhs_number,
        )
        for one, other, why in found
    ]


def _records_like(worker: Actor, newcomers: Sequence[Known]) -> dict[Hashable, Known]:
    """The records that share a number, a telephone or a birth date with any newcomer, as they are compared."""
    like, phoned = _like_any(newcomers), _with_phones(worker, newcomers)
    rows = Person.objects.filter(service_id=worker.service_id).values_list(
        "id", "given_name", "family_name", "chosen_name", "birth_year", "birth_month", "birth_day",
        "nhs_number", "other_numbers",
    )  # fmt: skip
    short = [_known_of(row) for row in rows.iterator()]
    short = [person for person in short if person.id in phoned or like(person)]
    ids = [person.id for person in short]
    names = _texts(PersonName.objects, ids, "text")
    phones = _texts(ContactPoint.objects.filter(kind="phone", until=None), ids, "value")
    return {
        person.id: replace(
            person,
            names=(*person.names, *names.get(person.id, ())),
            phones=tuple(phones.get(person.id, ())),
        )
        for person in short
    }


def _like_any(newcomers: Sequence[Known]) -> Callable[[Known], bool]:
    numbers = {person.nhs_number for person in newcomers} - {""}
    own = {number for person in newcomers for number in person.own_numbers}
    births = [person.birth for person in newcomers if person.birth]
    exact = {(b.year, m, d) for b in births for m, d in ((b.month, b.day), (b.month, None), (None, None))}
    months = {(b.year, b.month) for b in births if not b.day}
    years = {b.year for b in births if not b.month}

    def born_like(birth: PartialDate) -> bool:
        whole = (birth.year, birth.month, birth.day)
        return whole in exact or whole[:2] in months or birth.year in years

    return lambda person: bool(
        person.nhs_number in numbers
        or not own.isdisjoint(person.own_numbers)
        or (person.birth and born_like(person.birth))
    )


def _known_of(row: tuple[Any, ...]) -> Known:
    id, given, family, chosen, year, month, day, nhs_number, others = row
    names = {f"{given} {family}", chosen, f"{chosen} {family}" if chosen else ""} - {""}
    return Known(
        id,
        given,
        tuple(sorted(names)),
        PartialDate(year, month, day) if year else None,
        nhs_number,
        own_numbers=tuple(rules.own_number(heading, number) for heading, number in others.items()),
    )


def _with_phones(worker: Actor, newcomers: Sequence[Known]) -> set[UUID]:
    keys = {rules.phone_key(phone) for person in newcomers for phone in person.phones}
    held = FindKey.objects.filter(service_id=worker.service_id, kind=KeyKind.PHONE)
    return {
        id
        for some in _some(sorted(keys))
        for id in held.filter(key__in=some).values_list("person_id", flat=True)
    }


def _texts(rows: Any, ids: Sequence[Hashable], field: str) -> dict[Hashable, list[str]]:
    found: dict[Hashable, list[str]] = {}
    for some in _some(ids):
        for id, text in rows.filter(person_id__in=some).order_by("id").values_list("person_id", field):
            found.setdefault(id, []).append(text)
    return found


def _some(values: Sequence[Any]) -> Iterator[Sequence[Any]]:
    return (values[at : at + AT_ONCE] for at in range(0, len(values), AT_ONCE))
