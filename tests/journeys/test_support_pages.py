"""The pages of notes, caseload, diary and goals in a browser: usable by everybody on phone and desk; words suggested as one writes."""

import pytest
from playwright.sync_api import expect

from tests.factories.base import (
    make_allocation,
    make_episode,
    make_person,
    make_service,
    make_unit,
    make_worker,
)
from tests.factories.case_notes import make_mark, make_note
from tests.factories.diary import make_contact, make_visit
from tests.factories.goals import make_goal, make_hope, make_progress, make_step
from tests.journeys.test_a_worker_s_lists import enter
from waymark.people.access.choices import Profile
from waymark.support.case_notes.choices import MarkKind
from waymark.support.case_notes.models import Note

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def world(db):
    """Lee leads, Ann is Sam's key worker; a note with a mark, a visit, a contact without a note, goals with ratings."""
    team = make_unit(make_service(limits={"caseload_weight": 25}))
    sam = make_person("Sam", service=team.service)
    episode = make_episode(sam, team)
    waiting = make_episode(make_person("Jo", "Bell", service=team.service), team)
    lee = make_worker("Lee Hall", unit=team, profile=Profile.LEAD)
    ann = make_worker("Ann Dodds", unit=team)
    held = make_allocation(episode, ann, weight=26, weekly_minutes=120, over_limit_reason="She knows him")
    note = make_note(sam, ann, "Walked to the market. " * 30, late_hours=43)
    make_mark(note, lee, MarkKind.COMMENT, words="Say who was present.")
    goal = make_goal(sam, ann)
    make_step(goal)
    for rating in (3, 5):
        make_progress(goal, ann, their_rating=rating, support_level="alone")
    make_hope(sam, ann)
    visit = make_visit(sam, ann, goal=goal, place="Shildon")
    contact = make_contact(sam, ann)
    return {
        "ann": ann, "lee": lee, "sam": sam, "note": note, "goal": goal, "visit": visit,
        "contact": contact, "held": held, "episode": episode, "waiting": waiting,
    }  # fmt: skip


def addresses(world):
    note, sam, goal, visit = (world[name].pk for name in ("note", "sam", "goal", "visit"))
    yield from (f"/case-notes/{note}/{end}" for end in ("", "add/", "in-error/", "comment/"))
    yield from ("/case-notes/to-read/", f"/case-notes/write/?person={sam}")
    yield from (
        "/caseload/",
        "/caseload/workload/",
        f"/caseload/person/{sam}/",
        f"/caseload/person/{sam}/open/",
    )
    yield from (
        f"/caseload/episode/{world['waiting'].pk}/allocate/",
        f"/caseload/episode/{world['episode'].pk}/close/",
    )
    yield from (
        f"/caseload/allocation/{world['held'].pk}/end/",
        f"/caseload/worker/{world['ann'].pk}/hand-over/",
    )
    yield from ("/diary/week/", f"/diary/?worker={world['ann'].pk}", f"/diary/plan/?person={sam}")
    yield from (f"/diary/{visit}/{end}" for end in ("", "move/", "call-off/", "offer/"))
    yield from (
        f"/goals/person/{sam}/",
        f"/goals/person/{sam}/write/",
        f"/goals/{goal}/",
        f"/goals/{goal}/progress/",
    )


@pytest.mark.parametrize("screen", ["page", "phone"])
def test_every_page_can_be_used_by_everybody_and_fits_the_screen(request, screen, client, world, axe):
    page = request.getfixturevalue(screen)
    enter(page, client, world["lee"])

    for address in addresses(world):
        answer = page.goto(address)
        assert answer.status == 200, address
        assert axe(page) == [], address
        assert page.evaluate(
            "document.documentElement.scrollWidth <= document.documentElement.clientWidth"
        ), address


def test_plainer_words_appear_when_the_words_are_typed_and_hold_nothing_up(page, client, world):
    """LDS-24 in the browser: nothing typed is lost, and the note is signed as it was."""
    enter(page, client, world["ann"])
    page.goto(f"/case-notes/write/?person={world['sam'].pk}")
    before = Note.objects.count()
    page.get_by_label("What happened, and what did you do?").fill("Sam was non-compliant with meds.")
    page.get_by_label("In their words (optional)").fill("I forgot")

    expect(page.locator("#wording")).to_contain_text("“non-compliant”: perhaps “chose not to”")
    expect(page.get_by_label("In their words (optional)")).to_have_value("I forgot")
    assert Note.objects.count() == before
    page.get_by_role("button", name="Sign", exact=True).click()

    expect(page.get_by_role("heading", level=1)).to_contain_text("Observation")
    expect(page.locator("main")).to_contain_text("Sam was non-compliant with meds.")
    expect(page.locator("main")).not_to_contain_text("chose not to")


def test_without_a_script_they_are_asked_for_with_a_button(plain_page, client, world):
    enter(plain_page, client, world["ann"])
    plain_page.goto(f"/case-notes/write/?person={world['sam'].pk}")
    plain_page.get_by_label("What happened, and what did you do?").fill("Sam refused tea.")
    plain_page.get_by_role("button", name="Look for plainer words first").click()

    expect(plain_page.locator("#wording")).to_contain_text("“refused”: perhaps “decided not to”")
    expect(plain_page.get_by_label("What happened, and what did you do?")).to_have_value("Sam refused tea.")
    plain_page.get_by_role("button", name="Sign", exact=True).click()
    expect(plain_page.locator("main")).to_contain_text("Sam refused tea.")
