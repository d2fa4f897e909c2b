"""Three people with everything on record, in two teams of one service and in another service; and somebody of every profile in each place.

Every free text of a record holds a canary of its own, so that a page which carries any of it says whose and which (`World.leaked`).
A sweep holds this complete: a new table or a new text of a person's record must be furnished here.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.test import Client

from tests.factories.base import (
    RIGHTS,
    make_service,
    make_unit,
    make_worker,
    post_of,
    sign_in,
)
from tests.sweeps.furnishing import Record, furnish
from tests.sweeps.well_made import Visitor
from waymark.core import clock
from waymark.core.ids import new_id
from waymark.organisation.services.models import Unit
from waymark.organisation.staff.choices import Right
from waymark.organisation.staff.models import Worker
from waymark.people.access.choices import Profile
from waymark.people.service_users.models import Person

CANARY = re.compile(r"cnry[0-9a-f]{12}")
NUMBERS = ("9990237573", "9990243123", "9990243816")
ABOUT_RECORDS = frozenset(
    {
        Right.SEE_OWN_DAY,
        Right.FIND_PEOPLE,
        Right.OPEN_RECORDS,
        Right.RECORD_CONTACTS,
        Right.WRITE_DETAILS,
        Right.MANAGE_TASKS,
        Right.ALLOCATE,
        Right.SEE_BOARD,
        Right.COUNTERSIGN,
        Right.BREAK_GLASS,
    }
)
"""Every right that has to do with records: what a badly written service file could give to anybody."""


@dataclass(frozen=True)
class Who:
    """Somebody of a profile somewhere. `wide`: their role was given every right about records, so that the policy alone stands between."""

    worker: Worker
    place: str
    profile: Profile
    wide: bool

    def __str__(self) -> str:
        return f"{self.profile} in {self.place}{', every right' if self.wide else ''}"


@dataclass
class World:
    """`amy` is with the north team, `ben` with the south team of the same service, `cas` with the east team of another."""

    records: dict[str, Record]
    people: list[Who]
    officers: dict[str, Worker]
    clients: dict[Any, Client]

    @property
    def amy(self) -> Record:
        return self.records["amy"]

    @property
    def ben(self) -> Record:
        return self.records["ben"]

    @property
    def cas(self) -> Record:
        return self.records["cas"]

    def strangers(self, record: Record) -> Iterator[Who]:
        """Everybody of another team, and of another service."""
        return (who for who in self.people if who.place != record.unit.code)

    def client(self, worker: Worker) -> Client:
        """This worker's browser."""
        return self.clients[worker.pk]

    def leaked(self, body: bytes, *, but: Record | None = None) -> list[str]:
        """What of anybody's record (but this one's) stands in the body, in words."""
        text = body.decode("utf8", "replace").lower()
        found, digits = set(CANARY.findall(text)), re.sub(r"\s", "", text)
        others = [record for record in self.records.values() if record is not but]
        said = [record.canaries[canary] for record in others for canary in found & record.canaries.keys()]
        return sorted(said + [f"{record.name}: NHS number" for record in others if record.number in digits])


def make_world() -> World:
    """All of it. Some two seconds; a sweep makes it once."""
    one, two = make_service("north-and-south"), make_service("far-east")
    units = {
        "north": make_unit(one, "north"),
        "south": make_unit(one, "south"),
        "east": make_unit(two, "east"),
    }
    people = [
        Who(_hired(unit, profile, wide), place, profile, wide)
        for place, unit in units.items()
        for profile in Profile
        for wide in (False, True)
    ]
    officers = {
        place: next(
            w.worker for w in people if (w.place, w.profile) == (place, Profile.INFORMATION_GOVERNANCE)
        )
        for place in units
    }
    records = {
        name: _record(name, units[place], number)
        for (name, place), number in zip(
            (("amy", "north"), ("ben", "south"), ("cas", "east")), NUMBERS, strict=True
        )
    }
    for record in records.values():
        furnish(record)
    everybody = Worker.objects.exclude(user=None).select_related("user")
    return World(records, people, officers, {one.pk: sign_in(Visitor(), one) for one in everybody})


def _hired(unit: Unit, profile: Profile, wide: bool) -> Worker:
    rights = RIGHTS[profile] | ABOUT_RECORDS if wide else RIGHTS[profile]
    return make_worker(
        f"{profile} {unit.code}{' wide' if wide else ''}", unit=unit, profile=profile, rights=rights
    )


def _record(name: str, unit: Unit, number: str) -> Record:
    lead = make_worker(f"Lead of {unit.code}", unit=unit, profile=Profile.LEAD)
    key_worker = make_worker(f"Key worker of {name}", unit=unit, reports_to=post_of(lead))
    person = Person(id=new_id(), service=unit.service, added_at=clock.now())
    return Record(name, person, key_worker, lead, unit, number)
