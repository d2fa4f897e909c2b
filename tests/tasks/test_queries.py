"""Who knows of which task."""

from datetime import timedelta

import pytest

from tests.factories.base import (
    actor_of,
    make_exclusion,
    make_grant,
    make_holding,
    make_post,
    make_service,
    make_unit,
    make_worker,
)
from tests.factories.tasks import make_concern, make_hand_over, make_task
from waymark.core import clock
from waymark.core.actors import system
from waymark.core.audit import collector
from waymark.core.ids import new_id
from waymark.core.pages import NotYours
from waymark.people.access.choices import Profile, Relationship, Sensitivity
from waymark.work.tasks import actions, queries
from waymark.work.tasks.choices import LOST

pytestmark = pytest.mark.django_db


def mine(worker):
    return queries.my_tasks(worker, clock.now())


# ------------------------------------------------------------------ my own


def test_my_tasks_are_mine_and_open_with_concerns_first(ann, ann_worker, ben, ben_worker, sam):
    now = clock.now()
    make_task("Could wait", by=ann, owner=ann_worker, weight="could", due_at=now - timedelta(days=1))
    make_task("Must", by=ann, owner=ann_worker, weight="must")
    make_task("Later", by=ann, owner=ann_worker, person=sam, due_at=now + timedelta(days=2))
    make_task("Sooner", by=ann, owner=ann_worker, person=sam, due_at=now + timedelta(days=1))
    make_concern("Worried", by=ben, owner=ann_worker, person=sam)
    make_task("Ben's", by=ann, owner=ben_worker)
    done = make_task("Done", by=ann, owner=ann_worker)
    actions.finish_task(by=ann, id=done.id, at=now)

    assert [task.words for task in mine(ann)] == ["Worried", "Must", "Sooner", "Later", "Could wait"]


def test_a_task_about_somebody_i_no_longer_work_with_says_only_that(ann, ann_worker, sam):
    make_task("Ring Sam's sister", by=ann, owner=ann_worker, person=sam, weight="must")
    make_exclusion(sam, ann_worker)

    with collector.reading() as read:
        (task,) = mine(actor_of(ann_worker))

    assert (task.words, task.person, task.person_id, task.lost) == (LOST, None, None, True)
    assert (read.rows, read.people) == ({}, set())


def test_what_is_overdue_counts_from_the_day_after(ann, ann_worker):
    begins, _ = clock.day_bounds(clock.today())
    make_task("Yesterday", by=ann, owner=ann_worker, due_at=begins - timedelta(seconds=1))
    make_task("Today", by=ann, owner=ann_worker, due_at=begins)

    assert [(t.words, t.is_overdue, t.due_words) for t in mine(ann)] == [
        ("Yesterday", True, "overdue 1 day"),
        ("Today", False, "by today"),
    ]


@pytest.mark.parametrize("number", [1, 10])
def test_my_tasks_are_one_statement(ann, ann_worker, sam, number, django_assert_num_queries):
    for _ in range(number):
        make_task(by=ann, owner=ann_worker, person=sam)

    with django_assert_num_queries(1):
        assert len([task.person.name for task in mine(ann)]) == number


# ------------------------------------------------------------------ of a person


def test_everyone_who_reads_the_record_sees_its_open_tasks(ann, ann_worker, ben, sam):
    make_task("Ring the surgery", by=ann, owner=ann_worker, person=sam)

    assert [(t.words, t.owner.name) for t in queries.tasks_of(ben, sam.id)] == [
        ("Ring the surgery", "Ann Dodds")
    ]


def test_a_stranger_sees_none_of_a_person_s_tasks(ann, ann_worker, mo, sam):
    make_task(by=ann, owner=ann_worker, person=sam)

    assert list(queries.tasks_of(mo, sam.id)) == []


def test_a_worry_in_a_restricted_entry_is_seen_by_those_it_was_told_and_no_colleague(
    ann, ben, lee, team, sam
):
    """LDS-110: its owner was told, its maker wrote it, the lead is a named role; Ben works with Sam and reads nothing of it."""
    told = make_worker("Told", unit=team)
    make_concern(by=ann, owner=told, person=sam, sensitivity=Sensitivity.RESTRICTED)

    for worker in (ann, lee, actor_of(told)):
        assert len(queries.tasks_of(worker, sam.id)) == 1
    assert list(queries.tasks_of(ben, sam.id)) == []


# ------------------------------------------------------------------ of a team


@pytest.fixture
def leaver(team):
    worker = make_worker("Leaver", unit=make_unit(team.service))
    worker.holdings.all()._raw_delete("default")
    make_holding(worker, make_post(team), ends_on=clock.today() - timedelta(days=1))
    return worker


