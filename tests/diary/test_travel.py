"""Time to get there: a worker's own journeys, and the warning when a visit leaves too little for one (DUR-59)."""

import html
import re
from datetime import date, timedelta

import pytest
import time_machine

from tests.diary.conftest import DAY, recorded
from tests.factories.base import made, make_allocation, make_episode, make_person, make_worker
from tests.factories.diary import make_visit
from tests.factories.real_service import hire, london, real_service, unit_of_service
from tests.factories.sign_in import signed_in_client
from waymark.core.ids import new_id
from waymark.core.models import AuditEntry
from waymark.support.diary import rules
from waymark.support.diary.models import TravelTime, Visit

TEN, TRAVEL = london(DAY, 10), {("Durham", "Shildon"): 30}


def said(response):
    """The page as one line of plain text."""
    return " ".join(html.unescape(response.content.decode()).split())


def stop(starts, place, minutes=60):
    return rules.Stop(starts, starts + timedelta(minutes=minutes), place)


# ---------------------------------------------------------------- the rule


@pytest.mark.parametrize(
    ("words", "place"),
    [
        ("Shildon", "Shildon"),
        ("the library in SHILDON", "Shildon"),
        ("Shildon, walking group", "Shildon"),
        ("Bishop Auckland", "Bishop Auckland"),
        ("Auckland", ""),
        ("Shildonshire", ""),
        ("at home", ""),
        ("", ""),
    ],
)
def test_a_place_is_known_by_its_name_in_the_words(words, place):
    assert rules.known_place(words, {"Bishop", "Bishop Auckland", "Shildon"}) == place


@pytest.mark.parametrize("minutes", [29, 30, 31])
def test_the_way_from_the_visit_before_needs_its_minutes(minutes):
    later = stop(TEN + timedelta(hours=1, minutes=minutes), "Shildon")
    short = rules.short_of_travel(later, [stop(TEN, "Durham")], TRAVEL)

    if minutes >= 30:
        assert short is None
    else:
        assert (short.needs, short.has, short.from_place, short.to_place) == (30, 29, "Durham", "Shildon")
        assert short.offer == london(DAY, 11, 30)


def test_the_way_to_the_visit_after_is_offered_earlier():
    short = rules.short_of_travel(stop(TEN, "Shildon"), [stop(london(DAY, 11, 10), "Durham")], TRAVEL)

    assert (short.from_place, short.to_place) == ("Shildon", "Durham")
    assert short.offer == london(DAY, 9, 40)


def test_minutes_more_count_with_every_journey_and_other_places_ask_for_none():
    before = [stop(TEN, "Durham")]
    at_half_past = stop(london(DAY, 11, 30), "Shildon")

    assert rules.short_of_travel(at_half_past, before, TRAVEL, more=10).needs == 40
    assert rules.short_of_travel(stop(london(DAY, 11), "Durham"), before, TRAVEL) is None
    assert rules.short_of_travel(stop(london(DAY, 11), "Crook"), before, TRAVEL) is None
    assert rules.short_of_travel(stop(london(DAY, 10, 30), "Shildon"), before, TRAVEL) is None, "a clash"


def test_on_the_night_the_clocks_go_back_an_hour_is_an_hour():
    """00:30 to 01:30 in summer time, and 01:40 on the same clock an hour and ten minutes after that."""
    begins = london(date(2026, 10, 25), 0, 30)
    after = begins + timedelta(hours=2, minutes=10)

    assert rules.short_of_travel(stop(after, "Shildon"), [stop(begins, "Durham")], TRAVEL) is None


# ---------------------------------------------------------------- through the door


