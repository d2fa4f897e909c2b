"""Wednesday 4 March 2026, nine in the morning, in a service whose limit is a weight of 25: Lee leads the north, Sid the south."""

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
NAMES = ("Ada", "Bea", "Cyn", "Dev", "Eve", "Fay", "Gus", "Hal", "Ida", "Jem", "Kit", "Lou")


@pytest.fixture(autouse=True)
def at_nine():
    with time_machine.travel(london(DAY, 9), tick=False):
        yield


@pytest.fixture
def service():
    return make_service(limits={"caseload_weight": 25})


@pytest.fixture
def team(service):
    return make_unit(service, "north")


@pytest.fixture
def south(service):
    return make_unit(service, "south")


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


@pytest.fixture
def ann_worker(team):
    return make_worker("Ann Dodds", unit=team)


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
def sam(team):
    """Open with the north; nobody is allocated yet."""
    person = make_person("Sam", service=team.service)
    make_episode(person, team)
    return person


@pytest.fixture
def ruth_of_the_south(south):
    person = make_person("Ruth", "Cole", service=south.service)
    make_episode(person, south)
    return person


@pytest.fixture
def episode(sam):
    return sam.episodes.get()


@pytest.fixture
def held(episode, ann_worker):
    """Ann is Sam's key worker."""
    return make_allocation(episode, ann_worker)


@pytest.fixture
def carries(team):
    """Give a worker a person of each of these weights: carries(ann, 4, 1)."""

    def give(worker, *weights, **fields):
        people = [
            make_person(NAMES[n % len(NAMES)], f"Number{n}", service=team.service)
            for n in range(len(weights))
        ]
        return [
            make_allocation(make_episode(person, team), worker, weight=weight, **fields)
            for person, weight in zip(people, weights, strict=True)
        ]

    return give
