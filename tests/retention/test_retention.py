"""When a record comes up for review by the field's own cases, and what the information governance lead does with it."""

import csv
import re
from datetime import date
from pathlib import Path

import pytest
import time_machine

from tests.factories.base import make_allocation, make_episode, make_person
from tests.factories.case_notes import make_note
from tests.factories.diary import make_contact
from tests.factories.real_service import hire, london, real_service, unit_of_service
from tests.factories.sign_in import signed_in_client
from waymark.core.ids import new_id
from waymark.core.models import AuditEntry
from waymark.governance.retention import queries, rules
from waymark.governance.retention.choices import Category
from waymark.governance.retention.models import Hold, Keep
from waymark.support.caseload.models import Episode

CASES = list(
    csv.DictReader((Path(__file__).parents[1] / "data/vectors/retention_cases.csv").read_text().splitlines())
)
TODAY = date(2026, 11, 22)


def day(text):
    return date.fromisoformat(text) if text else None


@pytest.mark.parametrize("case", CASES, ids=lambda case: "-".join(filter(None, list(case.values())[:9])))
def test_a_record_comes_up_on_the_day_of_the_published_cases(case):
    mixed = case["category"].startswith("mixed")
    categories = (
        [Category.MENTAL_HEALTH, Category.ADULT_SOCIAL_CARE] if mixed else [Category(case["category"])]
    )
    dates = rules.Dates(
        last_contact=max(
            filter(None, (day(case["last_contact"]), day(case["last_contact_2"]))), default=None
        ),
        died=day(case["death"]),
        closed=day(case["closed"]),
        entered=day(case["entry"]),
    )
    found = rules.review_on(categories, dates, held=bool(case["hold"]))
    assert found == day(case["review_on"])
    assert (found is None) is (case["action"] == "HOLD")


def said(response):
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


@pytest.fixture
def leeds():
    with time_machine.travel(london(TODAY, 10), tick=False):
        yield real_service("leeds-recovery-centre")


@pytest.fixture
def ola(leeds):
    return signed_in_client(hire(leeds, "information-governance-lead", "Ola Reed"))


@pytest.fixture
def kiran(leeds):
    return hire(leeds, "recovery-worker", "Kiran Shah")


def left(service, worker, name, last, **fields):
    """Somebody whose episode ended, with their last contact on that day."""
    person = make_person(name, "Marsh", service=service, **fields)
    unit = unit_of_service(service, "recovery-centre")
    make_contact(person, worker, started_at=london(last, 10), unit=unit)
    make_episode(person, unit, opened_on=date(last.year - 1, 1, 1), closed_on=last)
    return person


@pytest.mark.django_db
def test_twenty_years_after_the_last_contact_or_ten_after_a_death(leeds, ola, kiran):
    left(leeds, kiran, "Ada", date(2006, 11, 22))
    left(leeds, kiran, "Ben", date(2006, 11, 23))
    left(leeds, kiran, "Cy", date(2014, 5, 1), died_on=date(2016, 11, 22))
    page = said(ola.get("/retention/"))
    assert "Since 22 Nov 2026 Ada Marsh Last contact 22 November 2006" in page
    assert "Cy Marsh Died 22 November 2016" in page
    assert "Ben Marsh" not in page


@pytest.mark.django_db
def test_what_is_written_later_and_a_new_episode_begin_it_again(leeds, ola, kiran):
    ada = left(leeds, kiran, "Ada", date(2004, 1, 1))
    ben = left(leeds, kiran, "Ben", date(2004, 1, 1))
    make_note(ada, kiran, occurred_at=london(date(2010, 1, 1), 10))
    make_allocation(make_episode(ben, unit_of_service(leeds, "recovery-centre")), kiran)
    page = said(ola.get("/retention/"))
    assert "Ada" not in page
    assert "Ben" not in page
    assert "It is in use" in said(ola.get(f"/retention/{ben.pk}/"))
    assert "It comes up for review on 1 Jan 2030." in said(ola.get(f"/retention/{ada.pk}/"))


@pytest.mark.django_db
def test_a_council_keeps_for_eight_years():
    with time_machine.travel(london(TODAY, 10), tick=False):
        durham = real_service("durham-support-recovery")
        ann, officer = (
            hire(durham, "recovery-worker", "Ann Dodds"),
            hire(durham, "information-governance-lead", "Tariq Sheikh"),
        )
        person = make_person("Sam", "Okafor", service=durham)
        north = unit_of_service(durham, "north")
        make_contact(person, ann, started_at=london(date(2018, 11, 22), 10), unit=north)
        make_episode(person, north, opened_on=date(2018, 1, 1), closed_on=date(2018, 11, 22))
        assert "Sam Okafor" in said(signed_in_client(officer).get("/retention/"))


