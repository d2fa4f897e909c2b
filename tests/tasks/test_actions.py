"""Making, seeing, finishing and handing on."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from tests.factories.base import (
    actor_of,
    make_exclusion,
    make_holding,
    make_person,
    make_post,
    make_service,
    make_unit,
    make_worker,
)
from tests.factories.tasks import make_concern, make_hand_over, make_task
from waymark.core import clock
from waymark.core.actors import system
from waymark.core.append_only import missing_guards
from waymark.core.ids import new_id
from waymark.core.models import AuditEntry
from waymark.core.pages import ConflictingRepeat, NotYours, Refused
from waymark.people.access.choices import Profile
from waymark.work.tasks import actions
from waymark.work.tasks.models import HandOver, Task

pytestmark = pytest.mark.django_db


def outcomes(action):
    return list(AuditEntry.objects.filter(action=action).order_by("id").values_list("outcome", flat=True))


def yesterday():
    return clock.today() - timedelta(days=1)


# ------------------------------------------------------------------ making


def test_a_task_is_somebody_s(ann, ben_worker, sam):
    made = make_task("Ring the surgery", by=ann, owner=ben_worker, person=sam)

    kept = Task.objects.get(pk=made.pk)
    assert (kept.words, kept.owner_id, kept.made_by_id, kept.person_id) == (
        "Ring the surgery",
        ben_worker.id,
        ann.worker_id,
        sam.id,
    )


def test_the_same_task_again_changes_nothing(ann, ben_worker, ann_worker):
    id = new_id()
    make_task("Ring the surgery", by=ann, owner=ben_worker, id=id)
    again = make_task("Ring the surgery", by=ann, owner=ann_worker, id=id)

    assert (again.words, again.owner_id) == ("Ring the surgery", ben_worker.id)
    assert outcomes("make_task") == ["done", "repeat"]


def test_other_words_under_the_same_id_are_told_apart(ann, ben_worker):
    id = new_id()
    make_task("Ring the surgery", by=ann, owner=ben_worker, id=id)
    with pytest.raises(ConflictingRepeat, match="with other words"):
        make_task("Something else", by=ann, owner=ben_worker, id=id)

    assert Task.objects.get().words == "Ring the surgery"


def test_the_id_of_a_colleague_s_task_makes_none(ann, ben_worker):
    id = new_id()
    make_task("Ring the surgery", by=ann, owner=ben_worker, id=id)
    with pytest.raises(NotYours):
        make_task("Ring the surgery", by=actor_of(ben_worker), owner=ben_worker, id=id)


def test_a_leaver_is_given_nothing(ann, team):
    gone = make_worker("Gone", unit=team, ends_on=yesterday())

    with pytest.raises(Refused, match="every task has an owner who holds a post"):
        make_task(by=ann, owner=gone)
    assert not Task.objects.exists()


def test_somebody_of_another_service_is_given_nothing(ann):
    with pytest.raises(Refused, match="holds a post"):
        make_task(by=ann, owner=make_worker(unit=make_unit(make_service())))


def test_nobody_makes_a_task_about_a_stranger(mo, mo_worker, sam):
    with pytest.raises(NotYours):
        make_task(by=mo, owner=mo_worker, person=sam)


def test_a_task_says_what_is_to_be_done(ann, ann_worker):
    with pytest.raises(Refused, match="Say what is to be done"):
        make_task("  ", by=ann, owner=ann_worker)


def test_nobody_is_told_of_their_own_concern(ann, ann_worker, sam):
    with pytest.raises(Refused, match="somebody else must take it"):
        make_concern(by=ann, owner=ann_worker, person=sam)


def test_the_product_itself_makes_tasks(ann_worker, sam):
    made = make_task(by=system("clock", sam.service_id), owner=ann_worker, person=sam)

    assert made.made_by_id is None


def test_words_stay_out_of_the_log(ann, ben_worker, sam):
    make_concern("Has not eaten for two days", by=ann, owner=ben_worker, person=sam)

    entry = AuditEntry.objects.get(action="make_task")
    assert entry.person_id == sam.id
    assert entry.detail == {"kind": "concern", "owner": str(ben_worker.id)}


# ------------------------------------------------------------------ seeing a concern


def test_the_owner_says_that_a_concern_has_been_seen_and_only_the_first_time_counts(
    ann, ben, ben_worker, sam
):
    task, first = make_concern(by=ann, owner=ben_worker, person=sam), clock.now()
    for later in (0, 5):
        actions.see_task(by=ben, id=task.id, at=first + timedelta(minutes=later))

    assert Task.objects.get().seen_at == first
    assert outcomes("see_task") == ["done", "repeat"]


def test_nobody_acknowledges_their_own_concern(ann, ben_worker, sam):
    task = make_concern(by=ann, owner=ben_worker, person=sam)

    with pytest.raises(Refused, match="somebody else must take it"):
        actions.see_task(by=ann, id=task.id, at=clock.now())
    with pytest.raises(Refused, match="somebody else must take it"):
        actions.finish_task(by=ann, id=task.id, outcome="All is well now", at=clock.now())
    assert Task.objects.get().seen_at is None


def test_a_colleague_who_may_read_it_does_not_see_it_for_the_owner(ann, lee, ben_worker, sam):
    task = make_concern(by=ann, owner=ben_worker, person=sam)

    with pytest.raises(Refused, match="somebody else's"):
        actions.see_task(by=lee, id=task.id, at=clock.now())


def test_only_a_concern_is_acknowledged(ann, ben, ben_worker):
    task = make_task(by=ann, owner=ben_worker)
    actions.see_task(by=ben, id=task.id, at=clock.now())

    assert Task.objects.get().seen_at is None


# ------------------------------------------------------------------ finishing


def test_done_is_when_by_whom_and_how(ann, ben, ben_worker, sam):
    task, at = make_concern(by=ann, owner=ben_worker, person=sam), clock.now()
    actions.finish_task(by=ben, id=task.id, outcome=" Rang her, sister is there ", at=at)

    kept = Task.objects.get()
    assert (kept.done_at, kept.done_by_id, kept.seen_at) == (at, ben.worker_id, at)
    assert kept.outcome == "Rang her, sister is there"


@pytest.mark.parametrize("outcome", ["", "done"])
def test_a_concern_is_not_finished_without_an_outcome(ann, ben, ben_worker, sam, outcome):
    task = make_concern(by=ann, owner=ben_worker, person=sam)

    with pytest.raises(Refused, match="Write what was done about it"):
        actions.finish_task(by=ben, id=task.id, outcome=outcome, at=clock.now())
    assert Task.objects.get().done_at is None


def test_any_other_task_is_finished_with_a_tick(ann, ann_worker):
    task, at = make_task(by=ann, owner=ann_worker), clock.now()
    actions.finish_task(by=ann, id=task.id, at=at)
    actions.finish_task(by=ann, id=task.id, outcome="Something else", at=at + timedelta(hours=1))

    kept = Task.objects.get()
    assert (kept.done_at, kept.outcome, kept.seen_at) == (at, "", None)
    assert outcomes("finish_task") == ["done", "repeat"]


def test_only_the_owner_finishes_a_task(ann, ben_worker, lee, sam):
    task = make_task(by=ann, owner=ben_worker, person=sam)

    for other in (ann, lee):
        with pytest.raises(Refused, match="somebody else's"):
            actions.finish_task(by=other, id=task.id, at=clock.now())


@pytest.mark.parametrize("verb", ["see_task", "finish_task"])
def test_a_stranger_learns_nothing_of_a_task(ann, ben_worker, mo, sam, verb):
    task = make_task(by=ann, owner=ben_worker, person=sam)

    with pytest.raises(NotYours):
        getattr(actions, verb)(by=mo, id=task.id, at=clock.now())
    with pytest.raises(NotYours):
        actions.hand_over_task(by=mo, id=task.id, to_id=mo.worker_id, reason="I want it")


# ------------------------------------------------------------------ handing over


def test_a_task_passes_to_a_colleague_and_the_reason_is_kept(ann, ann_worker, ben_worker, sam):
    kept = make_hand_over(make_task(by=ann, owner=ann_worker, person=sam), by=ann, to=ben_worker)

    assert (kept.from_worker_id, kept.to_worker_id, kept.by_id) == (
        ann_worker.id,
        ben_worker.id,
        ann_worker.id,
    )
    assert kept.reason == "On leave from Friday"
    assert Task.objects.get().owner_id == ben_worker.id
    assert "leave" not in str(AuditEntry.objects.get(action="hand_over_task").detail)


def test_handing_over_twice_is_once(ann, ann_worker, ben_worker, sam):
    task = make_task(by=ann, owner=ann_worker, person=sam)
    for _ in range(2):
        make_hand_over(task, by=ann, to=ben_worker)

    assert HandOver.objects.count() == 1
    assert outcomes("hand_over_task") == ["done", "repeat"]


def test_a_concern_handed_over_is_unseen_again(ann, ben, ben_worker, lee_worker, sam):
    task = make_concern(by=ann, owner=ben_worker, person=sam)
    actions.see_task(by=ben, id=task.id, at=clock.now())
    make_hand_over(task, by=ben, to=lee_worker)

    assert Task.objects.get().seen_at is None


def test_a_concern_is_never_handed_back_to_the_one_who_raised_it(ann, ann_worker, ben, ben_worker, sam):
    task = make_concern(by=ann, owner=ben_worker, person=sam)

    with pytest.raises(Refused, match="They raised this worry themselves"):
        make_hand_over(task, by=ben, to=ann_worker)


def test_a_task_is_never_handed_to_a_leaver(ann, ann_worker, sam, team):
    gone = make_worker("Gone", unit=team, ends_on=yesterday())

    with pytest.raises(Refused, match="holds a post"):
        make_hand_over(make_task(by=ann, owner=ann_worker, person=sam), by=ann, to=gone)


def test_a_task_about_a_person_goes_only_to_those_who_may_read_it(
    ann, ann_worker, ben_worker, mo_worker, sam
):
    task = make_task(by=ann, owner=ann_worker, person=sam)

    with pytest.raises(Refused, match="Choose somebody who works with this person"):
        make_hand_over(task, by=ann, to=mo_worker)
    make_exclusion(sam, ben_worker)
    with pytest.raises(Refused, match="Choose somebody who works with this person"):
        make_hand_over(task, by=ann, to=ben_worker)
    assert Task.objects.get().owner_id == ann_worker.id


def test_a_task_about_nobody_goes_to_anyone_in_the_service(ann, ann_worker, mo_worker):
    make_hand_over(make_task(by=ann, owner=ann_worker), by=ann, to=mo_worker)

    assert Task.objects.get().owner_id == mo_worker.id


@pytest.mark.parametrize("reason", ["", "leave"])
def test_handing_over_says_why(ann, ann_worker, ben_worker, reason):
    with pytest.raises(Refused, match="Say why you hand it over"):
        make_hand_over(make_task(by=ann, owner=ann_worker), by=ann, to=ben_worker, reason=reason)


def test_a_lead_moves_the_tasks_of_one_who_left(ann, lee, ben_worker, sam, team):
    leaver = make_worker("Leaver", unit=team)
    task = make_task(by=ann, owner=leaver, person=sam)
    about_nobody = make_task(by=ann, owner=leaver)
    leaver.holdings.all()._raw_delete("default")
    make_holding(leaver, make_post(team), ends_on=yesterday())

    for each in (task, about_nobody):
        make_hand_over(each, by=lee, to=ben_worker, reason="Leaver left us")

    assert set(Task.objects.values_list("owner_id", flat=True)) == {ben_worker.id}


def test_a_colleague_does_not_move_another_s_task(ann, ben, ann_worker, ben_worker, sam):
    task = make_task(by=ann, owner=ann_worker, person=sam)

    with pytest.raises(Refused, match="Only its owner, or somebody who leads"):
        make_hand_over(task, by=ben, to=ben_worker)


def test_a_lead_of_another_team_moves_nothing_here(ann, ann_worker, sam, team):
    other = make_worker(unit=make_unit(team.service), profile=Profile.LEAD)

    for task in (make_task(by=ann, owner=ann_worker, person=sam), make_task(by=ann, owner=ann_worker)):
        with pytest.raises(NotYours):
            make_hand_over(task, by=actor_of(other), to=other)


def test_what_is_done_is_not_handed_over(ann, ann_worker, ben_worker):
    task = make_task(by=ann, owner=ann_worker)
    actions.finish_task(by=ann, id=task.id, at=clock.now())

    with pytest.raises(Refused, match="nothing to hand over"):
        make_hand_over(task, by=ann, to=ben_worker)


def test_an_owner_who_lost_access_can_still_hand_it_over(ann, ann_worker, ben_worker, sam):
    task = make_task(by=ann, owner=ann_worker, person=sam)
    make_exclusion(sam, ann_worker)
    make_hand_over(task, by=actor_of(ann_worker), to=ben_worker)

    assert Task.objects.get().owner_id == ben_worker.id


def test_the_history_of_hand_overs_is_held_by_the_database(ann, ann_worker, ben_worker):
    make_hand_over(make_task(by=ann, owner=ann_worker), by=ann, to=ben_worker)

    assert missing_guards(connection, "tasks_handover") == []
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE tasks_handover SET reason = 'another'")


def test_another_service_s_task_id_tells_nothing(ann, ann_worker):
    task = make_task(by=ann, owner=ann_worker)
    stranger = make_worker(unit=make_unit(make_service()))

    with pytest.raises(NotYours):
        make_task(by=actor_of(stranger), owner=stranger, id=task.id)


def test_a_person_of_another_service_is_nobody_s_here(ann, ann_worker):
    other = make_person(service=make_service())

    with pytest.raises(NotYours):
        make_task(by=ann, owner=ann_worker, person=other)
