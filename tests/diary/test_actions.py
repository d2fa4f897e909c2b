"""Planning, moving, calling off, and keeping what happened."""

from datetime import date, timedelta

import pytest
import time_machine
from django.db import IntegrityError, connection, transaction

from tests.diary.conftest import DAY
from tests.factories.base import (
    actor_of,
    make_exclusion,
    make_grant,
    make_person,
    make_service,
    make_unit,
    make_worker,
)
from tests.factories.diary import make_contact, make_visit
from tests.factories.goals import make_goal
from tests.factories.real_service import london
from waymark.core import clock
from waymark.core.append_only import missing_guards
from waymark.core.ids import new_id
from waymark.core.pages import ConflictingRepeat, NotYours, Refused
from waymark.people.access import queries as access
from waymark.people.access.choices import Profile, Relationship
from waymark.people.access.models import Grant
from waymark.support.diary import actions, queries
from waymark.support.diary.choices import Attendance, Mechanism, VisitState, Whose
from waymark.support.diary.models import Contact, Visit

pytestmark = pytest.mark.django_db
TEN = london(DAY, 10)
HOUR = timedelta(hours=1)


def plan(by, person, starts_at=TEN, **fields):
    given = {
        "id": new_id(),
        "worker_id": by.worker_id,
        "unit_id": next(iter(sorted(by.team_ids))),
        "ends_at": starts_at + HOUR,
        "mechanism": Mechanism.FACE_TO_FACE,
        **fields,
    }
    return actions.plan_visit(by=by, person_id=person.pk, starts_at=starts_at, **given)


def keep(by, person, **fields):
    given = {
        "id": new_id(),
        "unit_id": next(iter(sorted(by.team_ids))),
        "attendance": Attendance.ON_TIME,
        "mechanism": Mechanism.FACE_TO_FACE,
        "started_at": london(DAY, 8),
        "minutes": 45,
        **fields,
    }
    return actions.keep_contact(by=by, person_id=person.pk if person else None, **given)


# ---------------------------------------------------------------- planning


def test_a_visit_stands_in_the_diary(ann, sam, ann_worker):
    goal = make_goal(sam, ann_worker)
    visit = plan(ann, sam, purpose="First visit to Shildon walking group", goal_id=goal.pk, place="Shildon")

    assert queries.visits_on(ann, ann.worker_id, DAY) == [visit]
    assert queries.next_visit(ann, sam.pk) == visit
    assert (visit.state, visit.goal_id, visit.place) == ("planned", goal.pk, "Shildon")


def test_planned_twice_under_one_id_is_one_visit(ann, sam):
    first = plan(ann, sam)

    assert plan(ann, sam, id=first.pk) == first
    assert Visit.objects.count() == 1
    with pytest.raises(ConflictingRepeat):
        plan(ann, sam, id=first.pk, place="Elsewhere")


def test_end_before_start_is_refused_and_nothing_is_kept(ann, sam):
    with pytest.raises(Refused, match="end after it starts"):
        plan(ann, sam, ends_at=TEN - HOUR)

    assert not Visit.objects.exists()


def test_the_database_too_refuses_an_end_before_the_start(sam, ann_worker):
    with pytest.raises(IntegrityError), transaction.atomic():
        make_visit(sam, ann_worker, TEN, minutes=-5)


def test_two_at_once_are_refused_without_a_reason_and_nobody_is_named(ann, sam, team):
    jo = make_person("Jo", "Bell", service=team.service)
    make_grant(jo, unit=team)
    plan(ann, sam)
    with pytest.raises(actions.ClashingVisit) as refusal:
        plan(ann, jo, london(DAY, 10, 30))

    assert str(refusal.value) == (
        "You are with somebody else from 10:00 to 11:00. Choose another time, or say why both can stand."
    )
    with pytest.raises(actions.ClashingVisit):
        plan(ann, jo, london(DAY, 10, 30), clash_reason="because")
    both = plan(ann, jo, london(DAY, 10, 30), clash_reason="Both are at the walking group")
    assert both.clash_reason == "Both are at the walking group"


