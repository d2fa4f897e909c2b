"""Goal attainment scaling as it is used: levels first, then looking back (rules.md 4.2)."""

import html
from datetime import date

import pytest
import time_machine

from tests.factories.base import sign_in
from tests.factories.goals import make_goal
from tests.factories.real_service import london
from waymark.core.ids import new_id
from waymark.support.goals.models import Levels, Reached

pytestmark = pytest.mark.django_db
LEVELS = {
    "much_more": "Goes to the shop alone every day",
    "more": "Goes alone twice a week",
    "hoped_for": "Goes alone once a week",
    "less": "Goes with somebody",
    "much_less": "Does not go",
}


def said(response):
    return " ".join(html.unescape(response.content.decode()).split())


@pytest.fixture
def at_nine():
    with time_machine.travel(london(date(2026, 3, 4), 9), tick=False):
        yield


@pytest.fixture
def goal(at_nine, sam, ann_worker):
    return make_goal(sam, ann_worker, "Do my own shopping")


def levels(**answers):
    return {"id": str(new_id()), "importance": "3", "difficulty": "2", "baseline": "-1", **LEVELS, **answers}


def test_levels_are_written_first_and_the_change_is_said(client, ann_worker, goal):
    door = sign_in(client, ann_worker)
    early = door.get(f"/goals/{goal.pk}/level/")
    assert "Write the five levels of this goal first." in said(early)
    assert door.post(f"/goals/{goal.pk}/levels/", levels()).status_code == 302
    with time_machine.travel(london(date(2026, 6, 4), 9), tick=False):
        door = sign_in(client, ann_worker)
        found = {"id": str(new_id()), "level": "1", "words": "Twice this week"}
        assert door.post(f"/goals/{goal.pk}/level/", found).status_code == 302
        page = said(door.get(f"/goals/{goal.pk}/"))
        assert "Found here on 4 Jun 2026" in page
        assert "Goes alone twice a week" in page
        whole = said(door.get(f"/goals/person/{goal.person_id}/"))
    assert "1 goal: 40.00 at the beginning, 60.00 now, +20.00. 50 is as hoped for." in whole


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"less": ""}, "Write how it would be at this level."),
        ({"less": "does not  go"}, "Two levels say the same."),
        ({"importance": "4"}, "Say how much it matters to them."),
        ({"baseline": "0"}, "Say where it stands now."),
    ],
)
def test_levels_that_cannot_be_told_apart_are_asked_for_again(client, ann_worker, goal, wrong, sentence):
    answer = sign_in(client, ann_worker).post(f"/goals/{goal.pk}/levels/", levels(**wrong))
    assert answer.status_code == 422
    assert sentence in said(answer)
    assert not Levels.objects.exists()


def test_new_levels_leave_the_old_ones_and_what_was_found_by_them(client, ann_worker, goal):
    door = sign_in(client, ann_worker)
    door.post(f"/goals/{goal.pk}/levels/", levels())
    with time_machine.travel(london(date(2026, 3, 5), 9), tick=False):
        door = sign_in(client, ann_worker)
        door.post(f"/goals/{goal.pk}/level/", {"id": str(new_id()), "level": "2"})
        door.post(f"/goals/{goal.pk}/levels/", levels(much_more="Shops for a neighbour too"))
        assert "Against the levels agreed" not in said(door.get(f"/goals/person/{goal.person_id}/"))
    assert (Levels.objects.count(), Reached.objects.count()) == (2, 1)


def test_nothing_of_no_weight_is_given_a_score(client, ann_worker, goal):
    door = sign_in(client, ann_worker)
    door.post(f"/goals/{goal.pk}/levels/", levels(importance="0"))
    with time_machine.travel(london(date(2026, 3, 5), 9), tick=False):
        door = sign_in(client, ann_worker)
        door.post(f"/goals/{goal.pk}/level/", {"id": str(new_id()), "level": "2"})
        assert "Against the levels agreed" not in said(door.get(f"/goals/person/{goal.person_id}/"))
