"""What becomes of a referral: decided by a named person with a reason, waiting with a name beside it, taken on, moved to another team."""

from datetime import date, timedelta

import pytest
import time_machine

from tests.factories.base import make_allocation, make_episode
from tests.factories.real_service import london
from tests.referrals.test_intake import SAM, asked, opens, take
from waymark.core import clock
from waymark.core.ids import new_id
from waymark.core.pages import NotYours, Refused
from waymark.support.caseload import actions as caseload_actions
from waymark.support.caseload import queries as caseload
from waymark.support.caseload.models import Allocation, Episode
from waymark.support.referrals import actions, queries, rules
from waymark.support.referrals.choices import State, StepKind
from waymark.support.referrals.models import FirstContact
from waymark.work.tasks.models import Task

WHY = "Lives in the north and wants help with the flat."


@pytest.fixture
def referral(ann, north, sam):
    return take(ann, north, person_id=sam.pk, newcomer=SAM)


def decide(by, referral, kind=StepKind.ACCEPTED, **more):
    given = {"id": new_id(), "words": WHY, "waits_for": "A key worker", "keeps_in_touch_id": by.worker_id}
    return actions.decide_referral(by=by, referral_id=referral.pk, kind=kind, **{**given, **more})


def take_on(by, referral, worker, **more):
    given = {"id": new_id(), "worker_id": worker.pk, "starts_on": clock.today(), **more}
    return actions.allocate_referral(by=by, referral_id=referral.pk, **given)


def again(referral):
    referral.refresh_from_db()
    return referral


def test_acknowledged_once_with_whom_and_how(ann, referral):
    actions.acknowledge_referral(
        by=ann, id=new_id(), referral_id=referral.pk, words="Rang the surgery", at=clock.now()
    )
    first = again(referral).acknowledged_at
    actions.acknowledge_referral(
        by=ann, id=new_id(), referral_id=referral.pk, words="And wrote to Sam", at=clock.now() + timedelta(1)
    )

    assert again(referral).acknowledged_at == first
    assert referral.steps.count() == 2


def test_only_who_leads_or_was_named_decides(ann, ann_worker, lee, referral):
    with pytest.raises(Refused, match="Whoever leads the team decides"):
        decide(ann, referral)
    actions.give_referral(by=lee, id=new_id(), referral_id=referral.pk, decider_id=ann_worker.pk)
    decide(ann, again(referral))

    assert again(referral).state == State.WAITING
    assert referral.steps.get(kind=StepKind.ACCEPTED).by == ann_worker


def test_the_same_decision_sent_twice_is_one(lee, referral):
    same = {"id": new_id()}
    assert decide(lee, referral, **same) == decide(lee, referral, **same)
    assert referral.steps.count() == 1


def test_another_team_knows_nothing_of_it(bo, sid, referral):
    for stranger in (bo, sid):
        with pytest.raises(NotYours):
            decide(stranger, referral)
        with pytest.raises(NotYours):
            queries.referral_page(stranger, referral.pk)


@pytest.mark.parametrize(
    ("kind", "more", "said"),
    [
        (StepKind.ACCEPTED, {"waits_for": " "}, "Say what they are waiting for."),
        (StepKind.ACCEPTED, {"keeps_in_touch_id": None}, "Choose who keeps in touch"),
        (StepKind.ACCEPTED, {"words": "Yes"}, "Give the reason"),
        (StepKind.DECLINED, {"why": "other"}, "Say what else was offered"),
        (StepKind.DECLINED, {"alternative": "The crisis line, given to Sam"}, "Say why it is declined"),
        (StepKind.JOINED, {}, "Say what you decide."),
    ],
)
def test_no_decision_without_its_reason_and_what_goes_with_it(lee, referral, kind, more, said):
    with pytest.raises(Refused, match=said):
        decide(lee, referral, kind, **more)
    assert again(referral).state == State.NEW


def test_declined_ends_the_team_s_access_two_hours_later(ann, lee, referral, sam):
    decide(lee, referral, StepKind.DECLINED, why="other", alternative="The recovery college, with its number")

    assert opens(ann, sam)
    with time_machine.travel(london(date(2026, 3, 4), 11, 1), tick=False):
        assert not opens(ann, sam)
    with pytest.raises(Refused, match="ended"):
        decide(lee, referral)


def test_asking_for_more_leaves_it_open(lee, referral):
    decide(lee, referral, StepKind.ASKED, words="Asked the surgery what has been tried")

    assert again(referral).state == State.NEW
    assert [line.referral for line in queries.new_referrals(lee)] == [referral]


