"""Ann is Sam's key worker and puts plans in force; Bea works with Sam too and drafts; a stranger works elsewhere in the service."""

import pytest

from tests.factories.base import (
    RIGHTS,
    actor_of,
    make_allocation,
    make_episode,
    make_person,
    make_service,
    make_unit,
    make_worker,
)
from waymark.organisation.staff.choices import Right
from waymark.people.access.choices import Profile


@pytest.fixture
def team():
    return make_unit(make_service(), "north")


@pytest.fixture
def sam(team):
    person = make_person("Sam", service=team.service)
    make_episode(person, team)
    return person


@pytest.fixture
def ann_worker(team, sam):
    worker = make_worker("Ann Dodds", unit=team)
    make_allocation(sam.episodes.get(), worker)
    return worker


@pytest.fixture
def bea_worker(team, sam):
    rights = RIGHTS[Profile.CASEWORK] - {Right.PUBLISH_PLANS}
    return make_worker("Bea Hall", unit=team, rights=rights)


@pytest.fixture
def ann(ann_worker):
    return actor_of(ann_worker)


@pytest.fixture
def bea(bea_worker):
    return actor_of(bea_worker)


@pytest.fixture
def stranger(team):
    return actor_of(make_worker("Sid", unit=make_unit(team.service, "south"), profile=Profile.LEAD))
