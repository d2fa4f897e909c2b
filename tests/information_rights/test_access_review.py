"""DUR-35 as it happens: a worker's emergency opening, from Find to the record, and what the privacy officer then has to say about it."""

import html
import re
from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse

from tests.factories.base import make_worker
from tests.information_rights.conftest import NOW, Ground
from tests.information_rights.test_log import rows, shown
from waymark.core.ids import new_id
from waymark.core.models import AuditEntry
from waymark.people.access.choices import Profile
from waymark.people.access.models import Override

REASON = "The duty call was from her mother, who cannot reach her"


def opened_in_an_emergency(ground: Ground) -> None:
    """Ann finds Ruth by exact name and birth date, says why, and reads her page."""
    ann = ground.as_(ground.ann)
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
    opened_in_an_emergency(ground)
    return ground


@pytest.mark.duty("DUR-35")
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
