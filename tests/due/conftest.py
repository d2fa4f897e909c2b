"""A team in Durham: Ann works with Sam, Lee leads."""

from datetime import UTC, datetime

import pytest
import time_machine

from tests.factories.base import actor_of, make_grant, make_person, make_service, make_unit, make_worker
from waymark.people.access.choices import Profile

NOW = datetime(2026, 6, 1, 9, tzinfo=UTC)


@pytest.fixture
def on_1_june():
    """Monday 1 June 2026, 10:00 in London."""
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def team(on_1_june):
    clocks = {
        "support_plan_review": {"rule": "care_act", "days": 42, "latest_days": 56, "then_days": 365},
        "supervision_peer": {"rule": "off", "words": "Not asked for."},
    }
    return make_unit(make_service("durham", clocks=clocks), "north")


@pytest.fixture
def sam(team):
    person = make_person("Sam", service=team.service)
    make_grant(person, unit=team)
    return person


@pytest.fixture
def ann_worker(team, sam):
    worker = make_worker("Ann Dodds", unit=team)
    make_grant(sam, worker=worker)
    return worker


@pytest.fixture
def ann(ann_worker):
    return actor_of(ann_worker)


@pytest.fixture
def lee_worker(team):
    return make_worker("Lee Carter", unit=team, profile=Profile.LEAD)


@pytest.fixture
def lee(lee_worker):
    return actor_of(lee_worker)
