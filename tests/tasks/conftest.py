"""A team: Ann and Ben work with Sam, Lee leads, Mo is of another team."""

import pytest

from tests.factories.base import actor_of, make_grant, make_person, make_service, make_unit, make_worker
from waymark.people.access.choices import Profile


@pytest.fixture
def team():
    return make_unit(make_service())


@pytest.fixture
def sam(team):
    person = make_person("Sam", service=team.service)
    make_grant(person, unit=team)
    return person


@pytest.fixture
def ann_worker(team, sam):
    return make_worker("Ann Dodds", unit=team)


@pytest.fixture
def ann(ann_worker):
    return actor_of(ann_worker)


@pytest.fixture
def ben_worker(team):
    return make_worker("Ben Carter", unit=team)


@pytest.fixture
def ben(ben_worker):
    return actor_of(ben_worker)


@pytest.fixture
def lee_worker(team):
    return make_worker("Lee Hall", unit=team, profile=Profile.LEAD)


@pytest.fixture
def lee(lee_worker):
    return actor_of(lee_worker)


@pytest.fixture
def mo_worker(team):
    return make_worker("Mo Khan", unit=make_unit(team.service))


@pytest.fixture
def mo(mo_worker):
    return actor_of(mo_worker)
