"""DUR-06 as it happens: a session planned, held, and counted towards the goal it was for."""

import html
from datetime import date

import pytest
import time_machine

from tests.factories.base import make_allocation, make_episode, make_person
from tests.factories.goals import make_goal
from tests.factories.real_service import hire, london, real_service, unit_of_service
from tests.factories.sign_in import signed_in_client
from waymark.core.ids import new_id
from waymark.support.diary.models import Contact, Visit

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def the_day_itself():
    """The diary's other tests stand still at nine; this one moves the clock itself."""
    with time_machine.travel(london(date(2026, 3, 3), 9), tick=False):
        yield


def said(response):
    """The page as one line of plain text."""
    return " ".join(html.unescape(response.content.decode()).split())


@pytest.mark.duty("DUR-06")
def test_a_planned_session_held_for_75_minutes_counts_once_for_goal_2_and_stands_in_the_timeline():
    durham = real_service("durham-support-recovery")
    ann = hire(durham, "recovery-worker", "Ann Dodds", unit="north")
    hire(durham, "area-manager", "Lee Carter", unit="north")
    sam = make_person("Sam", "Okafor", service=durham)
    make_allocation(make_episode(sam, unit_of_service(durham, "north")), ann)
    make_goal(sam, ann, "Get back to playing five-a-side")
    second = make_goal(sam, ann, "Meet people out of doors")
    planned = {
        "id": str(new_id()),
        "person": str(sam.pk),
        "date": "4/3/2026",
        "start": "10:00",
        "minutes": "90",
        "mechanism": "01",
        "place": "Shildon",
        "purpose": "First visit to Shildon walking group",
    }
    assert signed_in_client(ann).post("/diary/plan/", planned).status_code == 302

    with time_machine.travel(london(date(2026, 3, 4), 11, 30), tick=False):
        client = signed_in_client(ann)
        diary = said(client.get("/diary/"))
        assert "First visit to Shildon walking group" in diary
        assert "No goal named" in diary, "a session without a goal is flagged"
        assert "Worked on 0 times." in said(client.get(f"/goals/{second.pk}/"))
        where = client.get("/contact/", {"person": sam.pk, "visit": planned["id"]}).headers["Location"]
        closed = {
            "person": sam.pk,
            "visit": planned["id"],
            "attendance": "5",
            "mechanism": "01",
            "date": "4/3/2026",
            "start": "10:00",
            "minutes": "75",
            "place": "Shildon",
            "text": "Walked with the group, twice round the park.",
            "goals": [str(second.pk)],
            "worried": "no",
            "sensitivity": "ordinary",
        }
        assert client.post(where, closed).status_code == 302
        goal = said(client.get(f"/goals/{second.pk}/"))
        timeline = said(client.get(f"/record/{sam.pk}/"))

    assert "Worked on 1 time." in goal
    assert Visit.objects.get().state == "held"
    assert Contact.objects.get().minutes == 75
    entry = timeline[timeline.index("<article") : timeline.index("</article>")]
    assert "4 Mar 2026, 10:00" in entry
    assert "Held, face to face, 75 minutes, Shildon" in entry
    assert "Walked with the group, twice round the park." in entry
