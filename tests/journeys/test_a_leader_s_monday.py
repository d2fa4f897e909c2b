"""A team leader begins the week: the board, the people behind its numbers, whoever has nobody yet, what is late, a visit."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from playwright.sync_api import expect

from tests.factories.base import actor_of, make_allocation, make_episode, make_person
from tests.factories.diary import make_visit
from tests.factories.due import make_obligation
from tests.factories.real_service import hire, london, real_service, unit_of_service
from tests.factories.tasks import make_concern, make_task
from tests.journeys.conftest import PHONE
from tests.journeys.test_a_worker_s_lists import enter
from waymark.core import clock
from waymark.core.models import Heartbeat
from waymark.support.caseload.models import Allocation
from waymark.support.diary.models import Visit
from waymark.work.tasks.models import Task

pytestmark = pytest.mark.django_db(transaction=True)
MONDAY = date(2026, 3, 2)
NINE = datetime(2026, 3, 2, 9, 10, tzinfo=UTC)
REASON = "Ann knows Dev from the walking group; two of hers close on Friday"
ON_LEAVE = "Ann is on leave from Wednesday"


@pytest.fixture
def north(db):
    """Durham as its file has it. Lee leads the north; Ann holds 24 of 25; Dev has nobody; Maya’s review is late, her visit unwritten."""
    with time_machine.travel(NINE):
        Heartbeat.objects.create(process="clock", at=clock.now())
        service = real_service("durham-support-recovery")
        team = unit_of_service(service, "north")
        lee = hire(service, "area-manager", "Lee Carter", unit="north")
        ann = hire(service, "recovery-worker", "Ann Dodds", unit="north")
        bo = hire(service, "recovery-worker", "Bo Marsh", unit="north")
        maya = make_person("Maya", "Krishnan", service=service)
        theo = make_person("Theo", "Lund", service=service)
        dev = make_person("Dev", "Anand", service=service)
        make_allocation(make_episode(maya, team), ann, weight=20, weekly_minutes=90)
        make_allocation(make_episode(theo, team), ann, weight=4, weekly_minutes=60)
        make_episode(dev, team, opened_on=MONDAY - timedelta(days=3))
        make_obligation(
            maya, by=actor_of(ann), due_on=MONDAY - timedelta(days=4), opens_on=MONDAY - timedelta(days=94)
        )
        make_visit(maya, ann, london(MONDAY - timedelta(days=3), 14), purpose="Bus to the market")
        make_task("Order the bus passes", by=actor_of(lee), owner=ann, person=maya)
        make_concern("Theo did not answer the door twice", by=actor_of(bo), owner=ann, person=theo)
        yield {"lee": lee, "ann": ann, "bo": bo, "maya": maya, "dev": dev}


@pytest.fixture(params=["a desk", "a phone without JavaScript"])
def screen(request, open_context):
    """The same morning, on either."""
    if request.param == "a desk":
        return open_context().new_page()
    return open_context(viewport=PHONE, has_touch=True, is_mobile=True, java_script_enabled=False).new_page()


def board(page):
    """The board's numbers, by what they count."""
    page.get_by_role("navigation", name="Menu").get_by_role("link", name="Board").click()
    page.wait_for_load_state()
    figures = page.locator(".wm-figures li").all_inner_texts()
    return {words.strip(): int(number) for number, words in (text.split(None, 1) for text in figures)}


def behind(page, number):
    """The people behind a number: the lines of its list."""
    board(page)
    page.get_by_role("link", name=number).click()
    page.wait_for_load_state()
    return page.locator("main li")


@pytest.mark.slow
@pytest.mark.duty("DUR-39")
def test_from_the_numbers_to_the_people_and_what_is_to_be_done(screen, client, north):
    page = screen
    enter(page, client, north["lee"])
    page.goto("/")
    assert board(page) == {
        "Worries still open": 1,
        "Reviews and checks overdue": 1,
        "People without a key worker": 1,
        "People not allocated to anybody": 1,
        "Visits and contacts without a note": 1,
        "Musts put off": 0,
        "Other open tasks": 1,
        "People open to us": 3,
    }

    # Whoever has nobody: Ann takes him on, over the limit, and the reason is asked for and kept.
    [waiting] = behind(page, "People without a key worker").all()
    expect(waiting).to_contain_text("Dev Anand")
    waiting.get_by_role("link", name="Dev Anand").click()
    expect(page.locator("main")).to_contain_text("No key worker")
    page.get_by_role("link", name="Who works with Dev Anand").click()
    page.get_by_role("link", name="Allocate a colleague").click()
    page.get_by_label("To whom?").select_option(label="Ann Dodds")
    page.get_by_label("Weight", exact=True).fill("3")
    page.get_by_role("button", name="Allocate", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("27 over limit 25")
    assert not Allocation.objects.filter(person=north["dev"]).exists()
    expect(page.get_by_label("Weight", exact=True)).to_have_value("3")
    page.get_by_label("Why, although it is over the limit?").fill(REASON)
    page.get_by_role("button", name="Allocate", exact=True).click()
    expect(page.get_by_role("status")).to_contain_text("Allocated")
    assert Allocation.objects.get(person=north["dev"]).worker == north["ann"]

    after = board(page)
    assert (after["People without a key worker"], after["People not allocated to anybody"]) == (0, 0)
    page.get_by_role("link", name="Allocate people and hand over").click()
    row = page.get_by_role("row").filter(has_text="Ann Dodds")
    expect(row).to_contain_text("27 over limit 25")
    expect(row).to_contain_text(REASON)

    # What is overdue, what nobody has written up, what somebody is worried about: each with whose it is.
    [overdue] = behind(page, "Reviews and checks overdue").all()
    expect(overdue).to_contain_text("Maya Krishnan")
    expect(overdue).to_contain_text("Ann Dodds")
    expect(overdue).to_contain_text("Overdue 4 days")
    [unwritten] = behind(page, "Visits and contacts without a note").all()
    expect(unwritten).to_contain_text("Maya Krishnan")
    expect(unwritten).to_contain_text("Bus to the market")
    [worry] = behind(page, "Worries still open").all()
    expect(worry).to_contain_text("Nobody has seen this yet")

    # A task that would wait for somebody on leave goes to a colleague.
    behind(page, "Other open tasks").get_by_role("link", name="Order the bus passes").click()
    page.get_by_label("To whom?").select_option(label="Bo Marsh")
    page.get_by_label("Why?").fill(ON_LEAVE)
    page.get_by_role("button", name="Hand it over").click()
    expect(page.get_by_role("status")).to_contain_text("Handed over")
    assert Task.objects.get(words="Order the bus passes").owner == north["bo"]
    [task] = behind(page, "Other open tasks").all()
    expect(task).to_contain_text("Bo Marsh")

    # And a visit, for the colleague who goes.
    behind(page, "People open to us").get_by_role("link", name="Dev Anand").click()
    page.get_by_role("link", name="Plan a visit").click()
    page.get_by_label("Day", exact=True).fill("5/3/2026")
    page.get_by_label("Begins at").fill("10:30")
    page.get_by_label("What for?").fill("To say hello, with Lee")
    page.get_by_label("Who goes?").select_option(label="Ann Dodds")
    page.get_by_role("button", name="Plan it").click()
    expect(page.get_by_role("status")).to_contain_text("Planned: Dev Anand")
    expect(page.locator("main")).to_contain_text("To say hello, with Lee")
    visit = Visit.objects.get(person=north["dev"])
    assert (visit.worker, visit.starts_at) == (north["ann"], london(date(2026, 3, 5), 10, 30))
