"""Many people at once, each written whole: for a sheet brought in, where one row at a time would hold the database for minutes."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from waymark.core import audit, clock
from waymark.core.actions import action
from waymark.core.actors import Actor
from waymark.core.ids import derived
from waymark.people.service_users import permissions
from waymark.people.service_users.actions import _gather as gather
from waymark.people.service_users.choices import AddressKind, NameKind, NeedKind, PointKind
from waymark.people.service_users.models import (
    Address,
    ContactPoint,
    FindKey,
    Need,
    Person,
    PersonName,
    SafeContact,
)

AT_ONCE = 500
HERE = "Somebody here has the same NHS number, or has been added already. Find that person first."


@dataclass(frozen=True)
class Newcomer:
    """Somebody to be added, with all that is known. `points`: kind, value, note. `address`: kind, lines, postcode, protected.
    `safe_contact`: what set_safe_contact takes.
    """

    id: UUID
    given_name: str
    family_name: str = ""
    chosen_name: str = ""
    pronouns: str = ""
    birth: tuple[int | None, int | None, int | None] = (None, None, None)
    nhs_number: str = ""
    nhs_number_status: str = ""
    gender: str = ""
    ethnicity: str = ""
    gp_practice: str = ""
    other_numbers: Mapping[str, str] = field(default_factory=dict)
    previous_names: tuple[str, ...] = ()
    points: tuple[tuple[PointKind, str, str], ...] = ()
    address: tuple[AddressKind, str, str, bool] | None = None
    needs: tuple[tuple[NeedKind, str], ...] = ()
    safe_contact: Mapping[str, bool | str] = field(default_factory=dict)


@action
def add_people(*, by: Actor, at: datetime, people: Sequence[Newcomer], source: str) -> None:
    """Start a record for each, all or none, with everything that is known from today on. `source` names what they came from.

    AlreadyHere where any of them has a record, by id or by NHS number (rules.md 1.1): who is here is asked before.
    """
    permissions.may_add_person(by)
    _refuse_any_here(by, people)
    whole = [_Whole(by, at, newcomer) for newcomer in people]
    Person.objects.bulk_create([one.person for one in whole], batch_size=AT_ONCE)
    for model in (PersonName, ContactPoint, Address, Need, SafeContact):
        model.objects.bulk_create([row for one in whole for row in one.rows[model]], batch_size=AT_ONCE)
    FindKey.objects.bulk_create([key for one in whole for key in one.find_keys()], batch_size=AT_ONCE)
    audit.write_many(by, "add_person", ((one.person, {"source": source, **one.counts()}) for one in whole))
    if not whole:
        audit.write(by, "add_person", source, detail={"added": 0})


def _refuse_any_here(by: Actor, people: Sequence[Newcomer]) -> None:
    here = Person.objects.filter(service_id=by.service_id)
    for at in range(0, len(people), AT_ONCE):
        some = people[at : at + AT_ONCE]
        numbers = {newcomer.nhs_number for newcomer in some} - {""}
        if (
            Person.objects.filter(pk__in=[newcomer.id for newcomer in some]).exists()
            or here.filter(nhs_number__in=numbers).exists()
        ):
            raise permissions.AlreadyHere(HERE)


class _Whole:
    """The rows of one newcomer, made and not yet kept. Their ids follow from the person's."""

    def __init__(self, by: Actor, at: datetime, new: Newcomer) -> None:
        self.person = _person(by, at, new)
        self.rows: dict[type[Any], list[Any]] = {
            PersonName: list(_names(new)),
            ContactPoint: sorted(_points(new), key=lambda point: str(point.pk)),
            Address: list(_addresses(new)),
            Need: sorted(_needs(new, at), key=lambda need: str(need.pk)),
            SafeContact: list(_safe_contacts(new)),
        }
        for rows in self.rows.values():
            for row in rows:
                row.person = self.person
        self.person.to_know = gather.to_know_of(
            None, self.rows[SafeContact], self.rows[Need], self.rows[ContactPoint], self.rows[Address], ()
        )

    def find_keys(self) -> list[FindKey]:
        return gather.keys_of(self.person, self.rows[PersonName], self.rows[ContactPoint], self.rows[Address])

    def counts(self) -> dict[str, int]:
        """How many rows of each kind came with the person, for the log: never what they say."""
        return {model._meta.model_name: len(rows) for model, rows in self.rows.items() if rows}


def _person(by: Actor, at: datetime, new: Newcomer) -> Person:
    year, month, day = new.birth
    return Person(
        id=new.id,
        service_id=by.service_id,
        given_name=new.given_name,
        family_name=new.family_name,
        chosen_name=new.chosen_name,
        pronouns=new.pronouns,
        birth_year=year,
        birth_month=month,
        birth_day=day,
        nhs_number=new.nhs_number,
        nhs_number_status=new.nhs_number_status,
        gender=new.gender,
        ethnicity=new.ethnicity,
        gp_practice=new.gp_practice,
        other_numbers=dict(new.other_numbers),
        added_at=at,
    )


def _names(new: Newcomer) -> Iterator[PersonName]:
    for name in dict.fromkeys(new.previous_names):
        yield PersonName(id=derived(new.id, "previous name", name), kind=NameKind.PREVIOUS, text=name)


def _points(new: Newcomer) -> Iterator[ContactPoint]:
    for kind, value, note in new.points:
        yield ContactPoint(id=derived(new.id, kind, value), kind=kind, value=value, note=note)


def _addresses(new: Newcomer) -> Iterator[Address]:
    if new.address:
        kind, lines, postcode, protected = new.address
        yield Address(
            id=derived(new.id, "address"), kind=kind, lines=lines, postcode=postcode, protected=protected
        )


def _needs(new: Newcomer, at: datetime) -> Iterator[Need]:
    for kind, words in dict.fromkeys(new.needs):
        yield Need(id=derived(new.id, "need", kind, words), kind=kind, words=words, from_on=clock.today(at))


def _safe_contacts(new: Newcomer) -> Iterator[SafeContact]:
    if new.safe_contact:
        said: dict[str, Any] = dict(new.safe_contact)
        yield SafeContact(id=derived(new.id, "safe contact"), **said)
