"""The ground of this room's tests: Ann Dodds, who works with Sam."""

import pytest

from tests.factories.base import actor_of, make_grant, make_person, make_service, make_unit, make_worker


@pytest.fixture
def team():
    return make_unit(make_service())


@pytest.fixture
def sam(team):
    return make_person("Sam", service=team.service)


@pytest.fixture
def ann_dodds(team, sam):
    worker = make_worker("Ann Dodds", unit=team)
    make_grant(sam, worker=worker)
    return worker


@pytest.fixture
def ann(ann_dodds):
    return actor_of(ann_dodds)
