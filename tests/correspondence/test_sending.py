"""A message leaves once, or somebody is told that it did not: against a stand-in for the sender, with processes that end half way."""

import contextlib
from datetime import timedelta

import jwt
import pytest
from django.db.models import QuerySet

from tests.correspondence.conftest import KEY, SERVICE_ID
from tests.sharing.conftest import NOW, Leeds, shown
from waymark.core import passes
from waymark.core.actors import system
from waymark.governance.sharing.models import Message
from waymark.people.service_users import actions as service_users
from waymark.people.service_users.models import Person
from waymark.work.correspondence import actions, jobs, rules
from waymark.work.correspondence.choices import State
from waymark.work.correspondence.models import Outgoing
from waymark.work.tasks.models import Task

TEXT = "You have an appointment Thu 5 Mar 10:00. Reply C to change"
SOON = NOW + timedelta(seconds=1)


@pytest.fixture
def written(notify, leeds: Leeds):
    answer = leeds.writes(TEXT)
    assert answer.status_code == 302, shown(answer)
    return Outgoing.objects.get()


def page(leeds):
    return shown(leeds.client.get(leeds.at("sharing")))


def test_the_token_names_the_service_and_is_signed_with_the_last_part_of_the_key():
    claims = jwt.decode(
        rules.token(KEY, 1_700_000_000), KEY[-36:], algorithms=["HS256"], options={"verify_iat": False}
    )
    assert claims == {"iss": SERVICE_ID, "iat": 1_700_000_000}


def test_without_a_sender_it_is_kept_and_said_not_to_be_sent(leeds: Leeds):
    leeds.writes(TEXT)
    assert not Outgoing.objects.exists()
    assert "Not sent by Waymark." in page(leeds)
    assert jobs.send_due(SOON) == 0


def test_the_button_says_that_it_is_sent(leeds: Leeds, request):
    assert "Keep this message" in shown(leeds.client.get(leeds.at("write_message")))
    request.getfixturevalue("notify")
    asked = shown(leeds.client.get(leeds.at("write_message")))
    assert "Waymark sends text messages and emails itself" in asked
    assert "Keep it and send it" in asked


def test_it_is_sent_once_with_its_own_reference_and_the_page_says_where_it_stands(notify, leeds, written):
    assert "Waits to be sent." in page(leeds)
    assert jobs.send_due(SOON) == 1
    assert jobs.send_due(SOON) == 0
    [sent] = notify.sent
    assert (sent["path"], sent["to"], sent["personalisation"]) == (
        "/v2/notifications/sms",
        "+447700900123",
        {"message": TEXT},
    )
    assert sent["reference"] == str(written.pk) == str(Message.objects.get().pk)
    assert "Sent; not yet known whether it arrived." in page(leeds)
    notify.became[str(written.pk)] = "delivered"
    jobs.send_due(SOON + rules.ASK_AGAIN)
    assert "Arrived." in page(leeds)
    assert jobs.send_due(SOON + timedelta(days=2)) == 0
    assert len(notify.sent) == 1


def test_what_did_not_arrive_is_a_task_for_whoever_wrote_it(notify, leeds, written):
    jobs.send_due(SOON)
    notify.became[str(written.pk)] = "permanent-failure"
    jobs.send_due(SOON + rules.ASK_AGAIN)
    task = Task.objects.get(source="correspondence.outgoing")
    assert task.owner == leeds.kiran
    assert task.words == (
        f"Text message to {leeds.jo.name} was not received. There is no such number or address, or it takes no messages. "
        "Ask the person for another."
    )
    assert "Did not arrive. There is no such number" in page(leeds)


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (lambda leeds: service_users.set_safe_contact(by=leeds.by, person=leeds.jo, no_text=True), "They asked for no text messages."),
        (lambda leeds: QuerySet.update(Person.objects.filter(pk=leeds.jo.pk), died_on=NOW.date()), "They have died."),
    ],
    ids=["safe contact", "death"],
)  # fmt: skip
def test_what_may_not_be_sent_any_more_is_held_and_says_so(notify, leeds, written, change, why):
    change(leeds)
    jobs.send_due(SOON)
    assert notify.sent == []
    written.refresh_from_db()
    assert written.state == State.HELD
    assert why in Task.objects.get(source="correspondence.outgoing").words
    assert f"Not sent. {why}" in page(leeds)


