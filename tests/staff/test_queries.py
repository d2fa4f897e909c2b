"""Who is acting: rights begin and end with the dates on the posts (DUR-02, ASC-22)."""

from datetime import date

import pytest

from tests.factories.base import make_holding, make_post, make_role, make_service, make_unit, make_worker
from waymark.organisation.staff import queries
from waymark.organisation.staff.choices import Right

pytestmark = pytest.mark.django_db
LAST_DAY = date(2026, 3, 31)


@pytest.fixture
def team():
    return make_unit(make_service())


@pytest.fixture
def leaver(team):
    return make_worker("Ann Dodds", unit=team, ends_on=LAST_DAY)


def test_a_post_is_held_to_the_end_of_its_last_day(leaver):
    assert queries.actor_for(leaver.user, LAST_DAY).name == "Ann Dodds"
    assert queries.actor_for(leaver.user, date(2026, 4, 1)) is None


def test_a_post_does_not_begin_before_its_first_day(team):
    worker = make_worker("Bo Lind", unit=team)
    make_holding(worker, make_post(team, make_role(team.service, rights=[Right.ALLOCATE])), date(2026, 3, 2))

    assert not queries.actor_for(worker.user, date(2026, 3, 1)).may(Right.ALLOCATE)
    assert queries.actor_for(worker.user, date(2026, 3, 2)).may(Right.ALLOCATE)


def test_a_post_above_covers_every_team_beneath_and_no_other(team):
    beneath = make_unit(team.service, "beneath", parent=team)
    beside = make_unit(team.service, "beside")
    lead = make_worker("Lee Carter", unit=team)

    teams = queries.actor_for(lead.user, LAST_DAY).team_ids
    assert {team.id, beneath.id} <= teams
    assert beside.id not in teams
