"""Plainer words on the contact page: beside what is typed, kept nowhere, and in nobody's way (LDS-24)."""

import html

import pytest

from tests.contact.test_nobody_to_tell import sent
from tests.factories.base import (
    make_allocation,
    make_episode,
    make_person,
    make_service,
    make_unit,
    make_worker,
    sign_in,
)
from waymark.core.ids import new_id
from waymark.doors.contact.models import Draft
from waymark.support.case_notes.models import Note
from waymark.support.diary.models import Contact

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(client):
    unit = make_unit(make_service(), "north")
    ann = make_worker("Ann Dodds", unit=unit)
    sam = make_person("Sam", "Okafor", service=unit.service)
    make_allocation(make_episode(sam, unit), ann)
    door, where = sign_in(client, ann), f"/contact/{new_id()}/"

    def ask(**answers):
        answer = door.post(where, {**sent(worried="no", worries=""), "person": sam.pk, **answers})
        return answer, " ".join(html.unescape(answer.content.decode()).split())

    return ask


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"text": "Sam was non-compliant."}, "“non-compliant”: perhaps “chose not to”"),
        ({"attendance": "3", "absence": "DNA, left a card."}, "“DNA”: perhaps “was not there”"),
        ({"what_next": "He refused the group."}, "“refused”: perhaps “decided not to”"),
    ],
)
def test_it_stands_beside_what_is_typed_and_nothing_is_kept(page, typed, said):
    answer, text = page(wording="1", **typed)

    assert answer.status_code == 200
    assert said in text
    assert "There is something to put right" not in text
    assert all(words in text for words in typed.values())
    assert not Contact.objects.exists()
    assert not Note.objects.exists()
    assert not Draft.objects.exists()


def test_it_never_holds_up_signing(page):
    answer, _ = page(text="Sam was non-compliant.", minutes="30")

    assert answer.status_code == 302
    assert Note.objects.get().text == "Sam was non-compliant."
