"""Find a person: what was typed is read as names, numbers, dates and postcodes, looked up among the people the worker may find, and judged.

Serves person-record and DUR-01. Two statements for what is exact, two more for one wrong digit or a sound-alike when too few are found.
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
    """The people `worker` may find who answer `typed`, strongest first. Nothing typed: nothing found."""
    if not typed.strip():
        return Results("", [])
    query = service_users.read(typed, day)
    visible = access.visible_people(worker, Action.FIND)
    found = _judged(query, visible, near=False)
    if len(found) < ENOUGH:
        found = _judged(query, visible, near=True)
    return Results(typed, found[:MOST], len(found) > MOST, None if found else _offer(worker, query))


def _judged(query: service_users.Query, visible: QuerySet[Person], *, near: bool) -> list[Found]:
    narrowed = visible.filter(service_users.answering(query, near=near))
    looked_at = narrowed.select_related("merged_into").prefetch_related("find_keys")[:LOOKED_AT]
    people = {person.id: person for person in looked_at}
    judged = service_users.judged(query, people.values())
    found: dict[UUID, Found] = {}
    for match in judged:
        person = people[UUID(str(match.id))]
        kept = person.merged_into or person
        found.setdefault(kept.id, Found(kept, match.why))
    return list(found.values())


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
