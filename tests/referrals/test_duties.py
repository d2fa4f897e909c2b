"""TPL-17, TPL-12 and LDS-06 as they happen, through the front door of the service each belongs to."""

import re
from datetime import date, timedelta

import pytest
import time_machine

from tests.factories.base import make_allocation, make_episode, make_person
from tests.factories.real_service import hire, london, real_service, unit_of_service
from tests.factories.sign_in import signed_in_client
from waymark.core import clock
from waymark.core.ids import new_id
from waymark.project.clock import JOBS
from waymark.support.caseload.choices import Purpose
from waymark.support.referrals.models import Referral, Sending
from waymark.work.tasks.models import Task

pytestmark = pytest.mark.django_db


def said(response):
    """The page as one line of text, without its tags."""
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def tell_of_first_contacts(at):
    [job] = [job for job in JOBS if job.name == "tell of first contacts that have passed"]
    return job.run(at)


def nottingham(unit, **more):
    return {
        "id": str(new_id()),
        "given_name": "Lee",
        "family_name": "Marsh",
        "born": "4 May 1990",
        "area": "Nottingham",
        "source": "gp",
        "referrer_name": "Dr Shah",
        "referrer_from": "Castle Surgery",
        "referrer_contact": "0115 496 0123",
        "knows": "agrees",
        "reason": "Has not slept for four nights and wants somewhere safe.",
        "asked_for": "A few nights in the house",
        "urgency": "2",
        "on": "5/3/2026",
        "at": "14:00",
        "team": str(unit.pk),
        "decider": "",
        **more,
    }


@pytest.mark.duty("TPL-17")
def test_a_nottingham_referral_shows_outside_area_and_is_declined_only_with_an_alternative_and_counted():
    with time_machine.travel(london(date(2026, 3, 5), 14, 10), tick=False):
        llr = real_service("llr-crisis-house")
        published = llr.source["referrals"]
        assert published["least_age"] == 18
        assert published["areas"] == ["Leicester", "Leicestershire", "Rutland"]
        house = unit_of_service(llr, "crisis-house")
        dan = signed_in_client(hire(llr, "recovery-worker", "Dan Price"))
        lead = hire(llr, "team-leader", "Mia Cole")
        mia = signed_in_client(lead)

        asked = said(dan.get("/referrals/take/"))
        assert "We are for people of 18 or over in Leicester, Leicestershire, Rutland." in asked
        taken = dan.post("/referrals/take/", nottingham(house))
        referral = Referral.objects.get()
        assert taken.headers["Location"] == f"/referrals/{referral.pk}/"
        shown = said(dan.get(taken.headers["Location"]))
        assert "Outside area: Nottingham. We are for Leicester, Leicestershire and Rutland" in shown
        assert "Came Thursday 5 March 2026, 14:00" in shown or "5 Mar 2026, 14:00" in shown
        assert "Outside area" in said(dan.get("/referrals/"))

        decide = f"/referrals/{referral.pk}/decide/"
        decision = {
            "id": str(new_id()),
            "kind": "declined",
            "words": "Lives in Nottingham, outside the area we are commissioned for.",
            "why": "outside_area",
        }
        without = mia.post(decide, decision)
        assert without.status_code == 422
        assert "Say what else was offered, and to whom they can turn." in said(without)
        referral.refresh_from_db()
        assert referral.state == "new"
        offered = "Nottinghamshire crisis line given to Lee and to the surgery; Dr Shah rings them today."
        assert mia.post(decide, {**decision, "alternative": offered}).status_code == 302
        month = said(mia.get("/referrals/declined/?month=2026-03"))
        february = said(mia.get("/referrals/declined/?month=2026-02"))

    assert "1 in all" in month
    assert "1 Outside area" in month
    assert decision["words"] in month
    assert offered in month
    assert "0 in all" in february


@pytest.mark.duty("TPL-12")
def test_no_reply_by_13_march_is_no_reply_chase_on_dan_s_list_on_16_march():
    with time_machine.travel(london(date(2026, 3, 6), 11), tick=False):
        llr = real_service("llr-crisis-house")
        assert llr.source["referrals"]["reply_working_days"] == 5
        house = unit_of_service(llr, "crisis-house")
        worker = hire(llr, "recovery-worker", "Dan Price")
        dan = signed_in_client(worker)
        jo = make_person("Jo", "Marsh", service=llr)
        make_allocation(make_episode(jo, house), worker)
        where = f"/referrals/person/{jo.pk}/refer-on/"
        letter = {
            "id": str(new_id()),
            "to": "Talking Therapies",
            "to_contact": "0116 496 0123",
            "why": "Guided help with worry, after a stay with us.",
            "their_words": "I want to stop waking at three.",
            "agreed": "yes",
            "sent_how": "secure_email",
        }
        looked_at = dan.post(where, letter)
        assert looked_at.status_code == 200
        assert not Sending.objects.exists()
        assert "In Jo Marsh’s words: “I want to stop waking at three.”" in said(looked_at)
        assert "They agreed to all of it" in said(looked_at)
        assert dan.post(where, {**letter, "checked": "yes"}).status_code == 302
        sending = Sending.objects.get()
        assert sending.reply_by == date(2026, 3, 13)

    for day, words in ((13, "sent, reply due by 13 March 2026"), (16, "no reply, chase")):
        with time_machine.travel(london(date(2026, 3, day), 9), tick=False):
            dan = signed_in_client(worker)
            mine = said(dan.get("/referrals/"))
            assert f"Talking Therapies Jo Marsh {words}" in mine
            assert ("Talking Therapies no reply, chase" in said(dan.get("/my-day/"))) == (day == 16)

    with time_machine.travel(london(date(2026, 3, 16), 9, 5), tick=False):
        page = f"/referrals/sent/{sending.pk}/"
        chase = {
            "id": str(new_id()),
            "kind": "chased",
            "on": "16/3/2026",
            "words": "Rang; Priya looks for it",
        }
        assert dan.post(page, chase).status_code == 302
        assert "Talking Therapies" in said(dan.get("/referrals/"))
        begun = {"id": str(new_id()), "kind": "accepted", "on": "16/3/2026", "words": "First call on Friday"}
        assert dan.post(page, begun).status_code == 302
        assert "Talking Therapies" not in said(dan.get("/referrals/"))
        assert "accepted" in said(dan.get(page))


