"""LDS-14 as it happens in Leeds: hours planned for a person, what is recorded towards them, and what is outside a role."""

import re
from datetime import date

import pytest
import time_machine

from tests.factories.base import make_allocation, make_episode, make_person
from tests.factories.real_service import hire, london, real_service, unit_of_service
from tests.factories.sign_in import signed_in_client
from waymark.core.ids import new_id
from waymark.support.caseload import rules
from waymark.support.diary.models import Contact

pytestmark = pytest.mark.django_db


def said(response):
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def the_contact(person, day, minutes, **more):
    return {
        "person": str(person.pk), "attendance": "5", "mechanism": "01", "date": day, "start": "10:00",
        "minutes": str(minutes), "text": "Breathing, and a walk by the beck", "worried": "no", "sensitivity": "ordinary",
        "sign": "yes", **more,
    }  # fmt: skip


@pytest.fixture
def leeds():
    with time_machine.travel(london(date(2026, 3, 2), 8), tick=False):
        return real_service("leeds-recovery-centre")


@pytest.fixture
def kiran(leeds):
    return hire(leeds, "recovery-worker-touchstone", "Kiran Patel")


@pytest.fixture
def jo(leeds, kiran):
    """Planned: 3 hours a week."""
    person = make_person("Jo", "Reed", service=leeds)
    episode = make_episode(person, unit_of_service(leeds, "recovery-centre"))
    make_allocation(episode, kiran, weekly_minutes=180)
    return person


@pytest.mark.duty("LDS-14")
def test_two_and_a_quarter_of_three_hours_are_75_per_cent_and_an_injection_is_outside_the_role(jo, kiran):
    for day, minutes, session in ((3, 60, "psychological"), (5, 75, "physical"), (6, 30, "on-the-way")):
        with time_machine.travel(london(date(2026, 3, day), 17), tick=False):
            client = signed_in_client(kiran)
            form = client.get(f"/contact/{new_id()}/?person={jo.pk}").content.decode()
            offered = re.search(r'<select[^>]*name="session".*?</select>', form, re.S)[0]
            assert [name for name in ("Physical support", "Psychological support") if name in offered] == [
                "Physical support",
                "Psychological support",
            ]
            assert "Depot injection" not in offered
            sent = the_contact(jo, f"2026-03-{day:02}", minutes, session=session)
            assert client.post(f"/contact/{new_id()}/", sent, follow=True).status_code == 200

    with time_machine.travel(london(date(2026, 3, 8), 18), tick=False):
        client = signed_in_client(kiran)
        week = said(client.get("/caseload/planner/"))
        assert "Jo Reed 2.25 of 3 hours, 75%" in week

        before = Contact.objects.count()
        refused = client.post(
            f"/contact/{new_id()}/", the_contact(jo, "2026-03-08", 15, session="depot-injection")
        )
        assert refused.status_code == 422
        assert "Depot injection is outside your role. It is recorded by: Nurse." in said(refused)
        assert "Breathing, and a walk by the beck" in refused.content.decode()
        assert Contact.objects.count() == before
        assert "2.25 of 3 hours, 75%" in said(client.get("/caseload/planner/"))


def test_the_kind_of_session_is_shown_with_what_was_written(jo, kiran):
    with time_machine.travel(london(date(2026, 3, 3), 17), tick=False):
        client = signed_in_client(kiran)
        done = client.post(
            f"/contact/{new_id()}/", the_contact(jo, "2026-03-03", 60, session="psychological"), follow=True
        )
        unheard = client.post(f"/contact/{new_id()}/", the_contact(jo, "2026-03-03", 60, session="dancing"))

    assert "60 minutes, face to face, Psychological support" in said(done)
    assert "This service has no such kind of session. Choose one from the list." in said(unheard)


def test_a_nurse_may_record_it(leeds, jo):
    """The rule is the role's, not the page's."""
    nurse = hire(leeds, "nurse", "Nia Evans")
    with time_machine.travel(london(date(2026, 3, 3), 17), tick=False):
        from tests.factories.base import actor_of
        from waymark.support.diary import queries

        within = {kind.code for kind in queries.sessions(actor_of(nurse)) if kind.within_role}

    assert within == {"physical", "psychological", "depot-injection"}


def test_where_the_file_names_no_kinds_none_is_asked_for_and_every_contact_counts():
    with time_machine.travel(london(date(2026, 3, 3), 17), tick=False):
        durham = real_service("durham-support-recovery")
        ann = hire(durham, "recovery-worker", "Ann Dodds")
        sam = make_person("Sam", "Reed", service=durham)
        make_allocation(make_episode(sam, unit_of_service(durham, "north")), ann, weekly_minutes=120)
        client = signed_in_client(ann)
        form = client.get(f"/contact/{new_id()}/?person={sam.pk}").content.decode()
        client.post(f"/contact/{new_id()}/", the_contact(sam, "2026-03-03", 40))

        assert 'name="session"' not in form
        assert "Sam Reed 0.67 of 2 hours, 33%" in said(client.get("/caseload/planner/"))


@pytest.mark.parametrize(
    ("given", "planned", "words"),
    [
        (135, 180, "2.25 of 3 hours, 75%"),
        (0, 90, "0 of 1.5 hours, 0%"),
        (179, 180, "2.98 of 3 hours, 99%"),
        (600, 60, "10 of 1 hours, 1000%"),
    ],
)
def test_a_share_of_the_time_in_words(given, planned, words):
    assert rules.share_in_words(given, planned) == words
