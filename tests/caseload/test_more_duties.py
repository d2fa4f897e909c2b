"""LDS-12, LDS-40, SUR-03 and SUR-18 as they happen, through the front door of the service each belongs to."""

import re
from datetime import date

import pytest
import time_machine

from tests.factories.base import make_allocation, make_episode, make_person
from tests.factories.diary import make_contact, make_visit
from tests.factories.real_service import hire, london, real_service, unit_of_service
from tests.factories.sign_in import signed_in_client
from waymark.core.ids import new_id
from waymark.support.caseload.choices import Purpose
from waymark.support.caseload.models import Allocation
from waymark.work.tasks.models import Task

pytestmark = pytest.mark.django_db
LETTERS = "ABCDEFGHIJK"


def said(response):
    """The page as one line of text, without its tags."""
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def rows_of(response):
    """The words of each row of a table, by the name it begins with."""
    html = " ".join(response.content.decode().split())
    rows = re.findall(r"<tr role=\"row\">(.*?)</tr>", html)
    words = [" ".join(re.sub(r"<[^>]+>", " ", row).split()) for row in rows]
    return {" ".join(row.split()[:2]): row for row in words[1:]}


@pytest.mark.duty("LDS-12")
def test_kiran_s_list_mixes_wards_and_homes_and_jo_s_admission_holds_the_visits_of_that_week():
    with time_machine.travel(london(date(2026, 3, 2), 9), tick=False):
        leeds = real_service("leeds-recovery-centre")
        centre = unit_of_service(leeds, "recovery-centre")
        croft = unit_of_service(leeds, "asket-croft-unit")
        house = unit_of_service(leeds, "asket-house-unit")
        kiran_worker = hire(leeds, "recovery-worker", "Kiran Bassi")
        priya = hire(leeds, "care-co-ordinator", "Priya Nair")
        people = {}
        for name in [f"Person{letter}" for letter in LETTERS[:-1]] + ["Jo"]:
            people[name] = person = make_person(name, "Reed", service=leeds)
            person_episode = make_episode(person, centre)
            make_allocation(person_episode, kiran_worker, weight=2)
            make_allocation(person_episode, priya, purpose=Purpose.CARE_COORDINATOR)
        kiran = signed_in_client(kiran_worker)
        for name in list(people)[:5]:
            sent = {"id": str(new_id()), "ward": str(croft.pk), "on": "1/3/2026", "at": "10:00"}
            sent["legal_status"] = "Section 3, to 8 September 2026"
            assert kiran.post(f"/caseload/person/{people[name].pk}/admit/", sent).status_code == 302
        rows = rows_of(kiran.get("/caseload/"))
        wards = [row for row in rows.values() if "Asket Croft, inpatient" in row]
        assert len(rows) == 11
        assert len(wards) == 5
        assert all("Coordinator: Priya Nair" in row for row in rows.values())
        assert all("Section 3, to 8 September 2026" in row and "Weight 2" in row for row in wards)
        visits = [make_visit(people["Jo"], kiran_worker, london(date(2026, 3, day), 14)) for day in (10, 12)]
        before = make_visit(people["Jo"], kiran_worker, london(date(2026, 3, 5), 14))

    with time_machine.travel(london(date(2026, 3, 9), 12), tick=False):
        kiran = signed_in_client(kiran_worker)
        jo = people["Jo"]
        sent = {"id": str(new_id()), "ward": str(house.pk), "on": "9/3/2026", "at": "11:30"}
        answer = kiran.post(f"/caseload/person/{jo.pk}/admit/", sent)
        row = rows_of(kiran.get("/caseload/"))["Jo Reed"]
        assert "Asket House, inpatient" in row
        assert "2 visits held" in row
        page = answer.headers["Location"]
        held = said(kiran.get(page))
        assert held.count("Keep it, on the ward") == 2
        assert str(before.pk) not in kiran.get(page).content.decode()
        for visit in visits:
            visit.refresh_from_db()
            assert visit.state == "planned"
        assert "Decide what becomes of your visits" in said(kiran.get("/tasks/"))
        kept = kiran.post(f"{page}visit/{visits[0].pk}/keep/", {"id": str(new_id())})
        assert kept.status_code == 302
        off = {
            "id": str(new_id()),
            "whose": "service",
            "reason": "She is on the ward; we meet there on Tuesday",
        }
        assert kiran.post(f"/diary/{visits[1].pk}/call-off/", off).status_code == 302
        assert "No visit waits for a decision." in said(kiran.get(page))
        assert "held" not in rows_of(kiran.get("/caseload/"))["Jo Reed"]


