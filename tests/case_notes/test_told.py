"""What was noticed is told to whoever must know: in the same press, to those who may read it, and whoever looks sees who has seen it."""

import re
from datetime import timedelta

import pytest

from tests.case_notes.test_note_pages import said, typed
from tests.factories.base import make_allocation, make_worker
from tests.factories.sign_in import signed_in_client
from waymark.core import clock
from waymark.people.access.choices import Sensitivity
from waymark.support.case_notes.models import Note
from waymark.support.caseload.choices import Purpose
from waymark.work.tasks.models import Task

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(ann_worker):
    return signed_in_client(ann_worker)


@pytest.fixture
def bo_worker(team, sam):
    """Another who works with Sam."""
    worker = make_worker("Bo Hill", unit=team)
    make_allocation(sam.episodes.get(), worker, purpose=Purpose.CO_WORKER)
    return worker


def plain(response):
    return " ".join(re.sub(r"<[^>]*>", " ", said(response)).split())


def test_those_who_work_with_them_are_offered_and_told_in_the_same_press(client, sam, lee_worker, bo_worker):
    where = f"/case-notes/write/?person={sam.pk}"
    page = plain(client.get(where))
    assert "Who must know?" in page
    assert "Bo Hill, who works with them" in page
    assert "Lee Carter, the duty senior" in page
    assert "Ann Dodds, the key worker" not in page, "she writes it herself"

    note = typed(tell=[str(bo_worker.pk), str(lee_worker.pk)])
    answer = client.post(where, note, follow=True)

    assert "Told: Bo Hill, who has not seen it yet; Lee Carter, who has not seen it yet." in plain(answer)
    tasks = Task.objects.order_by("owner__name")
    assert [(task.owner.name, task.source_id, task.due_at) for task in tasks] == [
        ("Bo Hill", Note.objects.get().pk, clock.now() + timedelta(hours=24)),
        ("Lee Carter", Note.objects.get().pk, clock.now() + timedelta(hours=24)),
    ]
    assert (
        tasks[0].words == "Ann Dodds noticed something about Sam Okafor and wants you to know. Read the note."
    )
    at_bo_s = signed_in_client(bo_worker)
    mine = plain(at_bo_s.get("/tasks/"))
    assert tasks[0].words in mine
    note_page = f"/case-notes/{Note.objects.get().pk}/"
    assert f'<a href="{note_page}">Open the note</a>' in said(at_bo_s.get(f"/tasks/{tasks[0].pk}/"))
    assert "Curtains drawn at noon." in plain(at_bo_s.get(note_page))


def test_pressed_twice_each_is_told_once(client, sam, bo_worker):
    where, note = f"/case-notes/write/?person={sam.pk}", typed(tell=[str(bo_worker.pk)])
    client.post(where, note)
    assert client.post(where, note).status_code == 302
    assert Task.objects.count() == 1


def test_whoever_may_not_read_it_is_not_told_and_nothing_is_kept(client, sam, bo_worker, lee_worker):
    where = f"/case-notes/write/?person={sam.pk}"
    kept_close = typed(sensitivity="restricted", tell=[str(bo_worker.pk)])

    refused = client.post(where, kept_close)

    assert refused.status_code == 422
    assert (
        "Bo Hill may not read it as you keep it. Choose somebody else, or let everyone who works with them read it."
        in said(refused)
    )
    assert "Curtains drawn at noon." in said(refused)
    assert not Note.objects.exists()
    assert not Task.objects.exists()
    assert client.post(where, kept_close | {"tell": [str(lee_worker.pk)]}).status_code == 302
    assert Task.objects.get().sensitivity == Sensitivity.RESTRICTED


def test_somebody_who_is_not_offered_is_not_told(client, sam, south, bo_worker):
    stranger = make_worker("Stran Ger", unit=south)
    refused = client.post(f"/case-notes/write/?person={sam.pk}", typed(tell=[str(stranger.pk)]))
    assert refused.status_code == 422
    assert "Choose who must know from the list." in said(refused)
    assert not Note.objects.exists()


def test_a_note_that_nobody_was_told_of_says_nothing_of_it(client, sam):
    answer = client.post(f"/case-notes/write/?person={sam.pk}", typed(), follow=True)
    assert "Curtains drawn at noon." in plain(answer)
    assert "Told:" not in plain(answer)