def test_one_after_the_other_is_no_clash_and_one_called_off_is_none_either(ann, sam):
    visit = plan(ann, sam)
    plan(ann, sam, TEN + HOUR)
    actions.cancel_visit(by=ann, id=visit.pk, reason="Sam is ill", whose=Whose.PERSON)

    assert plan(ann, sam, TEN).state == VisitState.PLANNED


def test_nobody_plans_for_a_stranger_or_with_another_s_goal_or_team(ann, sam, ruth, team, ann_worker):
    theirs = make_goal(ruth, ann_worker)
    other = make_unit(make_service())
    for attempt in (
        lambda: plan(ann, ruth),
        lambda: plan(ann, sam, goal_id=theirs.pk),
        lambda: plan(ann, sam, unit_id=other.pk),
    ):
        with pytest.raises(NotYours):
            attempt()


def test_a_colleague_s_diary_is_for_those_who_allocate(ann, lee, sam, team):
    ben = make_worker("Ben", unit=team)
    with pytest.raises(Refused, match="colleague’s diary"):
        plan(ann, sam, worker_id=ben.pk)

    assert plan(lee, sam, worker_id=ben.pk).worker_id == ben.pk


def test_nobody_is_sent_who_holds_no_post_or_has_declared_a_relationship(lee, sam, team):
    gone = make_worker("Gone", unit=team, ends_on=date(2026, 3, 3))
    elsewhere = make_worker("Else", unit=make_unit(make_service()))
    cousin = make_worker("Cousin", unit=team)
    make_exclusion(sam, cousin)
    for worker, sentence in ((gone, "works here"), (elsewhere, "works here"), (cousin, "cannot be theirs")):
        with pytest.raises(Refused, match=sentence):
            plan(lee, sam, worker_id=worker.pk)


# ---------------------------------------------------------------- access for the day


def test_a_visit_gives_a_worker_of_another_team_the_record_for_that_day_and_two_hours(lee, sam, south):
    bank = make_worker("Bank Staff", unit=south)
    plan(lee, sam, london(date(2026, 3, 6), 14), ends_at=london(date(2026, 3, 6), 15), worker_id=bank.pk)

    def sees(at):
        with time_machine.travel(at, tick=False):
            return access.visible_people(actor_of(bank)).filter(pk=sam.pk).exists()

    assert not sees(london(date(2026, 3, 5), 23, 59))
    assert sees(london(date(2026, 3, 6), 0))
    assert sees(london(date(2026, 3, 7), 1, 59))
    assert not sees(london(date(2026, 3, 7), 2))


def test_a_worker_who_is_related_already_is_given_nothing_more(ann, lee, sam, team):
    plan(ann, sam)
    plan(lee, sam, worker_id=make_worker("Ben", unit=team).pk)

    assert not Grant.objects.filter(relationship=Relationship.LIVE).exists()


def test_a_volunteer_of_the_team_who_may_not_open_it_is_given_the_day(lee, sam, team):
    volunteer = make_worker("Val", unit=team, profile=Profile.CASEWORK_LIMITED)
    plan(lee, sam, worker_id=volunteer.pk)

    assert access.relationships(actor_of(volunteer), sam.pk) == {Relationship.TEAM, Relationship.LIVE}


def test_a_visit_called_off_gives_nothing(lee, sam, south):
    bank = make_worker("Bank Staff", unit=south)
    visit = plan(lee, sam, london(date(2026, 3, 6), 14), worker_id=bank.pk)
    actions.cancel_visit(by=lee, id=visit.pk, reason="Sam is away", whose=Whose.PERSON)

    with time_machine.travel(london(date(2026, 3, 6), 14), tick=False):
        assert access.relationships(actor_of(bank), sam.pk) == {Relationship.NONE}


# ---------------------------------------------------------------- calling off and moving


def test_a_visit_called_off_says_whose_doing_it_was_and_why(ann, sam):
    visit = plan(ann, sam)
    with pytest.raises(Refused, match="few words"):
        actions.cancel_visit(by=ann, id=visit.pk, reason="", whose=Whose.PERSON)
    for _ in range(2):
        off = actions.cancel_visit(by=ann, id=visit.pk, reason="Sam is ill", whose=Whose.PERSON)

    assert (off.state, off.called_off_by, off.state_reason) == ("cancelled", "person", "Sam is ill")
    assert queries.next_visit(ann, sam.pk) is None
    assert queries.visits_on(ann, ann.worker_id, DAY) == [visit]


