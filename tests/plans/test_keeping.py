"""SUR-05 as it happens: two of six planned contacts are a third, with the reasons, and the care coordinator is told once."""

from datetime import date

import pytest

from tests.factories.at_the_door import As, at, person_of, said
from tests.factories.base import make_allocation
from tests.factories.diary import make_visit
from tests.factories.real_service import hire, london, real_service
from waymark.support.caseload.choices import Purpose
from waymark.support.plans import jobs, rules
from waymark.work.tasks.models import Task

pytestmark = pytest.mark.django_db
THE_DAY = date(2026, 3, 4)


@pytest.fixture
def surrey():
    return real_service("surrey-str")


@pytest.fixture
def amy(surrey):
    return hire(surrey, "str-worker", "Amy Field", unit="guildford")


@pytest.fixture
def eve(surrey):
    return hire(surrey, "care-coordinator", "Eve Stone", unit="guildford")


@pytest.fixture
def tom(surrey, amy, eve):
    person = person_of(surrey, amy, "guildford", "Tom", "Reed")
    make_allocation(person.episodes.get(), eve, purpose=Purpose.CARE_COORDINATOR)
    return person


def six(tom, amy):
    """Two he came to; and beside them what does not count: one of five weeks ago, one we called off, one moved, one not written up."""
    for day, state, reason in (
        (6, "held", ""),
        (10, "not_attended", "Did not hear the bell"),
        (13, "not_attended", ""),
        (17, "cancelled", "Bad night"),
        (20, "held", ""),
        (27, "not_attended", "At his mother's"),
    ):
        off = {"called_off_by": "person"} if state == "cancelled" else {}
        make_visit(tom, amy, london(date(2026, 2, day), 14), state=state, state_reason=reason, **off)
    make_visit(tom, amy, london(date(2026, 1, 30), 14), state="not_attended")
    make_visit(tom, amy, london(date(2026, 2, 24), 14), state="cancelled", called_off_by="service")
    make_visit(tom, amy, london(date(2026, 2, 25), 14), state="rearranged")
    make_visit(tom, amy, london(date(2026, 3, 3), 14))


@pytest.mark.duty("SUR-05")
def test_two_of_six_is_a_third_with_the_reasons_and_eve_is_told_that_day(surrey, amy, eve, tom):
    worker, coordinator = As(amy), As(eve)
    with at(THE_DAY, 9):
        six(tom, amy)
        make_visit(tom, amy, london(date(2026, 3, 6), 11), purpose="Walk to the allotment")
        assert jobs.tell_of_drop_offs(london(THE_DAY, 9)) == 1

        view = said(worker.get(f"/plans/person/{tom.pk}/planned-and-kept/"))
        assert "33%: 2 of 6 planned contacts." in view
        assert "the 28 days to 4 Mar 2026" in view
        for words in (
            "27 Feb 2026 Not in, or did not come: At his mother's",
            "17 Feb 2026 Called off by them: Bad night",
            "10 Feb 2026 Not in, or did not come: Did not hear the bell",
        ):
            assert words in view
        assert "Walk to the allotment, Amy Field" in view.split("Next", 1)[1]

        told = Task.objects.get(source="plans.drops_off")
        assert told.owner_id == eve.pk
        assert told.made_at.date() == THE_DAY
        page = said(coordinator.get(f"/tasks/{told.pk}/"))
        assert (
            "Came to 2 of 6 planned contacts in 28 days. Ask what gets in the way, and what would help."
            in page
        )
        assert "See what was planned and kept" in page
        assert "Came to 2 of 6" in said(coordinator.get("/my-day/"))


def test_it_is_told_once_however_often_the_clock_asks(amy, eve, tom):
    with at(THE_DAY, 9):
        six(tom, amy)
        assert jobs.tell_of_drop_offs(london(THE_DAY, 9)) == 1
        assert jobs.tell_of_drop_offs(london(THE_DAY, 9, 1)) == 0
    with at(date(2026, 3, 5), 9):
        assert jobs.tell_of_drop_offs(london(date(2026, 3, 5), 9)) == 0
    assert Task.objects.filter(source="plans.drops_off").count() == 1


def test_without_a_coordinator_the_key_worker_is_told(surrey, amy):
    sam = person_of(surrey, amy, "guildford", "Sam", "Hill")
    with at(THE_DAY, 9):
        six(sam, amy)
        jobs.tell_of_drop_offs(london(THE_DAY, 9))
    assert Task.objects.get(source="plans.drops_off").owner_id == amy.pk


@pytest.mark.parametrize(
    ("came", "planned", "share", "told"),
    [(2, 6, 33, True), (3, 6, 50, False), (0, 3, 0, False), (1, 4, 25, True), (0, 0, 100, False)],
)
def test_under_half_of_at_least_four_is_told(came, planned, share, told):
    assert (rules.share(came, planned), rules.drops_off(came, planned)) == (share, told)
