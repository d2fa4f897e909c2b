"""Changing the key worker, handing over a leaver's people, and closing: the access that goes, and nobody left out."""

from datetime import date, timedelta

import pytest
import time_machine

from tests.caseload.conftest import DAY
from tests.caseload.test_actions import TOMORROW, YESTERDAY, allocate, end, related
from tests.factories.base import (
    actor_of,
    make_episode,
    make_person,
    make_worker,
)
from tests.factories.diary import make_visit
from tests.factories.real_service import london
from tests.factories.tasks import make_task
from waymark.core import clock
from waymark.core.pages import ConflictingRepeat, NotYours, Refused
from waymark.people.access import queries as access
from waymark.people.access.choices import Action, Relationship
from waymark.support.caseload import actions, queries
from waymark.support.caseload.choices import Purpose
from waymark.support.caseload.models import Allocation, Episode
from waymark.support.diary.actions import cancel_visit
from waymark.support.diary.choices import VisitState, Whose
from waymark.work.tasks.actions import finish_task

pytestmark = pytest.mark.django_db


def close(by, episode, on=DAY, because="Sam has what he came for"):
    return actions.close_episode(by=by, id=episode.pk, on=on, because=because)


# ---------------------------------------------------------------- changing


def test_a_key_worker_s_end_names_a_successor_who_begins_the_day_after(lee, sam, held, ann_worker, south):
    with pytest.raises(actions.KeyWorkerNeeded, match="Sam Okafor would have no key worker"):
        end(lee, held)
    outside = make_worker("Out Side", unit=south)
    end(lee, held, successor=outside)

    held.refresh_from_db()
    following = Allocation.objects.get(worker=outside)
    assert (held.ends_on, following.starts_on, following.ends_on) == (DAY, TOMORROW, None)
    midnight = london(TOMORROW, 0)
    before = midnight - timedelta(seconds=1)
    assert related(ann_worker, sam, before) == {Relationship.TEAM, Relationship.KEY_WORKER}
    assert related(ann_worker, sam, midnight) == {Relationship.TEAM, Relationship.FORMER}
    assert related(outside, sam, before) == {Relationship.NONE}
    assert related(outside, sam, midnight) == {Relationship.KEY_WORKER}


def test_on_every_day_there_is_exactly_one_key_worker(lee, sam, held, ben_worker):
    end(lee, held, successor=ben_worker)

    for day, name in ((YESTERDAY, "Ann Dodds"), (DAY, "Ann Dodds"), (TOMORROW, "Ben Reed")):
        assert queries.key_worker_of(lee, sam.pk, day).name == name


def test_the_same_end_again_changes_nothing_and_another_is_told_apart(lee, held, ben_worker):
    for _ in range(2):
        end(lee, held, successor=ben_worker)
    with pytest.raises(ConflictingRepeat):
        end(lee, held, TOMORROW, successor=ben_worker)

    assert Allocation.objects.count() == 2


def test_a_successor_is_somebody_else_and_may_be_over_the_limit_with_a_reason(
    lee, held, ann_worker, ben_worker, carries
):
    with pytest.raises(Refused, match="Choose somebody else to take over"):
        end(lee, held, successor=ann_worker)
    carries(ben_worker, 20, 5)
    with pytest.raises(actions.OverLimit, match="Ben Reed would be at 26 over limit 25"):
        end(lee, held, successor=ben_worker)
    held.refresh_from_db()
    assert held.ends_on is None
    end(lee, held, successor=ben_worker, reason="Until May only")
    assert Allocation.objects.get(worker=ben_worker, person=held.person).over_limit_reason == "Until May only"


def test_another_part_ends_with_nobody_after_it(lee, episode, held, ben_worker):
    part = allocate(lee, episode, ben_worker, purpose=Purpose.CO_WORKER)

    assert end(lee, part).ends_on == DAY


def test_nothing_ends_before_it_began(lee, episode, held, ann_worker, ben_worker):
    young = allocate(lee, episode, ben_worker, purpose=Purpose.CO_WORKER)
    with pytest.raises(Refused, match="It began on 4 March 2026"):
        end(lee, young, YESTERDAY)


# ---------------------------------------------------------------- a leaver


def test_a_leaver_s_people_are_handed_over_all_or_none(lee, ann_worker, ben_worker, team, carries):
    oz = make_worker("Oz Hart", unit=team)
    first, second, third = carries(ann_worker, 1, 2, 3)
    some = {first.pk: ben_worker.pk, second.pk: oz.pk}
    with pytest.raises(actions.KeyWorkerNeeded, match="Cyn Number2 would have no key worker"):
        actions.hand_over_caseload(by=lee, worker_id=ann_worker.pk, on=DAY, successors=some)
    assert not Allocation.objects.filter(ends_on__isnull=False).exists()

    ended = actions.hand_over_caseload(
        by=lee, worker_id=ann_worker.pk, on=DAY, successors={**some, third.pk: ben_worker.pk}
    )

    assert {a.ends_on for a in ended} == {DAY}
    assert [row.person.given_name for row in queries.caseload_of(lee, ben_worker.pk, TOMORROW)] == [
        "Ada",
        "Cyn",
    ]
    assert [row.person.given_name for row in queries.caseload_of(lee, oz.pk, TOMORROW)] == ["Bea"]
    assert queries.caseload_of(lee, ann_worker.pk, TOMORROW) == []
    assert queries.left_without_key_worker(lee, ann_worker.pk, DAY) == []
    assert queries.people_without_key_worker(lee, TOMORROW) == []


