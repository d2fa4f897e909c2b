"""Caseloads, workload as sums, and who has nobody: as far as the one who asks may know the people."""

from datetime import date, timedelta

import pytest

from tests.caseload.conftest import DAY
from tests.factories.base import actor_of, make_allocation, make_episode, make_grant, make_person, make_worker
from tests.factories.diary import make_contact, make_visit
from tests.factories.real_service import london
from tests.factories.tasks import make_task
from waymark.core.pages import NotYours
from waymark.people.access.choices import Profile
from waymark.support.caseload import queries
from waymark.support.caseload.choices import Purpose
from waymark.support.diary.choices import Attendance, VisitState

pytestmark = pytest.mark.django_db
MONDAY = date(2026, 3, 2)


# ---------------------------------------------------------------- one caseload


def test_a_row_tells_at_a_glance(ann, held, ann_worker, sam):
    make_contact(sam, ann_worker, london(date(2026, 2, 20), 10), minutes=60)
    make_contact(sam, ann_worker, london(MONDAY, 10), minutes=30)
    make_contact(sam, ann_worker, london(date(2026, 3, 3), 10), attendance=Attendance.NOT_ATTENDED, minutes=0)
    make_visit(sam, ann_worker, london(date(2026, 3, 9), 14))
    soon = make_visit(sam, ann_worker, london(date(2026, 3, 6), 14))
    make_visit(sam, ann_worker, london(date(2026, 3, 5), 14), state=VisitState.CANCELLED)

    [row] = queries.caseload_of(ann, ann.worker_id, DAY)

    assert (row.person, row.key_worker, row.purpose_words) == (sam, "Ann Dodds", "Key worker")
    assert (row.last_seen, row.days_since_seen) == (london(MONDAY, 10), 2)
    assert (row.last_recorded, row.tried_since) == (london(date(2026, 3, 3), 10), True)
    assert row.next_visit == soon.starts_at
    assert (row.given, row.time_words) == (30, "0.5")


def test_least_of_the_time_planned_comes_first_and_none_planned_last(ann, ann_worker, carries):
    first, second, third = carries(ann_worker, 1, 1, 1, weekly_minutes=120)
    [unplanned] = carries(ann_worker, 1)
    for allocation, minutes in ((first, 60), (second, 30), (third, 120)):
        make_contact(allocation.person, ann_worker, london(MONDAY, 10), minutes=minutes)

    rows = queries.caseload_of(ann, ann.worker_id, DAY)

    assert [row.allocation for row in rows] == [second, first, third, unplanned]
    assert [row.time_words for row in rows] == ["0.5 of 2.0", "1.0 of 2.0", "2.0 of 2.0", "0.0"]


def test_time_given_is_the_worker_s_own_in_that_week_of_contacts_that_happened(
    ann, ben_worker, held, ann_worker, sam
):
    sunday_night, next_monday = london(date(2026, 3, 8), 23, 30), london(date(2026, 3, 9), 0, 30)
    make_contact(sam, ann_worker, london(MONDAY, 0, 5), minutes=10)
    make_contact(sam, ann_worker, sunday_night, minutes=20)
    make_contact(sam, ann_worker, next_monday, minutes=40)
    make_contact(sam, ann_worker, london(date(2026, 3, 1), 23, 55), minutes=80)
    make_contact(sam, ben_worker, london(MONDAY, 12), minutes=160)
    make_contact(sam, ann_worker, london(MONDAY, 13), attendance=Attendance.NOT_ATTENDED, minutes=0)

    for day in (MONDAY, date(2026, 3, 8)):
        assert [row.given for row in queries.caseload_of(ann, ann.worker_id, day)] == [30]


def test_a_caseload_is_of_a_day(ann, held, ann_worker, team, carries):
    first_of_march, first_of_april = date(2026, 3, 1), date(2026, 4, 1)
    [ended] = carries(ann_worker, 1, starts_on=date(2026, 1, 1), ends_on=first_of_march)
    to_come = make_allocation(
        make_episode(make_person("Yet", "Come", service=team.service), team),
        ann_worker,
        starts_on=first_of_april,
    )

    def on(day):
        return {row.allocation for row in queries.caseload_of(ann, ann.worker_id, day)}

    assert on(first_of_march) == {held, ended}
    assert on(DAY) == {held}
    assert on(first_of_april) == {held, to_come}


def test_a_colleague_s_caseload_is_for_those_who_see_the_board_and_shows_whom_they_may_know(
    ann, ben, lee, sid, held, ann_worker, sam, ruth_of_the_south
):
    make_allocation(ruth_of_the_south.episodes.get(), ann_worker)

    with pytest.raises(NotYours):
        queries.caseload_of(ben, ann_worker.pk, DAY)
    assert [row.person for row in queries.caseload_of(lee, ann_worker.pk, DAY)] == [sam]
    assert [row.person for row in queries.caseload_of(sid, ann_worker.pk, DAY)] == [ruth_of_the_south]
    assert len(queries.caseload_of(ann, ann_worker.pk, DAY)) == 2


def test_it_costs_one_statement_however_long(ann, ann_worker, carries, django_assert_num_queries):
    carries(ann_worker, 1, 1, 1)
    with django_assert_num_queries(1):
        assert len(queries.caseload_of(ann, ann.worker_id, DAY)) == 3


# ---------------------------------------------------------------- key workers


def test_the_key_worker_is_today_s_and_no_stranger_s_to_know(ann, sid, held, sam, ben_worker, episode):
    make_allocation(episode, ben_worker, purpose=Purpose.CO_WORKER)

    assert queries.key_worker_of(ann, sam.pk).name == "Ann Dodds"
    assert queries.key_worker_of(ann, sam.pk, date(2019, 1, 1)) is None
    assert queries.key_worker_of(sid, sam.pk) is None


