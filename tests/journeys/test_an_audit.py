"""Who looked, and why: an emergency opening on a phone, judged by the information governance lead; alerts closed; the log found whole."""

from datetime import UTC, datetime

import pytest
import time_machine
from playwright.sync_api import expect

from tests.factories.access import make_findable
from tests.factories.base import make_allocation, make_episode, make_exclusion, make_person
from tests.factories.case_notes import make_note
from tests.factories.real_service import hire, real_service, unit_of_service
from tests.journeys.test_a_worker_s_lists import enter
from waymark.core import clock
from waymark.core.audit import jobs, log, sealing
from waymark.core.models import AuditEntry, Heartbeat
from waymark.people.access.choices import Relationship
from waymark.people.access.jobs import raise_curious
from waymark.people.access.models import Override, PrivacyAlert

pytestmark = pytest.mark.django_db(transaction=True)
LATE = datetime(2026, 3, 3, 22, 10, tzinfo=UTC)
WHY = "Her mother rang the duty phone: Maya has locked herself in and does not answer"
FOUND = "Rang Bo and the duty desk: the mother’s call is in their book at 22:04"
ASKED = "Asked Bo: he was looking for his cousin, and knows now how to ask for a copy of his own record"


@pytest.fixture
def durham(db):
    """Ann is Maya’s key worker in the north. Bo works in the south, and is known to the service himself. Ines answers for information."""
    with time_machine.travel(LATE):
        Heartbeat.objects.create(process="clock", at=clock.now())
        service = real_service("durham-support-recovery")
        ann = hire(service, "recovery-worker", "Ann Dodds", unit="north")
        bo = hire(service, "recovery-worker", "Bo Marsh", unit="south")
        born = {"birth_year": 1984, "birth_month": 2, "birth_day": 3}
        maya = make_findable(make_person("Maya", "Krishnan", service=service, **born))
        make_allocation(make_episode(maya, unit_of_service(service, "north")), ann)
        make_note(maya, ann, "Rode two stops together and walked back along the river.")
        himself = make_findable(make_person("Bo", "Marsh", service=service, birth_year=1990, birth_month=5))
        make_exclusion(himself, bo, Relationship.OWN_RECORD)
        yield {
            "maya": maya,
            "bo": bo,
            "ines": hire(service, "information-governance-lead", "Ines Wood"),
            "audrey": hire(service, "auditor", "Audrey Finch"),
        }


def fits(page):
    return page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


@pytest.mark.slow
def test_an_opening_in_an_emergency_is_seen_judged_and_proved(page, phone, open_context, client, durham, axe):
    # Bo, on the duty phone, is asked for somebody he does not work with.
    enter(phone, client, durham["bo"])
    phone.goto("/")
    phone.get_by_role("searchbox", name="Find a person", exact=True).fill("Maya Krishnan 3 February 1984")
    phone.get_by_role("search", name="Find a person", exact=True).get_by_role("button", name="Find").click()
    expect(phone.locator("main")).to_contain_text("A record may exist elsewhere in this service.")
    expect(phone.get_by_role("link", name="Maya Krishnan")).to_have_count(0)
    phone.get_by_role("link", name="Say why you need it").click()
    assert axe(phone) == []
    assert fits(phone)
    phone.get_by_label("Somebody is worried about their safety").check()
    phone.get_by_role("button", name="Open the record for four hours").click()
    expect(phone.get_by_role("alert")).to_be_visible()
    assert Override.objects.count() == 0
    expect(phone.get_by_label("Somebody is worried about their safety")).to_be_checked()
    phone.get_by_label("Say what is happening").fill(WHY)
    phone.get_by_role("button", name="Open the record for four hours").click()
    expect(phone.get_by_role("heading", level=1)).to_contain_text("Maya Krishnan")
    expect(phone.get_by_text("You opened this record in an emergency")).to_contain_text("02:1")
    expect(phone.locator("#timeline")).to_contain_text("walked back along the river")
    assert axe(phone) == []
    assert fits(phone)

    # He looks for his own record too. It does not open, and it is noticed.
    phone.goto("/find/?q=Bo+Marsh+May+1990")
    expect(phone.locator("main")).to_contain_text("Nobody you work with answers to that")
    himself = durham["bo"].exclusions.get().person_id
    assert phone.goto(f"/record/{himself}/").status == 404
    sealing.seal()
    assert raise_curious(clock.now()) == 1

    # Ines is asked who has looked at Maya’s record, and sees it without opening it.
    enter(page, client, durham["ines"])
    page.goto("/")
    page.get_by_role("link", name="Who looked at a record").click()
    page.get_by_label("Whose record?").fill("Maya Krishnan")
    page.get_by_role("button", name="Show who looked").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Who looked at Maya Krishnan’s record")
    seen = page.get_by_role("row").filter(has_text="Bo Marsh").filter(has_text=WHY)
    expect(seen.first).to_contain_text("emergency access")
    expect(seen.first).to_contain_text("Recovery Worker")
    expect(page.get_by_text("walked back along the river")).to_have_count(0)
    assert page.goto(f"/record/{durham['maya'].pk}/").status in (403, 404)

    # She judges the opening, in words; with that its alert is closed as well.
    page.goto("/information-rights/")
    page.get_by_role("link", name="Emergency openings (1 waiting)").click()
    opening = page.locator("main")
    expect(opening).to_contain_text("Bo Marsh")
    expect(opening).to_contain_text(f"Somebody is worried about their safety: {WHY}")
    page.get_by_role("link", name="Say whether it was justified").click()
    page.get_by_label("Justified", exact=True).check()
    page.get_by_label("Why?").fill(FOUND)
    page.get_by_role("button", name="Keep this verdict").click()
    expect(page.get_by_role("navigation", name="Information rights")).to_contain_text(
        "Emergency openings (0 waiting)"
    )
    expect(page.locator("main")).to_contain_text(FOUND)

    page.get_by_role("link", name="Privacy alerts (1 open)").click()
    expect(page.locator("main")).to_contain_text("Tried to look at their own record.")
    page.get_by_role("link", name="Say what you found").click()
    page.get_by_label("What did you find?").fill(ASKED)
    page.get_by_role("button", name="Close this alert").click()
    expect(page.get_by_role("navigation", name="Information rights")).to_contain_text(
        "Privacy alerts (0 open)"
    )
    assert set(PrivacyAlert.objects.values_list("closed_by__name", "outcome")) == {
        ("Ines Wood", FOUND),
        ("Ines Wood", ASKED),
    }

    # The clock process seals the log and walks it. An auditor sees that it is whole, and how far; and nobody’s name.
    sealing.seal()
    jobs.walk_chain(clock.now())
    kept = log.head()
    assert kept.seq == AuditEntry.objects.count()
    auditor = open_context().new_page()
    enter(auditor, client, durham["audrey"])
    auditor.goto("/")
    expect(auditor.locator("main")).to_contain_text("Bo Marsh")
    expect(auditor.get_by_text("Krishnan")).to_have_count(0)
    auditor.get_by_role("link", name="Is the log whole?").click()
    expect(auditor.locator("main")).to_contain_text(f"Yes. All {kept.seq:,} rows were walked")
    expect(auditor.locator("main")).to_contain_text(kept.mac[:16])
    assert axe(auditor) == []
