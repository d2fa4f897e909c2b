"""A refused signing loses nothing: what was typed is the draft, the page says so, and what is typed next is kept. One visit, one draft."""

import json
import re
from urllib.parse import urlsplit

import pytest

from tests.contact.test_record_contact import given, open_form
from waymark.doors.contact.models import Draft
from waymark.support.diary.models import Contact

pytestmark = pytest.mark.django_db


def keep(door, where, words, revision, sam):
    body = {"fields": {"text": words}, "revision": revision, "person": str(sam.id), "visit": ""}
    return door.post(f"{urlsplit(where).path}draft/", json.dumps(body), content_type="application/json")


def revision_on(page):
    return int(re.search(r'data-revision="(\d+)"', page)[1])


def test_after_a_refused_signing_what_is_typed_next_is_kept(door, sam):
    where = open_form(door, sam)
    for revision in range(1, 6):
        keep(door, where, f"Typed {revision} times", revision, sam)
    page = door.post(
        where, given(person=sam.id, worried="yes", text="Typed, and signed too soon")
    ).content.decode()
    keep(door, where, "Typed after the refusal", revision_on(page) + 1, sam)

    assert "Nothing typed yet" not in page
    assert "Not signed yet. What you typed is kept as a draft." in page
    assert Draft.objects.get().fields["text"] == "Typed after the refusal"
    assert Contact.objects.count() == 0


def test_without_a_script_a_refused_signing_is_a_draft_as_well(door, sam):
    page = door.post(open_form(door, sam), given(person=sam.id, worried="yes", text="Never kept before"))

    assert page.status_code == 422
    assert Draft.objects.get().fields["text"] == "Never kept before"
    assert "Unsigned: Sam Okafor" in door.get("/my-day/").content.decode()


def test_what_nobody_is_named_for_is_not_kept_as_somebody_s(door):
    where = door.get("/contact/", {"anonymous": "yes"}).headers["Location"]
    door.post(urlsplit(where).path, given(text="Whose is this?"))

    assert Draft.objects.count() == 0


def test_recording_a_visit_again_goes_on_with_its_draft(door, sam, visit):
    where = open_form(door, sam, visit)
    door.post(where, given(person=sam.id, visit=visit.id, worried="yes", text="Half of it"))
    again = open_form(door, sam, visit)

    assert urlsplit(again).path == urlsplit(where).path
    assert "Half of it" in door.get(again).content.decode()
