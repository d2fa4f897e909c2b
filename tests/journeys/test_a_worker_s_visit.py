"""A recovery worker on a phone: the day, the person, the visit recorded, and everything that follows from it."""

import os
import re
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

import pytest
import time_machine
from django.conf import settings
from playwright.sync_api import expect

from tests.factories.base import sign_in
from tests.factories.furnished import make_lived_in
from waymark.core import clock
from waymark.core.models import Heartbeat
from waymark.doors.contact.models import Draft
from waymark.support.case_notes.models import Note
from waymark.support.diary.models import Contact, Visit
from waymark.support.goals.models import Progress

pytestmark = pytest.mark.django_db(transaction=True)
SHOTS = Path(os.environ.get("WAYMARK_SHOTS") or Path(settings.DATA) / "screenshots")


@pytest.fixture
def lived(db):
    """Half past ten, whenever it is run: the visit is later the same day, and one could have begun an hour ago."""
    with time_machine.travel(datetime.combine(clock.today(), time(10, 30), UTC)):
        Heartbeat.objects.create(process="clock", at=clock.now())
        yield make_lived_in()


@pytest.fixture
def enter(client):
    """Signed in as this worker, in this browser."""

    def come_in(page, worker):
        cookie = sign_in(client, worker).cookies[settings.SESSION_COOKIE_NAME]
        page.context.add_cookies(
            [
                {
                    "name": settings.SESSION_COOKIE_NAME,
                    "value": cookie.value,
                    "domain": "localhost",
                    "path": "/",
                }
            ]
        )
        page.goto("/")
        return page

    return come_in


def shoot(page, name):
    SHOTS.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=SHOTS / f"{name}.png", full_page=True)


def fits(page):
    return page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


@pytest.mark.postgres
def test_the_day_leads_to_the_visit_and_one_save_writes_it_all(phone, enter, lived, axe):
    page = enter(phone, lived.ann)
    expect(page.get_by_role("heading", name=re.compile("^My day"))).to_be_visible()
    assert axe(page) == []
    assert fits(page)
    shoot(page, "my-day-360")

    page.get_by_role("link", name="Record this visit").click()
    expect(page.get_by_text("Tamil interpreter for meetings", exact=True)).to_be_visible()
    assert axe(page) == []
    assert fits(page)
    shoot(page, "contact-360")

    page.get_by_label("Yes", exact=True).first.check()
    page.get_by_label("Day", exact=True).first.fill(clock.today().isoformat())
    page.get_by_label("Began at").fill(f"{clock.local(clock.now() - timedelta(minutes=70)):%H:%M}")
    page.get_by_label("What we did").fill(
        "Rode to the market. Maya sat alone at the front and bought the limes."
    )
    page.get_by_label("In their own words").fill("I am somebody who takes the bus.")
    page.get_by_label("Ride to the market, Ann behind").check()
    page.get_by_text("How is “Get the bus to my sister’s on my own” going?").click()
    page.get_by_label("Their own rating, 0 to 10").select_option("7")
    page.get_by_role("button", name="Sign and finish").click()
    page.wait_for_url("**/done/")
    expect(page.get_by_text("The note is signed")).to_be_visible()
    expect(page.get_by_text("They rate it 7 out of 10")).to_be_visible()
    assert axe(page) == []
    shoot(page, "contact-done-360")
    assert Contact.objects.get().visit_id == lived.visit.id
    assert Note.objects.filter(their_words="I am somebody who takes the bus.").count() == 1
    assert Progress.objects.filter(their_rating=7).count() == 1

    page.goto(f"/record/{lived.maya.id}/")
    expect(page.get_by_text("I am somebody who takes the bus.")).to_be_visible()


def test_the_person_fits_every_screen_and_is_accessible(page, phone, enter, lived, axe):
    for width, screen in (("1280", page), ("360", phone)):
        enter(screen, lived.ann)
        for name, address in (
            ("my-day", "/my-day/"),
            ("person", f"/record/{lived.maya.id}/"),
            ("look-together", f"/record/{lived.maya.id}/together/"),
            ("record-a-contact", "/contact/"),
            ("find", "/find/?q=maya"),
            ("caseload", "/caseload/"),
            ("diary", "/diary/"),
            ("diary-week", "/diary/week/"),
            ("travel", "/diary/travel/"),
            ("plan-visit", f"/diary/plan/?person={lived.maya.id}"),
            ("goal", f"/goals/{lived.goal.id}/"),
            ("contact", f"/contact/?person={lived.maya.id}&visit={lived.visit.id}"),
        ):
            screen.goto(address)
            shoot(screen, f"{name}-{width}")
            assert axe(screen) == [], address
            assert fits(screen), address


def test_by_night_it_still_can_be_read(phone, enter, lived, axe):
    page = enter(phone, lived.ann)
    page.get_by_role("button", name="Night colours").click()
    for name, address in (
        ("night-day", "/my-day/"),
        ("night-person", f"/record/{lived.maya.id}/"),
        ("night-contact", f"/contact/?person={lived.maya.id}"),
    ):
        page.goto(address)
        shoot(page, name)
        assert axe(page) == [], address