def test_a_sender_that_does_not_answer_is_asked_again_later_and_less_often(notify, leeds, written):
    notify.fails = [500] * 6
    at, waits = SOON, []
    for _ in range(6):
        jobs.send_due(at)
        written.refresh_from_db()
        if written.next_at:
            waits.append(written.next_at - at)
            at = written.next_at
    assert waits == list(rules.TRIES)
    assert (written.state, written.attempts) == (State.FAILED, 6)
    assert Task.objects.filter(source="correspondence.outgoing").count() == 1


def test_what_the_sender_cannot_use_is_not_tried_again(notify, leeds, written):
    notify.fails = [400]
    jobs.send_due(SOON)
    written.refresh_from_db()
    assert (written.state, written.reason) == (
        State.FAILED,
        "The sender says: phone_number Not a valid number",
    )


def test_a_key_that_is_not_taken_is_a_failing_job_and_the_message_waits(notify, leeds, written, settings):
    settings.NOTIFY_KEY = KEY[:-1] + "1"
    result = passes.run_pass([passes.Job("send messages", lambda _: jobs.send_due(SOON))])
    assert result.failed == {"send messages": "SenderFails"}
    written.refresh_from_db()
    assert written.state == State.WAITING
    settings.NOTIFY_KEY = KEY
    jobs.send_due(SOON + timedelta(minutes=2))
    assert len(notify.sent) == 1


def test_a_process_that_ends_after_the_sender_has_it_does_not_send_it_twice(notify, leeds, written):
    """The sender took it, and nobody was there to hear so."""
    notify.forgets_to_answer = True
    with pytest.raises(jobs.SenderFails):
        jobs.send_due(SOON)
    assert len(notify.sent) == 1
    notify.forgets_to_answer = False
    assert "Is being sent." in page(leeds)
    jobs.send_due(SOON + rules.TRIES[0])
    written.refresh_from_db()
    assert written.state == State.SENT
    assert len(notify.sent) == 1


def test_where_the_sender_never_answers_it_has_failed_in_the_end_and_says_so(
    notify, leeds, written, settings
):
    """Nobody there at all: in doubt each time, looked for before each try, and given up after the last."""
    settings.NOTIFY_URL = "http://127.0.0.1:9"
    at = SOON
    for _ in range(40):
        with contextlib.suppress(jobs.SenderFails):
            jobs.send_due(at)
        at += timedelta(hours=1)
    written.refresh_from_db()
    assert written.state == State.FAILED
    assert "nobody knows whether it was sent" in Task.objects.get(source="correspondence.outgoing").words
    settings.NOTIFY_URL = notify.url
    assert jobs.send_due(at) == 0
    assert notify.sent == []


def test_one_that_cannot_be_asked_about_holds_up_no_other(notify, leeds, written):
    jobs.send_due(SOON)
    leeds.writes(TEXT)
    later = Outgoing.objects.exclude(pk=written.pk).get()
    QuerySet.update(Outgoing.objects.filter(pk=later.pk), next_at=SOON + rules.ASK_AGAIN)
    notify.does_not_say = True
    with pytest.raises(jobs.SenderFails):
        jobs.send_due(SOON + rules.ASK_AGAIN)
    later.refresh_from_db()
    written.refresh_from_db()
    assert (later.state, len(notify.sent)) == (State.SENT, 2)
    assert (written.state, written.next_at) == (State.SENT, SOON + 2 * rules.ASK_AGAIN)


def test_a_sender_that_does_not_answer_is_asked_once_in_a_pass(notify, leeds, written, monkeypatch):
    """The same process passes on worries: it does not wait for twenty answers that do not come."""
    for _ in range(5):
        leeds.writes(TEXT)
    asked = []

    def nobody(*question):
        asked.append(question)
        raise jobs.NoAnswer

    monkeypatch.setattr(jobs, "_call", nobody)
    with pytest.raises(jobs.SenderFails):
        jobs.send_due(SOON)
    assert len(asked) == 1


def test_a_process_that_ends_before_it_sent_is_made_good(notify, leeds, written):
    _left_behind(written)
    jobs.send_due(SOON + rules.LOST_AFTER)
    assert len(notify.sent) == 1


def test_of_two_processes_one_sends_it(notify, leeds, written):
    by, mine, theirs = system("clock", leeds.service.pk), Outgoing.objects.get(), Outgoing.objects.get()
    assert actions.take_message(by=by, message=mine, at=SOON)
    assert not actions.take_message(by=by, message=theirs, at=SOON)


def _left_behind(written):
    """As a process leaves it that ends while it sends."""
    QuerySet.update(
        Outgoing.objects.filter(pk=written.pk),
        state=State.SENDING,
        attempts=1,
        next_at=SOON + rules.LOST_AFTER,
    )
