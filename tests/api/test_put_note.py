"""PUT /api/notes/<uuid>: a note that a program sends, signed once whatever happens on the way (hooks.md, write)."""

import hashlib
import json
import re
import threading
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client

from tests.factories.base import (
    make_exclusion,
    make_grant,
    make_person,
    make_service,
    make_unit,
    make_worker,
    sign_in,
)
from waymark.core import clock
from waymark.core.models import AuditEntry
from waymark.people.access.choices import Profile
from waymark.support.case_notes.models import Note
from waymark.work.search.models import Passage

TEXT = "  Met at the café.\r\n“Much better”, they said 👍 <b>\n"


@pytest.fixture
def team(db):
    return make_unit(make_service())


@pytest.fixture
def ann(team):
    return make_worker("Ann Dodds", unit=team)


@pytest.fixture
def sam(team, ann):
    person = make_person("Sam", "Okafor", service=team.service)
    make_grant(person, worker=ann)
    return person


@pytest.fixture
def door(client, ann):
    return sign_in(client, ann)


def body(person, **changes):
    happened = clock.now() - timedelta(hours=1)
    return {"person": str(person.id), "text": TEXT, "occurred_at": happened.isoformat(), **changes}


def put(door, note_id, sent, **headers):
    return door.put(
        f"/api/notes/{note_id}", json.dumps(sent), content_type="application/json", headers=headers
    )


def without_token(answer):
    """The page but for the token in its forms, which is masked anew each time."""
    return re.sub(rb'value="\w{64}"', b"", answer.content)


def test_a_new_note_is_signed_and_its_digest_answered(door, ann, sam):
    note_id, sent = uuid4(), body(sam, device="phone 7", device_seq=4)

    answer = put(door, note_id, sent)

    note = Note.objects.get(pk=note_id)
    assert answer.status_code == 201
    assert answer.json() == {
        "id": str(note_id),
        "sha256": hashlib.sha256(TEXT.encode()).hexdigest(),
        "stored_at": note.received_at.isoformat(),
    }
    assert (note.text, note.author_id, note.person_id) == (TEXT, ann.id, sam.id)
    assert note.occurred_at == datetime.fromisoformat(sent["occurred_at"])
    assert (note.device["name"], note.device["seq"]) == ("phone 7", 4)


def test_it_is_found_and_audited_like_any_other(door, sam):
    note_id = uuid4()
    put(door, note_id, body(sam))

    written = AuditEntry.objects.get(action="sign_note")
    assert Passage.objects.filter(pk=note_id).exists()
    assert (written.object, written.person_id, written.door) == (f"case_notes.note:{note_id}", sam.id, "api")


def test_the_same_again_is_there_once(door, sam):
    note_id, sent = uuid4(), body(sam)
    first = put(door, note_id, sent)

    again = put(door, note_id, {**sent, "device_now": clock.now().isoformat()})

    assert (first.status_code, again.status_code) == (201, 200)
    assert again.json() == first.json()
    assert Note.objects.count() == 1


@pytest.mark.parametrize("change", [{"text": "Other words."}, {"text": TEXT.strip()}])
def test_other_words_under_the_same_id_change_nothing(door, sam, change):
    note_id, sent = uuid4(), body(sam)
    put(door, note_id, sent)

    answer = put(door, note_id, {**sent, **change})

    assert answer.status_code == 409
    assert set(answer.json()["wrong"]) == {"id"}
    assert Note.objects.get().text == TEXT


def test_another_person_under_the_same_id_changes_nothing(door, ann, sam, team):
    other = make_person("Jo", "Lin", service=team.service)
    make_grant(other, worker=ann)
    note_id, sent = uuid4(), body(sam)
    put(door, note_id, sent)

    assert put(door, note_id, {**sent, "person": str(other.id)}).status_code == 409
    assert Note.objects.get().person_id == sam.id


def test_another_worker_does_not_learn_that_the_id_is_taken(door, sam, team):
    colleague = make_worker("Bo Reid", unit=team)
    make_grant(sam, worker=colleague)
    note_id, sent = uuid4(), body(sam)
    put(door, note_id, sent)

    answer = put(sign_in(Client(), colleague), note_id, sent)

    assert answer.status_code == 404
    assert Note.objects.get().author.name == "Ann Dodds"


