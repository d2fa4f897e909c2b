"""A service ready for a sheet of people: its teams and workers are those the messy sheet names."""

from dataclasses import dataclass, field
from typing import Any

from tests.factories.base import actor_of, make_service, make_unit, make_worker
from tests.factories.messy_people import TEAMS, WORKERS
from waymark.core import clock
from waymark.core.actors import Actor
from waymark.core.ids import new_id
from waymark.doors.imports import actions, queries
from waymark.doors.imports.models import Batch
from waymark.organisation.services.models import Service, Unit
from waymark.organisation.staff.models import Worker
from waymark.people.access.choices import Profile


@dataclass(frozen=True)
class Ground:
    """A service with the sheet's teams and workers, and Lee, a team leader who may bring people in."""

    service: Service
    north: Unit
    south: Unit
    lee: Worker
    workers: list[Worker] = field(default_factory=list)

    @property
    def by(self) -> Actor:
        return actor_of(self.lee)


def make_ground(**fields: Any) -> Ground:
    """The service the messy sheet was exported for."""
    service = make_service(**fields)
    north, south = (
        make_unit(service, code, name=name) for code, name in zip(("north", "south"), TEAMS, strict=True)
    )
    lee = make_worker("Lee Marsh", unit=north, profile=Profile.LEAD)
    return Ground(service, north, south, lee, [make_worker(name, unit=north) for name in WORKERS])


ONE_PERSON = b"Surname,First name,Team\nBell,Ada,North\n"


def make_batch(by: Actor, data: bytes = ONE_PERSON, *, file_name: str = "caseload.xlsx") -> Batch:
    """A sheet this worker gave, checked and waiting for what they decide."""
    checked = queries.read_file(by, data, clock.today(), invented=True)
    return actions.check_sheet(
        by=by, id=new_id(), at=clock.now(), file_name=file_name, data=data, checked=checked, invented=True
    )
