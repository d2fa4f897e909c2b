"""Somebody's first visit written up: the guide on one page, a phone of 360 pixels, keys alone, what a screen reader says (DUR-53)."""

import time
from datetime import date

import pytest
import time_machine
from django.conf import settings
from playwright.sync_api import expect

from tests.factories.base import make_allocation, make_episode, make_person, sign_in
from tests.factories.diary import make_visit
from tests.factories.real_service import hire, london, real_service, unit_of_service
from waymark.core import clock
from waymark.core.models import Heartbeat
from waymark.doors.contact.models import Draft
from waymark.support.case_notes.models import Note

pytestmark = pytest.mark.django_db(transaction=True)
PHONE = {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True}
BETWEEN_KEYS = 60
"""Milliseconds. The note takes six seconds; a newcomer may take three minutes."""
NOTE = "We walked to the library. Sam asked at the desk for the form and filled it in."
UNFINISHED = "Second visit of the day, and this sentence never comes to its end because the phone"
THEIRS = "I did that myself."


@pytest.fixture
def morning(db):
    """Half past ten; the visit began at a quarter past nine. The clock goes on."""
    with time_machine.travel(london(date(2026, 3, 4), 10, 30)):
        Heartbeat.objects.create(process="clock", at=clock.now())
        durham = real_service("durham-support-recovery")
        north = unit_of_service(durham, "north")
        newcomer = hire(durham, "recovery-worker", "Nia Pugh", unit="north", starts_on=date(2026, 3, 4))
        sam = make_person("Sam", "Okafor", service=durham)
        make_allocation(make_episode(sam, north), newcomer)
        visit = make_visit(
            sam, newcomer, london(date(2026, 3, 4), 9, 15), place="The library", purpose="The form"
        )
        yield newcomer, sam, visit


@pytest.fixture
def open_phone(open_context, client):
    """A phone signed in as this worker, with an empty browser."""

    def come_in(worker):
        context = open_context(**PHONE)
        value = sign_in(client, worker).cookies[settings.SESSION_COOKIE_NAME].value
        name = settings.SESSION_COOKIE_NAME
        context.add_cookies([{"name": name, "value": value, "domain": "localhost", "path": "/"}])
        return context.new_page()

    return come_in


def heard(page):
    """What a screen reader says of where the keyboard is: 'button: Sign and finish'. '' on nothing."""
    tree = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")["nodes"]
    for node in tree:
        properties = {one["name"]: one["value"].get("value") for one in node.get("properties", [])}
        if properties.get("focused") and node["role"]["value"] not in ("RootWebArea", "main"):
            return " ".join(f"{node['role']['value']}: {node.get('name', {}).get('value', '')}".split())
    return ""


def tab_to(page, wanted, most=60):
    """Press Tab until it is heard. Everything passed on the way has a name."""
    for _ in range(most):
        page.keyboard.press("Tab")
        said = heard(page)
        assert said == "" or said.partition(": ")[2].strip(), f"nothing is said of {said} before {wanted}"
        if wanted in said:
            return
    raise AssertionError(f"Tab does not come to {wanted}")


def fits(page):
    return page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def well_made(page, axe):
    assert fits(page), page.url
    assert axe(page) == [], page.url


@pytest.mark.duty("DUR-53")
def test_a_newcomer_with_the_guide_signs_a_visit_by_keyboard_and_loses_five_seconds_at_most(
    morning, open_phone, axe
):
    newcomer, sam, _ = morning
    page = open_phone(newcomer)
    begun = time.monotonic()
    page.goto("/my-day/")
    well_made(page, axe)
    tab_to(page, "link: How to record a visit")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="How to record a visit").wait_for()
    well_made(page, axe)
    assert "Sign and finish" in page.inner_text("main")
    tab_to(page, "link: My day")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Not written up yet").wait_for()
    tab_to(page, "link: Sam Okafor (record this visit)")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Record a contact").wait_for()
    well_made(page, axe)

    tab_to(page, "radio: Yes")
    page.keyboard.press("Space")
    tab_to(page, "textbox: What we did")
    page.keyboard.type(NOTE, delay=BETWEEN_KEYS)
    tab_to(page, "textbox: In their own words")
    page.keyboard.type(THEIRS, delay=BETWEEN_KEYS)
    expect(page.get_by_role("status").filter(has_text="Draft kept at")).to_be_visible()
    tab_to(page, "button: Sign and finish")
    page.keyboard.press("Enter")
    page.wait_for_url("**/done/")
    took = time.monotonic() - begun
    well_made(page, axe)
    expect(page.get_by_text("The note is signed")).to_be_visible()
    assert took < 180
    signed = Note.objects.get(person=sam)
    assert (signed.text, signed.their_words, signed.author_id) == (NOTE, THEIRS, newcomer.pk)

    page.goto(f"/contact/?person={sam.pk}")
    tab_to(page, "textbox: What we did")
    typed_at = []
    for letter in UNFINISHED:
        page.keyboard.type(letter)
        typed_at.append(time.monotonic())
        time.sleep(0.1)
    closed_at = time.monotonic()
    # The phone dies: what the page would send while it is closed does not go out.
    page.context.set_offline(True)
    page.context.close()

    again = open_phone(newcomer)
    again.goto("/my-day/")
    tab_to(again, "link: Unsigned: Sam Okafor")
    again.keyboard.press("Enter")
    again.get_by_role("heading", name="Record a contact").wait_for()
    kept = again.get_by_label("What we did").input_value()
    assert UNFINISHED.startswith(kept)
    lost = typed_at[len(kept) :]
    assert not lost or closed_at - lost[0] <= 5
    assert fits(again)
    assert Draft.objects.count() == 1
