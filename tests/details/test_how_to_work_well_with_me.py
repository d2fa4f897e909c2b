"""LDS-17: how to work well with somebody stands first on every visit screen, and an interpreter they need is booked with the meeting."""

from datetime import date

import pytest
import time_machine

from tests.factories.base import actor_of
from tests.factories.real_service import london, unit_of_service
from waymark.core.ids import new_id
from waymark.support.case_notes import actions as case_notes
from waymark.support.case_notes.choices import NoteKind
from waymark.support.diary.models import Visit
from waymark.work.tasks.models import Task

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def a_day():
    with time_machine.travel(london(date(2026, 3, 4), 10), tick=False):
        yield


@pytest.fixture
def profiled(jo, kirans):
    """Jo's profile, as she said it."""
    kiran = kirans()
    kiran.post(f"/details/{jo.pk}/words/", {"id": new_id(), "please_do": "sit beside me, not opposite"})
    need = {"kind": "interpreter", "words": "Urdu interpreter for meetings", "language": "Urdu"}
    kiran.post(f"/details/{jo.pk}/need/", {"id": new_id(), **need})
    return kiran


def review(jo, **changes):
    return {
        "id": new_id(),
        "person": jo.pk,
        "date": "10/3/2026",
        "start": "10:00",
        "minutes": "60",
        "mechanism": "01",
        "purpose": "CPA review",
        **changes,
    }


@pytest.mark.duty("LDS-17")
def test_a_review_books_the_interpreter_and_the_visit_screen_shows_the_profile_above_the_notes(
    leeds, jo, kiran, profiled, said
):
    case_notes.sign_note(
        by=actor_of(kiran),
        id=new_id(),
        kind=NoteKind.OBSERVATION,
        occurred_at=london(date(2026, 3, 4), 9),
        text="Walked to the market",
        person_id=jo.pk,
        unit_id=unit_of_service(leeds, "recovery-centre").pk,
    )
    assert profiled.post("/diary/plan/", review(jo)).status_code == 302
    visit = Visit.objects.get()

    task = Task.objects.get()
    assert task.words.startswith("Interpreter: Urdu")
    assert (task.weight, task.owner, task.person) == ("must", kiran, jo)
    assert "Interpreter: Urdu" in said(profiled.get("/tasks/"))
    for screen in (
        f"/diary/{visit.pk}/",
        f"/record/{jo.pk}/",
        f"/contact/{new_id()}/?person={jo.pk}&visit={visit.pk}",
    ):
        page = said(profiled.get(screen))
        assert "How to work well with me" in page, screen
        for words in ("sit beside me, not opposite", "Urdu interpreter for meetings"):
            assert words in page, screen
    record = said(profiled.get(f"/record/{jo.pk}/"))
    assert record.index("sit beside me, not opposite") < record.index("Walked to the market")
    assert record.index("Urdu interpreter for meetings") < record.index("Walked to the market")


def test_a_visit_that_is_moved_moves_the_task_and_one_called_off_closes_it(jo, profiled):
    profiled.post("/diary/plan/", review(jo))
    first = Visit.objects.get()
    moved = {**review(jo, date="12/3/2026"), "reason": "Jo has another appointment"}
    assert profiled.post(f"/diary/{first.pk}/move/", moved).status_code == 302
    old, new = Task.objects.order_by("made_at", "id")
    assert {task.done_at is None for task in (old, new)} == {True, False}
    [waiting] = Task.objects.filter(done_at=None)
    assert "12 March 2026 at 10:00" in waiting.words

    second = Visit.objects.get(state="planned")
    off = {"whose": "person", "reason": "Jo is away that week"}
    assert profiled.post(f"/diary/{second.pk}/call-off/", off).status_code == 302
    assert not Task.objects.filter(done_at=None).exists()


@pytest.mark.parametrize("mechanism", ["05", "09"])
def test_a_letter_or_a_text_needs_no_interpreter(jo, profiled, mechanism):
    profiled.post("/diary/plan/", review(jo, mechanism=mechanism))
    assert not Task.objects.exists()


def test_somebody_they_trust_and_what_their_senses_need_are_part_of_it(jo, profiled, said):
    profiled.post(
        f"/details/{jo.pk}/important-person/",
        {"id": new_id(), "name": "Leila", "is_their": "sister", "trusted": "yes"},
    )
    profiled.post(
        f"/details/{jo.pk}/need/", {"id": new_id(), "kind": "sensory", "words": "Dim light, please"}
    )
    page = said(profiled.get(f"/record/{jo.pk}/"))

    assert "People I trust" in page
    assert page.index("Leila (sister)") < page.index("Timeline")
    assert "Dim light, please" in page
