"""Something urgent takes another's time: who is displaced is offered another, and nobody is dropped silently (ASC-21)."""

import html
import re
from datetime import date, datetime, timedelta

import pytest
import time_machine

from tests.diary.conftest import DAY
from tests.factories.base import make_allocation, make_episode, make_person, make_worker
from tests.factories.diary import make_visit
from tests.factories.real_service import hire, london, real_service, unit_of_service
from tests.factories.sign_in import signed_in_client
from waymark.core.ids import new_id
from waymark.support.diary import queries, rules
from waymark.support.diary.models import MoveAnswer, MoveOffer, Visit
from waymark.work.tasks.models import Task

pytestmark = pytest.mark.django_db
TEN = london(DAY, 10)


def said(response):
    """What is read on the page, without its tags."""
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", response.content.decode())).split())


def offering(**changed):
    return {
        "id": str(new_id()),
        "first_day": "4/3/2026",
        "first_start": "15:00",
        "second_day": "5/3/2026",
        "second_start": "10:00",
        "told": "telephone",
        "because": "Something urgent came up",
        **changed,
    }


def answering(said, **changed):
    return {"id": str(new_id()), "said": said, "words": "", **changed}


# ---------------------------------------------------------------- the story


@pytest.mark.duty("ASC-21")
def test_joy_sees_tom_at_eleven_and_ruth_is_offered_three_o_clock_or_tomorrow_at_ten():
    with time_machine.travel(london(DAY, 9), tick=False):
        council = real_service("council-str-asc011")
        joy = hire(council, "str-worker", "Joy Mensah")
        tom, ruth = (make_person(*name, service=council) for name in (("Tom", "Hill"), ("Ruth", "Cole")))
        team = unit_of_service(council, "str-team")
        for person in (tom, ruth):
            make_allocation(make_episode(person, team), joy)
        visit = make_visit(ruth, joy, london(DAY, 11))
        client = signed_in_client(joy)
        urgent = {
            "id": str(new_id()),
            "person": str(tom.pk),
            "date": "4/3/2026",
            "start": "11:00",
            "minutes": "60",
            "mechanism": "01",
        }

        warned = client.post("/diary/plan/", urgent)
        assert warned.status_code == 422
        assert "You are with somebody else from 11:00 to 12:00" in said(warned)
        assert "This cannot wait: plan it, and offer another time" in said(warned)
        refused = client.post("/diary/plan/", {**urgent, "room": "yes"})
        assert refused.status_code == 422, "why it cannot wait is recorded"
        planned = client.post("/diary/plan/", {**urgent, "room": "yes", "clash_reason": "Eviction is today"})
        assert planned.headers["Location"] == f"/diary/{visit.pk}/offer/"
        assert Visit.objects.get(person=tom).clash_reason == "Eviction is today"

        waits = "Their visit on 4 March at 11:00 has to move: agree another time"
        assert waits in said(client.get("/tasks/")), "before anything was offered"
        assert "Tom" not in said(client.get(f"/diary/{visit.pk}/offer/")).replace(joy.name, "")
        assert client.post(f"/diary/{visit.pk}/offer/", offering()).status_code == 302
        page = said(client.get(f"/diary/{visit.pk}/"))
        assert "offered 4 Mar 2026, 15:00 or 5 Mar 2026, 10:00, by telephone (Joy Mensah)" in page

    with time_machine.travel(london(DAY, 9, 20), tick=False):
        none = answering("not_reached", words="")
        assert client.post(f"/diary/{visit.pk}/answer/", none).status_code == 302
        assert waits in said(client.get("/tasks/")), "an unanswered move stays on Joy's list"
        assert waits in said(client.get("/my-day/"))
        assert "Has to move" in said(client.get("/diary/?day=2026-03-04"))
        task = Task.objects.get(source="diary.move")
        client.post(f"/tasks/{task.pk}/finish/", {"outcome": "Rang her"})
        task.refresh_from_db()
        assert task.done_at is None, "it is not ticked off: what she said is"

    with time_machine.travel(london(DAY, 9, 40), tick=False):
        chose = answering("second", words="Tomorrow is better for me")
        assert client.post(f"/diary/{visit.pk}/answer/", chose).status_code == 302
        moved = Visit.objects.get(person=ruth, state="planned")
        assert moved.starts_at == london(date(2026, 3, 5), 10)
        assert moved.ends_at == london(date(2026, 3, 5), 11)
        first = said(client.get(f"/diary/{visit.pk}/"))
        assert "4 Mar 2026, 09:20: Not reached, or no answer yet (Joy Mensah)" in first
        assert "4 Mar 2026, 09:40: Chose the second time. “Tomorrow is better for me” (Joy Mensah)" in first
        assert "Moved" in first
        assert waits not in said(client.get("/tasks/"))


# ---------------------------------------------------------------- around it


@pytest.fixture
def client(ann_worker):
    return signed_in_client(ann_worker)


