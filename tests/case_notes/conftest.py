"""Wednesday 4 March 2026, nine in the morning: Ann is Sam's key worker, Ben is in her team, Lee leads it; Sid leads another."""

from datetime import date

import pytest
import time_machine

from tests.factories.base import (
    actor_of,
    make_allocation,
    make_episode,
    make_person,
    make_service,
    make_unit,
    make_worker,
)
from tests.factories.real_service import london
from waymark.people.access.choices import Profile

DAY = date(2026, 3, 4)


@pytest.fixture(autouse=True)
def at_nine():
    with time_machine.travel(london(DAY, 9), tick=False):
        yield


@pytest.fixture
def team():
    return make_unit(make_service(clocks={"note_written_hours": 24}), "north")


@pytest.fixture
def south(team):
    return make_unit(team.service, "south")


@pytest.fixture
def sam(team):
    person = make_person("Sam", service=team.service)
    make_episode(person, team)
    return person


@pytest.fixture
def ruth(team, south):
    person = make_person("Ruth", "Cole", service=team.service)
    make_episode(person, south)
    return person


@pytest.fixture
def ann_worker(team, sam):
    worker = make_worker("Ann Dodds", unit=team)
    make_allocation(sam.episodes.get(), worker)
    return worker


@pytest.fixture
def ann(ann_worker):
    return actor_of(ann_worker)


@pytest.fixture
def ben_worker(team):
    return make_worker("Ben Reed", unit=team)


@pytest.fixture
def ben(ben_worker):
    return actor_of(ben_worker)


@pytest.fixture
def lee_worker(team):
    return make_worker("Lee Carter", unit=team, profile=Profile.LEAD)


@pytest.fixture
def lee(lee_worker):
    return actor_of(lee_worker)


@pytest.fixture
def sid_worker(south):
    return make_worker("Sid", unit=south, profile=Profile.LEAD)


@pytest.fixture
def sid(sid_worker):
    return actor_of(sid_worker)