def given_before_leaving(by, owner, **more):
    """A task that was theirs while they worked here."""
    holding = owner.holdings.get()
    owner.holdings.all()._raw_delete("default")
    current = make_holding(owner, holding.post)
    task = make_task(by=by, owner=owner, **more)
    owner.holdings.filter(pk=current.pk)._raw_delete("default")
    make_holding(owner, holding.post, ends_on=holding.ends_on)
    return task


def test_the_board_shows_the_team_s_tasks_and_those_of_leavers(
    lee, ann, ann_worker, leaver, mo, mo_worker, team, sam
):
    make_task("Ann's", by=ann, owner=ann_worker, person=sam)
    make_task("Mo's", by=mo, owner=mo_worker)
    given_before_leaving(ann, leaver, words="Left behind")

    found = queries.open_tasks_in(lee, [team.id])

    assert {(t.words, t.owner_left) for t in found} == {("Ann's", False), ("Left behind", True)}


def test_the_board_shows_no_team_that_is_not_one_s_own(lee, mo, mo_worker):
    make_task(by=mo, owner=mo_worker)

    assert list(queries.open_tasks_in(lee, [mo_worker.holdings.get().post.unit_id])) == []


def test_oversight_reads_no_task_about_a_person(ann, ann_worker, sam, team):
    make_task("About Sam", by=ann, owner=ann_worker, person=sam)
    worker = actor_of(make_worker(unit=team, profile=Profile.OVERSIGHT))

    assert list(queries.open_tasks_in(worker, [team.id])) == []


# ------------------------------------------------------------------ one task


def page(worker, task):
    return queries.task_page(worker, task.id, clock.now())


def may(shown):
    return (shown.may_see, shown.may_finish, shown.may_hand_over)


def test_the_owner_of_a_concern_may_see_finish_and_hand_it_over(ann, ben, ben_worker, lee, sam):
    task = make_concern(by=ann, owner=ben_worker, person=sam)

    assert may(page(ben, task)) == (True, True, True)
    assert may(page(ann, task)) == (False, False, False)
    assert may(page(lee, task)) == (False, False, True)
    actions.see_task(by=ben, id=task.id, at=clock.now())
    assert may(page(ben, task)) == (False, True, True)
    actions.finish_task(by=ben, id=task.id, outcome="Rang her", at=clock.now())
    assert may(page(ben, task)) == (False, False, False)
    assert may(page(lee, task)) == (False, False, False)


def test_the_owner_who_lost_access_may_only_hand_it_over(ann, ann_worker, sam):
    task = make_task("Ring Sam's sister", by=ann, owner=ann_worker, person=sam)
    make_exclusion(sam, ann_worker)
    shown = page(actor_of(ann_worker), task)

    assert (shown.task, shown.shown.words, may(shown)) == (None, LOST, (False, False, True))


def test_a_stranger_is_told_that_there_is_no_such_task(ann, ann_worker, mo, sam):
    for task in (make_task(by=ann, owner=ann_worker, person=sam), make_task(by=ann, owner=ann_worker)):
        with pytest.raises(NotYours):
            page(mo, task)
    with pytest.raises(NotYours):
        queries.task_page(ann, new_id(), clock.now())


def test_a_task_about_nobody_is_its_owner_s_its_maker_s_and_their_lead_s(ann, ben, ben_worker, lee, team):
    task = make_task(by=ann, owner=ben_worker)
    colleague = actor_of(make_worker(unit=team))

    for worker in (ann, ben, lee):
        assert page(worker, task).task == task
    with pytest.raises(NotYours):
        page(colleague, task)


def test_hand_overs_are_told_in_their_order(ann, ann_worker, ben, ben_worker, lee_worker, sam):
    task = make_task(by=ann, owner=ann_worker, person=sam)
    make_hand_over(task, by=ann, to=ben_worker)
    make_hand_over(task, by=ben, to=lee_worker)

    assert [h.to_worker.name for h in page(ann, task).hand_overs] == ["Ben Carter", "Lee Hall"]


def test_another_service_sees_nothing(ann, ann_worker, sam):
    task = make_task(by=ann, owner=ann_worker, person=sam)
    stranger = make_worker(unit=make_unit(make_service()), profile=Profile.LEAD)
    make_grant(sam, worker=stranger, relationship=Relationship.ALLOCATED)

    with pytest.raises(NotYours):
        page(actor_of(stranger), task)


def test_colleagues_are_those_who_hold_a_post_today(ann, ann_worker, mo_worker, leaver, lee_worker):
    make_worker("Elsewhere", unit=make_unit(make_service()))

    assert [w.name for w in queries.colleagues(ann, clock.now())] == ["Ann Dodds", "Lee Hall", "Mo Khan"]


def test_the_product_itself_reaches_its_own_service_alone(ann, ann_worker, sam):
    task = make_task(by=ann, owner=ann_worker, person=sam)
    elsewhere = system("clock", make_service().id)

    with pytest.raises(NotYours):
        actions.see_task(by=elsewhere, id=task.id, at=clock.now())