@pytest.mark.duty("LDS-06")
def test_jo_leaves_on_friday_at_eleven_and_monday_s_call_at_a_quarter_past_ten_closes_the_72_hours():
    with time_machine.travel(london(date(2026, 2, 20), 9), tick=False):
        leeds = real_service("leeds-recovery-centre")
        assert leeds.clocks["first_contact_after_discharge"]["hours"] == 72
        centre = unit_of_service(leeds, "recovery-centre")
        kiran_worker = hire(leeds, "recovery-worker", "Kiran Bassi")
        priya_worker = hire(leeds, "care-co-ordinator", "Priya Nair")
        kiran = signed_in_client(kiran_worker)
        jo = make_person("Jo", "Marsh", service=leeds)
        ada = make_person("Ada", "Byrne", service=leeds)
        for person in (jo, ada):
            episode = make_episode(person, centre)
            make_allocation(episode, kiran_worker)
            make_allocation(episode, priya_worker, purpose=Purpose.CARE_COORDINATOR)
        stays = {person: _admitted(kiran, person, centre) for person in (jo, ada)}
        for kind, words in (
            ("leave_visit", "Overnight leave at the flat"),
            ("housing", "Key and meter card from Leeds Homes"),
            ("benefits", "Tell Universal Credit of the address"),
            ("medicines", "Two weeks’ supply to take home"),
            ("community", "First morning at the garden"),
            ("key_date", "Meeting with the ward and the team"),
        ):
            item = {
                "id": str(new_id()),
                "kind": kind,
                "words": words,
                "who": "Kiran Bassi",
                "by_on": "5/3/2026",
            }
            assert kiran.post(f"/referrals/stay/{stays[jo]}/plan/", item).status_code == 302
        plan = said(kiran.get(f"/referrals/stay/{stays[jo]}/"))
        for words in (
            "Asket Croft",
            "Leave visit",
            "Housing",
            "Benefits",
            "Medicines",
            "Community links",
            "Key date",
        ):
            assert words in plan
        assert "Care coordinator: Priya Nair" in plan

    with time_machine.travel(london(date(2026, 3, 6), 11, 5), tick=False):
        kiran = signed_in_client(kiran_worker)
        for person in (jo, ada):
            left = {"on": "6/3/2026", "at": "11:00", "left_to": "The flat"}
            assert kiran.post(f"/referrals/stay/{stays[person]}/leave/", left).status_code == 302
        plan = said(kiran.get(f"/referrals/stay/{stays[jo]}/"))
        assert (
            "First contact due by Monday 9 March 2026, 11:00 Due" in plan or "9 Mar 2026, 11:00 Due" in plan
        )

    with time_machine.travel(london(date(2026, 3, 9), 10, 40), tick=False):
        assert tell_of_first_contacts(clock.now()) == 0
        kiran = signed_in_client(kiran_worker)
        _called(kiran, jo)
        plan = said(kiran.get(f"/referrals/stay/{stays[jo]}/"))
        assert "10:15, Kiran Bassi" in plan
        assert "Done" in plan

    with time_machine.travel(london(date(2026, 3, 9), 11), tick=False):
        assert tell_of_first_contacts(clock.now()) == 1
        assert tell_of_first_contacts(clock.now()) == 0
        priya = signed_in_client(priya_worker)
        assert "Overdue" in said(priya.get(f"/referrals/stay/{stays[ada]}/"))
        day = said(priya.get("/my-day/"))
        told = Task.objects.get(owner=priya_worker)
        assert told.person == ada
        assert "Left Asket Croft at 11:00 on 6 March 2026. Nobody has been in touch since." in told.words
        assert told.words in day
        assert not Task.objects.filter(person=jo).exists()


def _admitted(client, person, _centre):
    ward = unit_of_service(person.service, "asket-croft-unit")
    sent = {
        "id": str(new_id()),
        "ward": str(ward.pk),
        "on": "19/2/2026",
        "at": "15:00",
        "legal_status": "Informal",
    }
    answer = client.post(f"/caseload/person/{person.pk}/admit/", sent)
    assert answer.status_code == 302, said(answer)
    return answer.headers["Location"].strip("/").split("/")[-1]


def _called(client, person):
    call = {
        "attendance": "5",
        "mechanism": "02",
        "date": "9/3/2026",
        "start": "10:15",
        "minutes": "20",
        "text": "Rang. The flat is warm and there is food.",
        "worried": "no",
        "sensitivity": "ordinary",
        "person": str(person.pk),
    }
    answer = client.post(f"/contact/{new_id()}/?person={person.pk}", call)
    assert answer.status_code == 302, said(answer)


def test_the_week_has_no_other_monday():
    """The dates of the stories are those of the calendar they are told in."""
    assert (date(2026, 3, 6).weekday(), date(2026, 3, 9).weekday(), date(2026, 3, 16).weekday()) == (4, 0, 0)
    assert timedelta(hours=72) == london(date(2026, 3, 9), 11) - london(date(2026, 3, 6), 11)
