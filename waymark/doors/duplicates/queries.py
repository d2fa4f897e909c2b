"""Pairs that wait, two records side by side, and what was merged. Who they are and how they are reached, never what is written of them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from waymark.core import clock, nhs, phones
from waymark.core.actors import Actor
from waymark.core.pages import NotYours
from waymark.people.access import queries as access
from waymark.people.access.choices import Action
from waymark.people.service_users import permissions
from waymark.people.service_users import queries as service_users
from waymark.people.service_users.models import Duplicate, Person, SamePerson


@dataclass(frozen=True)
class Side:
    """One of the two: its facts in words, in the order they are compared."""

    person: Person
    facts: list[tuple[str, str]]


@dataclass(frozen=True)
class Pair:
    """Two records that may be one, and which facts they share."""

    duplicate: Duplicate
    first: Side
    second: Side

    @property
    def rows(self) -> list[tuple[str, str, str, bool]]:
        """What it is, what each says, and whether both say the same."""
        both = zip(self.first.facts, self.second.facts, strict=True)
        return [(name, one, other, bool(one) and one == other) for (name, one), (_, other) in both]


def duplicates(worker: Actor) -> list[tuple[Duplicate, Person]]:
    """The pairs of the service of which `worker` may know both, those that wait first."""
    permissions.may_match(worker)
    rows = list(service_users.duplicates(worker))
    known = _known(worker, (id for row in rows for id in (row.person_id, row.other_id)))
    return [(row, known[row.other_id]) for row in rows if {row.person_id, row.other_id} <= known.keys()]


def merges(worker: Actor) -> list[tuple[SamePerson, Person]]:
    """The merges of the service of which `worker` may know both records, the latest first."""
    permissions.may_match(worker)
    rows = list(service_users.merges(worker))
    known = _known(worker, (id for row in rows for id in (row.person_id, row.away_id)))
    return [(row, known[row.away_id]) for row in rows if {row.person_id, row.away_id} <= known.keys()]


def pair_for(worker: Actor, duplicate_id: UUID) -> Pair:
    """Two records side by side; NotYours where `worker` may not know of either."""
    permissions.may_match(worker)
    row = service_users.duplicates(worker).filter(pk=duplicate_id).first()
    if row is None:
        raise NotYours("service_users.duplicate", duplicate_id)
    return Pair(row, _side(worker, row.person_id), _side(worker, row.other_id))


def merge_for(worker: Actor, merge_id: UUID) -> tuple[SamePerson, Person, Person]:
    """A merge that stands, with both records; NotYours where `worker` may not know of either."""
    permissions.may_match(worker)
    row = service_users.merges(worker).filter(pk=merge_id, undone_at=None).first()
    if row is None:
        raise NotYours("service_users.sameperson", merge_id)
    kept = access.person_for(worker, row.person_id, Action.FIND)
    return row, kept, access.person_for(worker, row.away_id, Action.FIND)


def _known(worker: Actor, ids: Iterable[UUID]) -> dict[UUID, Person]:
    found = access.visible_people(worker, Action.FIND).filter(pk__in=set(ids))
    return {person.pk: person for person in found}


def _side(worker: Actor, person_id: UUID) -> Side:
    person = access.person_for(worker, person_id, Action.FIND)
    return Side(person, _facts(worker, person, clock.today()))


def _facts(worker: Actor, person: Person, day: date) -> list[tuple[str, str]]:
    known, birth = service_users.to_know(person, day), service_users.birth_of(person)
    address = known.address
    where = "" if not address else " ".join([*address["lines"].split(), address["postcode"]]).strip()
    points = [phones.show(p["value"]) if p["kind"] == "phone" else p["value"] for p in known.phones]
    return [
        ("Legal name", person.legal_name),
        ("The name they go by", person.chosen_name),
        ("Names before", ", ".join(name.text for name in service_users.names_of(worker, person))),
        ("Birth date", birth.display() if birth else ""),
        ("NHS number", nhs.show(person.nhs_number)),
        ("Numbers and email", ", ".join(points)),
        ("Address", "Protected" if address.get("protected") else where),
        ("GP practice", person.gp_practice),
        ("Record begun", f"{clock.local(person.added_at):%-d %B %Y}"),
    ]