def test_a_moved_visit_leaves_the_old_one_with_its_reason(ann, sam):
    visit, new = plan(ann, sam, purpose="Shopping"), new_id()
    moving = {
        "by": ann,
        "id": visit.pk,
        "new_id": new,
        "starts_at": TEN + 4 * HOUR,
        "ends_at": TEN + 5 * HOUR,
    }
    for _ in range(2):
        moved = actions.rearrange_visit(**moving, reason="Sam has the dentist")
    visit.refresh_from_db()

    assert (visit.state, visit.state_reason) == ("rearranged", "Sam has the dentist")
    assert (moved.pk, moved.purpose, moved.source_id) == (new, "Shopping", visit.pk)
    assert queries.visits_on(ann, ann.worker_id, DAY) == [moved]
    with pytest.raises(Refused, match="moved already"):
        actions.rearrange_visit(**{**moving, "new_id": new_id()}, reason="Another reason")
    with pytest.raises(Refused, match="no longer planned"):
        actions.cancel_visit(by=ann, id=visit.pk, reason="Sam is ill", whose=Whose.PERSON)


def test_a_move_that_clashes_keeps_nothing(ann, sam):
    visit = plan(ann, sam)
    plan(ann, sam, TEN + 4 * HOUR)
    with pytest.raises(actions.ClashingVisit):
        actions.rearrange_visit(
            by=ann,
            id=visit.pk,
            new_id=new_id(),
            starts_at=TEN + 4 * HOUR,
            ends_at=TEN + 5 * HOUR,
            reason="The dentist",
        )
    visit.refresh_from_db()

    assert visit.state == VisitState.PLANNED


def test_another_s_visit_is_not_found(ann, ruth, south):
    visit = make_visit(ruth, make_worker("Sid", unit=south), TEN)
    for attempt in (
        lambda: actions.cancel_visit(by=ann, id=visit.pk, reason="x y", whose=Whose.PERSON),
        lambda: queries.visit_for(ann, visit.pk),
        lambda: keep(ann, ruth, visit_id=visit.pk),
    ):
        with pytest.raises(NotYours):
            attempt()


# ---------------------------------------------------------------- contacts


@pytest.mark.parametrize(
    ("attendance", "state", "whose"),
    [
        (Attendance.ON_TIME, "held", ""),
        (Attendance.LATE_SEEN, "held", ""),
        (Attendance.NOT_ATTENDED, "not_attended", ""),
        (Attendance.LATE_NOT_SEEN, "not_attended", ""),
        (Attendance.CANCELLED_BY_PERSON, "cancelled", "person"),
        (Attendance.CANCELLED_BY_SERVICE, "cancelled", "service"),
    ],
)
def test_a_contact_ends_the_visit_it_was_planned_as(ann, sam, ann_worker, attendance, state, whose):
    visit = make_visit(sam, ann_worker, london(DAY, 8))
    minutes = 60 if state == "held" else 0

    contact = keep(ann, sam, visit_id=visit.pk, attendance=attendance, minutes=minutes)

    visit.refresh_from_db()
    assert (visit.state, visit.called_off_by, visit.contact) == (state, whose, contact)
    with pytest.raises(Refused, match="written up already"):
        keep(ann, sam, visit_id=visit.pk)


def test_a_contact_sent_twice_returns_the_first_and_other_content_is_told_apart(ann, sam):
    first = keep(ann, sam)

    assert keep(ann, sam, id=first.pk) == first
    for other in ({"minutes": 50}, {"attendance": Attendance.LATE_SEEN}, {"place": "Elsewhere"}):
        with pytest.raises(ConflictingRepeat, match="other content"):
            keep(ann, sam, id=first.pk, **other)
    assert Contact.objects.count() == 1


def test_the_same_id_from_another_worker_is_told_apart_too(ann, lee, sam):
    first = keep(ann, sam)
    with pytest.raises(ConflictingRepeat):
        keep(lee, sam, id=first.pk)


