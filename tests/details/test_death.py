"""A recorded death stops every planned visit and message at once and tells the team; one recorded in error is undone."""

from datetime import date, timedelta

import pytest
import time_machine

from tests.factories.base import make_allocation, make_episode, make_person
from tests.factories.diary import make_visit
from tests.factories.real_service import hire, london, real_service, unit_of_service
from tests.factories.sign_in import signed_in_client
from waymark.core import clock
from waymark.core.ids import new_id
from waymark.people.service_users import queries
from waymark.people.service_users.models import Death, Person
from waymark.support.diary.models import Visit
from waymark.work.due.models import Obligation
from waymark.work.tasks.models import Task

pytestmark = pytest.mark.django_db
TOLD = {"on": "3/3/2026", "how": "informal", "told_by": "her sister, by telephone"}


@pytest.fixture(autouse=True)
def a_day():
    with time_machine.travel(london(date(2026, 3, 4), 10), tick=False) as day:
        yield day


@pytest.fixture
def team():
    """Sam, with Ann as key worker, Bo who helps, Lee who leads, and a visit in each diary."""
    durham = real_service("durham-support-recovery")
    ann = hire(durham, "recovery-worker", "Ann Dodds", unit="north")
    bo = hire(durham, "recovery-worker", "Bo Lane", unit="north")
    lee = hire(durham, "area-manager", "Lee Carter", unit="north")
    sam = make_person("Sam", "Okafor", service=durham)
    episode = make_episode(sam, unit_of_service(durham, "north"))
    make_allocation(episode, ann)
    make_allocation(episode, bo, purpose="co_worker")
    for worker in (ann, bo):
        make_visit(sam, worker, clock.now() + timedelta(days=2))
    make_visit(sam, ann, clock.now() - timedelta(days=2))
    return sam, ann, bo, lee


def test_every_visit_stops_nothing_comes_round_and_the_team_is_told(team, said):
    sam, ann, bo, lee = team
    anns = signed_in_client(ann)
    asked = dict.fromkeys(("address", "phone", "gp", "next_of_kin", "consent", "rhythm"), "not_known")
    anns.post(f"/details/{sam.pk}/confirm/", {"id": new_id(), **asked})
    assert Obligation.objects.filter(answered_on=None).count() == 1
    assert anns.post(f"/details/{sam.pk}/death/", {"id": new_id(), **TOLD}).status_code == 302

    states = list(Visit.objects.order_by("starts_at").values_list("state", "state_reason"))
    assert states[0] == ("planned", "")  # it is over, and is to be written up
    assert states[1:] == [("cancelled", "Sam Okafor has died.")] * 2
    assert not Obligation.objects.filter(answered_on=None).exists()
    assert queries.has_died(Person.objects.get(pk=sam.pk))
    assert set(Task.objects.values_list("owner__name", flat=True)) == {"Bo Lane", "Lee Carter"}
    for worker in (bo, lee):
        tasks = said(signed_in_client(worker).get("/tasks/"))
        assert "Sam Okafor has died. 2 planned visits called off. A debrief is there for you" in tasks
    page = said(anns.get(f"/record/{sam.pk}/"))
    assert "Sam Okafor has died</strong>, Tuesday 3 March 2026" in page
    assert "Not yet formally known: her sister, by telephone" in page


def test_no_visit_is_planned_with_somebody_who_died(team, said):
    sam, ann, *_ = team
    anns = signed_in_client(ann)
    anns.post(f"/details/{sam.pk}/death/", {"id": new_id(), **TOLD})
    visit = {"id": new_id(), "person": sam.pk, "date": "10/3/2026", "start": "10:00", "minutes": "60"}
    response = anns.post("/diary/plan/", {**visit, "mechanism": "01"})

    assert response.status_code == 422
    assert "A death is recorded. Nothing can be planned with them." in said(response)


def test_told_again_formally_it_adds_and_tells_nobody_twice(team, a_day):
    sam, ann, *_ = team
    anns = signed_in_client(ann)
    anns.post(f"/details/{sam.pk}/death/", {"id": new_id(), **TOLD})
    a_day.shift(60)
    formal = {"id": new_id(), "on": "2/3/2026", "how": "formal", "told_by": "the certificate"}
    for _ in range(2):
        anns.post(f"/details/{sam.pk}/death/", formal)

    assert Death.objects.count() == 2
    assert Task.objects.count() == 2
    assert Person.objects.get(pk=sam.pk).died_on == date(2026, 3, 2)


def test_recorded_in_error_it_is_undone_and_the_team_is_told(team, said):
    sam, ann, bo, _ = team
    anns = signed_in_client(ann)
    anns.post(f"/details/{sam.pk}/death/", {"id": new_id(), **TOLD})
    undo = f"/details/{sam.pk}/death/{Death.objects.get().pk}/undo/"
    assert anns.post(undo, {"because": ""}).status_code == 422
    assert anns.post(undo, {"because": "It was somebody of the same name"}).status_code == 302

    person = Person.objects.get(pk=sam.pk)
    assert not queries.has_died(person)
    assert person.died_on is None
    assert "has died" not in said(anns.get(f"/record/{sam.pk}/"))
    tasks = said(signed_in_client(bo).get("/tasks/"))
    assert "Sam Okafor has NOT died" in tasks
    assert "A debrief is there" not in tasks
    assert "It was somebody of the same name" in said(anns.get(f"/details/{sam.pk}/death/"))
    assert anns.get(undo).status_code == 404


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"on": "3/3/2027"}, "That day is still to come."),
        ({"how": ""}, "Say how it is known."),
        ({"told_by": ""}, "Say who told you, or what says so."),
    ],
)
def test_what_cannot_be_is_said_and_nothing_stops(team, said, typed, sentence):
    sam, ann, *_ = team
    response = signed_in_client(ann).post(f"/details/{sam.pk}/death/", {"id": new_id(), **TOLD, **typed})

    assert response.status_code == 422
    assert sentence in said(response)
    assert not Visit.objects.filter(state="cancelled").exists()
