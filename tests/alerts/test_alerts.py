"""Alerts: raised with what they rest on, agreed by a manager until a day, and shown past it until the manager looks again."""

from datetime import date

import pytest
import time_machine

from tests.factories.base import make_allocation, make_episode, make_person
from tests.factories.real_service import hire, london, real_service, unit_of_service
from tests.factories.sign_in import signed_in_client
from waymark.core.ids import new_id
from waymark.people.service_users import rules
from waymark.people.service_users.models import Alert
from waymark.work.tasks.models import Task

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 4)
WORDS, DO = "A dog is loose in the yard", "Ring first and wait at the gate"


def said(response):
    return " ".join(response.content.decode().split())


@pytest.fixture
def durham():
    return real_service("durham-support-recovery")


@pytest.fixture
def ann(durham):
    return hire(durham, "recovery-worker", "Ann Dodds", unit="north")


@pytest.fixture
def lee(durham):
    return hire(durham, "area-manager", "Lee Carter", unit="north")


@pytest.fixture
def sam(durham, ann):
    person = make_person("Sam", "Okafor", service=durham)
    make_allocation(make_episode(person, unit_of_service(durham, "north")), ann)
    return person


def alert(lee, **typed):
    return {
        "id": new_id(),
        "words": WORDS,
        "what_to_do": DO,
        "rests_on": "Bitten on the visit of 2 March",
        "two_go": "no",
        "told": "yes",
        "manager": lee.pk,
    } | typed


def test_it_shows_once_the_manager_agrees_and_past_its_day_it_still_shows_and_is_overdue_for_them(
    sam, ann, lee
):
    where = f"/alerts/{sam.pk}/"
    with time_machine.travel(london(DAY, 10), tick=False):
        anns, lees = signed_in_client(ann), signed_in_client(lee)
        assert anns.post(f"{where}raise/", alert(lee)).status_code == 302
        raised = Alert.objects.get()
        assert WORDS not in said(anns.get(f"/record/{sam.pk}/"))
        assert "Waits for Lee Carter" in said(anns.get(where))
        assert anns.post(f"{where}{raised.pk}/agree/", {"review_on": "1/4/2026"}).status_code == 403
        assert "Agree the alert about Sam Okafor" in said(lees.get("/tasks/"))
        assert lees.post(f"{where}{raised.pk}/agree/", {"review_on": "1/4/2026"}).status_code == 302
        assert WORDS in said(anns.get(f"/record/{sam.pk}/"))
        assert "Agree the alert" not in said(lees.get("/tasks/"))
    with time_machine.travel(london(date(2026, 4, 6), 10), tick=False):
        anns, lees = signed_in_client(ann), signed_in_client(lee)
        for screen in (f"/record/{sam.pk}/", f"/contact/{new_id()}/?person={sam.pk}"):
            page = said(anns.get(screen))
            assert WORDS in page
            assert "To be looked at again since 1 Apr 2026" in page
        tasks = said(lees.get("/tasks/"))
        assert "Look again at the alert about Sam Okafor" in tasks
        assert "overdue 5 days" in tasks
        keep = {"id": new_id(), "verdict": "keep", "words": "The dog is still there", "next_on": "1/6/2026"}
        assert lees.post(f"{where}{raised.pk}/review/", keep).status_code == 302
        assert "To be looked at again since" not in said(anns.get(f"/record/{sam.pk}/"))
        end = {"id": new_id(), "verdict": "end", "words": "The dog has gone to her brother"}
        assert lees.post(f"{where}{raised.pk}/review/", end).status_code == 302
        assert WORDS not in said(anns.get(f"/record/{sam.pk}/"))
        assert "The dog has gone to her brother" in said(anns.get(where))
    assert not Task.objects.filter(done_at=None).exists()


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"told": "no"}, "Say why they are not told."),
        ({"told": ""}, "Say whether they know of it."),
        ({"two_go": ""}, "Say whether one may go alone."),
        ({"rests_on": "psychosis"}, "what happened or was said, and when"),
        ({"manager": ""}, "Choose the manager who agrees."),
    ],
)
def test_it_rests_on_something_the_person_is_told_or_why_not_and_a_manager_is_named(
    sam, ann, lee, typed, sentence
):
    response = signed_in_client(ann).post(f"/alerts/{sam.pk}/raise/", alert(lee, **typed))

    assert response.status_code == 422
    assert sentence in said(response)
    assert not Alert.objects.exists()


def test_one_they_are_not_told_of_says_so_and_is_not_on_what_is_looked_at_together(sam, ann, lee):
    with time_machine.travel(london(DAY, 10), tick=False):
        anns, lees = signed_in_client(ann), signed_in_client(lee)
        anns.post(
            f"/alerts/{sam.pk}/raise/",
            alert(lee, told="no", not_told_because="He would look for who said it"),
        )
        lees.post(f"/alerts/{sam.pk}/{Alert.objects.get().pk}/agree/", {"review_on": "1/4/2026"})
        assert "They do not know of this" in said(anns.get(f"/record/{sam.pk}/"))
        assert WORDS not in said(anns.get(f"/record/{sam.pk}/together/"))


def test_a_manager_may_say_why_not(sam, ann, lee):
    with time_machine.travel(london(DAY, 10), tick=False):
        signed_in_client(ann).post(f"/alerts/{sam.pk}/raise/", alert(lee))
        no = {"id": new_id(), "verdict": "end", "words": "It was another house"}
        where = f"/alerts/{sam.pk}/{Alert.objects.get().pk}/review/"
        assert signed_in_client(lee).post(where, no).status_code == 302
    assert Alert.objects.get().ended_because == "It was another house"
    assert not Task.objects.filter(done_at=None).exists()


def test_the_day_it_is_looked_at_again_is_near_enough():
    assert rules.wrong_with_review(DAY, DAY)
    assert rules.wrong_with_review(date(2026, 10, 1), DAY)
    assert not rules.wrong_with_review(date(2026, 9, 3), DAY)