def test_who_has_no_key_worker_is_listed_longest_open_first(lee, sid, held, team, ben_worker):
    def opened(name, day, closed_on=None):
        person = make_person(name, "Open", service=team.service)
        return make_episode(person, team, opened_on=day, closed_on=closed_on)

    recent, long = opened("Re", date(2026, 3, 1)), opened("Lo", date(2025, 3, 1))
    only_a_co_worker = opened("Co", date(2026, 2, 1))
    make_allocation(only_a_co_worker, ben_worker, purpose=Purpose.CO_WORKER)
    opened("Closed", date(2025, 1, 1), closed_on=date(2026, 3, 3))
    ended = opened("Ended", date(2026, 1, 5))
    make_allocation(ended, ben_worker, ends_on=date(2026, 3, 3))

    assert queries.people_without_key_worker(lee, DAY) == [long, ended, only_a_co_worker, recent]
    assert queries.people_without_key_worker(sid, DAY) == []


def test_whoever_ends_a_post_is_told_who_would_be_left(lee, held, sam, ann_worker, ben_worker, episode):
    make_allocation(episode, ben_worker, purpose=Purpose.CO_WORKER)

    assert queries.left_without_key_worker(lee, ann_worker.pk, DAY) == [sam]
    assert queries.left_without_key_worker(lee, ben_worker.pk, DAY) == []


# ---------------------------------------------------------------- workload


def test_a_load_is_the_whole_of_it_and_explains_itself(
    lee, team, ann_worker, ben_worker, carries, ruth_of_the_south
):
    carries(ann_worker, *[4] * 3, *[1] * 12, weekly_minutes=60)
    make_allocation(
        ruth_of_the_south.episodes.get(),
        ann_worker,
        weight=3,
        weekly_minutes=90,
        over_limit_reason="She knows her",
    )

    loads = {one.worker.name: one for one in queries.workload(lee, {team.pk}, DAY)}

    assert set(loads) == {"Ann Dodds", "Ben Reed", "Lee Carter"}
    ann = loads["Ann Dodds"]
    assert ann.load.words == "27 = 3 of weight 4 + 1 of weight 3 + 12 of weight 1"
    assert (ann.load.people, ann.hours, ann.over) == (16, "16.5", "27 over limit 25")
    assert ann.reasons == ["She knows her"]
    ben = loads["Ben Reed"]
    assert (ben.load.words, ben.over, ben.reasons, ben.hours) == ("0", "", [], "0.0")


def test_workload_is_of_one_s_own_teams(lee, sid, team, south, sid_worker):
    assert queries.workload(lee, {south.pk}, DAY) == []
    assert [one.worker for one in queries.workload(sid, {team.pk, south.pk}, DAY)] == [sid_worker]


def test_workload_costs_four_statements(lee, team, ann_worker, carries, django_assert_num_queries):
    carries(ann_worker, 1, 2, 3)
    with django_assert_num_queries(4):
        queries.workload(lee, {team.pk}, DAY)


# ---------------------------------------------------------------- episodes


def test_episodes_come_open_first_each_with_its_parts(ann, sam, held, episode, team, ben_worker):
    make_allocation(episode, ben_worker, purpose=Purpose.CO_WORKER, starts_on=date(2026, 1, 1))
    old = make_episode(sam, team, opened_on=date(2018, 1, 1), closed_on=date(2018, 6, 1))

    found = queries.episodes_of(ann, sam.pk)

    assert found == [episode, old]
    assert [part.worker.name for part in found[0].parts] == ["Ben Reed", "Ann Dodds"]
    assert found[1].parts == []


def test_a_stranger_sees_no_episode_and_leads_nobody(sid, ann, lee, sam, episode, held):
    assert queries.episodes_of(sid, sam.pk) == []
    for attempt in (
        lambda: queries.episode_to_lead(sid, episode.pk),
        lambda: queries.episode_to_lead(ann, episode.pk),
        lambda: queries.allocation_to_lead(sid, held.pk),
    ):
        with pytest.raises(NotYours):
            attempt()
    assert queries.episode_to_lead(lee, episode.pk) == episode
    assert queries.allocation_to_lead(lee, held.pk) == held
    assert [queries.may_lead(by, sam.pk) for by in (lee, ann, sid)] == [True, False, False]


def test_the_team_of_a_person_is_the_worker_s_own_where_there_are_two(lee, sid, sam, team, south):
    make_episode(sam, south)

    assert queries.unit_of(lee, sam.pk, DAY) == team.pk
    assert queries.unit_of(sid, sam.pk, DAY) == south.pk


def test_what_is_planned_after_a_change_is_named(lee, held, sam, ann_worker):
    make_visit(sam, ann_worker, london(DAY, 14))
    later = make_visit(sam, ann_worker, london(DAY + timedelta(days=1), 14))
    make_visit(sam, ann_worker, london(DAY + timedelta(days=2), 14), state=VisitState.CANCELLED)

    assert queries.visits_after(lee, held, DAY) == [later]


def test_tasks_that_may_not_be_read_are_counted_and_not_told(lee, held, episode, sam, team):
    coordinator = make_worker("Cora", unit=team, profile=Profile.COORDINATOR)
    make_grant(sam, worker=coordinator)
    make_task(
        "What he told me", by=actor_of(coordinator), owner=coordinator, person=sam, sensitivity="sealed"
    )

    assert queries.outstanding(lee, episode, DAY) == ["1 task you may not read"]
