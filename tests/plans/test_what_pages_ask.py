"""What the pages of a plan ask the database: as much for a plan of many lines as for one of few, and for a team of many as for one."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories.base import actor_of, make_allocation, make_episode, make_person, make_worker
from tests.factories.plans import make_plan, say
from tests.factories.sign_in import signed_in_client
from waymark.core.ids import new_id
from waymark.people.access.choices import Profile
from waymark.support.plans import actions
from waymark.support.plans.choices import Stance

pytestmark = pytest.mark.django_db


def asked(client, path):
    assert client.get(path).status_code == 200
    with CaptureQueriesContext(connection) as statements:
        client.get(path)
    return len(statements)


@pytest.mark.parametrize("lines", [1, 9])
def test_a_plan_of_many_lines_asks_no_more_than_one_of_few(ann, ann_worker, sam, lines):
    version = make_plan(ann, sam, *(f"walk {n}" for n in range(lines)))
    for n in range(lines):
        say(ann, sam, f"wish {n}", stance=Stance.WANTS)
    actions.begin_draft(by=ann, id=new_id(), person_id=sam.pk)
    client, here = signed_in_client(ann_worker), f"/plans/person/{sam.pk}/"

    assert asked(client, here) <= 18
    assert asked(client, f"{here}draft/") <= 13
    assert asked(client, f"{here}draft/home/") <= 9
    assert asked(client, f"/plans/{version.pk}/review/") <= 14


@pytest.mark.parametrize("people", [1, 7])
def test_a_team_of_many_plans_asks_no_more_than_one_of_one(team, ann_worker, people):
    lee = make_worker("Lee Hall", unit=team, profile=Profile.LEAD)
    for n in range(people):
        person = make_person(f"Person {n}", service=team.service)
        make_allocation(make_episode(person, team), ann_worker)
        make_plan(actor_of(lee), person)

    assert asked(signed_in_client(lee), "/plans/team/") <= 10