@pytest.mark.django_db
@pytest.mark.duty("DUR-59")
def test_booking_shildon_ten_minutes_after_durham_warns_and_offers_half_past_eleven():
    with time_machine.travel(london(date(2026, 3, 3), 9), tick=False):
        durham = real_service("durham-support-recovery")
        ann = hire(durham, "recovery-worker", "Ann Dodds", unit="north")
        lee = hire(durham, "area-manager", "Lee Carter", unit="north")
        sam, jo = (make_person(name, "Okafor", service=durham) for name in ("Sam", "Jo"))
        for person in (sam, jo):
            make_allocation(make_episode(person, unit_of_service(durham, "north")), ann)
        client = signed_in_client(ann)
        by_bus = {
            "about": "me",
            "travels_by": "bus",
            "travel_minutes_more": "",
            "travel_needs": "A seat by the door",
        }
        assert client.post("/diary/travel/", by_bus).status_code == 302
        way = {"about": "journey", "one_place": "Durham", "other_place": "Shildon", "minutes": "30"}
        assert client.post("/diary/travel/", way).status_code == 302
        assert "30 minutes Durham and Shildon Either way" in plain(client.get("/diary/travel/"))

        def book(person, start, place, **more):
            sent = {"id": str(new_id()), "person": str(person.pk), "date": "4/3/2026", "start": start}
            return client.post(
                "/diary/plan/", {**sent, "minutes": "60", "mechanism": "01", "place": place, **more}
            )

        assert book(sam, "10:00", "Durham").status_code == 302
        warned = book(jo, "11:10", "Shildon library")
        assert warned.status_code == 422
        assert "from Durham to Shildon by bus needs 30 minutes" in said(warned)
        assert "That leaves 10 minutes" in said(warned)
        assert 'name="start" value="11:30">Plan it at 11:30 instead</button>' in said(warned)
        assert 'value="Shildon library"' in said(warned), "everything typed is still there"
        assert Visit.objects.count() == 1

        assert book(jo, "11:30", "Shildon library").status_code == 302
        assert Visit.objects.filter(person=jo, starts_at=london(DAY, 11, 30)).exists()
        diary = said(signed_in_client(lee).get(f"/diary/?day=2026-03-04&worker={ann.pk}"))
        assert "Travels by bus. Needs: A seat by the door" in diary


def plain(response):
    """What is read on the page, without its tags."""
    return " ".join(re.sub(r"<[^>]*>", " ", said(response)).split())


@pytest.fixture
def durham_to_shildon(ann_worker):
    return made(TravelTime, worker=ann_worker, one_place="Durham", other_place="Shildon", minutes=30)


def planning(person, start, place, **more):
    sent = {"id": str(new_id()), "person": str(person.pk), "date": "4/3/2026", "start": start}
    return {**sent, "minutes": "60", "mechanism": "01", "place": place, **more}


@pytest.mark.django_db
def test_both_can_stand_with_a_reason_and_a_call_needs_no_journey(sam, ann_worker, durham_to_shildon):
    make_visit(sam, ann_worker, TEN, place="Durham")
    client = signed_in_client(ann_worker)

    assert client.post("/diary/plan/", planning(sam, "11:10", "Shildon")).status_code == 422
    by_phone = planning(sam, "11:05", "Shildon", minutes="5", mechanism="02")
    assert client.post("/diary/plan/", by_phone).status_code == 302
    reason = planning(sam, "11:10", "Shildon", clash_reason="Lee gives me a lift")
    assert client.post("/diary/plan/", reason).status_code == 302


@pytest.mark.django_db
def test_moving_a_visit_is_asked_the_same_but_not_about_itself(sam, ann_worker, durham_to_shildon):
    make_visit(sam, ann_worker, TEN, place="Durham")
    later = make_visit(sam, ann_worker, london(DAY, 13), place="Shildon")
    client, new = signed_in_client(ann_worker), str(new_id())
    sent = {
        "id": new,
        "date": "4/3/2026",
        "start": "11:20",
        "minutes": "60",
        "place": "Shildon",
        "reason": "Dentist",
    }

    warned = client.post(f"/diary/{later.pk}/move/", sent)
    assert warned.status_code == 422
    assert "Move it at 11:30 instead" in said(warned)
    assert client.post(f"/diary/{later.pk}/move/", {**sent, "start": "11:30"}).status_code == 302


