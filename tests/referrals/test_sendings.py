"""What is sent on, word for word and on what basis; what comes back; and first contacts whose moment passes."""

from datetime import date, timedelta

import pytest
import time_machine

from tests.factories.base import make_allocation, make_episode
from tests.factories.diary import make_contact
from tests.factories.real_service import london
from waymark.core import clock
from waymark.core.actions import frame
from waymark.core.ids import new_id
from waymark.core.pages import ConflictingRepeat, NotYours, Refused
from waymark.support.caseload import actions as caseload
from waymark.support.diary.choices import Attendance
from waymark.support.referrals import actions, jobs, queries, rules
from waymark.support.referrals.choices import Agreed, ReplyKind, SendingKind
from waymark.work.tasks.models import Task


@pytest.fixture
def held(sam, north, ann_worker):
    return make_allocation(make_episode(sam, north), ann_worker)


def send(by, person, **more):
    given = {
        "id": new_id(),
        "person_id": person.pk,
        "kind": SendingKind.REFERRAL_ON,
        "to": "Talking Therapies",
        "content": "About Sam",
        "agreed": Agreed.YES,
        "sent_how": "post",
        "at": clock.now(),
    }
    return actions.send_on(by=by, **{**given, **more})


def reply(by, sending, kind, words="Rang; Priya has it", **more):
    given = {"id": new_id(), "kind": kind, "words": words, "on": clock.today()}
    return actions.note_reply(by=by, sending_id=sending.pk, **{**given, **more})


def test_the_person_s_words_stand_in_quotes_and_the_worker_s_apart_with_what_they_need():
    content = rules.content_of(
        "Jo Marsh",
        "A stay with us.",
        "I won’t go to A and E again",
        "Large print",
        "No post; 07700 900123",
        "Dan",
    )

    assert content.split("\n\n") == [
        "About Jo Marsh",
        "In Jo Marsh’s words: “I won’t go to A and E again”",
        "Dan writes: A stay with us.",
        "How to support and inform them: Large print",
        "Reaching them: No post; 07700 900123",
    ]


def test_less_than_all_or_the_law_needs_its_words(ann, sam, held):
    for agreed in (Agreed.PART, Agreed.LAW):
        with pytest.raises(Refused, match="what they agreed to, or why the law allows it"):
            send(ann, sam, agreed=agreed)
    assert (
        send(ann, sam, agreed=Agreed.LAW, agreed_words="He was not awake, and it could not wait").agreed
        == "law"
    )


def test_sent_twice_is_once_and_other_words_are_told_apart(ann, sam, held):
    one = {"id": new_id()}
    assert send(ann, sam, **one) == send(ann, sam, **one)
    with pytest.raises(ConflictingRepeat):
        send(ann, sam, **one, content="Something else")


def test_a_stranger_sends_nothing_and_reads_nothing(bo, ann, sam, held):
    with pytest.raises(NotYours):
        send(bo, sam)
    sending = send(ann, sam)
    with pytest.raises(NotYours):
        queries.sending_page(bo, sending.pk, clock.today())
    with pytest.raises(NotYours):
        reply(bo, sending, ReplyKind.ACCEPTED)


def test_it_stays_open_until_an_answer_and_asking_again_gives_as_long_once_more(ann, sam, held):
    sending = send(ann, sam)
    assert sending.reply_by == date(2026, 3, 11)
    with time_machine.travel(london(date(2026, 3, 12), 9), tick=False):
        assert queries.my_sendings(ann, clock.today())[0].words == "no reply, chase"
        with pytest.raises(Refused, match="what was said"):
            reply(ann, sending, ReplyKind.CHASED, words="")
        reply(ann, sending, ReplyKind.CHASED)
        assert queries.my_sendings(ann, clock.today())[0].words == "sent, reply due by 19 March 2026"
        reply(ann, sending, ReplyKind.WAITING)
        assert queries.my_sendings(ann, clock.today())[0].words == "accepted, waiting"
        reply(ann, sending, ReplyKind.ACCEPTED)
        assert queries.my_sendings(ann, clock.today()) == []
        with pytest.raises(Refused, match="answered already"):
            reply(ann, sending, ReplyKind.DECLINED)


def test_a_reply_is_not_before_it_went_nor_to_come(ann, sam, held):
    sending = send(ann, sam)
    for on in (date(2026, 3, 3), date(2026, 3, 5)):
        with pytest.raises(Refused, match="Give the day it was"):
            reply(ann, sending, ReplyKind.ACCEPTED, on=on)


@pytest.fixture
def left(ann, sam, held, service):
    """Sam left a ward at nine; the first contact is due in 72 hours."""
    with frame("test"):
        service.clocks = {"first_contact_after_discharge": {"rule": "after", "hours": 72}}
        service.save()
    stay = caseload.admit(
        by=ann, id=new_id(), person_id=sam.pk, admitted_at=clock.now() - timedelta(9), place="Asket Croft"
    )
    return actions.leave_ward(by=ann, stay_id=stay.pk, left_at=clock.now())


def test_an_attempt_is_not_a_contact_and_the_key_worker_is_told_where_nobody_coordinates(
    sam, ann_worker, left
):
    at = london(date(2026, 3, 6), 10)
    make_contact(sam, ann_worker, at, attendance=Attendance.NOT_ATTENDED)
    with time_machine.travel(london(date(2026, 3, 7), 9), tick=False):
        assert jobs.tell_of_first_contacts(clock.now()) == 1
        assert jobs.tell_of_first_contacts(clock.now()) == 0
    assert Task.objects.get(owner=ann_worker, kind="concern").person == sam


def test_one_minute_before_nobody_is_told(left):
    with time_machine.travel(london(date(2026, 3, 7), 8, 59), tick=False):
        assert jobs.tell_of_first_contacts(clock.now()) == 0
    assert not Task.objects.filter(kind="concern").exists()


def test_any_colleague_s_contact_answers_it(sam, lee_worker, left):
    make_contact(sam, lee_worker, london(date(2026, 3, 5), 10))
    with time_machine.travel(london(date(2026, 3, 8), 9), tick=False):
        assert jobs.tell_of_first_contacts(clock.now()) == 0
        first = queries.first_of_stay(left.pk, clock.now())
    assert (first.words, first.answered_by) == ("done", "Lee Carter")


def test_nobody_leaves_a_ward_unwatched(ann, sam, held, left, service, lee):
    """Where the clock asks for a first contact, somebody must be there to make it."""
    held.refresh_from_db()
    with time_machine.travel(london(date(2026, 3, 10), 9), tick=False):
        stay = caseload.admit(
            by=lee, id=new_id(), person_id=sam.pk, admitted_at=clock.now() - timedelta(1), place="Asket Croft"
        )
        with frame("test"):
            held.ends_on = date(2026, 3, 9)
            held.save(update_fields=["ends_on"])
        with pytest.raises(Refused, match="Nobody works with them"):
            actions.leave_ward(by=lee, stay_id=stay.pk, left_at=clock.now())
        stay.refresh_from_db()
    assert stay.left_at is None
