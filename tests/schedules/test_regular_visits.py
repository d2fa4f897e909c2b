"""ASC-23 and ASC-09 as they happen: visits made once, exceptions with reasons, and a skill that goes alone at last."""

import html
from datetime import date, timedelta

import pytest
import time_machine

from tests.factories.base import make_allocation, make_episode, make_person
from tests.factories.diary import make_visit
from tests.factories.real_service import hire, london, real_service, unit_of_service
from tests.factories.sign_in import signed_in_client
from waymark.core import clock
from waymark.core.actions import frame
from waymark.core.ids import new_id
from waymark.people.access.models import Grant
from waymark.support.diary.models import Visit
from waymark.support.schedules import jobs, rules
from waymark.support.schedules.models import Practice, Schedule
from waymark.work.tasks.models import Task

pytestmark = pytest.mark.django_db
FIRST = date(2026, 3, 2)


@pytest.fixture(autouse=True)
def the_day_itself():
    with time_machine.travel(london(date(2026, 2, 16), 9), tick=False):
        yield


def said(response):
    """The page as one line of plain text."""
    return " ".join(html.unescape(response.content.decode()).split())


@pytest.fixture
def council():
    return real_service("council-str-asc011")


@pytest.fixture
def joy(council):
    return hire(council, "str-worker", "Joy Mensah")


def person_of(council, worker, name):
    person = make_person(name, "Reed", service=council)
    make_allocation(make_episode(person, unit_of_service(council, "str-team")), worker)
    return person


def pattern(**answers):
    return {
        "id": str(new_id()),
        "weekdays": ["1"],
        "start": "10:00",
        "minutes": "45",
        "every_weeks": "1",
        "starts_on": "2/3/2026",
        "mechanism": "01",
        **answers,
    }


def set_for(client, person, **answers):
    sent = pattern(**answers)
    answer = client.post(f"/schedules/person/{person.pk}/set/", sent)
    assert answer.status_code == 302, said(answer)
    return sent["id"]


@pytest.mark.duty("ASC-23")
def test_twelve_schedules_of_two_visits_make_24_once_and_a_moved_one_says_why(council, joy):
    manager = hire(council, "service-manager", "Sol Grant")
    client = signed_in_client(joy)
    for number in range(12):
        person = person_of(council, joy, f"Person {number}")
        days = ["0", "2"] if number < 6 else ["1", "3"]
        set_for(client, person, weekdays=days, start=f"{8 + number % 6:02}:00", starts_on="9/3/2026")
    assert not Visit.objects.exists(), "the week is more than fourteen days away"
    leader = signed_in_client(manager)
    week = "/schedules/week/?day=2026-03-09"
    assert "0 in the diary, 24 not yet" in said(leader.get(week))
    first = said(leader.post("/schedules/put-in-diaries/", {"day": "2026-03-09"}, follow=True))
    assert "24 visits added." in first
    assert "24 in the diary." in first
    assert Visit.objects.count() == 24
    again = said(leader.post("/schedules/put-in-diaries/", {"day": "2026-03-11"}, follow=True))
    assert "0 visits added." in again
    assert Visit.objects.count() == 24
    assert "24 visits this week." in said(client.get("/diary/week/?day=2026-03-09"))

    moved = Visit.objects.order_by("starts_at")[0]
    new = {"id": str(new_id()), "date": "13/3/2026", "start": "15:00", "minutes": "45", "reason": "dentist"}
    assert client.post(f"/diary/{moved.pk}/move/", new).status_code == 302
    shown = said(leader.get(week))
    assert "exception: dentist" in shown
    assert "Moved to 13 Mar 2026, 15:00" in shown
    leader.post("/schedules/put-in-diaries/", {"day": "2026-03-09"})
    assert Visit.objects.count() == 25, "the one that was moved is not made again"


@pytest.mark.duty("ASC-09")
def test_shopping_goes_together_together_prompted_alone_and_joy_is_asked_about_fortnightly(council, joy):
    hire(council, "service-manager", "Sol Grant")
    tom = person_of(council, joy, "Tom")
    tuesday = date(2026, 3, 3)
    schedule_id = set_for(
        signed_in_client(joy), tom, starts_on="3/3/2026", purpose="The weekly shop", skill="shopping"
    )
    for week, level in enumerate(("together", "together", "prompted", "alone")):
        day = tuesday + timedelta(weeks=week)
        with time_machine.travel(london(day - timedelta(days=1), 6), tick=False):
            jobs.plan_ahead(clock.now())
        with time_machine.travel(london(day, 11), tick=False):
            client = signed_in_client(joy)
            assert "enough?" not in said(client.get(f"/schedules/{schedule_id}/"))
            visit = Visit.objects.get(starts_at=london(day, 10))
            where = client.get("/contact/", {"person": tom.pk, "visit": visit.pk}).headers["Location"]
            assert "Shopping: how much help did it take?" in said(client.get(where))
            contact = {
                "person": tom.pk,
                "visit": visit.pk,
                "attendance": "5",
                "mechanism": "01",
                "date": day.isoformat(),
                "start": "10:00",
                "minutes": "45",
                "text": "Went round the shop with the list.",
                "skill_level": level,
                "worried": "no",
                "sensitivity": "ordinary",
            }
            assert client.post(where, contact).status_code == 302
    assert Practice.objects.count() == 4
    with time_machine.travel(london(date(2026, 3, 24), 12), tick=False):
        client = signed_in_client(joy)
        page = said(client.get(f"/schedules/{schedule_id}/"))
        assert "together, together, prompted, alone" in page
        assert "Is every two weeks enough?" in page
        day = said(client.get("/my-day/"))
        assert "Shopping: together, together, prompted, alone. Ask whether every two weeks is enough." in day
        assert Task.objects.count() == 1
        change = {"id": str(new_id()), "from_day": "1/4/2026", "agreed": "Tom wants to try it"}
        for _ in range(2):
            answer = client.post(f"/schedules/{schedule_id}/every-two-weeks/", change)
        assert answer.status_code == 302
    before, after = Schedule.objects.order_by("made_at")
    assert (before.ends_on, after.every_weeks, after.follows_id) == (date(2026, 3, 31), 2, before.pk)
    assert before.ended_because == "Every two weeks now: Tom wants to try it"