@pytest.mark.django_db
def test_of_a_colleague_s_journey_no_place_is_told(sam, ruth, ann_worker, lee_worker, durham_to_shildon):
    """Who plans for a colleague may not know the person before: not their town either."""
    make_visit(sam, ann_worker, TEN, place="Durham")
    client = signed_in_client(lee_worker)
    warned = client.post("/diary/plan/", planning(sam, "11:10", "Shildon", worker=str(ann_worker.pk)))

    assert warned.status_code == 422
    assert "getting between the two visits needs 30 minutes" in said(warned)
    assert "from Durham" not in said(warned)


@pytest.mark.django_db
def test_a_list_is_one_s_own_and_the_same_places_change_the_minutes(ann_worker, south, durham_to_shildon):
    client = signed_in_client(ann_worker)
    again = {"about": "journey", "one_place": "shildon", "other_place": "DURHAM", "minutes": "45"}
    assert client.post("/diary/travel/", again).status_code == 302
    assert TravelTime.objects.get().minutes == 45

    theirs = signed_in_client(make_worker("Ben Hall", unit=south))
    assert str(durham_to_shildon.pk) not in said(theirs.get("/diary/travel/"))
    theirs.post("/diary/travel/", {"about": "gone", "id": durham_to_shildon.pk})
    assert TravelTime.objects.count() == 1
    client.post("/diary/travel/", {"about": "gone", "id": durham_to_shildon.pk})
    assert TravelTime.objects.count() == 0
    assert list(
        AuditEntry.objects.filter(action="drop_travel_time").order_by("id").values_list("outcome", flat=True)
    ) == ["repeat", "done"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"other_place": "durham "}, "Give two different places."),
        ({"minutes": "soon"}, "Give the minutes it takes you, 1 to 240."),
        ({"one_place": ""}, "Give the place you start from."),
    ],
)
def test_a_journey_that_will_not_do_is_said_so_with_what_was_typed(ann_worker, wrong, sentence):
    sent = {"about": "journey", "one_place": "Durham", "other_place": "Shildon", "minutes": "30", **wrong}
    page = signed_in_client(ann_worker).post("/diary/travel/", sent)

    assert page.status_code == 422
    assert sentence in said(page)
    assert f'value="{sent["other_place"]}"' in said(page)


SHILDON = {"next_time": "11:10", "next_minutes": "60", "next_place": "Shildon library"}


@pytest.mark.django_db
def test_the_next_visit_of_a_contact_is_asked_the_same(sam, ann_worker, durham_to_shildon):
    client = signed_in_client(ann_worker)
    assert client.post("/diary/plan/", planning(sam, "10:00", "Durham", date="6/3/2026")).status_code == 302
    where = f"/contact/{new_id()}/?person={sam.pk}"

    warned = client.post(where, recorded(sam, **SHILDON))

    assert warned.status_code == 422
    assert "That leaves 10 minutes: getting from Durham to Shildon needs 30 minutes." in said(warned)
    assert "Why can both stand?" in said(warned)
    assert 'value="Shildon library"' in said(warned)
    both = recorded(sam, **SHILDON, next_clash_reason="Dan takes me there by car")
    assert client.post(where, both).status_code == 302
    assert Visit.objects.get(place="Shildon library").clash_reason == "Dan takes me there by car"


@pytest.mark.django_db
def test_a_next_visit_beside_another_says_so_beside_the_time_and_may_stand_with_a_reason(sam, ann_worker):
    client = signed_in_client(ann_worker)
    assert client.post("/diary/plan/", planning(sam, "11:00", "Durham", date="6/3/2026")).status_code == 302
    where = f"/contact/{new_id()}/?person={sam.pk}"
    assert "Why can both stand?" not in said(client.get(where))

    clash = client.post(where, recorded(sam, **SHILDON))

    assert clash.status_code == 422
    assert re.search(
        r'href="#[^"]*next_time"> ?You are with somebody else from 11:00 to 12:00\.', said(clash)
    ), said(clash)[2000:6000]
    assert "We walked to the library and back" in said(clash)
    both = recorded(sam, **SHILDON, next_clash_reason="Both are at the walking group")
    assert client.post(where, both).status_code == 302
    assert Visit.objects.count() == 2
