"""LDS-24 as it happens: a suggestion for the writer alone, which holds nothing up and leaves nothing behind."""

import html
from datetime import date

import pytest
import time_machine

from tests.factories.base import make_allocation, make_episode, make_person
from tests.factories.real_service import hire, london, real_service, unit_of_service
from tests.factories.sign_in import signed_in_client
from waymark.core.ids import new_id
from waymark.core.models import AuditEntry
from waymark.support.case_notes.models import Note, NoteMark
from waymark.support.case_notes.rules import SUGGESTIONS
from waymark.work.tasks.models import Task

pytestmark = pytest.mark.django_db
SUGGESTION = "“non-compliant”: perhaps “chose not to”"


def said(response):
    """The page as one line of plain text."""
    return " ".join(html.unescape(response.content.decode()).split())


@pytest.mark.duty("LDS-24")
def test_the_suggestion_appears_and_ignoring_it_signs_the_note_and_is_reported_to_nobody():
    assert SUGGESTIONS["non-compliant"] == "chose not to"
    with time_machine.travel(london(date(2026, 3, 4), 16), tick=False):
        leeds = real_service("leeds-recovery-centre")
        kiran = hire(leeds, "recovery-worker", "Kiran Shah")
        lead = signed_in_client(hire(leeds, "rehabilitation-and-recovery-lead", "Lena Ford"))
        jo = make_person("Jo", "Bennett", service=leeds)
        make_allocation(make_episode(jo, unit_of_service(leeds, "recovery-centre")), kiran)
        client, where = signed_in_client(kiran), f"/case-notes/write/?person={jo.pk}"
        page = said(client.get(where))
        assert 'hx-trigger="click, change from:#text"' in page, "it is asked for when the words are typed"
        typed = {
            "id": str(new_id()),
            "kind": "observation",
            "date": "4/3/2026",
            "start": "15:10",
            "text": "Jo was non-compliant with meds.",
            "sensitivity": "ordinary",
        }
        asked = client.post(where, {**typed, "wording": "1"}, headers={"HX-Request": "true"})
        assert SUGGESTION in said(asked)
        assert "Jo was non-compliant with meds.</textarea>" in said(asked)
        assert not Note.objects.exists()

        assert client.post(where, typed).status_code == 302
        seen_by_lead = said(lead.get(f"/case-notes/{typed['id']}/")) + said(lead.get("/case-notes/to-read/"))

    assert Note.objects.get().text == "Jo was non-compliant with meds."
    assert "chose not to" not in seen_by_lead
    assert not Task.objects.exists()
    assert not NoteMark.objects.exists()
    told = [str(row) for row in AuditEntry.objects.values_list("action", "object", "detail")]
    assert not [row for row in told if "chose" in row or "compliant" in row or "wording" in row]
