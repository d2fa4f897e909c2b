"""The ground of this room's tests: a team, its privacy officer, and a log with something in it."""

from datetime import UTC, datetime
from typing import Any

import pytest
import time_machine
from django.test import Client

from tests.factories.access import make_findable
from tests.factories.base import actor_of, make_grant, make_person, make_service, make_unit, make_worker
from tests.factories.sign_in import signed_in_client
from waymark.core import audit
from waymark.core.actors import Actor
from waymark.organisation.staff.models import Worker
from waymark.people.access.choices import Profile
from waymark.people.service_users.models import Person

NOW = datetime(2026, 3, 3, 22, 15, tzinfo=UTC)


class Ground:
    """Ann works in North; Ruth and Sam are supported in South by Ben; Lee is the information governance lead."""

    def __init__(self) -> None:
        self.service = make_service("durham")
        self.north = make_unit(self.service, "north", name="North Durham")
        self.south = make_unit(self.service, "south", name="South Durham")
        self.ann = make_worker("Ann Dodds", unit=self.north)
        self.ben = make_worker("Ben Shah", unit=self.south)
        self.lee = make_worker("Lee Hart", unit=self.north, profile=Profile.INFORMATION_GOVERNANCE)
        self.ruth = self.person("Ruth", "Malik", nhs_number="9990000018")
        self.sam = self.person("Sam", "Okafor")
        self.client = signed_in_client(self.lee)

    def person(self, given: str, family: str, **fields: Any) -> Person:
        person = make_findable(make_person(given, family, service=self.service, **fields))
        make_grant(person, unit=self.south)
        return person

    def actor(self, worker: Worker) -> Actor:
        return actor_of(worker, NOW.date())

    def reads(
        self,
        worker: Worker,
        *people: Person,
        basis: str = "team",
        rows: dict[str, list[str]] | None = None,
        **detail: Any,
    ) -> None:
        """A page read, as the read log keeps it."""
        told = {
            "rows": rows or {"service_users.person": [str(p.pk) for p in people]},
            "people": sorted(str(p.pk) for p in people),
            **({"basis": basis} if basis else {}),
            **detail,
        }
        one = people[0].pk if len(people) == 1 else None
        audit.write(self.actor(worker), "read", "/record/", person_id=one, detail=told)

    def as_(self, worker: Worker) -> Client:
        return signed_in_client(worker)


@pytest.fixture
def ground(db: None) -> Any:
    with time_machine.travel(NOW, tick=False):
        yield Ground()