@pytest.mark.django_db
def test_it_asks_no_more_of_a_longer_list(leeds, ola, kiran, django_assert_max_num_queries):
    for number in range(8):
        left(leeds, kiran, f"Ada{number}", date(2006, 1, 1 + number))
    with django_assert_max_num_queries(14):
        ola.get("/retention/")


@pytest.mark.django_db
def test_what_is_held_does_not_come_up_until_the_hold_is_lifted(leeds, ola, kiran):
    ada = left(leeds, kiran, "Ada", date(2001, 1, 10))
    sent = {
        "id": str(new_id()),
        "kind": "inquiry",
        "words": "The inquiry into deaths on wards, asked by its solicitor",
    }
    assert ola.post(f"/retention/{ada.pk}/hold/", sent).status_code == 302
    hold = Hold.objects.get()
    page = said(ola.get("/retention/"))
    assert "No record has come up." in page
    assert "A public inquiry: The inquiry into deaths on wards" in page
    assert "It is held" in said(ola.get(f"/retention/{ada.pk}/"))
    assert ola.post(f"/retention/{ada.pk}/hold/", sent).status_code == 302
    assert Hold.objects.count() == 1
    refused = ola.post(f"/retention/{ada.pk}/hold/{hold.pk}/lift/", {"id": str(new_id()), "because": ""})
    assert (refused.status_code, "Say why it is lifted." in said(refused)) == (422, True)
    ola.post(
        f"/retention/{ada.pk}/hold/{hold.pk}/lift/",
        {"id": str(new_id()), "because": "The inquiry has reported"},
    )
    assert "Ada Marsh" in said(ola.get("/retention/"))
    assert set(AuditEntry.objects.filter(person_id=ada.pk).values_list("action", flat=True)) >= {
        "hold_record",
        "lift_hold",
    }


@pytest.mark.django_db
def test_kept_longer_it_comes_up_on_that_day(leeds, ola, kiran):
    ada = left(leeds, kiran, "Ada", date(2001, 1, 10))
    sent = {"id": str(new_id()), "until": "1/4/2031", "words": "Her children may ask for it"}
    wrong = ola.post(f"/retention/{ada.pk}/keep/", {**sent, "until": "1/4/2020"})
    assert (wrong.status_code, "Give a day that is still to come." in said(wrong)) == (422, True)
    ola.post(f"/retention/{ada.pk}/keep/", sent)
    assert Keep.objects.get().until == date(2031, 4, 1)
    assert "No record has come up." in said(ola.get("/retention/"))
    assert "It comes up for review on 1 Apr 2031." in said(ola.get(f"/retention/{ada.pk}/"))


@pytest.mark.django_db
def test_nobody_else_looks_and_another_services_record_is_not_there(leeds, ola, kiran):
    ada = left(leeds, kiran, "Ada", date(2001, 1, 10))
    assert signed_in_client(kiran).get("/retention/").status_code == 403
    assert signed_in_client(kiran).get(f"/retention/{ada.pk}/").status_code in (403, 404)
    other = make_person("Zed", "Far", service=real_service("surrey-str"))
    assert ola.get(f"/retention/{other.pk}/").status_code == 404
    assert Episode.objects.count() == 1
    assert queries.MOST == 200


@pytest.mark.django_db
def test_it_is_found_from_who_looked_at_the_record(leeds, ola, kiran):
    ada = left(leeds, kiran, "Ada", date(2001, 1, 10))
    assert (
        f'href="/retention/{ada.pk}/"'
        in ola.get(f"/information-rights/who-looked/{ada.pk}/").content.decode()
    )


@pytest.mark.django_db
def test_what_was_written_after_a_death_does_not_keep_a_record_from_the_list(leeds, ola, kiran):
    cy = left(leeds, kiran, "Cy", date(2014, 5, 1), died_on=date(2016, 11, 22))
    make_note(cy, kiran, occurred_at=london(date(2020, 1, 1), 10))
    assert "It comes up for review on 22 Nov 2026." in said(ola.get(f"/retention/{cy.pk}/"))
    assert "Cy Marsh" in said(ola.get("/retention/"))
