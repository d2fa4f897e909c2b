"""A team leader brings a caseload in: sees what is wrong, takes the marked copy, brings in the others, and watches them come."""

import re
from threading import Event, Thread

import pytest
from django.conf import settings
from django.db import connections
from playwright.sync_api import expect
from python_calamine import CalamineWorkbook

from tests.factories.base import sign_in
from tests.factories.imports import make_ground
from tests.factories.messy_people import make_sheet
from waymark.core import clock
from waymark.doors.imports import jobs
from waymark.doors.imports.models import KeptFile

pytestmark = pytest.mark.django_db(transaction=True)
MESSY = make_sheet(count=400)


@pytest.fixture
def lee(client, db):
    """A leader signed in, and the cookie of it."""
    ground = make_ground()
    cookie = sign_in(client, ground.lee).cookies[settings.SESSION_COOKIE_NAME]
    return {"name": settings.SESSION_COOKIE_NAME, "value": cookie.value, "domain": "localhost", "path": "/"}


@pytest.fixture
def caseload(tmp_path):
    path = tmp_path / "caseload.xlsx"
    path.write_bytes(MESSY.as_xlsx())
    return path


class Clock(Thread):
    """The clock process, as far as sheets go: stands still once the first people are in, until the page has said so."""

    def __init__(self, monkeypatch):
        super().__init__(daemon=True)
        self.seen = Event()
        inner = KeptFile.note_progress

        def note(kept, done, of):
            inner(kept, done, of)
            if done:
                self.seen.wait(20)

        monkeypatch.setattr(KeptFile, "note_progress", note)

    def run(self):
        try:
            jobs.bring_in_waiting(clock.now())
        finally:
            connections.close_all()


def no_wider_than_the_screen(page):
    return page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def test_a_leader_brings_a_caseload_in(page, lee, caseload, axe, monkeypatch):
    page.context.add_cookies([lee])
    page.goto("/imports/")
    assert axe(page) == []
    page.set_input_files("input[type=file]", caseload)
    page.get_by_role("button", name="Check this sheet").click()

    page.get_by_role("heading", name="rows to put right").wait_for()
    assert axe(page) == []
    with page.expect_download() as download:
        page.get_by_role("link", name="Get the marked sheet").click()
    copy = CalamineWorkbook.from_path(download.value.path())
    assert download.value.suggested_filename == "caseload to put right.xlsx"
    assert "What to put right" in copy.get_sheet_by_index(0).to_python()[2]

    bring_in = page.get_by_role("button", name="Bring in")
    bring_in.click()
    expect(page.get_by_role("link", name="Tick the box")).to_be_visible()
    assert axe(page) == []
    page.get_by_label("Leave out the").check()
    bring_in.click()
    page.get_by_role("heading", name="Waiting to begin").wait_for()
    assert axe(page) == []

    clock_process = Clock(monkeypatch)
    clock_process.start()
    page.get_by_role("heading", name=re.compile(r"^\d+ (of|people)|^All \d+ people")).wait_for()
    clock_process.seen.set()
    page.get_by_role("link", name="See what was brought in").click()
    clock_process.join(20)
    page.get_by_role("heading", name="people brought in").wait_for()
    assert axe(page) == []


def test_on_a_phone_nothing_is_wider_than_the_screen(phone, lee, caseload, axe):
    phone.context.add_cookies([lee])
    phone.goto("/imports/")
    assert no_wider_than_the_screen(phone)
    phone.set_input_files("input[type=file]", caseload)
    phone.get_by_role("button", name="Check this sheet").click()
    phone.get_by_role("heading", name="rows to put right").wait_for()

    assert no_wider_than_the_screen(phone)
    assert axe(phone) == []


def test_without_javascript_it_is_the_same(plain_page, lee, caseload):
    plain_page.context.add_cookies([lee])
    plain_page.goto("/imports/")
    plain_page.set_input_files("input[type=file]", caseload)
    plain_page.get_by_role("button", name="Check this sheet").click()
    plain_page.get_by_label("Leave out the").check()
    plain_page.get_by_role("button", name="Bring in").click()
    plain_page.get_by_role("heading", name="Waiting to begin").wait_for()
    assert jobs.bring_in_waiting(clock.now()) == 1

    plain_page.get_by_role("link", name="Look again").click()
    expect(plain_page.get_by_role("heading", name="people brought in")).to_be_visible()
