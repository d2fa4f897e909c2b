"""Who sees what is due."""

from datetime import date, timedelta

import pytest

from tests.factories.base import (
    actor_of,
    make_exclusion,
    make_grant,
    make_person,
    make_service,
    make_unit,
    make_worker,
)
from tests.factories.due import make_deferral, make_obligation
from waymark.core import clock
from waymark.core.actors import system
from waymark.core.ids import new_id
from waymark.core.pages import NotYours
from waymark.people.access.choices import Profile, Relationship
from waymark.work.due import queries

pytestmark = pytest.mark.django_db
DAY = date(2026, 6, 1)


@pytest.fixture
def row(sam):
    return make_obligation(sam, by=system("import", sam.service_id))


def test_the_earliest_comes_first(ann, sam, row):
    make_obligation(sam, by=ann, kind="safety_plan", due_on=date(2026, 4, 1))

    assert [item.kind for item in queries.due_of(ann, sam.id, DAY)] == [
        "safety_plan",
        "personal_risk_assessment",
    ]


@pytest.mark.parametrize(
    ("day", "words"),
    [(date(2026, 5, 30), "due today"), (date(2026, 5, 31), "overdue 1 day"), (DAY, "overdue 2 days")],
)
def test_how_it_stands_in_words(ann, sam, row, day, words):
    assert [item.words for item in queries.due_for(ann, day)] == [words]


def test_what_opens_later_is_on_the_person_s_page_and_not_yet_on_the_list(ann, sam):
    make_obligation(sam, by=ann, opens_on=date(2026, 6, 2), due_on=date(2026, 6, 20))

    assert len(queries.due_of(ann, sam.id, DAY)) == 1
    assert queries.due_for(ann, DAY) == []
    assert len(queries.due_for(ann, DAY, due_by=date(2026, 6, 20))) == 1


def test_what_is_open_all_year_is_on_the_list_when_its_day_comes_near(ann, sam):
    make_obligation(sam, by=ann, opens_on=date(2026, 5, 2), due_on=date(2026, 8, 20))

    assert len(queries.due_for(ann, DAY)) == 1
    assert queries.due_for(ann, DAY, due_by=date(2026, 8, 19)) == []
    assert len(queries.due_for(ann, DAY, due_by=date(2026, 8, 20))) == 1


def test_a_worker_s_list_is_of_the_people_allocated_to_them(ann, lee, row):
    """A lead may open every record of the team; they are not on the lead's own list."""
    assert len(queries.due_for(ann, DAY)) == 1
    assert queries.due_for(lee, DAY) == []


def test_an_allocation_that_ended_is_off_the_list(sam, row, team):
    worker = make_worker(unit=team)
    make_grant(sam, worker=worker, ends_at=clock.now() - timedelta(days=1))

    assert queries.due_for(actor_of(worker), DAY) == []


def test_nobody_sees_what_is_due_for_a_stranger(row, sam):
    stranger = actor_of(make_worker(unit=make_unit(sam.service)))

    assert queries.due_of(stranger, sam.id, DAY) == []
    with pytest.raises(NotYours):
        queries.due_by_id(stranger, row.id, DAY)


def test_a_declared_conflict_beats_an_allocation(row, sam, ann_worker):
    make_exclusion(sam, ann_worker)
    ann = actor_of(ann_worker)

    assert queries.due_for(ann, DAY) == []
    assert queries.due_of(ann, sam.id, DAY) == []


def test_the_board_names_what_is_overdue_in_the_lead_s_own_teams(lee, row, sam, team):
    elsewhere = make_unit(sam.service)
    jo = make_person("Jo", service=sam.service)
    make_grant(jo, unit=elsewhere)
    make_obligation(jo, by=system("import", sam.service_id))

    late = queries.overdue_in(lee, [team.id, elsewhere.id], DAY)

    assert [item.person_id for item in late] == [sam.id]
    assert queries.count_overdue_in(lee, [team.id, elsewhere.id], DAY) == 1
    assert queries.overdue_in(lee, [team.id], date(2026, 5, 30)) == []
    assert queries.overdue_in(lee, [elsewhere.id], DAY) == []


def test_oversight_gets_the_figure_and_not_the_names(row, team):
    worker = actor_of(make_worker(unit=team, profile=Profile.OVERSIGHT))

    assert queries.overdue_in(worker, [team.id], DAY) == []
    assert queries.count_overdue_in(worker, [team.id], DAY) == 1
    assert queries.count_overdue_in(worker, [team.id], date(2026, 5, 30)) == 0


def test_another_service_sees_nothing(row, sam, team):
    other = make_unit(make_service())
    worker = make_worker(unit=other, profile=Profile.LEAD)
    make_grant(sam, worker=worker, relationship=Relationship.KEY_WORKER)
    actor = actor_of(worker)

    assert queries.due_of(actor, sam.id, DAY) == []
    assert queries.due_for(actor, DAY) == []
    assert queries.overdue_in(actor, [team.id, other.id], DAY) == []


def test_those_who_lead_may_agree_and_the_asker_never(ann, lee, lee_worker, team):
    coordinator = make_worker("Cara", unit=team, profile=Profile.COORDINATOR)
    make_worker("Gone", unit=team, profile=Profile.LEAD, ends_on=date(2026, 5, 31))

    assert queries.approvers(ann, DAY) == [coordinator, lee_worker]
    assert queries.approvers(lee, DAY) == [coordinator]


def test_who_is_named_as_having_agreed_sees_it(ann, lee, lee_worker, row):
    make_deferral(row, by=ann, approved_by=lee_worker, to=date(2026, 6, 5))
    since = clock.now() - timedelta(days=28)

    assert [d.to for d in queries.agreed_by(lee, since)] == [date(2026, 6, 5)]
    assert list(queries.agreed_by(ann, since)) == []
    assert list(queries.agreed_by(lee, clock.now() + timedelta(seconds=1))) == []


def test_an_obligation_nobody_set_is_not_found(ann):
    with pytest.raises(NotYours):
        queries.due_by_id(ann, new_id(), DAY)


def test_a_window_for_rooms_that_set_obligations():
    care_act = {"rule": "care_act", "days": 42, "latest_days": 56, "then_days": 365}

    assert queries.first_window(care_act, date(2026, 1, 5)) == (date(2026, 2, 16), date(2026, 3, 2))


@pytest.mark.parametrize("number", [1, 12])
def test_a_worker_s_list_is_one_statement(ann, sam, row, number, django_assert_num_queries):
    for _ in range(number):
        make_obligation(sam, by=ann, kind="safety_plan")

    with django_assert_num_queries(1):
        assert len([item.person.name for item in queries.due_for(ann, DAY)]) == number + 1
