"""Wednesday 4 March 2026, nine in the morning: Ann is Sam's key worker and Lee leads; Ruth is in another team."""

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
from waymark.core import clock
from waymark.core.ids import new_id
from waymark.doors.alerts import actions as alerts
from waymark.people.access.choices import Profile

DAY = date(2026, 3, 4)


@pytest.fixture(autouse=True)
def at_nine():
    with time_machine.travel(london(DAY, 9), tick=False):
        yield


@pytest.fixture
def team():
    return make_unit(make_service(), "north")


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
def lee_worker(team):
    return make_worker("Lee Carter", unit=team, profile=Profile.LEAD)


@pytest.fixture
def lee(lee_worker):
    return actor_of(lee_worker)


@pytest.fixture
def mia_worker(team):
    return make_worker("Mia Stone", unit=team)


@pytest.fixture
def two_go(sam, ann, lee):
    """The alert, raised and agreed."""
    raised = alerts.raise_alert(
        by=ann, id=new_id(), person=sam, words="A dog is loose in the yard", what_to_do="Ring first",
        rests_on="Bitten on the visit of 2 March", two_go=True, told=True, manager_id=lee.worker_id, at=clock.now(),
    )  # fmt: skip
    alerts.agree_alert(by=lee, alert=raised, review_on=date(2026, 6, 2), at=clock.now())
    sam.refresh_from_db()


def recorded(person, **more):
    """What the contact page sends of a visit this morning, with a next one at ten on Friday."""
    return {
        "person": person.pk,
        "attendance": "5",
        "mechanism": "01",
        "date": "4/3/2026",
        "start": "08:00",
        "minutes": "45",
        "text": "We walked to the library and back",
        "their_words": "It was all right",
        "next_date": "6/3/2026",
        "next_time": "10:00",
        **more,
    }
