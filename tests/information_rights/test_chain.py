"""The page that says whether the log is whole, for whoever verifies it."""

from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from tests.emptying import guards_lifted
from tests.factories.base import make_worker
from tests.information_rights.conftest import NOW, Ground
from tests.information_rights.test_log import shown
from waymark.core import heartbeats
from waymark.core.audit import jobs, log, sealing
from waymark.organisation.staff.choices import Right
from waymark.people.access.choices import Profile

CHAIN = "/information-rights/chain/"


@pytest.fixture(autouse=True)
def own_key(settings: Any, tmp_path: Path) -> None:
    settings.AUDIT_KEY_FILE = tmp_path / "audit.key"


def test_before_the_first_walk_it_says_so(ground: Ground) -> None:
    ground.reads(ground.ben, ground.ruth)
    page = shown(ground.client.get(CHAIN))
    assert "The log has not been walked yet" in page
    assert "Waiting to be sealed 1" in page
    assert "Clock process Never heard of" in page


def test_a_whole_log_says_yes_with_how_far_it_is_sealed_and_when_it_was_walked(ground: Ground) -> None:
    for _ in range(3):
        ground.reads(ground.ben, ground.ruth)
    sealing.seal()
    jobs.walk_chain(NOW)
    heartbeats.beat(heartbeats.CLOCK, {"failing": {"look for curious look-ups": NOW.isoformat()}}, NOW)
    page = shown(ground.client.get(CHAIN))
    assert "Yes. All 3 rows were walked" in page
    assert "Last walked 3 Mar 2026, 22:15 Last sealed row 3" in page
    assert log.head().mac in page.replace(" ", "")
    assert "Last heard of 3 Mar 2026, 22:15. Failing: look for curious look-ups" in page


def test_a_log_that_was_tampered_with_says_no_and_which_row(ground: Ground) -> None:
    for _ in range(3):
        ground.reads(ground.ben, ground.ruth)
    sealing.seal()
    with guards_lifted(), connection.cursor() as cursor:
        cursor.execute("UPDATE core_auditentry SET actor_name = 'Nobody' WHERE seq = 2")
    jobs.walk_chain(NOW)
    page = shown(ground.client.get(CHAIN))
    assert "No. Somebody changed the log" in page
    assert "Row 2 was changed: its seal does not fit." in page


def test_whoever_only_verifies_sees_this_page_and_no_other(ground: Ground) -> None:
    verifier = make_worker("Vi Test", unit=ground.north, profile=Profile.AUDITOR, rights=[Right.VERIFY_AUDIT])
    client = ground.as_(verifier)
    assert client.get(CHAIN).status_code == 200
    assert client.get("/information-rights/").status_code == 403
