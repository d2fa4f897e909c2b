"""One contact writes every ledger: one save, one transaction, once. Through the page a recovery worker has."""

import json
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.contact.conftest import NOW
from tests.factories.base import (
    make_allocation,
    make_episode,
    make_person,
    make_worker,
    sign_in,
)
from tests.factories.sign_in import signed_in_client
from tests.factories.tasks import make_task
from waymark.core.ids import derived, new_id
from waymark.core.models import AuditEntry
from waymark.doors.contact.models import Draft
from waymark.money.expenses.models import Journey
from waymark.support.case_notes.models import Note
from waymark.support.diary.choices import VisitState
from waymark.support.diary.models import Contact, Visit
from waymark.support.goals import actions as goals
from waymark.support.goals.models import Progress, Step
from waymark.work.due import actions as due
from waymark.work.due.models import Obligation
from waymark.work.tasks import actions as tasks
from waymark.work.tasks.choices import TaskKind
from waymark.work.tasks.models import Task

pytestmark = pytest.mark.django_db


def given(**answers):
    return {
        "attendance": "5",
        "mechanism": "01",
        "date": "2026-03-03",
        "start": "14:00",
        "minutes": "75",
        "place": "Shildon",
        "text": "Walked with the group, twice round the park.",
        "their_words": "I kept up. Felt like me again.",
        "worried": "no",
        "sensitivity": "ordinary",
        **answers,
    }


def open_form(door, person, visit=None):
    """The address of a fresh contact page, as its form posts it."""
    asked = {"person": person.id, **({"visit": visit.id} if visit else {})}
    response = door.get("/contact/", asked)
    assert response.status_code == 302
    return response.headers["Location"]


def test_the_page_is_filled_in_with_what_is_known(door, sam, visit, goal):
    text = door.get(open_form(door, sam, visit)).content.decode()

    assert 'value="2026-03-03"' in text
    assert 'value="14:00"' in text
    assert 'value="75"' in text
    assert 'value="Shildon"' in text
    assert goal.words in text


def test_a_visit_that_is_not_over_as_planned_is_filled_in_until_now(ann, sam, visit):
    with time_machine.travel(visit.starts_at + timedelta(minutes=25, seconds=40), tick=False):
        door = signed_in_client(ann)
        assert 'value="25"' in door.get(open_form(door, sam, visit)).content.decode()


def test_it_names_who_would_be_told_of_a_worry(door, lee, sam):
    asked = door.get(f"/contact/{new_id()}/?person={sam.pk}").content.decode()

    assert f"Tell the duty senior now: {lee.name}" in asked


