"""ASC-14 as it happens: a new worker's note waits for its second reader, is overdue, is commented on, and is added to."""

import html
from datetime import date

import pytest
import time_machine

from tests.factories.base import make_allocation, make_episode, make_person
from tests.factories.real_service import hire, london, real_service, unit_of_service
from tests.factories.sign_in import signed_in_client
from waymark.core.ids import new_id
from waymark.support.case_notes.models import Note

pytestmark = pytest.mark.django_db
WORDS = "Tom showed the letter from the council."


@pytest.fixture(autouse=True)
def the_day_itself():
    """This story moves the clock itself."""
    with time_machine.travel(london(date(2026, 3, 3), 15), tick=False):
        yield


def said(response):
    """The page as one line of plain text."""
    return " ".join(html.unescape(response.content.decode()).split())


@pytest.mark.duty("ASC-14")
def test_a_new_worker_s_note_is_overdue_on_the_supervisor_s_list_and_a_comment_leads_to_an_addendum():
    council = real_service("council-str-asc011")
    team = unit_of_service(council, "str-team")
    joy = hire(council, "str-worker", "Joy Mensah", starts_on=date(2026, 2, 2))
    sue = hire(council, "case-team-supervisor", "Sue Lang")
    tom = make_person("Tom", "Reed", service=council)
    make_allocation(make_episode(tom, team), joy)
    note = {
        "id": str(new_id()),
        "kind": "observation",
        "date": "3/3/2026",
        "start": "14:00",
        "text": WORDS,
        "sensitivity": "ordinary",
    }
    assert signed_in_client(joy).post(f"/case-notes/write/?person={tom.pk}", note).status_code == 302

    with time_machine.travel(london(date(2026, 3, 10), 12), tick=False):
        in_time = said(signed_in_client(sue).get("/case-notes/to-read/"))
        assert "Due by 10 Mar 2026" in in_time
        assert "Overdue" not in in_time

    with time_machine.travel(london(date(2026, 3, 11), 9), tick=False):
        supervisor = signed_in_client(sue)
        day = said(supervisor.get("/my-day/"))
        assert "1 note to countersign" in day
        assert "1 overdue" in day
        listed = said(supervisor.get("/case-notes/to-read/"))
        assert "Overdue since 10 Mar 2026" in listed
        assert WORDS in listed
        assert "<textarea" not in said(supervisor.get(f"/case-notes/{note['id']}/"))
        comment = {"id": str(new_id()), "words": "say who was present"}
        assert supervisor.post(f"/case-notes/{note['id']}/comment/", comment).status_code == 302
        still = said(supervisor.get("/case-notes/to-read/"))
        assert "Overdue since 10 Mar 2026" in still, "a comment is no countersignature"

        author = signed_in_client(joy)
        assert "say who was present" in said(author.get("/my-day/"))

    with time_machine.travel(london(date(2026, 3, 11), 10), tick=False):
        author, supervisor = signed_in_client(joy), signed_in_client(sue)
        added = {"id": str(new_id()), "text": "Tom’s sister was there.", "reason": "Sue asked me"}
        assert author.post(f"/case-notes/{note['id']}/add/", added).status_code == 302

        after = said(supervisor.get("/case-notes/to-read/"))
        assert "Added to since your comment" in after
        assert "Tom’s sister was there." in after
        assert Note.objects.get(pk=note["id"]).text == WORDS
        assert (
            supervisor.post(f"/case-notes/{note['id']}/countersign/", {"id": str(new_id())}).status_code
            == 302
        )
        assert WORDS not in said(supervisor.get("/case-notes/to-read/"))
        assert "to countersign" not in said(supervisor.get("/my-day/"))


def test_after_the_first_weeks_a_commented_note_comes_back_only_when_it_is_added_to():
    council = real_service("council-str-asc011")
    team = unit_of_service(council, "str-team")
    joy = hire(council, "str-worker", "Joy Mensah", starts_on=date(2025, 1, 6))
    sue = hire(council, "case-team-supervisor", "Sue Lang")
    supervisor = signed_in_client(sue)
    tom = make_person("Tom", "Reed", service=council)
    make_allocation(make_episode(tom, team), joy)
    author, note_id = signed_in_client(joy), str(new_id())
    note = {
        "kind": "observation",
        "date": "3/3/2026",
        "start": "14:00",
        "text": WORDS,
        "sensitivity": "ordinary",
    }
    author.post(f"/case-notes/write/?person={tom.pk}", {"id": note_id, **note})
    assert "Due by" not in said(supervisor.get("/case-notes/to-read/"))

    supervisor.post(f"/case-notes/{note_id}/comment/", {"id": str(new_id()), "words": "Who was there?"})
    assert WORDS not in said(supervisor.get("/case-notes/to-read/"))

    with time_machine.travel(london(date(2026, 3, 4), 9), tick=False):
        author = signed_in_client(joy)
        added = {"id": str(new_id()), "text": "Tom’s sister.", "reason": "Sue asked me"}
        author.post(f"/case-notes/{note_id}/add/", added)
        assert "Added to since your comment" in said(signed_in_client(sue).get("/case-notes/to-read/"))
