"""Wednesday 4 March 2026, nine in the morning, in a service with a north and a south: Lee leads the north, Sid the south."""

from datetime import date

import pytest
import time_machine

from tests.factories.base import actor_of, make_person, make_service, make_unit, make_worker
from tests.factories.real_service import london
from waymark.people.access.choices import Profile

DAY = date(2026, 3, 4)
REFERRALS = {
    "least_age": 18,
    "areas": ["Durham"],
    "cannot_meet": ["Help at night"],
    "route_for_younger": "Somebody younger goes to the young people’s service.",
    "acknowledge_working_days": 2,
    "decide_working_days": 5,
    "reply_working_days": 5,
    "first_contact_working_days": 5,
}


@pytest.fixture(autouse=True)
def at_nine():
    with time_machine.travel(london(DAY, 9), tick=False):
        yield


@pytest.fixture
def service(db):
    return make_service(source={"referrals": REFERRALS}, limits={"caseload_weight": 5})


@pytest.fixture
def north(service):
    return make_unit(service, "north")


@pytest.fixture
def south(service):
    return make_unit(service, "south")


@pytest.fixture
def lee_worker(north):
    return make_worker("Lee Carter", unit=north, profile=Profile.LEAD)


@pytest.fixture
def lee(lee_worker):
    return actor_of(lee_worker)


@pytest.fixture
def sid_worker(south):
    return make_worker("Sid Hill", unit=south, profile=Profile.LEAD)


@pytest.fixture
def sid(sid_worker):
    return actor_of(sid_worker)


@pytest.fixture
def ann_worker(north):
    return make_worker("Ann Dodds", unit=north)


@pytest.fixture
def ann(ann_worker):
    return actor_of(ann_worker)


@pytest.fixture
def bo_worker(south):
    return make_worker("Bo Finch", unit=south)


@pytest.fixture
def bo(bo_worker):
    return actor_of(bo_worker)


@pytest.fixture
def sam(service):
    """On record, and with no team: nobody may open it."""
    return make_person(
        "Sam", "Okafor", service=service, birth_year=1984, birth_month=2, birth_day=3, nhs_number="9990237573"
    )