def test_one_save_writes_every_ledger(door, by, ann, lee, sam, goal, visit):
    step = goals.write_step(by=by, id=new_id(), goal_id=goal.id, words="Ring the club", who="Sam")
    task = tasks.make_task(by=by, id=new_id(), words="Bring the bus times", owner_id=ann.id, person_id=sam.id)
    rule = {"rule": "every", "days": 14}
    due.set_obligation(
        by=by,
        id=new_id(),
        person_id=sam.id,
        kind="contact",
        rule=rule,
        opens_on=NOW.date(),
        due_on=NOW.date(),
    )
    where = open_form(door, sam, visit)
    contact_id = urlsplit(where).path.split("/")[2]
    response = door.post(
        where,
        given(
            person=sam.id,
            visit=visit.id,
            goals=[goal.id],
            steps_done=[step.id],
            tasks_done=[task.id],
            worried="yes",
            worries="He has not eaten since Sunday.",
            tell="duty_senior",
            what_next="Walk again next week",
            next_date="2026-03-10",
            next_time="14:00",
            next_minutes="60",
            next_place="The park gate",
            follow_up="Ask the walking group about boots",
            follow_up_by="2026-03-06",
            travelled_by="car",
            miles="4.5",
            **{f"rating_{goal.id}": "6", f"support_{goal.id}": "together"},
        ),
    )

    assert response.status_code == 302, response.content.decode()
    contact = Contact.objects.get()
    assert str(contact.id) == contact_id
    assert (contact.minutes, contact.attendance, contact.visit_id) == (75, "5", visit.id)
    note = Note.objects.get()
    assert note.text == "Walked with the group, twice round the park."
    assert note.their_words == "I kept up. Felt like me again."
    assert note.occurred_at == datetime(2026, 3, 3, 14, 0, tzinfo=UTC)
    assert Visit.objects.get(pk=visit.id).state == VisitState.HELD
    progress = Progress.objects.get()
    assert (progress.their_rating, progress.support_level) == (6, "together")
    assert str(Step.objects.get().done_on) == "2026-03-03"
    assert Task.objects.get(pk=task.id).done_at == NOW
    worry = Task.objects.get(kind=TaskKind.CONCERN)
    assert (worry.owner_id, worry.words) == (lee.id, "He has not eaten since Sunday.")
    follow_up = Task.objects.get(words="Ask the walking group about boots")
    assert follow_up.owner_id == ann.id
    following = Visit.objects.get(source_id=contact.id)
    assert following.starts_at == datetime(2026, 3, 10, 14, 0, tzinfo=UTC)
    answered = Obligation.objects.get(answered_on__isnull=False)
    assert answered.answer_source_id == contact.id
    assert Obligation.objects.get(answered_on__isnull=True).due_on.isoformat() == "2026-03-17"
    assert Journey.objects.get().tenth_miles == 45
    assert (
        AuditEntry.objects.filter(action="record_contact", object=f"diary.contact:{contact.id}").count() == 1
    )


def test_what_it_wrote_is_shown_afterwards(door, sam, visit, goal):
    where = open_form(door, sam, visit)
    text = door.post(
        where,
        given(person=sam.id, visit=visit.id, goals=[goal.id], travelled_by="bus", miles="2"),
        follow=True,
    ).content.decode()

    assert "The note is signed" in text
    assert "75 minutes" in text
    assert goal.words in text
    assert "2 miles" in text


def test_twice_is_once(door, sam, visit):
    where = open_form(door, sam, visit)
    first = door.post(where, given(person=sam.id, visit=visit.id))
    second = door.post(where, given(person=sam.id, visit=visit.id))

    assert first.headers["Location"] == second.headers["Location"]
    assert Contact.objects.count() == Note.objects.count() == 1


def test_nothing_is_kept_when_one_ledger_refuses(door, sam, visit):
    clash = given(person=sam.id, visit=visit.id, next_date="2026-03-03", next_time="14:10", next_minutes="30")
    response = door.post(open_form(door, sam, visit), clash)

    assert response.status_code == 422
    assert "The next visit must come after this one." in response.content.decode()
    assert Contact.objects.count() == Note.objects.count() == Task.objects.count() == 0


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"attendance": ""}, "Say whether it happened."),
        ({"mechanism": ""}, "Say how you met."),
        ({"date": ""}, "Give the day it happened."),
        ({"date": "32/13/2026"}, "Give the day like 25/11/2026."),
        ({"start": "25:00"}, "Give the time like 14:30."),
        ({"minutes": "lots"}, "Give the minutes as a whole number"),
        ({"minutes": ""}, "Give the minutes you spent together."),
        ({"minutes": "300"}, "It would end later than now. Give the minutes you spent together."),
        ({"date": "2026-03-04"}, "This is in the future."),
        ({"text": "", "their_words": ""}, "Write what you did, or what they said."),
        ({"attendance": "3"}, "Write what happened and what you have done about it."),
        ({"worried": "yes"}, "Write what worries you, in a sentence."),
        ({"worried": "yes", "worries": "Not himself"}, "Choose who must know about this."),
        ({"miles": "3"}, "Say how you travelled."),
        ({"next_date": "2026-03-10"}, "Give the time of the next visit."),
    ],
)
def test_bad_input_gets_a_sentence_and_keeps_what_was_typed(door, sam, wrong, sentence):
    kept = {"what_next": "Words that must <not> be lost", **wrong}
    response = door.post(open_form(door, sam), given(person=sam.id, **kept))
    text = response.content.decode()

    assert response.status_code == 422
    assert sentence in text
    assert "Words that must &lt;not&gt; be lost" in text
    assert Contact.objects.count() == 0


