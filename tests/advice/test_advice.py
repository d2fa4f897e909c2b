"""SUR-20 as it happens: two bus passes explained, 'later', and both come up again after 28 days."""

import html
from datetime import date

import pytest
import time_machine

from tests.factories.base import make_allocation, make_episode, make_person
from tests.factories.real_service import hire, london, real_service
from tests.factories.sign_in import signed_in_client
from waymark.core.ids import new_id
from waymark.organisation.services.models import Post
from waymark.support.advice.models import Advice, Answer
from waymark.support.diary.models import Contact

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 4)
OPTIONS = "Disabled person’s bus pass: free after 9.30\nTravel voucher: 48 pounds a year"
SOURCE = "Surrey’s travel page, read 4 March 2026"


@pytest.fixture(autouse=True)
def the_day_itself():
    with time_machine.travel(london(DAY, 12), tick=False):
        yield


def said(response):
    """The page as one line of plain text."""
    return " ".join(html.unescape(response.content.decode()).split())


@pytest.fixture
def amy():
    surrey = real_service("surrey-str")
    worker = hire(surrey, "str-worker", "Amy Lane")
    hire(surrey, Post.objects.filter(service=surrey, role__profile="lead")[0].role.code, "Lou Park")
    return worker


@pytest.fixture
def tom(amy):
    unit = amy.holdings.get().post.unit
    person = make_person("Tom", "Reed", service=unit.service)
    make_allocation(make_episode(person, unit), amy)
    return person


def contact(tom, **answers):
    return {
        "person": tom.pk,
        "attendance": "5",
        "mechanism": "01",
        "date": "4/3/2026",
        "start": "10:00",
        "minutes": "45",
        "text": "Looked at how to get to the allotment.",
        "worried": "no",
        "sensitivity": "ordinary",
        "advice_topic": "bus passes",
        "advice_options": OPTIONS,
        "advice_source": SOURCE,
        "advice_decision": "later",
        "advice_settled": "no",
        **answers,
    }


@pytest.mark.duty("SUR-20")
def test_both_options_the_source_and_later_are_kept_and_come_up_after_28_days(amy, tom):
    client = signed_in_client(amy)
    where = client.get("/contact/", {"person": tom.pk}).headers["Location"]
    assert client.post(where, contact(tom)).status_code == 302
    kept = said(client.get(f"/advice/person/{tom.pk}/"))
    parts = [*OPTIONS.split("\n"), SOURCE, "later"]
    assert all(part in kept for part in parts)
    assert Advice.objects.get().contact == Contact.objects.get()

    with time_machine.travel(london(date(2026, 3, 31), 9), tick=False):
        client = signed_in_client(amy)
        assert "bus passes" not in said(client.get("/my-day/"))
        fresh = client.get("/contact/", {"person": tom.pk}).headers["Location"]
        assert "To ask again" not in said(client.get(fresh))
    with time_machine.travel(london(date(2026, 4, 1), 9), tick=False):
        client = signed_in_client(amy)
        assert "Ask Tom Reed again about bus passes" in said(client.get("/my-day/"))
        page = said(client.get(client.get("/contact/", {"person": tom.pk}).headers["Location"]))
        assert "To ask again: bus passes" in page
        assert all(part in page for part in parts)
        asked = said(client.get(f"/advice/{Advice.objects.get().pk}/answer/"))
        assert all(part in asked for part in parts)


def test_what_is_put_off_again_comes_up_again_and_what_is_decided_does_not(amy, tom):
    client = signed_in_client(amy)
    client.post(f"/contact/{new_id()}/?person={tom.pk}", contact(tom))
    where = f"/advice/{Advice.objects.get().pk}/answer/"
    with time_machine.travel(london(date(2026, 4, 1), 9), tick=False):
        client = signed_in_client(amy)
        sent = {"id": str(new_id()), "decision": "After the summer", "settled": "no"}
        for _ in range(2):
            assert client.post(where, sent).status_code == 302
        assert "bus passes" not in said(client.get("/my-day/"))
    with time_machine.travel(london(date(2026, 4, 29), 9), tick=False):
        client = signed_in_client(amy)
        assert "they said <q>After the summer</q>" in said(client.get("/my-day/"))
        client.post(where, {"id": str(new_id()), "decision": "The pass", "settled": "yes"})
        assert "bus passes" not in said(client.get("/my-day/"))
    with time_machine.travel(london(date(2027, 1, 4), 9), tick=False):
        assert "bus passes" not in said(signed_in_client(amy).get("/my-day/"))
    assert Answer.objects.count() == 2


@pytest.mark.parametrize(
    ("missing", "sentence"),
    [
        ("advice_topic", "Say what it was about."),
        ("advice_options", "Write what you explained, each option on a line."),
        ("advice_source", "Say where you have it from, so that it can be checked."),
        ("advice_decision", "Write what they decided, in their words."),
    ],
)
def test_half_an_advice_is_asked_for_and_keeps_nothing(amy, tom, missing, sentence):
    answer = signed_in_client(amy).post(
        f"/contact/{new_id()}/?person={tom.pk}", contact(tom, **{missing: ""})
    )
    assert answer.status_code == 422
    assert sentence in said(answer)
    assert not Contact.objects.exists()


def test_a_contact_without_advice_keeps_none(amy, tom):
    none = {f"advice_{name}": "" for name in ("topic", "options", "source", "decision")}
    answer = signed_in_client(amy).post(f"/contact/{new_id()}/?person={tom.pk}", contact(tom, **none))
    assert answer.status_code == 302
    assert not Advice.objects.exists()


def test_the_changed_clocks_move_no_day(amy, tom):
    """28 days from 4 October 2026 lie over the night of 25 October: it is 1 November by the calendar."""
    with time_machine.travel(london(date(2026, 10, 4), 23, 30), tick=False):
        client = signed_in_client(amy)
        give = {
            "id": str(new_id()),
            "topic": "Clubs",
            "options": "One",
            "source": "A leaflet",
            "decision": "later",
        }
        assert client.post(f"/advice/person/{tom.pk}/give/", {**give, "settled": "no"}).status_code == 302
    assert Advice.objects.get().again_on == date(2026, 11, 1)
