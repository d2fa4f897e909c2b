"""Find a person: what was typed is read as names, numbers, dates and postcodes, looked up among the people the worker may find, and judged.

Serves person-record and DUR-01. Two statements for what is exact and what is near it together, where these are few people, as they are
for one worker; where they are many, two for what is exact and two more for one wrong digit when too few are found.
"""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from waymark.core.actors import Actor
from waymark.core.audit import collector
from waymark.core.partial_dates import PartialDate
from waymark.people.access import queries as access
from waymark.people.access.choices import Action
from waymark.people.service_users import queries as service_users
from waymark.people.service_users.models import Person

ENOUGH = 5
MOST = 50
LOOKED_AT = 400
AT_FIRST = 60


@dataclass(frozen=True)
class Found:
    """One person found, and why where that is not plain to see."""

    person: Person
    why: tuple[str, ...]


@dataclass(frozen=True)
class Results:
    """What a search found, and the way to ask for a record elsewhere in the service when it named one exactly."""

    typed: str
    people: list[Found]
    more: bool = False
    offer: access.Offer | None = None


def find(worker: Actor, typed: str, day: date) -> Results:
    """The people `worker` may find who answer `typed`, strongest first. Nothing typed: nothing found.

    Only those who are shown were looked at, as far as the reading log goes: whoever else the product compared, nobody saw.
    """
    if not typed.strip():
        return Results("", [])
    query = service_users.read(typed, day)
    visible = access.visible_people(worker, Action.FIND)
    with collector.reading():
        found = _found(query, visible)
    for one in found[:MOST]:
        collector.saw(Person._meta.label_lower, one.person.pk, one.person.pk)
    return Results(typed, found[:MOST], len(found) > MOST, None if found else _offer(worker, query))


def _found(query: service_users.Query, visible: QuerySet[Person]) -> list[Found]:
    """Who answers, strongest first; who only nearly does is told when fewer than five do."""
    people = _looked_at(query, visible, near=True, most=AT_FIRST)
    if len(people) == AT_FIRST:
        people = _looked_at(query, visible, near=False, most=LOOKED_AT)
        if len(service_users.judged(query, people.values())) < ENOUGH and service_users.has_near(query):
            people |= _looked_at(query, visible, near=True, most=LOOKED_AT)
    judged = service_users.judged(query, people.values())
    sure = [match for match in judged if not match.is_near]
    merged = {person.merged_into_id for person in people.values() if person.merged_into_id}
    kept_ones = Person.objects.in_bulk(merged) if merged else {}
    found: dict[UUID, Found] = {}
    for match in sure if len(sure) >= ENOUGH else judged:
        person = people[UUID(str(match.id))]
        kept = kept_ones[person.merged_into_id] if person.merged_into_id else person
        found.setdefault(kept.id, Found(kept, match.why))
    return list(found.values())


def _looked_at(
    query: service_users.Query, visible: QuerySet[Person], *, near: bool, most: int
) -> dict[UUID, Person]:
    narrowed = visible.filter(service_users.answering(query, near=near))
    return {person.id: person for person in narrowed[:most]}


def _offer(worker: Actor, query: service_users.Query) -> access.Offer | None:
    """Break-glass starts here and only here: an exact name and a whole birth date, of somebody not in the list (DUR-01)."""
    names = [part.text for part in query.parts if part.words]
    births = [birth for part in query.parts for birth in part.births if birth.is_whole]
    if len(names) < 2 or len(births) != 1:
        return None
    born: PartialDate = births[0]
    collector.on_basis("exact name and birth date")
    return access.offer_break_glass(
        worker, names[0], " ".join(names[1:]), born.year, born.month or 0, born.day or 0
    )