def test_what_is_typed_survives_a_killed_tab(phone, enter, lived):
    page = enter(phone, lived.ann)
    page.goto(f"/contact/?person={lived.maya.id}")
    page.get_by_label("What we did").fill("Half a sentence about limes")
    page.get_by_text(re.compile("^Draft kept at")).wait_for()
    page.close(run_before_unload=False)

    again = phone.context.new_page()
    again.goto("/my-day/")
    again.get_by_role("link", name="Unsigned: Maya Krishnan").click()
    expect(again.get_by_label("What we did")).to_have_value("Half a sentence about limes")


def test_without_a_connection_the_page_keeps_the_words_and_signs_when_it_is_back(phone, enter, lived):
    page = enter(phone, lived.ann)
    page.goto(f"/contact/?person={lived.maya.id}")
    page.get_by_label("Yes", exact=True).first.check()
    page.get_by_label("How", exact=True).select_option("01")
    page.get_by_label("Began at").fill(f"{clock.local(clock.now() - timedelta(minutes=70)):%H:%M}")
    page.get_by_label("Minutes together").fill("60")
    page.context.set_offline(True)
    page.get_by_label("What we did").fill("Typed in the lift, where there is no signal")
    page.get_by_text(re.compile("^No connection")).wait_for()
    page.get_by_role("button", name="Sign and finish").click()
    page.get_by_text(re.compile("^Not signed yet")).wait_for()
    assert Contact.objects.count() == 0

    page.context.set_offline(False)
    page.wait_for_url("**/done/")
    assert Note.objects.filter(text="Typed in the lift, where there is no signal").count() == 1


def test_signed_out_while_typing_the_words_stay_and_go_on_once_signed_in_again(phone, enter, lived):
    page = enter(phone, lived.ann)
    page.goto(f"/contact/?person={lived.maya.id}")
    page.get_by_label("Yes", exact=True).first.check()
    page.get_by_label("How", exact=True).select_option("01")
    page.get_by_label("Began at").fill(f"{clock.local(clock.now() - timedelta(minutes=70)):%H:%M}")
    page.get_by_label("Minutes together").fill("60")
    page.get_by_text(re.compile("^Draft kept")).wait_for()
    kept = page.context.cookies()
    page.context.clear_cookies()
    page.get_by_label("What we did").fill("Typed while the session ended")
    page.get_by_text("You have been signed out. Your words are still on this page.").wait_for()
    shoot(page, "signed-out-while-typing")
    page.get_by_role("button", name="Sign and finish").click()
    expect(page.get_by_label("What we did")).to_have_value("Typed while the session ended")
    assert Contact.objects.count() == 0

    page.context.add_cookies(kept)
    page.evaluate("window.dispatchEvent(new Event('focus'))")
    page.get_by_text(re.compile("^(Signed in again|Draft kept)")).wait_for()
    page.get_by_role("button", name="Sign and finish").click()
    page.wait_for_url("**/done/")
    assert Note.objects.filter(text="Typed while the session ended").count() == 1


def test_a_double_press_signs_once(phone, enter, lived):
    page = enter(phone, lived.ann)
    page.goto(f"/contact/?person={lived.maya.id}&visit={lived.visit.id}")
    page.get_by_label("Yes", exact=True).first.check()
    page.get_by_label("Day", exact=True).first.fill(clock.today().isoformat())
    page.get_by_label("Began at").fill(f"{clock.local(clock.now() - timedelta(minutes=70)):%H:%M}")
    page.get_by_label("What we did").fill("Walked")
    page.get_by_role("button", name="Sign and finish").dblclick()
    page.wait_for_url("**/done/")

    assert Contact.objects.count() == 1


def test_without_a_script_a_visit_is_recorded_and_errors_keep_the_words(plain_page, enter, lived):
    page = enter(plain_page, lived.ann)
    page.goto(f"/contact/?person={lived.maya.id}&visit={lived.visit.id}")
    page.get_by_label("In their own words").fill("I will cook on Sunday")
    page.get_by_role("button", name="Sign and finish").click()
    expect(page.get_by_role("link", name="Say whether it happened.")).to_be_visible()
    expect(page.get_by_label("In their own words")).to_have_value("I will cook on Sunday")

    page.get_by_label("Yes", exact=True).first.check()
    page.get_by_label("Day", exact=True).first.fill(clock.today().isoformat())
    page.get_by_label("Began at").fill(f"{clock.local(clock.now() - timedelta(minutes=70)):%H:%M}")
    page.get_by_role("button", name="Sign and finish").click()
    expect(page.get_by_text("The note is signed")).to_be_visible()
    assert Visit.objects.get(pk=lived.visit.id).state == "held"
    assert Draft.objects.count() == 0
