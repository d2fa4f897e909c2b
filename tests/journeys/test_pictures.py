"""The pictures in the README are taken here: WAYMARK_PICTURES=1 bin/test tests/journeys/test_pictures.py takes them again."""

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest
import time_machine
from django.conf import settings
from playwright.sync_api import expect

from tests.factories.base import sign_in
from tests.factories.furnished import make_lived_in
from waymark.core import clock, heartbeats
from waymark.core.models import Heartbeat

pytestmark = pytest.mark.django_db(transaction=True)
ROOT = Path(__file__).parents[2]
IMAGES = ROOT / "docs/images"
NINE = datetime(2026, 3, 3, 9, 10, tzinfo=UTC)


@pytest.fixture
def lived(db):
    with time_machine.travel(NINE):
        Heartbeat.objects.create(process="clock", at=clock.now())
        heartbeats.remember(late=False, at=clock.now())
        yield make_lived_in()


def picture(page, name):
    path = IMAGES / name if os.environ.get("WAYMARK_PICTURES") == "1" else Path(settings.DATA) / name
    path.parent.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=path)
    return path


def test_the_readme_shows_a_day_and_a_person(page, phone, client, lived):
    for screen, address, name in (
        (phone, "/my-day/", "my-day.png"),
        (page, f"/record/{lived.maya.id}/", "person.png"),
    ):
        cookie = sign_in(client, lived.ann).cookies[settings.SESSION_COOKIE_NAME]
        screen.context.add_cookies(
            [
                {
                    "name": settings.SESSION_COOKIE_NAME,
                    "value": cookie.value,
                    "domain": "localhost",
                    "path": "/",
                }
            ]
        )
        screen.goto(address)
        expect(screen.get_by_text("Maya Krishnan").first).to_be_visible()
        taken = picture(screen, name)
        assert taken.read_bytes().startswith(b"\x89PNG")

    shown = (ROOT / "README.md").read_text(encoding="utf8")
    for name in ("my-day.png", "person.png"):
        assert f"docs/images/{name}" in shown
        assert (IMAGES / name).is_file()