def test_two_who_would_be_left_are_both_named(lee, ann_worker, carries):
    carries(ann_worker, 1, 1)
    with pytest.raises(
        actions.KeyWorkerNeeded,
        match=r"2 people would have no key worker: Ada Number0, Bea Number1\. Name",
    ):
        actions.hand_over_caseload(by=lee, worker_id=ann_worker.pk, on=DAY, successors={})


def test_one_successor_over_the_limit_keeps_everything_as_it_was(lee, ann_worker, ben_worker, carries):
    first, second = carries(ann_worker, 1, 3)
    carries(ben_worker, 20, 3)
    both = {first.pk: ben_worker.pk, second.pk: ben_worker.pk}
    with pytest.raises(actions.OverLimit, match="27 over limit 25"):
        actions.hand_over_caseload(by=lee, worker_id=ann_worker.pk, on=DAY, successors=both)
    assert not Allocation.objects.filter(ends_on__isnull=False).exists()

    actions.hand_over_caseload(
        by=lee, worker_id=ann_worker.pk, on=DAY, successors=both, reason="Until Oz begins"
    )
    reasons = Allocation.objects.filter(worker=ben_worker).values_list("over_limit_reason", flat=True)
    assert sorted(reasons) == ["", "", "", "Until Oz begins"]


# ---------------------------------------------------------------- closing


def test_an_episode_closes_with_all_its_parts_and_the_team_reads_two_weeks_more(
    lee, episode, sam, held, ann_worker, ben_worker
):
    allocate(lee, episode, ben_worker, purpose=Purpose.CO_WORKER)
    close(lee, episode)

    episode.refresh_from_db()
    assert (episode.closed_on, episode.closed_because) == (DAY, "Sam has what he came for")
    assert set(Allocation.objects.values_list("ends_on", flat=True)) == {DAY}
    midnight = london(TOMORROW, 0)
    assert Relationship.KEY_WORKER in related(ann_worker, sam, midnight - timedelta(seconds=1))
    assert related(ann_worker, sam, midnight) == {Relationship.FORMER}
    assert related(ann_worker, sam, midnight + timedelta(days=14)) == {Relationship.NONE}
    assert access.can(actor_of(ben_worker), sam.pk, Action.OPEN, at=midnight + timedelta(days=13))


def test_what_is_still_open_refuses_it_by_name(lee, episode, sam, held, ann, ann_worker):
    task = make_task("Ring the surgery", by=ann, owner=ann_worker, person=sam)
    visit = make_visit(sam, ann_worker, london(date(2026, 3, 9), 14))
    with pytest.raises(Refused) as refusal:
        close(lee, episode)
    assert str(refusal.value) == (
        "There is still something open: Ring the surgery (Ann Dodds); visit on 9 March 2026, 14:00 (Ann Dodds). "
        "Finish it or hand it over first."
    )
    episode.refresh_from_db()
    assert episode.closed_on is None

    finish_task(by=ann, id=task.pk, outcome="Rang", at=clock.now())
    cancel_visit(by=ann, id=visit.pk, reason="Sam is done", whose=Whose.PERSON)
    assert close(lee, episode).closed_on == DAY


def test_with_another_team_open_what_is_open_stays_there(lee, episode, sam, held, ann, ann_worker, south):
    make_episode(sam, south)
    make_task("Ring the surgery", by=ann, owner=ann_worker, person=sam)

    assert close(lee, episode).closed_on == DAY


def test_a_visit_that_was_called_off_or_is_over_holds_nothing_up(lee, episode, sam, held, ann_worker):
    make_visit(sam, ann_worker, london(date(2026, 3, 9), 14), state=VisitState.CANCELLED)
    make_visit(sam, ann_worker, london(date(2026, 3, 3), 14), state=VisitState.HELD)

    assert close(lee, episode).closed_on == DAY


def test_closing_needs_a_day_that_has_come_and_a_reason(lee, team, ann_worker):
    young = make_episode(make_person("Jo", "Bell", service=team.service), team, opened_on=DAY)
    for on, because, sentence in (
        (TOMORROW, "Jo moved away", "Give a day that has come"),
        (YESTERDAY, "Jo moved away", "It began on 4 March 2026"),
        (DAY, "done", "few words"),
    ):
        with pytest.raises(Refused, match=sentence):
            close(lee, young, on, because)

    assert Episode.objects.get().closed_on is None


def test_closed_twice_is_closed_once_and_another_day_is_told_apart(lee, episode, held):
    assert close(lee, episode) == close(lee, episode)
    with pytest.raises(ConflictingRepeat):
        close(lee, episode, YESTERDAY)


def test_who_may_close(ann, sid, episode, held):
    with pytest.raises(Refused, match="Your role does not allocate"):
        close(ann, episode)
    with pytest.raises(NotYours):
        close(sid, episode)


def test_an_allocation_that_was_to_begin_later_never_gives_access(lee, episode, sam, held, south):
    outside = make_worker("Out Side", unit=south)
    allocate(lee, episode, outside, purpose=Purpose.CO_WORKER, starts_on=date(2026, 4, 1))
    close(lee, episode)

    for day in (DAY, TOMORROW, date(2026, 4, 1), date(2026, 5, 1)):
        with time_machine.travel(london(day, 12), tick=False):
            assert related(outside, sam) == {Relationship.NONE}