def test_the_waiting_list_is_by_date_and_by_nothing_else(ann, lee, north, referral):
    earlier = take(
        ann,
        north,
        newcomer=rules.Newcomer("Grace"),
        asked=asked(urgency="3", received_at=clock.now() - timedelta(days=9)),
    )
    later = take(
        ann, north, newcomer=rules.Newcomer("Ada"), asked=asked(urgency="1", received_at=clock.now())
    )
    for one in (later, referral, earlier):
        decide(lee, one)

    lines = queries.waiting(lee)
    assert [line.referral for line in lines] == [earlier, referral, later]
    assert lines[0].waited == "9 days"
    assert {line.referral.keeps_in_touch.name for line in lines} == {"Lee Carter"}


def test_who_keeps_in_touch_may_open_the_record_from_another_team(lee, bo, bo_worker, referral, sam):
    decide(lee, referral, keeps_in_touch_id=bo_worker.pk)
    assert opens(bo, sam)

    actions.change_waiting(
        by=bo,
        id=new_id(),
        referral_id=referral.pk,
        words="Rang: he is all right",
        waits_for="A key worker",
        keeps_in_touch_id=bo_worker.pk,
        in_touch_by=date(2026, 3, 11),
    )
    [line] = queries.waiting(lee)
    assert line.touch_by == "by 11 March 2026"


def test_taken_on_with_a_key_worker_in_one_go_and_the_first_contact_due(
    ann, ann_worker, lee, referral, sam, north
):
    decide(lee, referral)
    take_on(lee, referral, ann_worker, weight=2, weekly_minutes=60)

    episode = Episode.objects.get(person=sam)
    assert (episode.unit, episode.referred_by, episode.referred_on) == (north, "Dr Shah", date(2026, 3, 4))
    assert caseload.people_without_key_worker(lee) == []
    assert caseload.key_worker_of(lee, sam.pk) == ann_worker
    assert again(referral).state == State.ALLOCATED
    due = FirstContact.objects.get()
    assert (due.owner, due.due_at) == (ann_worker, london(date(2026, 3, 12), 0))
    assert opens(ann, sam)


def test_nothing_is_kept_when_the_limit_needs_a_reason(ann_worker, lee, referral, sam):
    decide(lee, referral)
    with pytest.raises(caseload_actions.OverLimit, match="6 over limit 5"):
        take_on(lee, referral, ann_worker, weight=6)

    assert not Episode.objects.filter(person=sam).exists()
    assert again(referral).state == State.WAITING
    take_on(lee, referral, ann_worker, weight=6, reason="She gives up two people on Monday")
    assert Allocation.objects.get().over_limit_reason == "She gives up two people on Monday"


def test_only_who_is_accepted_is_taken_on(ann_worker, lee, referral):
    with pytest.raises(Refused, match="Decide first"):
        take_on(lee, referral, ann_worker)


def test_taking_on_twice_is_once(ann_worker, lee, referral):
    decide(lee, referral)
    same = {"id": new_id()}
    assert take_on(lee, referral, ann_worker, **same) == take_on(lee, referral, ann_worker, **same)
    assert Allocation.objects.count() == FirstContact.objects.count() == 1


def test_a_transfer_leaves_nobody_without_a_key_worker(ann_worker, bo_worker, lee, sid, north, south, sam):
    episode = make_episode(sam, north)
    make_allocation(episode, ann_worker)
    given = {"reason": "He has moved to the south", "asked_for": "The flat", "knows": "asked"}
    with pytest.raises(Refused, match="already"):
        actions.transfer(by=lee, id=new_id(), episode_id=episode.pk, unit_id=north.pk, **given)

    moving = actions.transfer(by=lee, id=new_id(), episode_id=episode.pk, unit_id=south.pk, **given)
    assert caseload.key_worker_of(lee, sam.pk) == ann_worker
    decide(sid, moving)
    assert again(episode).closed_on is None
    take_on(sid, moving, bo_worker)

    again(episode)
    assert (episode.closed_on, episode.closed_because) == (date(2026, 3, 4), "Transferred to South")
    assert caseload.key_worker_of(sid, sam.pk) == bo_worker
    assert caseload.people_without_key_worker(lee) == caseload.people_without_key_worker(sid) == []


def test_when_they_begin_later_the_old_key_worker_goes_on_until_then(
    ann_worker, bo_worker, lee, lee_worker, sid, north, south, sam
):
    episode = make_episode(sam, north)
    make_allocation(episode, ann_worker)
    given = {"reason": "He has moved to the south", "asked_for": "", "knows": "asked"}
    moving = actions.transfer(by=lee, id=new_id(), episode_id=episode.pk, unit_id=south.pk, **given)
    decide(sid, moving)
    take_on(sid, moving, bo_worker, starts_on=date(2026, 3, 9))

    assert again(episode).closed_on is None
    assert Task.objects.get(owner=lee_worker).words.startswith("South begins on 9 March 2026")
    assert caseload.key_worker_of(lee, sam.pk) == ann_worker