@pytest.mark.parametrize(
    ("levels", "asked"),
    [(("together", "alone"), False), (("alone", "together", "prompted", "alone"), False)],
)
def test_a_first_time_alone_or_an_unsteady_line_suggests_nothing(levels, asked):
    assert rules.suggests_less(levels, 1) is asked
    assert not rules.suggests_less(("together", "together", "prompted", "alone"), 2)


def test_ten_in_the_morning_stays_so_when_the_clocks_go_back(council, joy):
    """Sunday 25 October 2026: an hour comes twice. Each visit is made once, at the same time by the clock on the wall."""
    tom = person_of(council, joy, "Tom")
    with time_machine.travel(london(date(2026, 10, 19), 9), tick=False):
        client = signed_in_client(joy)
        set_for(client, tom, weekdays=["1", "6"], starts_on="19/10/2026")
        set_for(client, tom, weekdays=["6"], start="01:30", minutes="60", starts_on="19/10/2026")
        for _ in range(2):
            jobs.plan_ahead(clock.now())
            jobs.plan_ahead(clock.now() + timedelta(days=1))
        kept = list(Visit.objects.order_by("starts_at").values_list("starts_at", "ends_at"))
    local = [f"{clock.local(at):%a %d %H:%M}" for at, _ in kept]
    assert local == [
        "Tue 20 10:00",
        "Sun 25 01:30",
        "Sun 25 10:00",
        "Tue 27 10:00",
        "Sun 01 01:30",
        "Sun 01 10:00",
        "Tue 03 10:00",
    ]
    assert [kept[0][0].hour, kept[3][0].hour] == [9, 10], "summer time, then not"
    assert kept[1][1] - kept[1][0] == timedelta(hours=1), "true minutes, in the hour that comes twice"


def test_nothing_is_planned_for_a_day_that_is_over(council, joy):
    """It would stand there as a visit nobody wrote up."""
    tom = person_of(council, joy, "Tom")
    client = signed_in_client(joy)
    set_for(client, tom, weekdays=["1", "3"], starts_on="3/3/2026")
    with time_machine.travel(london(date(2026, 3, 4), 9), tick=False):
        client = signed_in_client(joy)
        week = said(client.get("/schedules/week/?day=2026-03-04"))
        assert "0 in the diary, 1 not yet" in week
        assert "Was not planned" in week
        client.post("/schedules/put-in-diaries/", {"day": "2026-03-04"})
        days = [clock.today(at) for at in Visit.objects.values_list("starts_at", flat=True)]
        assert date(2026, 3, 3) not in days
        assert date(2026, 3, 5) in days


def test_a_clash_is_made_and_said_and_stops_nothing_else(council, joy):
    tom, ann = person_of(council, joy, "Tom"), person_of(council, joy, "Ann")
    make_visit(ann, joy, london(date(2026, 3, 3), 10))
    client = signed_in_client(joy)
    set_for(client, tom, starts_on="17/2/2026", ends_on="10/3/2026")
    client.post("/schedules/put-in-diaries/", {"day": "2026-03-02"})
    made = Visit.objects.get(person=tom, starts_at=london(date(2026, 3, 3), 10))
    assert "One of the two has to move." in made.clash_reason


def test_nothing_is_planned_for_somebody_who_has_left_the_service(council, joy):
    tom = person_of(council, joy, "Tom")
    client = signed_in_client(joy)
    schedule = set_for(client, tom, starts_on="9/3/2026")
    with frame("factory"):
        Grant.objects.filter(person=tom).update(ends_at=london(date(2026, 3, 1), 0))
    leader = signed_in_client(hire(council, "service-manager", "Sol Grant"))
    assert Schedule.objects.get(pk=schedule)
    with time_machine.travel(london(date(2026, 3, 2), 9), tick=False):
        jobs.plan_ahead(clock.now())
    leader.post("/schedules/put-in-diaries/", {"day": "2026-03-09"})
    assert not Visit.objects.exists()


def test_ending_calls_off_what_is_still_to_come_and_keeps_what_was(council, joy):
    tom = person_of(council, joy, "Tom")
    client = signed_in_client(joy)
    schedule = set_for(client, tom, starts_on="16/2/2026")
    assert Visit.objects.filter(state="planned").count() == 2
    sent = {"last_day": "18/2/2026", "reason": "Tom goes with his sister"}
    assert client.post(f"/schedules/{schedule}/end/", sent).status_code == 302
    assert [v.state for v in Visit.objects.order_by("starts_at")] == ["planned", "cancelled"]
    assert "End these visits" not in said(client.get(f"/schedules/{schedule}/"))


@pytest.mark.parametrize(
    "wrong",
    [{"weekdays": []}, {"minutes": "0"}, {"every_weeks": "3"}, {"ends_on": "1/3/2026"}, {"skill": "chess"}],
)
def test_a_pattern_that_cannot_be_is_asked_for_again(council, joy, wrong):
    tom = person_of(council, joy, "Tom")
    answer = signed_in_client(joy).post(f"/schedules/person/{tom.pk}/set/", pattern(**wrong))
    assert answer.status_code == 422
    assert not Schedule.objects.exists()