def test_a_visit_nobody_was_in_for_is_not_seen(door, sam, visit):
    response = door.post(
        open_form(door, sam, visit),
        given(
            person=sam.id,
            visit=visit.id,
            attendance="3",
            absence="Knocked twice, left a card, will ring at four.",
        ),
    )

    assert response.status_code == 302, response.content.decode()
    assert Contact.objects.get().minutes == 0
    assert Visit.objects.get(pk=visit.id).state == VisitState.NOT_ATTENDED
    assert Note.objects.get().text == "Knocked twice, left a card, will ring at four."


def test_a_contact_without_a_name_is_whole_and_is_nobody_s(door, lee):
    where = door.get("/contact/", {"anonymous": "yes"}).headers["Location"]
    response = door.post(
        where, given(anonymous="yes", worried="yes", worries="Sounded frightened", tell="duty_senior")
    )

    assert response.status_code == 302, response.content.decode()
    contact = Contact.objects.get()
    assert (contact.anonymous, contact.person_id) == (True, None)
    assert Task.objects.get(kind=TaskKind.CONCERN).owner_id == lee.id


def test_a_contact_needs_a_name_or_to_say_there_is_none(door):
    response = door.post(f"/contact/{new_id()}/", given())

    assert response.status_code == 422
    assert "Say who this was with" in response.content.decode()


def test_what_is_typed_is_kept_and_comes_back(door, ann, sam):
    where = open_form(door, sam)
    path = urlsplit(where).path
    body = {"fields": {"text": "Half a sent", "goals": []}, "revision": 1, "person": str(sam.id), "visit": ""}
    kept = door.post(f"{path}draft/", json.dumps(body), content_type="application/json")

    assert kept.status_code == 200
    assert kept.json()["revision"] == 1
    assert "Half a sent" in door.get(where).content.decode()
    assert "Unsigned: Sam Okafor" in door.get("/my-day/").content.decode()
    assert Draft.objects.get().worker_id == ann.id


def test_a_save_that_comes_late_does_not_undo_a_later_one(door, sam):
    path = urlsplit(open_form(door, sam)).path

    for revision, words in ((2, "second"), (1, "first")):
        body = {"fields": {"text": words}, "revision": revision, "person": str(sam.id)}
        door.post(f"{path}draft/", json.dumps(body), content_type="application/json")

    assert Draft.objects.get().fields == {"text": "second"}


def test_signing_leaves_no_draft(door, sam):
    where = open_form(door, sam)
    body = {"fields": {"text": "Half"}, "revision": 1, "person": str(sam.id)}
    door.post(f"{urlsplit(where).path}draft/", json.dumps(body), content_type="application/json")
    door.post(where, given(person=sam.id))

    assert Draft.objects.count() == 0


def test_a_draft_cannot_be_turned_onto_somebody_else(door, team, ann, sam):
    other = make_person("Tom", "Reid", service=team.service)
    make_allocation(make_episode(other, team), ann)
    where = open_form(door, sam)
    body = {"fields": {"text": "About Sam"}, "revision": 1, "person": str(sam.id)}
    path = urlsplit(where).path
    door.post(f"{path}draft/", json.dumps(body), content_type="application/json")
    door.post(f"{path}?person={other.id}", given(person=other.id, text="About Sam"))

    assert Contact.objects.get().person_id == sam.id


