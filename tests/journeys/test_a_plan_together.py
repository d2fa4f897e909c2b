"""A plan is written with somebody on a phone, by two at once, put in force and looked at again; every page of it usable by everybody."""

import pytest
from django.test import Client
from playwright.sync_api import expect

from tests.factories.base import (
    actor_of,
    make_allocation,
    make_episode,
    make_person,
    make_service,
    make_unit,
    make_worker,
)
from tests.factories.goals import make_goal
from tests.factories.plans import make_plan, say, todo, write_draft
from tests.journeys.test_a_worker_s_lists import enter
from waymark.people.access.choices import Profile
from waymark.support.plans.choices import Stance
from waymark.support.plans.models import PlanDraft, PlanVersion, TheirWords

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def world(db):
    """Ann is Sam's key worker; Lee leads."""
    team = make_unit(make_service())
    sam = make_person("Sam", service=team.service)
    lee = make_worker("Lee Hall", unit=team, profile=Profile.LEAD)
    ann = make_worker("Ann Dodds", unit=team)
    make_allocation(make_episode(sam, team), ann)
    make_goal(sam, ann)
    return {"ann": ann, "lee": lee, "sam": sam}


def kept(page):
    expect(page.locator("#kept")).to_contain_text("Kept in the draft at")


def test_ann_and_sam_write_a_plan_on_her_phone(phone, client, world):
    sam = world["sam"]
    enter(phone, client, world["ann"])
    phone.goto(f"/record/{sam.pk}/")
    phone.get_by_role("link", name="Support plan").click()
    phone.get_by_role("button", name="Begin the plan together").click()

    phone.get_by_role("link", name="Home", exact=True).click()
    phone.get_by_label("What is important to me").press_sequentially("My dog")
    kept(phone)
    assert PlanDraft.objects.get().body["home"]["to_me"] == "My dog", "kept without a press of anything"
    phone.reload()
    expect(phone.get_by_label("What is important to me")).to_have_value("My dog")
    phone.get_by_label("We are working on this").check()
    phone.get_by_label("Action 1", exact=True).fill("Look at two flats a week")
    phone.get_by_role("button", name="Done with home").click()
    expect(phone.locator("main")).to_contain_text("Say who does “Look at two flats a week”")
    phone.get_by_label("Who does action 1").fill("Sam and Ann")
    phone.get_by_role("button", name="Done with home").click()

    for part in (
        "Money",
        "Health",
        "Relationships",
        "Work and learning",
        "Faith and what I believe",
        "Leisure",
        "Culture and identity",
    ):
        phone.get_by_role("link", name=part, exact=True).click()
        phone.get_by_label("Going well").check()
        phone.get_by_role("button", name=f"Done with {part.lower()}").click()
    expect(phone.get_by_text("Before it can be in force: Ask how these stand")).to_contain_text(
        "Feeling safe"
    )
    phone.get_by_role("link", name="Feeling safe").click()
    phone.get_by_label("Not now").check()
    phone.get_by_role("button", name="Done with feeling safe").click()

    phone.get_by_role("link", name="Keep something they say").click()
    phone.get_by_label("I want").check()
    phone.get_by_label("Their words").fill("Somebody to go to the dentist with me")
    phone.get_by_label("They said it; I wrote it down and read it back").check()
    phone.get_by_role("button", name="Keep it").click()

    phone.goto(f"/plans/person/{sam.pk}/draft/")
    phone.get_by_role("link", name="Put it in force").click()
    phone.get_by_role("button", name="Put it in force").click()
    expect(phone.locator("main")).to_contain_text("Say how the person took part.")
    phone.get_by_label("Was there").check()
    phone.get_by_label("Agreed by the person", exact=True).check()
    phone.get_by_role("button", name="Put it in force").click()

    expect(phone.get_by_role("heading", level=1)).to_contain_text("version 1, in force since")
    expect(phone.locator("main")).to_contain_text("Somebody to go to the dentist with me")
    assert PlanVersion.objects.count() == 1


def test_two_write_one_part_and_both_texts_are_on_the_screen(open_context, world):
    sam = world["sam"]
    write_draft(actor_of(world["ann"]), sam, home={"stands": "support", "actions": [todo("walk")]})
    first, second = open_context().new_page(), open_context().new_page()
    enter(first, Client(), world["ann"])
    enter(second, Client(), world["lee"])
    for page in (first, second):
        page.goto(f"/plans/person/{sam.pk}/draft/leisure/")
    first.get_by_label("What is important to me").press_sequentially("Swimming")
    kept(first)
    second.get_by_label("What is important to me").fill("The allotment")
    second.get_by_role("button", name="Done with leisure").click()

    expect(second.locator("main")).to_contain_text("Somebody else changed this part")
    expect(second.get_by_role("region", name="What stands now")).to_contain_text("Swimming")
    expect(second.get_by_label("What is important to me")).to_have_value("The allotment")
    second.get_by_label("What is important to me").fill("Swimming and the allotment")
    second.get_by_role("button", name="Done with leisure").click()
    expect(second.get_by_role("heading", level=1)).to_contain_text("Draft plan")
    assert PlanDraft.objects.get().body["leisure"]["to_me"] == "Swimming and the allotment"


def test_without_a_script_a_part_is_written_line_by_line(plain_page, client, world):
    sam = world["sam"]
    write_draft(actor_of(world["ann"]), sam, home={"stands": "support", "actions": [todo("walk")]})
    enter(plain_page, client, world["ann"])
    plain_page.goto(f"/plans/person/{sam.pk}/draft/home/")
    plain_page.get_by_label("Action 2", exact=True).fill("swim")
    plain_page.get_by_label("Who does action 2").fill("Sam")
    plain_page.get_by_role("button", name="Keep it, and add another line").click()

    expect(plain_page.get_by_label("Action 2", exact=True)).to_have_value("swim")
    expect(plain_page.get_by_label("Action 3", exact=True)).to_have_value("")
    assert [row["what"] for row in PlanDraft.objects.get().body["home"]["actions"]] == ["walk", "swim"]


@pytest.mark.parametrize("screen", ["page", "phone"])
def test_every_page_of_a_plan_can_be_used_by_everybody_and_fits_the_screen(
    request, screen, client, world, axe
):
    page, sam, lee = request.getfixturevalue(screen), world["sam"], actor_of(world["lee"])
    version = make_plan(lee, sam, "walk", "swim")
    line = version.body["home"]["actions"][0]["key"]
    say(lee, sam, "mornings only", stance=Stance.DISAGREES, line=line)
    say(lee, sam, "a cat", stance=Stance.WANTS)
    enter(page, client, world["lee"])
    page.goto(f"/plans/person/{sam.pk}/")
    page.get_by_role("button", name="Write the next version").click()
    said = TheirWords.objects.first().pk
    here = f"/plans/person/{sam.pk}/"
    for address in (
        here, f"{here}who-does-what/", f"{here}planned-and-kept/",
        f"{here}draft/", f"{here}draft/home/", f"{here}draft/harder/", f"{here}publish/", f"{here}words/", f"{here}how-it-goes/",
        f"/plans/words/{said}/", f"/plans/{version.pk}/", f"/plans/{version.pk}/review/", f"/plans/{version.pk}/copy/", "/plans/team/",
    ):  # fmt: skip
        answer = page.goto(address)
        assert answer.status == 200, address
        assert axe(page) == [], address
        assert page.evaluate(
            "document.documentElement.scrollWidth <= document.documentElement.clientWidth"
        ), address
