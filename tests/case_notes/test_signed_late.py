"""DUR-11 as it happens: a visit, its note signed two days later, and what can still be done to it."""

from datetime import date

import pytest
import time_machine

from tests.case_notes.test_note_pages import said
from tests.factories.base import (
    make_allocation,
    make_episode,
    make_person,
)
from tests.factories.diary import make_visit
from tests.factories.real_service import hire, london, real_service, unit_of_service
from tests.factories.sign_in import signed_in_client
from waymark.core.ids import new_id
from waymark.support.case_notes.models import Note

pytestmark = pytest.mark.django_db


@pytest.mark.duty("DUR-11")
def test_a_note_signed_43_hours_late_says_so_and_can_only_be_added_to():
    service = real_service("durham-support-recovery", clocks={"note_written_hours": 24})
    ann = hire(service, "recovery-worker", "Ann Dodds", unit="north")
    hire(service, "area-manager", "Lee Carter", unit="north")
    sam = make_person("Sam", "Okafor", service=service)
    make_allocation(make_episode(sam, unit_of_service(service, "north")), ann)
    visit = make_visit(sam, ann, london(date(2026, 3, 3), 14))
    answers = {
        "person": sam.pk,
        "visit": visit.pk,
        "attendance": "5",
        "mechanism": "01",
        "date": "3/3/2026",
        "start": "14:00",
        "minutes": "60",
        "present": "Sam’s sister",
        "text": "Looked at the housing form together.",
        "worried": "no",
        "sensitivity": "ordinary",
    }
    with time_machine.travel(london(date(2026, 3, 5), 9), tick=False):
        client = signed_in_client(ann)
        asked = client.get("/contact/", {"person": sam.pk, "visit": visit.pk})
        assert client.post(asked.headers["Location"], answers).status_code == 302
        signed = Note.objects.get()
        page = said(client.get(f"/case-notes/{signed.pk}/"))

    assert "Late entry: 43 hours" in page
    assert "Contact <span" in page
    assert "Sam Okafor, 3 Mar 2026, 14:00" in page
    assert "Also there: Sam’s sister" in page
    assert "Signed by Ann Dodds, Recovery Worker, 5 Mar 2026, 09:00" in page

    with time_machine.travel(london(date(2026, 3, 6), 9), tick=False):
        client = signed_in_client(ann)
        page = said(client.get(f"/case-notes/{signed.pk}/"))
        changed = client.post(f"/case-notes/{signed.pk}/", {"text": "Something else"})
        addendum = {"id": str(new_id()), "text": "The form is due on Friday.", "reason": "I left it out"}
        added = client.post(f"/case-notes/{signed.pk}/add/", addendum, follow=True)

    assert ">Add addendum<" in page
    assert "A signed note is not changed." in page
    assert "<textarea" not in page
    assert not {"edit", "change", "save"} & set(controls(page))
    assert changed.status_code == 405
    assert Note.objects.get(pk=signed.pk).text == "Looked at the housing form together."
    after = said(added)
    assert "Added 6 Mar 2026, 09:00" in after
    assert "Ann Dodds: I left it out" in after
    assert "Looked at the housing form together." in after


def controls(page):
    """The words of every link and button of the page itself, in small letters."""
    main = page[page.index("<main") : page.index("</main>")]
    for piece in main.replace("<button", "<a").split("<a")[1:]:
        words = piece.split(">", 1)[1].split("</")[0]
        yield from words.lower().split()
