"""The morning of a visit: Ann works with Sam, Lee leads, a goal is agreed and a visit was planned for two o’clock."""

from datetime import UTC, datetime, timedelta

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
    post_of,
    sign_in,
)
from waymark.core.ids import new_id
from waymark.people.access.choices import Profile
from waymark.support.diary import actions as diary
from waymark.support.diary.choices import Mechanism
from waymark.support.goals import actions as goals

NOW = datetime(2026, 3, 3, 15, 30, tzinfo=UTC)


@pytest.fixture(autouse=True)
def tuesday():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def team():
    return make_unit(make_service(), "north")


@pytest.fixture
def lee(team):
    return make_worker("Lee Carter", unit=team, profile=Profile.LEAD)


@pytest.fixture
def ann(team, lee):
    return make_worker("Ann Dodds", unit=team, reports_to=post_of(lee))


@pytest.fixture
def by(ann):
    return actor_of(ann)


@pytest.fixture
def sam(team, ann):
    person = make_person("Sam", "Okafor", service=team.service)
    make_allocation(make_episode(person, team), ann)
    return person


@pytest.fixture
def goal(by, sam):
    return goals.write_goal(
        by=by,
        id=new_id(),
        person_id=sam.id,
        words="Get back to playing five-a-side",
        agreed_how="Sam's own words",
    )


@pytest.fixture
def visit(by, ann, sam, team, goal):
    starts = NOW - timedelta(hours=1, minutes=30)
    return diary.plan_visit(
        by=by,
        id=new_id(),
        person_id=sam.id,
        worker_id=ann.id,
        unit_id=team.id,
        starts_at=starts,
        ends_at=starts + timedelta(minutes=75),
        mechanism=Mechanism.FACE_TO_FACE,
        place="Shildon",
        goal_id=goal.id,
    )


@pytest.fixture
def door(client, ann):
    return sign_in(client, ann)