@pytest.mark.duty("LDS-40")
def test_eighteen_contacts_of_which_fifteen_are_placed_names_three_and_asks_why_each_was_left():
    with time_machine.travel(london(date(2026, 3, 9), 8), tick=False):
        leeds = real_service("leeds-recovery-centre")
        centre = unit_of_service(leeds, "recovery-centre")
        worker = hire(leeds, "recovery-worker", "Kiran Bassi")
        held = []
        for n, letter in enumerate(LETTERS):
            person = make_person(f"Person{letter}", "Reed", service=leeds)
            needed = 2 if n < 7 else 1
            held.append(make_allocation(make_episode(person, centre), worker, weekly_contacts=needed))
            placed = needed - 1 if n < 3 else needed
            for at in range(placed):
                make_visit(person, worker, london(date(2026, 3, 9 + (n + at) % 5), 9 + n % 8))
        kiran = signed_in_client(worker)
        week = said(kiran.get("/caseload/planner/"))
        assert "11 people, 15 of 18 contacts are placed" in week
        assert "3 without a place PersonA Reed, PersonB Reed, PersonC Reed." in week
        assert week.count("Place it") == 3

    with time_machine.travel(london(date(2026, 3, 16), 8), tick=False):
        kiran = signed_in_client(worker)
        assert "Last week 3 people had fewer contacts than planned" in said(kiran.get("/caseload/"))
        last = "/caseload/planner/?day=2026-03-09"
        over = said(kiran.get(last))
        assert over.count("Why did it find no place") == 3
        assert "The week is over: say why, for each." in over
        first = {"id": str(new_id()), "allocation": str(held[0].pk)}
        assert kiran.post(last, {**first, "reason": " "}).status_code == 422
        for n in range(3):
            why = {"id": str(new_id()), "allocation": str(held[n].pk), "reason": f"Away at her sister’s {n}"}
            assert kiran.post(last, why).status_code == 302
        done = said(kiran.get(last))
        assert all(f"Left without a place: Away at her sister’s {n}" in done for n in range(3))
        assert "fewer contacts than planned" not in said(kiran.get("/caseload/"))


@pytest.mark.duty("SUR-03")
def test_tom_was_at_home_85_of_90_days_and_raj_sees_the_group_s_total_without_words():
    with time_machine.travel(london(date(2026, 3, 31), 16), tick=False):
        surrey = real_service("surrey-str")
        guildford = unit_of_service(surrey, "guildford")
        worker = hire(surrey, "str-worker", "Amy Hart", unit="guildford")
        amy = signed_in_client(worker)
        raj = signed_in_client(hire(surrey, "practice-lead", "Raj Patel", unit="guildford"))
        tom, ruth = (make_person(name, "Reed", service=surrey) for name in ("Tom", "Ruth"))
        for person in (tom, ruth):
            make_allocation(make_episode(person, guildford), worker, weekly_minutes=120)
        sent = {
            "id": str(new_id()),
            "place": "Abraham Cowley Unit",
            "on": "10/3/2026",
            "at": "15:00",
            "legal_status": "Informal, after a row at home",
        }
        stay = (
            amy.post(f"/caseload/person/{tom.pk}/admit/", sent).headers["Location"].strip("/").split("/")[-1]
        )
        left = {"on": "15/3/2026", "at": "11:00", "left_to": "Home, with his brother"}
        assert amy.post(f"/referrals/stay/{stay}/leave/", left).status_code == 302
        panel = said(amy.get(f"/caseload/person/{tom.pk}/tenure/?day=2026-03-31"))
        group = raj.get("/caseload/workload/days/?day=2026-03-31")

    assert "90 days to 31 Mar 2026" in panel
    assert "85 days at home 5 in hospital 1 admission" in panel
    assert "Abraham Cowley Unit , 10 Mar 2026 to 15 Mar 2026" in panel
    assert "Amy Hart 2 175 of 180 5 1 0" in said(group)
    for words in ("Tom", "Ruth", "Abraham", "brother", "row at home"):
        assert words not in said(group)


