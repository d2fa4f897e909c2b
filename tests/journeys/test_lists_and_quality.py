"""Lists, their export, and what is to be put right: on a desk and on a phone, by day and by night, and with no script."""

import os
import re
from datetime import date, timedelta
from pathlib import Path

import pytest
import time_machine
from django.conf import settings

from tests.data_quality.records import make_whole, nhs_numbers
from tests.factories.base import make_service, make_unit, make_worker, sign_in
from tests.factories.diary import make_contact, make_visit
from tests.factories.real_service import london
from waymark.core import clock
from waymark.core.models import Heartbeat
from waymark.people.access.choices import Profile

pytestmark = pytest.mark.django_db(transaction=True)
SHOTS = Path(os.environ.get("WAYMARK_SHOTS") or Path(settings.DATA) / "screenshots")


@pytest.fixture
def team(db):
    """Lee leads Ann, who works with six: one without a practice, one with a placeholder birth date, two not seen for long."""
    with time_machine.travel(london(date(2026, 3, 4), 10, 30)):
        Heartbeat.objects.create(process="clock", at=clock.now())
        north = make_unit(make_service(name="Support & Recovery North"), "north", name="North")
        lee = make_worker("Lee Carter", unit=north, profile=Profile.LEAD)
        ann = make_worker("Ann Dodds", unit=north)
        numbers = nhs_numbers(6)
        wrong = {1: {"gp_practice": ""}, 4: {"birth_year": 1900, "birth_month": 1, "birth_day": 1}}
        people = [make_whole(n, north, ann, nhs_number=numbers[n], **wrong.get(n, {})) for n in range(6)]
        for n, person in enumerate(people):
            make_contact(person, ann, clock.now() - timedelta(days=5 * n + 1), place="The library")
        make_visit(people[0], ann)
        yield lee, ann, people


@pytest.fixture
def enter(client):
    """Signed in as this worker, in this browser."""

    def come_in(page, worker):
        name = settings.SESSION_COOKIE_NAME
        value = sign_in(client, worker).cookies[name].value
        page.context.add_cookies([{"name": name, "value": value, "domain": "localhost", "path": "/"}])
        return page

    return come_in


def shoot(page, name):
    SHOTS.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=SHOTS / f"{name}.png", full_page=True)


def fits(page):
    return page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def test_every_page_fits_every_screen_and_is_accessible(page, phone, enter, team, axe):
    lee, _, people = team
    for width, screen in (("1280", page), ("360", phone)):
        enter(screen, lee)
        for name, address in (
            ("data-quality", "/data-quality/"),
            ("put-right-practice", f"/data-quality/{people[1].pk}/gp-practice/"),
            ("put-right-birth-date", f"/data-quality/{people[4].pk}/birth-date/"),
            ("put-right-telephone", f"/data-quality/{people[4].pk}/telephone/"),
            ("lists", "/lists/"),
            ("list-of-people", "/lists/people/?whose=team&days=14"),
            ("list-of-contacts", "/lists/contacts/?whose=team&period=last_28"),
            ("guide", "/guide/"),
        ):
            screen.goto(address)
            shoot(screen, f"{name}-{width}")
            assert axe(screen) == [], address
            assert fits(screen), address
    phone.get_by_role("button", name="Night colours").click()
    for name, address in (
        ("night-data-quality", "/data-quality/"),
        ("night-list", "/lists/people/?whose=team&days=14"),
    ):
        phone.goto(address)
        shoot(phone, name)
        assert axe(phone) == [], address


def test_without_a_script_a_list_is_kept_exported_and_a_field_put_right(plain_page, enter, team):
    _, ann, _ = team
    page = enter(plain_page, ann)
    page.goto("/lists/")
    page.get_by_role("link", name="Make a list of people").click()
    page.get_by_label("Name").fill("Call round")
    page.get_by_role("button", name="Keep").click()
    page.get_by_role("heading", name="Call round").wait_for()
    page.get_by_role("button", name="Export").click()
    page.get_by_text("Say what the export is for.").first.wait_for()
    page.get_by_label("What is it for?").fill("Round of calls on Thursday")
    with page.expect_download() as download:
        page.get_by_role("button", name="Export").click()
    assert download.value.suggested_filename.startswith("People 2026-03-04 ")
    assert download.value.suggested_filename.endswith("per cent complete.xlsx")

    page.goto("/data-quality/mine/")
    page.get_by_role("link", name=re.compile("GP practice of Number01 Carr$")).click()
    page.get_by_label("They are not registered with a practice").check()
    page.get_by_role("button", name="Keep this").click()
    page.get_by_text("GP practice of Number01 Carr: put right.").wait_for()
