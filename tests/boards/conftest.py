"""North is led by Lee: Ann and Ben work there. South is led by Mo. Everybody's visits and contacts are north's unless said otherwise."""

import pytest

from tests.factories.base import actor_of, make_service, make_unit, make_worker
from waymark.people.access.choices import Profile


@pytest.fixture
def service():
    return make_service(limits={"caseload_weight": 25})


@pytest.fixture
def north(service):
    return make_unit(service, "north")


@pytest.fixture
def south(service):
    return make_unit(service, "south")


@pytest.fixture
def lee(north):
    return make_worker("Lee Hall", unit=north, profile=Profile.LEAD)


@pytest.fixture
def mo(south):
    return make_worker("Mo Khan", unit=south, profile=Profile.LEAD)


@pytest.fixture
def ann(north):
    return make_worker("Ann Dodds", unit=north)


@pytest.fixture
def ben(north):
    return make_worker("Ben Carter", unit=north)


@pytest.fixture
def ann_acts(ann):
    return actor_of(ann)