@pytest.mark.duty("SUR-18")
def test_tom_s_band_is_raised_to_three_raj_decides_amy_keeps_access_and_gets_no_other_band_three():
    with time_machine.travel(london(date(2026, 3, 4), 10), tick=False):
        surrey = real_service("surrey-str")
        assert surrey.limits["allowed_bands"] == [1, 2]
        guildford = unit_of_service(surrey, "guildford")
        worker = hire(surrey, "str-worker", "Amy Hart", unit="guildford")
        lead = hire(surrey, "practice-lead", "Raj Patel", unit="guildford")
        amy, raj = signed_in_client(worker), signed_in_client(lead)
        tom, ruth = (make_person(name, "Reed", service=surrey) for name in ("Tom", "Ruth"))
        held = make_allocation(make_episode(tom, guildford), worker, weight=2)
        waiting = make_episode(ruth, guildford)
        raised = {"id": str(new_id()), "weight": "3", "words": "Two services and the court are in it now"}
        assert amy.post(f"/caseload/allocation/{held.pk}/band/", raised).status_code == 302
        held.refresh_from_db()
        assert held.weight == 3
        workload = said(raj.get("/caseload/workload/"))
        assert "Reallocate or record why" in workload
        assert "Tom Reed Band 3, held by Amy Hart" in workload
        assert Task.objects.get(owner=lead).words.startswith(
            "Reallocate or record why: Amy Hart holds this as band 3"
        )
        assert "Reallocate or record why" in said(raj.get("/my-day/"))

        assert amy.get(f"/record/{tom.pk}/").status_code == 200
        another = {
            "id": str(new_id()),
            "worker": str(worker.pk),
            "purpose": "key_worker",
            "starts_on": "4/3/2026",
            "weight": "3",
        }
        refused = raj.post(f"/caseload/episode/{waiting.pk}/allocate/", another)
        assert refused.status_code == 422
        assert "Band 3 goes to a senior colleague: this role holds bands 1 and 2." in said(refused)
        assert not Allocation.objects.filter(episode=waiting).exists()

        decide = re.search(r"/caseload/band/[0-9a-f-]+/", raj.get("/caseload/workload/").content.decode())[0]
        assert raj.post(decide, {"words": " "}).status_code == 422
        why = "For two weeks, until Priya is back; Raj sees him with her"
        assert raj.post(decide, {"words": why}).status_code == 302
        assert "Tom Reed Band 3" not in said(raj.get("/caseload/workload/"))
        assert why in said(raj.get(decide))


def test_a_contact_that_was_not_planned_has_its_place_too():
    with time_machine.travel(london(date(2026, 3, 10), 17), tick=False):
        leeds = real_service("leeds-recovery-centre")
        worker = hire(leeds, "recovery-worker", "Kiran Bassi")
        person = make_person("Sam", "Okafor", service=leeds)
        team = unit_of_service(leeds, "recovery-centre")
        make_allocation(make_episode(person, team), worker, weekly_contacts=1)
        make_contact(person, worker, london(date(2026, 3, 10), 11))
        week = said(signed_in_client(worker).get("/caseload/planner/"))

    assert "1 person, 1 of 1 contacts are placed" in week