def test_a_contact_is_about_somebody_or_explicitly_nobody(ann, sam):
    assert keep(ann, None, anonymous=True).person_id is None
    with pytest.raises(Refused, match="did not give a name"):
        keep(ann, None)
    with pytest.raises(Refused, match="Either"):
        keep(ann, sam, anonymous=True)


def test_a_contact_in_the_future_is_refused(ann, sam):
    with pytest.raises(Refused, match="future"):
        keep(ann, sam, started_at=london(DAY, 11))


def test_a_contact_with_a_stranger_is_not_found(ann, ruth):
    with pytest.raises(NotYours):
        keep(ann, ruth)


def test_a_contact_counts_for_a_team_of_the_service(ann, sam):
    with pytest.raises(NotYours):
        keep(ann, sam, unit_id=make_unit(make_service()).pk)


def test_a_visit_that_was_moved_is_not_recorded(ann, sam, ann_worker):
    visit = make_visit(sam, ann_worker, london(DAY, 8), state=VisitState.REARRANGED)
    with pytest.raises(Refused, match="was moved"):
        keep(ann, sam, visit_id=visit.pk)


def test_contacts_only_grow(sam, ann_worker):
    make_contact(sam, ann_worker)
    assert missing_guards(connection, "diary_contact") == []
    for statement in ("UPDATE diary_contact SET minutes = 1", "DELETE FROM diary_contact"):
        with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    assert Contact.objects.get().minutes == 45


def test_past_midnight_it_is_dated_by_its_start(ann, sam):
    contact = keep(ann, sam, started_at=london(date(2026, 3, 3), 23, 50), minutes=30)

    assert clock.today(contact.started_at) == date(2026, 3, 3)


# ---------------------------------------------------------------- reading


def test_the_diary_of_another_is_for_those_who_see_the_board(ann, lee, sam, ann_worker, team):
    visit = make_visit(sam, ann_worker, TEN)

    assert queries.visits_on(lee, ann_worker.pk, DAY) == [visit]
    with pytest.raises(NotYours):
        queries.visits_on(ann, lee.worker_id, DAY)


def test_a_lead_sees_in_a_diary_only_those_they_may_know(lee, sam, ruth, ann_worker):
    make_grant(ruth, worker=ann_worker)
    make_visit(ruth, ann_worker, TEN)

    assert queries.visits_on(lee, ann_worker.pk, DAY) == []


def test_a_day_runs_from_midnight_to_midnight_in_london(ann, sam, ann_worker):
    late = make_visit(sam, ann_worker, london(date(2026, 7, 1), 23, 30))

    assert queries.visits_on(ann, ann_worker.pk, date(2026, 7, 1)) == [late]
    assert queries.visits_on(ann, ann_worker.pk, date(2026, 7, 2)) == []


def test_a_day_costs_one_statement(ann, sam, ann_worker, django_assert_num_queries):
    for hour in (10, 12, 14):
        make_visit(sam, ann_worker, london(DAY, hour))
    with django_assert_num_queries(1):
        visits = queries.visits_on(ann, ann_worker.pk, DAY)
        assert [v.person.name for v in visits] == ["Sam Okafor"] * 3


def test_the_team_of_a_visit_is_the_worker_s_own_where_the_person_has_several(ann, sam, team, south):
    make_grant(sam, unit=south)

    assert queries.team_for(ann, sam.pk) == team.pk
    assert queries.own_team(ann, DAY) == team.pk


def test_a_contact_is_found_by_its_id_by_those_who_may_know(ann, lee, sam, south, ann_worker):
    contact = make_contact(sam, ann_worker)
    nobody = make_contact(None, ann_worker)
    sid = actor_of(make_worker("Sid", unit=south))

    assert queries.contact_by_id(ann, contact.pk) == queries.contact_by_id(lee, contact.pk) == contact
    assert queries.contact_by_id(sid, contact.pk) is None
    assert queries.contact_by_id(ann, nobody.pk) == nobody
    assert queries.contact_by_id(lee, nobody.pk) is None
