"""A worker goes through what is asked of them: a worry, a task, a date that moves, a search, journeys. On a phone and on a desk."""

from datetime import timedelta

import pytest
from django.conf import settings
from playwright.sync_api import expect

from tests.factories.base import (
    actor_of,
    make_grant,
    make_person,
    make_service,
    make_unit,
    make_worker,
    sign_in,
)
from tests.factories.due import make_deferral, make_obligation
from tests.factories.expenses import make_journey
from tests.factories.search import make_passage
from tests.factories.tasks import make_concern, make_hand_over, make_task
from waymark.core import clock
from waymark.people.access.choices import Profile

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def world(db):
    """Ann works with Sam, Ben is worried about him, Lee leads; something of everything that a list can hold."""
    team, today = make_unit(make_service()), clock.today()
    sam = make_person("Sam", service=team.service)
    make_grant(sam, unit=team)
    ann, ben = make_worker("Ann Dodds", unit=team), make_worker("Ben Carter", unit=team)
    lee = make_worker("Lee Hall", unit=team, profile=Profile.LEAD)
    make_grant(sam, worker=ann)
    concern = make_concern("Has not eaten for two days", by=actor_of(ben), owner=ann, person=sam)
    task = make_task(
        "Ring the surgery about the depot appointment on Thursday and ask whether it can be at home",
        by=actor_of(lee),
        owner=ben,
        person=sam,
        due_at=clock.now() - timedelta(days=3),
        weight="must",
    )
    make_hand_over(task, by=actor_of(ben), to=ann)
    late = make_obligation(
        sam, by=actor_of(ann), due_on=today - timedelta(days=2), opens_on=today - timedelta(days=90)
    )
    make_obligation(
        sam, by=actor_of(ann), kind="safety_plan", opens_on=today, due_on=today + timedelta(days=9)
    )
    make_deferral(late, by=actor_of(ann), approved_by=lee, to=today + timedelta(days=3))
    for miles in (124, 7):
        make_journey(by=actor_of(ann), made_on=today, tenth_miles=miles)
    for number in range(3):
        make_passage(
            f"Walk {number}: Sam walked to the café & felt glad. " * 12, by=actor_of(ann), person=sam
        )
    return {"ann": ann, "lee": lee, "sam": sam, "concern": concern, "task": task, "late": late}


def enter(page, client, worker):
    """The browser, signed in as this worker."""
    cookie = sign_in(client, worker).cookies[settings.SESSION_COOKIE_NAME]
    page.context.add_cookies(
        [{"name": settings.SESSION_COOKIE_NAME, "value": cookie.value, "domain": "localhost", "path": "/"}]
    )


def addresses(world):
    return [
        "/tasks/",
        f"/tasks/{world['concern'].id}/",
        f"/tasks/{world['task'].id}/",
        f"/tasks/new/?person={world['sam'].id}",
        "/due/",
        f"/due/{world['late'].id}/defer/",
        "/search/",
        "/search/?q=walk",
        "/search/?q=canary",
        "/search/?q=%3F",
        "/expenses/",
        "/expenses/?month=2020-01",
    ]


@pytest.mark.parametrize("screen", ["page", "phone"])
def test_every_list_can_be_used_by_everybody_and_fits_the_screen(request, screen, client, world, axe):
    page = request.getfixturevalue(screen)
    enter(page, client, world["ann"])

    for address in addresses(world):
        page.goto(address)
        assert axe(page) == [], address
        assert page.evaluate(
            "document.documentElement.scrollWidth <= document.documentElement.clientWidth"
        ), address


def test_without_a_script_a_worry_is_seen_and_dealt_with(plain_page, client, world):
    enter(plain_page, client, world["ann"])
    plain_page.goto("/tasks/")
    plain_page.get_by_role("link", name="Has not eaten for two days").click()
    plain_page.get_by_role("button", name="I have seen this").click()
    plain_page.get_by_label("What was done about it?").fill("Took soup round; his sister stays tonight")
    plain_page.get_by_role("button", name="This is done").click()

    expect(plain_page.get_by_text("Done.")).to_be_visible()
    expect(plain_page.get_by_role("link", name="Has not eaten for two days")).to_have_count(0)


def test_without_a_script_a_date_moves_and_an_error_keeps_what_was_typed(plain_page, client, world):
    enter(plain_page, client, world["ann"])
    plain_page.goto("/due/")
    plain_page.get_by_role("link", name="Move Personal risk assessment").click()
    plain_page.get_by_label("Why does it move?").fill("Sam is away at his sister's")
    plain_page.get_by_label("Who has agreed?").select_option(label="Lee Hall")
    plain_page.get_by_role("button", name="Move the date").click()

    expect(plain_page.get_by_role("link", name="Give the day it will be done.")).to_be_visible()
    expect(plain_page.get_by_label("Why does it move?")).to_have_value("Sam is away at his sister's")
    later = clock.today() + timedelta(days=5)
    plain_page.get_by_label("On which day will it be done?").fill(f"{later:%d/%m/%Y}")
    plain_page.get_by_role("button", name="Move the date").click()
    expect(plain_page.get_by_text("overdue 2 days")).to_be_visible()
