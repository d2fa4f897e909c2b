"""Two go, and things change afterwards: regular visits, and a second who leaves (LDS-97)."""

import re
from datetime import date, timedelta

import pytest
import time_machine

from tests.diary.conftest import DAY
from tests.diary.test_diary_pages import said
from tests.diary.test_two_go import FRIDAY, TWO_GO, plan, tasks_of
from tests.factories.base import make_worker
from tests.factories.real_service import london
from tests.factories.sign_in import signed_in_client
from waymark.core import clock
from waymark.core.actions import frame
from waymark.core.ids import new_id
from waymark.support.diary import jobs
from waymark.support.diary.choices import GO_TOO, WHO_GOES_TOO, Mechanism
from waymark.support.diary.models import Visit
from waymark.support.schedules import jobs as schedules
from waymark.support.schedules.models import Schedule

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(ann_worker):
    return signed_in_client(ann_worker)


def pattern(**answers):
    """Every Friday at ten."""
    return {
        "id": str(new_id()),
        "weekdays": ["4"],
        "start": "10:00",
        "minutes": "45",
        "every_weeks": "1",
        "starts_on": "4/3/2026",
        "mechanism": "01",
        **answers,
    }


def test_regular_visits_say_who_goes_too_and_each_is_for_two(client, sam, mia_worker, two_go):
    where = f"/schedules/person/{sam.pk}/set/"
    assert "Two go to see them, always." in said(client.get(where))
    alone = client.post(where, pattern())
    assert alone.status_code == 422
    assert TWO_GO in said(alone)
    assert not Schedule.objects.exists()

    assert client.post(where, pattern(second=mia_worker.pk)).status_code == 302

    assert list(Visit.objects.order_by("starts_at").values_list("starts_at", "second_id")) == [
        (london(day, 10), mia_worker.pk) for day in (FRIDAY, FRIDAY + timedelta(weeks=1))
    ]
    assert tasks_of(GO_TOO).count() == 2
    assert "Who goes too Mia Stone" in plain(client.get(f"/schedules/{Schedule.objects.get().pk}/"))


def plain(response):
    return " ".join(re.sub(r"<[^>]*>", " ", said(response)).split())


def test_a_pattern_set_before_stays_out_of_the_diary_until_somebody_goes_too(
    client, sam, ann, lee, team, mia_worker, request
):
    assert client.post(f"/schedules/person/{sam.pk}/set/", pattern()).status_code == 302
    kept = Schedule.objects.get()
    assert "goes too" not in said(client.get(f"/schedules/{kept.pk}/"))
    request.getfixturevalue("two_go")
    assert tasks_of(WHO_GOES_TOO).count() == 2
    with time_machine.travel(london(FRIDAY + timedelta(weeks=1), 6), tick=False):
        assert schedules.plan_ahead(clock.now()) == 0, "nobody says who goes too"
    page = said(client.get(f"/schedules/{kept.pk}/"))
    assert "These visits stay out of the diary until you say who goes too." in page

    named = client.post(f"/schedules/{kept.pk}/with/", {"second": mia_worker.pk}, follow=True)

    assert "It is in the diary of both." in said(named)
    assert {one.second_id for one in Visit.objects.all()} == {mia_worker.pk}
    assert not tasks_of(WHO_GOES_TOO).exists()
    with time_machine.travel(london(FRIDAY + timedelta(weeks=1), 7), tick=False):
        schedules.plan_ahead(clock.now() + timedelta(days=1))
    assert Visit.objects.filter(second=mia_worker).count() == 4


def test_where_they_are_elsewhere_that_visit_stays_as_it_is_and_is_told(
    client, sam, ruth, ann, lee, team, south, mia_worker, two_go
):
    bo = make_worker("Bo Hill", unit=team)
    assert client.post(f"/schedules/person/{sam.pk}/set/", pattern(second=mia_worker.pk)).status_code == 302
    kept = Schedule.objects.get()
    plan(lee, sam, team, worker_id=bo.pk, second=lee.worker_id)

    named = said(client.post(f"/schedules/{kept.pk}/with/", {"second": bo.pk}, follow=True))

    assert "Not planned: Sam Okafor, Friday 6 March. Bo Hill is with somebody else" in named
    seconds = (
        Visit.objects.filter(source_id=kept.pk).order_by("starts_at").values_list("second_id", flat=True)
    )
    assert list(seconds) == [mia_worker.pk, bo.pk]


def test_a_stranger_names_nobody(client, sam, south, mia_worker, two_go):
    client.post(f"/schedules/person/{sam.pk}/set/", pattern(second=mia_worker.pk))
    stranger = signed_in_client(make_worker("Stran Ger", unit=south))
    where = f"/schedules/{Schedule.objects.get().pk}/with/"
    assert stranger.get(where).status_code == 404
    assert stranger.post(where, {"second": mia_worker.pk}).status_code == 404


def leave(worker):
    with frame("factory"):
        worker.holdings.update(ends_on=date(2026, 3, 8))


def test_when_the_second_has_left_whoever_goes_is_asked_for_another_once(
    client, sam, ann, team, mia_worker, two_go
):
    before = plan(ann, sam, team, second=mia_worker.pk)
    visit = plan(ann, sam, team, at=london(date(2026, 3, 10), 10), second=mia_worker.pk)
    leave(mia_worker)

    assert jobs.look_for_seconds(clock.now()) == 1
    assert jobs.look_for_seconds(clock.now()) == 0, "once a day"

    before.refresh_from_db()
    visit.refresh_from_db()
    assert (before.second_id, visit.second_id) == (mia_worker.pk, None)
    asked = tasks_of(WHO_GOES_TOO).get()
    assert asked.owner_id == ann.worker_id
    assert asked.words == (
        "Mia Stone has left, who was to go with you to Sam Okafor. Say who does, 10 March 2026 at 10:00."
    )
    assert not tasks_of(GO_TOO).filter(source_id=visit.pk).exists()
    with time_machine.travel(london(DAY + timedelta(days=1), 9), tick=False):
        assert jobs.look_for_seconds(clock.now()) == 0, "nobody goes too now"

    ben = make_worker("Ben Cole", unit=team)
    assert client.post(f"/diary/{visit.pk}/with/", {"second": ben.pk}).status_code == 302
    assert not tasks_of(WHO_GOES_TOO).exists()


def test_where_one_may_go_alone_nobody_is_asked(client, sam, ann, team, mia_worker):
    visit = plan(ann, sam, team, at=london(date(2026, 3, 10), 10), second=mia_worker.pk)
    leave(mia_worker)

    assert jobs.look_for_seconds(clock.now()) == 1

    visit.refresh_from_db()
    assert visit.second_id is None
    assert not tasks_of(WHO_GOES_TOO).exists()
    assert visit.mechanism == Mechanism.FACE_TO_FACE