def test_another_worker_s_draft_is_not_found(door, client, sam, team):
    where = open_form(door, sam)
    path = urlsplit(where).path
    body = {"fields": {"text": "Mine"}, "revision": 1, "person": str(sam.id)}
    door.post(f"{path}draft/", json.dumps(body), content_type="application/json")
    colleague = sign_in(type(client)(), make_worker("Bo Lind", unit=team))

    assert colleague.get(where).status_code == 404
    assert (
        colleague.post(f"{path}draft/", json.dumps(body), content_type="application/json").status_code == 404
    )


def test_a_visit_that_was_written_up_is_shown_and_not_typed_again(door, sam, visit):
    """Before anything is typed: at the end of the page it would be refused."""
    asked = {"person": sam.id, "visit": visit.id}
    assert ">Held<" not in door.get("/contact/").content.decode()
    door.post(open_form(door, sam, visit), given(person=sam.id, visit=visit.id))
    contact = Contact.objects.get()

    again = door.get("/contact/", asked)
    assert (again.status_code, again.headers["Location"]) == (302, f"/contact/{contact.id}/done/")
    assert "The note is signed" in door.get("/contact/", asked, follow=True).content.decode()
    assert ">Held<" in door.get("/contact/").content.decode()


def test_somebody_else_s_person_is_not_found_and_nothing_is_written(door, team):
    stranger = make_person("Ruth", "Gill", service=team.service)
    where = f"/contact/{new_id()}/?person={stranger.id}"

    assert door.get(where).status_code == 404
    assert door.post(where, given(person=stranger.id)).status_code == 404
    assert Contact.objects.count() == 0
    assert AuditEntry.objects.filter(outcome="refused", person_id=stranger.id).count() == 2


def test_a_late_note_says_how_late_it_is(door, sam):
    door.post(open_form(door, sam), given(person=sam.id, date="2026-03-01", start="20:00"))

    assert "Late entry: 43 hours" in door.get(f"/record/{sam.id}/").content.decode()


def test_the_note_is_under_an_id_that_follows_from_the_contact(door, sam):
    door.post(open_form(door, sam), given(person=sam.id))

    assert Note.objects.get().id == derived(Contact.objects.get().id, "note")


def test_recording_everything_costs_forty_statements_at_most(door, by, ann, sam, visit, goal):
    """The budget of performance.md; BEGIN and savepoints, which ask nothing, aside."""
    step = goals.write_step(by=by, id=new_id(), goal_id=goal.id, words="Ring the club", who="Sam")
    task = tasks.make_task(by=by, id=new_id(), words="Bring the bus times", owner_id=ann.id, person_id=sam.id)
    rule = {"rule": "every", "days": 14}
    today = NOW.date()
    due.set_obligation(
        by=by, id=new_id(), person_id=sam.id, kind="contact", rule=rule, opens_on=today, due_on=today
    )
    answers = given(
        person=sam.id, visit=visit.id, goals=[goal.id], steps_done=[step.id], tasks_done=[task.id], worried="yes",
        worries="He has not eaten since Sunday.", tell="duty_senior", what_next="Walk again next week",
        next_date="2026-03-10", next_time="14:00", follow_up="Ask about boots", follow_up_by="2026-03-06",
        travelled_by="car", miles="4.5", **{f"rating_{goal.id}": "6", f"support_{goal.id}": "together"},
    )  # fmt: skip
    where = open_form(door, sam, visit)

    with CaptureQueriesContext(connection) as asked:
        assert door.post(where, answers).status_code == 302
    told = [one["sql"] for one in asked if not one["sql"].startswith(("BEGIN", "SAVEPOINT", "RELEASE"))]
    assert Journey.objects.count() == Note.objects.count() == 1
    assert len(told) <= 40, "\n".join(told)


def test_a_question_with_nothing_to_tick_is_not_asked(door, sam, by, ann):
    def page():
        return door.get("/contact/", {"person": sam.pk}, follow=True).content.decode()

    assert "Tasks of yours that are done now" not in page()
    assert "Which steps are done?" not in page()
    make_task("Ring the surgery", by=by, owner=ann, person=sam)
    assert "Tasks of yours that are done now" in page()
