"""DUR-35 as it happens: a worker's emergency opening, from Find to the record, and what the privacy officer then has to say about it."""

import html
import re
from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from tests.factories.access import make_findable
from tests.factories.base import make_episode, make_person, make_worker
from tests.factories.real_service import hire, real_service, unit_of_service
from tests.factories.sign_in import signed_in_client
from tests.information_rights.conftest import NOW, Ground
from tests.information_rights.test_log import rows, shown
from waymark.core.ids import new_id
from waymark.core.models import AuditEntry
from waymark.people.access.choices import Profile
from waymark.people.access.models import Override

REASON = "The duty call was from her mother, who cannot reach her"


def opened_in_an_emergency(ann: Client) -> None:
    """Ann finds Ruth by exact name and birth date, says why, and reads her page."""
    found = ann.get(reverse("find_person"), {"q": "Ruth Malik 3/2/1984"}).content.decode()
    link = re.search(r'href="(/access/break-glass/[^"]+)"', found)
    assert link, "Find offers the way"
    assert "Malik</a>" not in found
    address, _, query = html.unescape(link[1]).partition("?offer=")
    page = ann.get(f"{address}?offer={query}").content.decode()
    [token] = re.findall(r'name="offer" value="([^"]+)"', page)
    typed = {"offer": token, "override_id": str(new_id()), "reason_code": "duty_call", "reason": REASON}
    answer = ann.post(address, typed)
    assert answer["Location"].startswith("/record/")
    opened = ann.get(answer["Location"])
    assert opened.status_code == 200
    assert "You opened this record in an emergency" in shown(opened)


@pytest.fixture
def reviewed(ground: Ground) -> Ground:
    ground.person("Ruth", "Malik", birth_year=1984, birth_month=2, birth_day=3)
    opened_in_an_emergency(ground.as_(ground.ann))
    return ground


@pytest.mark.duty("DUR-35")
def test_the_area_manager_sees_when_why_and_what_was_viewed_and_says_whether_it_was_justified(
    db: None,
) -> None:
    """Durham: Ruth is supported in the South, where Lee is the area manager; Ann works in the North."""
    with time_machine.travel(NOW, tick=False):
        service = real_service("durham-support-recovery")
        ann = hire(service, "recovery-worker", "Ann Dodds", unit="north")
        lee = hire(service, "area-manager", "Lee Hart", unit="south")
        ruth = make_person("Ruth", "Malik", service=service, birth_year=1984, birth_month=2, birth_day=3)
        make_episode(make_findable(ruth), unit_of_service(service, "south"))
        assert signed_in_client(ann).get(reverse("person", args=[ruth.pk])).status_code == 404
        opened_in_an_emergency(signed_in_client(ann))
    with time_machine.travel(NOW + timedelta(hours=11), tick=False):
        manager = signed_in_client(lee)
        page = shown(manager.get(reverse("overrides")))
        assert "Emergency openings (1 waiting)" in page
        assert "When 3 Mar 2026, 22:15, until 4 Mar 2026, 02:15" in page
        assert "Who Ann Dodds Whose record Ruth Malik" in page
        assert f"Why Duty call: {REASON}" in page
        assert re.search(r"What they saw 1 page: .*name and details", page)
        judge = reverse("judge_override", args=[Override.objects.get().pk])
        asked = shown(manager.get(judge))
        assert "Was this emergency opening justified?" in asked
        assert {"Justified", "Not justified"} <= set(re.findall(r"Not justified|Justified", asked))
        assert manager.post(judge, {"words": "It is in the duty book"}).status_code == 422
        said = {"verdict": "not_justified", "words": "No call is in the duty book"}
        assert manager.post(judge, said)["Location"] == reverse("overrides")
        page = shown(manager.get(reverse("overrides")))
        assert "Emergency openings (0 waiting)" in page
        assert "Found Not justified , Lee Hart, 4 Mar 2026, 09:15: No call is in the duty book" in page
    assert Override.objects.get().reviewed_by == lee


def test_the_access_review_shows_time_reason_and_what_was_seen_and_needs_a_verdict(reviewed: Ground) -> None:
    with time_machine.travel(NOW + timedelta(hours=11), tick=False):
        lee = reviewed.as_(reviewed.lee)
        page = shown(lee.get(reverse("overrides")))
        assert "Emergency openings (1 waiting)" in page
        assert "When 3 Mar 2026, 22:15, until 4 Mar 2026, 02:15" in page
        assert "Who Ann Dodds Whose record Ruth Malik" in page
        assert f"Why Duty call: {REASON}" in page
        assert re.search(r"What they saw 1 page: .*name and details", page)

        override = Override.objects.get()
        judge = reverse("judge_override", args=[override.pk])
        asked = lee.get(judge).content.decode()
        assert {"justified", "not_justified"} == set(
            re.findall(r'name="verdict" type="radio" value="(\w+)"', asked)
        )
        assert lee.post(judge, {"words": "It is in the duty book"}).status_code == 422
        verdict = {"verdict": "justified", "words": "It is in the duty book"}
        assert lee.post(judge, verdict)["Location"] == reverse("overrides")
        assert "Emergency openings (0 waiting)" in shown(lee.get(reverse("overrides")))
    override.refresh_from_db()
    assert (override.verdict, override.reviewed_by) == ("justified", reviewed.lee)


def test_every_page_read_and_every_word_written_under_it_carries_its_id(reviewed: Ground) -> None:
    override = Override.objects.get()
    about = AuditEntry.objects.filter(actor=str(reviewed.ann.pk), person_id=override.person_id)
    read = about.get(action="read", object=reverse("person", args=[override.person_id]))
    assert read.detail["override"] == str(override.pk)
    assert read.detail["basis"] == "break_glass"
    [told, _, _] = rows(reviewed.client.get(reverse("who_looked_at", args=[override.person_id])))[:3]
    assert f"emergency access {REASON}" in told


def test_after_four_hours_the_record_is_not_there_again(reviewed: Ground) -> None:
    override = Override.objects.get()
    with time_machine.travel(NOW + timedelta(hours=4), tick=False):
        assert reviewed.as_(reviewed.ann).get(reverse("person", args=[override.person_id])).status_code == 404


def test_find_says_nothing_of_the_kind_to_whoever_may_not_ask(ground: Ground) -> None:
    ground.person("Ruth", "Malik", birth_year=1984, birth_month=2, birth_day=3)
    volunteer = make_worker(
        "Vo Lund", unit=ground.north, profile=Profile.CASEWORK_LIMITED, rights=["find_people"]
    )
    for worker, typed in (
        (volunteer, "Ruth Malik 3/2/1984"),
        (ground.ann, "Ruth Malik 1984"),
        (ground.ann, "Ruth 3/2/1984"),
    ):
        page = ground.as_(worker).get(reverse("find_person"), {"q": typed}).content.decode()
        assert "break-glass" not in page
        assert "may exist" not in page