@pytest.fixture
def visit(sam, ann_worker):
    return make_visit(sam, ann_worker, TEN)


def test_a_time_that_is_taken_or_past_is_not_offered(client, visit, sam, ann_worker):
    make_visit(sam, ann_worker, london(DAY, 15, 30))
    taken = client.post(f"/diary/{visit.pk}/offer/", offering())

    assert taken.status_code == 422
    assert "There is somebody else in the diary on 4 March at 15:00." in said(taken)
    past = client.post(f"/diary/{visit.pk}/offer/", offering(first_start="8:00"))
    assert "Offer a time to come." in said(past)
    half = client.post(f"/diary/{visit.pk}/offer/", offering(second_start=""))
    assert "Give both the day and the time, or neither." in said(half)
    assert not MoveOffer.objects.exists()


def test_the_times_filled_in_are_free(client, visit, sam, ann_worker):
    make_visit(sam, ann_worker, london(DAY, 11))
    page = client.get(f"/diary/{visit.pk}/offer/").content.decode()

    assert 'value="12:00"' in page
    assert 'value="5/3/2026"' in page
    friday = make_visit(sam, ann_worker, london(date(2026, 3, 6), 16))
    assert [clock_of(at) for at in queries.times_to_offer(friday, london(DAY, 9))] == ["9 March 09:00"]


def clock_of(at: datetime) -> str:
    return f"{at.day} {at:%B %H:%M}"


def test_the_same_press_twice_is_one_offer_and_one_answer(client, visit):
    offer, answer = offering(), answering("first")
    for _ in range(2):
        assert client.post(f"/diary/{visit.pk}/offer/", offer).status_code == 302
    for _ in range(2):
        moved = client.post(f"/diary/{visit.pk}/answer/", answer)
    assert moved.status_code == 302
    assert (MoveOffer.objects.count(), MoveAnswer.objects.count()) == (1, 1)
    assert Visit.objects.filter(state="planned").get().starts_at == london(DAY, 15)
    assert Task.objects.filter(done_at=None).count() == 0


def test_neither_time_will_do_so_others_are_offered(client, visit):
    client.post(f"/diary/{visit.pk}/offer/", offering(second_day="", second_start=""))
    page = client.get(f"/diary/{visit.pk}/answer/")
    assert 'value="second"' not in page.content.decode()
    assert client.post(f"/diary/{visit.pk}/answer/", answering("second")).status_code == 422
    client.post(f"/diary/{visit.pk}/answer/", answering("neither"))

    with time_machine.travel(london(DAY, 9, 5), tick=False):
        client.post(f"/diary/{visit.pk}/offer/", offering(first_start="16:00"))
        assert MoveOffer.objects.count() == 2
        assert Task.objects.filter(done_at=None).count() == 1
        client.post(f"/diary/{visit.pk}/answer/", answering("first"))
    assert Visit.objects.get(state="planned").starts_at == london(DAY, 16)


@pytest.mark.parametrize("how", ["called off", "moved", "written up"])
def test_however_the_visit_ends_nobody_waits_any_more(client, visit, sam, ann_worker, how):
    client.post(f"/diary/{visit.pk}/offer/", offering())
    if how == "called off":
        client.post(f"/diary/{visit.pk}/call-off/", {"whose": "person", "reason": "Not this week"})
    elif how == "moved":
        there = {
            "id": str(new_id()),
            "date": "6/3/2026",
            "start": "10:00",
            "minutes": "60",
            "reason": "Dentist",
        }
        assert client.post(f"/diary/{visit.pk}/move/", there).status_code == 302
    else:
        with time_machine.travel(TEN + timedelta(hours=1), tick=False):
            client = signed_in_client(ann_worker)
            seen = {
                "person": sam.pk, "visit": visit.pk, "attendance": "5", "mechanism": "01", "date": "4/3/2026", "start": "10:00",
                "minutes": "60", "text": "We met after all.", "worried": "no", "sensitivity": "ordinary",
            }  # fmt: skip
            where = client.get("/contact/", {"person": sam.pk, "visit": visit.pk}).headers["Location"]
            assert client.post(where, seen).status_code == 302

    assert Task.objects.filter(source="diary.move", done_at=None).count() == 0


def test_another_team_s_worker_neither_offers_nor_answers(client, visit, south):
    client.post(f"/diary/{visit.pk}/offer/", offering())
    stranger = signed_in_client(make_worker("Ben Hall", unit=south))

    assert stranger.post(f"/diary/{visit.pk}/offer/", offering()).status_code == 404
    assert stranger.post(f"/diary/{visit.pk}/answer/", answering("first")).status_code == 404
    assert Visit.objects.get().state == "planned"


def test_the_next_weekday_is_over_the_weekend():
    days = [date(2026, 3, day) for day in (5, 6, 7, 8)]

    assert [rules.next_weekday(day).day for day in days] == [6, 9, 9, 9]