def test_a_clock_that_is_wrong_is_put_right(door, sam):
    device_now = clock.now() + timedelta(hours=3)
    sent = body(
        sam, occurred_at=(device_now - timedelta(minutes=20)).isoformat(), device_now=device_now.isoformat()
    )

    put(door, uuid4(), sent)

    note = Note.objects.get()
    assert abs(note.occurred_at - (clock.now() - timedelta(minutes=20))) < timedelta(seconds=30)
    assert note.device["clock_wrong"] is True
    assert note.device["occurred_at"] == sent["occurred_at"]


def test_an_old_event_needs_a_reason(door, sam):
    long_ago = (clock.now() - timedelta(days=20)).isoformat()

    refused = put(door, uuid4(), body(sam, occurred_at=long_ago))
    signed = put(door, uuid4(), body(sam, occurred_at=long_ago, reason="The phone was away for repair"))

    assert refused.status_code == 422
    assert "14 days" in refused.json()["wrong"]["note"]
    assert signed.status_code == 201
    assert Note.objects.get().reason == "The phone was away for repair"


@pytest.mark.parametrize(
    "raw", [b"", b"{", b"[]", b"null", b"\xff\xfe", b"[" * 100_000, b'{"person": 1e999}']
)
def test_whatever_is_sent_is_answered_with_a_sentence(door, raw, db):
    answer = door.put(f"/api/notes/{uuid4()}", raw, content_type="application/json")

    assert answer.status_code == 422
    assert set(answer.json()["wrong"]) >= {"person", "text", "occurred_at"}
    assert not Note.objects.exists()


def test_another_s_person_is_not_there_and_the_attempt_is_logged(door, team):
    stranger = make_person("Kit", "Hale", service=team.service)

    note_id = uuid4()

    answer = put(door, note_id, body(stranger))
    nobody = put(door, note_id, {**body(stranger), "person": str(uuid4())})

    assert (answer.status_code, nobody.status_code) == (404, 404)
    assert without_token(answer) == without_token(nobody)
    assert not Note.objects.exists()
    assert AuditEntry.objects.filter(outcome="refused", person_id=stranger.id).exists()


def test_a_declared_conflict_is_refused_though_there_is_a_grant(door, ann, sam):
    make_exclusion(sam, ann)

    assert put(door, uuid4(), body(sam)).status_code == 404
    assert not Note.objects.exists()


def test_nobody_signed_in_is_told_to_sign_in(client, sam):
    assert put(client, uuid4(), body(sam)).status_code == 401
    assert not Note.objects.exists()


def test_a_role_that_records_nothing_is_refused(client, team, sam):
    administrator = make_worker("Ade Obi", unit=team, profile=Profile.ADMINISTRATOR)

    assert put(sign_in(client, administrator), uuid4(), body(sam)).status_code == 403
    assert not Note.objects.exists()


def test_a_request_from_elsewhere_is_refused(ann, sam):
    door = sign_in(Client(enforce_csrf_checks=True), ann)

    assert put(door, uuid4(), body(sam)).status_code == 403
    assert not Note.objects.exists()


def test_the_token_opens_the_door(ann, sam):
    door = sign_in(Client(enforce_csrf_checks=True), ann)
    token = "a" * 32
    door.cookies["waymark_csrf"] = token

    assert put(door, uuid4(), body(sam), **{"X-CSRFToken": token}).status_code == 201


@pytest.mark.parametrize("method", ["get", "post", "patch", "delete"])
def test_only_putting_is_offered(door, method, db):
    assert getattr(door, method)(f"/api/notes/{uuid4()}").status_code == 405


@pytest.mark.django_db(transaction=True)
def test_sent_eight_times_at_once_it_is_there_once(ann, sam):
    note_id, sent = uuid4(), body(sam)
    doors = [sign_in(Client(), ann) for _ in range(8)]
    statuses = []

    def send(door):
        statuses.append(put(door, note_id, sent).status_code)
        connection.close()

    threads = [threading.Thread(target=send, args=(door,)) for door in doors]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(statuses) == [200] * 7 + [201]
    assert Note.objects.count() == 1
    assert datetime.now(UTC) - Note.objects.get().received_at < timedelta(minutes=5)
