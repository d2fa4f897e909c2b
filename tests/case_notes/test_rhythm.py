"""LDS-26 as it happens: a weekly rhythm, eight days without a contact, and a visit to which nobody came."""

import html
from datetime import date

import pytest
import time_machine

from tests.factories.base import make_allocation, make_episode, make_person
from tests.factories.real_service import hire, london, real_service, unit_of_service
from tests.factories.sign_in import signed_in_client
from waymark.core.ids import new_id
from waymark.support.case_notes import rules
from waymark.support.case_notes.models import Rhythm

pytestmark = pytest.mark.django_db
LAST = date(2026, 2, 24)


@pytest.fixture(autouse=True)
def the_day_itself():
    """This story moves the clock itself."""
    with time_machine.travel(london(LAST, 15), tick=False):
        yield


def said(response):
    """The page as one line of plain text."""
    return " ".join(html.unescape(response.content.decode()).split())


@pytest.fixture
def kiran():
    leeds = real_service("leeds-recovery-centre")
    hire(leeds, "rehabilitation-and-recovery-lead", "Lena Ford")
    return hire(leeds, "recovery-worker", "Kiran Shah")


@pytest.fixture
def jo(kiran):
    leeds = kiran.holdings.get().post.service
    person = make_person("Jo", "Bennett", service=leeds)
    make_allocation(make_episode(person, unit_of_service(leeds, "recovery-centre")), kiran)
    return person


def record(client, jo, day, **answers):
    contact = {
        "person": jo.pk,
        "attendance": "5",
        "mechanism": "01",
        "date": day.isoformat(),
        "start": "08:00",
        "minutes": "30",
        "text": "Walked round the park.",
        "worried": "no",
        "sensitivity": "ordinary",
        **answers,
    }
    answer = client.post(f"/contact/{new_id()}/?person={jo.pk}", contact)
    assert answer.status_code == 302, said(answer)


def weekly(client, jo):
    sent = {"id": str(new_id()), "days": "7"}
    assert client.post(f"/case-notes/rhythm/{jo.pk}/", sent).status_code == 302


@pytest.mark.duty("LDS-26")
def test_eight_days_are_told_and_did_not_attend_fills_the_record_and_not_the_meeting(kiran, jo):
    client = signed_in_client(kiran)
    weekly(client, jo)
    record(client, jo, LAST)
    with time_machine.travel(london(date(2026, 3, 3), 9), tick=False):
        assert "no contact recorded" not in said(signed_in_client(kiran).get("/my-day/"))
    with time_machine.travel(london(date(2026, 3, 4), 9), tick=False):
        client = signed_in_client(kiran)
        assert "Jo Bennett</a>: no contact recorded for 8 days" in said(client.get("/my-day/"))
        assert "No contact recorded for 8 days" in said(client.get(f"/case-notes/rhythm/{jo.pk}/"))
    with time_machine.travel(london(date(2026, 3, 5), 9), tick=False):
        client = signed_in_client(kiran)
        absent = {"attendance": "3", "minutes": "", "text": "", "absence": "Knocked twice and left a card."}
        record(client, jo, date(2026, 3, 5), **absent)
        day = said(client.get("/my-day/"))
        assert "no contact recorded" not in day
        assert "not seen since 24 February" in day
        record(client, jo, date(2026, 3, 5), start="08:30")
        assert "not seen since" not in said(client.get("/my-day/"))


def test_what_was_written_without_meeting_is_no_contact(kiran, jo):
    client = signed_in_client(kiran)
    weekly(client, jo)
    record(client, jo, LAST)
    with time_machine.travel(london(date(2026, 3, 4), 9), tick=False):
        client = signed_in_client(kiran)
        note = {"id": str(new_id()), "kind": "observation", "date": "4/3/2026", "start": "08:00"}
        noticed = {**note, "text": "Saw her light on.", "sensitivity": "ordinary"}
        assert client.post(f"/case-notes/write/?person={jo.pk}", noticed).status_code == 302
        assert "no contact recorded for 8 days" in said(client.get("/my-day/"))


def test_without_a_rhythm_nothing_is_said_and_only_to_those_who_are_allocated(kiran, jo):
    client = signed_in_client(kiran)
    record(client, jo, LAST)
    with time_machine.travel(london(date(2026, 5, 4), 9), tick=False):
        assert "no contact recorded" not in said(signed_in_client(kiran).get("/my-day/"))
        weekly(signed_in_client(kiran), jo)
        leeds = kiran.holdings.get().post.service
        other = hire(leeds, "recovery-worker", "Ola Berg")
        assert "no contact recorded" not in said(signed_in_client(other).get("/my-day/"))
        assert "no contact recorded for 69 days" in said(signed_in_client(kiran).get("/my-day/"))
    assert Rhythm.objects.count() == 1


@pytest.mark.parametrize(
    ("recorded", "seen", "record_words", "seen_words"),
    [
        (None, None, "no contact recorded for 8 days", "not seen since before 24 February"),
        (date(2026, 3, 4), None, "", "not seen since before 24 February"),
        (date(2026, 2, 25), date(2026, 2, 25), "", ""),
        (
            date(2026, 2, 24),
            date(2026, 2, 24),
            "no contact recorded for 8 days",
            "not seen since 24 February",
        ),
    ],
)
def test_a_gap_begins_when_the_rhythm_is_over(recorded, seen, record_words, seen_words):
    gap = rules.gap(7, recorded, seen, LAST, date(2026, 3, 4))
    assert (gap.record, gap.seen) == (record_words, seen_words)
