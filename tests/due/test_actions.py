"""Setting, answering and moving what is due."""

from datetime import date, timedelta

import pytest
import time_machine

from tests.due.conftest import NOW
from tests.factories.base import actor_of, make_person, make_service, make_unit, make_worker
from tests.factories.due import EVERY_90_DAYS, make_deferral, make_obligation
from waymark.core.actors import system
from waymark.core.ids import new_id
from waymark.core.models import AuditEntry
from waymark.core.pages import NotYours, Refused
from waymark.people.access.choices import Profile
from waymark.work.due import actions, queries
from waymark.work.due.models import Deferral, Obligation

pytestmark = pytest.mark.django_db


def answer(by, person, on, *, kind="personal_risk_assessment", source_id=None):
    return actions.answer_obligation(
        by=by, person_id=person.id, kind=kind, on=on, source="test.source", source_id=source_id or new_id()
    )


def still_open(worker, person, day=date(2026, 6, 1)):
    return [(item.kind, item.opens_on, item.due_on) for item in queries.due_of(worker, person.id, day)]


# ------------------------------------------------------------------ setting


def test_an_obligation_keeps_the_rule_it_was_set_by(ann, sam):
    made = make_obligation(sam, by=ann)
    sam.service.clocks = {"personal_risk_assessment": {"rule": "every", "days": 30}}

    answer(ann, sam, date(2026, 5, 20))

    assert Obligation.objects.get(pk=made.pk).rule == EVERY_90_DAYS
    assert still_open(ann, sam) == [("personal_risk_assessment", date(2026, 5, 21), date(2026, 8, 18))]


def test_setting_the_same_twice_makes_one(ann, sam):
    id = new_id()
    for due_on in (date(2026, 5, 30), date(2026, 6, 30)):
        actions.set_obligation(
            by=ann,
            id=id,
            person_id=sam.id,
            kind="safety_plan",
            rule=EVERY_90_DAYS,
            opens_on=date(2026, 3, 1),
            due_on=due_on,
        )

    assert still_open(ann, sam) == [("safety_plan", date(2026, 3, 1), date(2026, 5, 30))]


def test_nothing_is_due_before_it_opens(ann, sam):
    with pytest.raises(ValueError):
        make_obligation(sam, by=ann, opens_on=date(2026, 6, 2), due_on=date(2026, 6, 1))


def test_a_clock_of_the_service_sets_its_window(ann, sam):
    actions.start_clock(
        by=ann, id=new_id(), person_id=sam.id, kind="support_plan_review", start=date(2026, 1, 5)
    )

    assert still_open(ann, sam) == [("support_plan_review", date(2026, 2, 16), date(2026, 3, 2))]


@pytest.mark.parametrize("kind", ["supervision_peer", "never_heard_of"])
def test_a_clock_that_is_off_sets_nothing_and_is_logged(ann, sam, kind):
    assert (
        actions.start_clock(by=ann, id=new_id(), person_id=sam.id, kind=kind, start=date(2026, 1, 5)) is None
    )
    assert still_open(ann, sam) == []
    assert AuditEntry.objects.get(action="start_clock").person_id == sam.id


def test_nobody_sets_anything_about_a_stranger(ann, team):
    jo = make_person("Jo", service=team.service)

    with pytest.raises(NotYours):
        make_obligation(jo, by=ann)
    assert not Obligation.objects.exists()


def test_the_product_itself_may_set_what_its_caller_checked(sam, ann):
    make_obligation(sam, by=system("import", sam.service_id))

    assert len(still_open(ann, sam)) == 1


# ------------------------------------------------------------------ answering


def test_a_care_act_review_answered_in_its_window_comes_again_within_a_year(ann, sam):
    """rules.md 3: start 5 January 2026, held on 2 March 2026, then by 2 March 2027."""
    actions.start_clock(
        by=ann, id=new_id(), person_id=sam.id, kind="support_plan_review", start=date(2026, 1, 5)
    )

    answer(ann, sam, date(2026, 3, 2), kind="support_plan_review")

    assert still_open(ann, sam) == [("support_plan_review", date(2026, 3, 3), date(2027, 3, 2))]


def test_before_it_opens_a_review_does_not_count(ann, sam):
    actions.start_clock(
        by=ann, id=new_id(), person_id=sam.id, kind="support_plan_review", start=date(2026, 1, 5)
    )

    assert answer(ann, sam, date(2026, 2, 15), kind="support_plan_review") == []
    assert still_open(ann, sam) == [("support_plan_review", date(2026, 2, 16), date(2026, 3, 2))]


def test_only_what_was_done_is_answered(ann, sam):
    """A completed review closes only the schedules it satisfied (rules.md 3)."""
    make_obligation(sam, by=ann)
    make_obligation(sam, by=ann, kind="safety_plan", due_on=date(2026, 8, 28))

    answer(ann, sam, date(2026, 5, 20), kind="safety_plan")

    assert still_open(ann, sam) == [
        ("personal_risk_assessment", date(2026, 3, 1), date(2026, 5, 30)),
        ("safety_plan", date(2026, 5, 21), date(2026, 8, 18)),
    ]


def test_nothing_open_is_an_empty_list_and_a_row_in_the_log(ann, sam):
    assert answer(ann, sam, date(2026, 5, 20), kind="contact") == []
    assert AuditEntry.objects.get(action="answer_obligation").detail == {"answered": 0}


def test_the_same_source_answers_once(ann, sam):
    make_obligation(sam, by=ann)
    source_id = new_id()

    first = answer(ann, sam, date(2026, 5, 20), source_id=source_id)
    again = answer(ann, sam, date(2026, 5, 21), source_id=source_id)

    assert first == again
    assert still_open(ann, sam) == [("personal_risk_assessment", date(2026, 5, 21), date(2026, 8, 18))]


def test_a_second_contact_on_the_same_day_answers_nothing_more(ann, sam):
    make_obligation(sam, by=ann, kind="contact", rule={"rule": "every", "days": 7})

    answer(ann, sam, date(2026, 6, 1), kind="contact")

    assert answer(ann, sam, date(2026, 6, 1), kind="contact") == []
    assert still_open(ann, sam) == [("contact", date(2026, 6, 2), date(2026, 6, 8))]


def test_two_windows_of_one_rule_become_one_next_date(ann, sam):
    """A plan changed twice has two windows open; one review answers both."""
    for start in (date(2026, 1, 5), date(2026, 1, 12)):
        actions.start_clock(by=ann, id=new_id(), person_id=sam.id, kind="support_plan_review", start=start)

    assert len(answer(ann, sam, date(2026, 3, 2), kind="support_plan_review")) == 2
    assert still_open(ann, sam) == [("support_plan_review", date(2026, 3, 3), date(2027, 3, 2))]


def test_what_comes_once_is_over(ann, sam):
    make_obligation(sam, by=ann, kind="first_contact_after_discharge", rule={"rule": "after", "days": 3})

    answer(ann, sam, date(2026, 3, 4), kind="first_contact_after_discharge")

    assert still_open(ann, sam) == []


def test_how_late_the_answer_came_is_in_the_log(ann, sam):
    make_obligation(sam, by=ann)
    answer(ann, sam, date(2026, 6, 1))

    assert AuditEntry.objects.get(action="answer_obligation").detail["days_late"] == 2


def test_a_worker_who_lost_access_answers_nothing(ann, sam, team):
    make_obligation(sam, by=ann)
    stranger = actor_of(make_worker(unit=make_unit(team.service)))

    with pytest.raises(NotYours):
        answer(stranger, sam, date(2026, 5, 20))
    assert len(still_open(ann, sam)) == 1


# ------------------------------------------------------------------ moving a date


def test_a_moved_date_stays_overdue(ann, sam, lee_worker):
    """DUR-56: deferring a review to a later day needs a reason and stays counted as overdue."""
    row = make_obligation(sam, by=ann)
    make_deferral(row, by=ann, approved_by=lee_worker, to=date(2026, 6, 5))

    (item,) = queries.due_of(ann, sam.id, date(2026, 6, 1))

    assert (item.due_on, item.words, item.is_overdue) == (date(2026, 5, 30), "overdue 2 days", True)
    assert item.deferred_to == date(2026, 6, 5)


def test_the_latest_move_counts_and_the_earlier_ones_stay(ann, sam, lee_worker):
    row = make_obligation(sam, by=ann)
    for hours, day in enumerate((5, 9)):
        with time_machine.travel(NOW + timedelta(hours=hours), tick=False):
            make_deferral(row, by=ann, approved_by=lee_worker, to=date(2026, 6, day))

    assert queries.due_of(ann, sam.id, date(2026, 6, 1))[0].deferred_to == date(2026, 6, 9)
    assert [d.to.day for d in queries.deferrals_of(ann, row.id)] == [9, 5]


def test_the_same_move_sent_twice_is_one(ann, sam, lee_worker):
    row, id = make_obligation(sam, by=ann), new_id()
    for _ in range(2):
        make_deferral(row, by=ann, approved_by=lee_worker, to=date(2026, 6, 5), id=id)

    assert Deferral.objects.count() == 1


def test_nobody_agrees_to_their_own_move(lee, sam, lee_worker):
    with pytest.raises(Refused, match="Somebody else must agree"):
        make_deferral(make_obligation(sam, by=lee), by=lee, approved_by=lee_worker, to=date(2026, 6, 5))


def test_only_one_who_leads_in_this_service_can_agree(ann, sam, team):
    row = make_obligation(sam, by=ann)
    elsewhere = make_worker(unit=make_unit(make_service()), profile=Profile.LEAD)
    gone = make_worker(unit=team, profile=Profile.LEAD, ends_on=date(2026, 5, 31))

    for worker in (make_worker("Ben", unit=team), elsewhere, gone):
        with pytest.raises(Refused, match="cannot agree"):
            make_deferral(row, by=ann, approved_by=worker, to=date(2026, 6, 5))


@pytest.mark.parametrize(
    ("to", "reason", "said"),
    [
        (date(2026, 6, 5), "", "Say why the date moves"),
        (date(2026, 6, 5), "holiday", "Say a little more"),
        (date(2026, 5, 31), "Sam is in hospital", "Choose today or a day to come"),
    ],
)
def test_a_move_needs_a_sentence_and_a_day_to_come(ann, sam, lee_worker, to, reason, said):
    row = make_obligation(sam, by=ann)

    with pytest.raises(Refused, match=said):
        make_deferral(row, by=ann, approved_by=lee_worker, to=to, reason=reason)
    assert not Deferral.objects.exists()


def test_what_is_done_cannot_move(ann, sam, lee_worker):
    row = make_obligation(sam, by=ann)
    answer(ann, sam, date(2026, 5, 20))

    with pytest.raises(Refused, match="This has been done"):
        make_deferral(row, by=ann, approved_by=lee_worker, to=date(2026, 6, 5))


def test_another_service_s_obligation_cannot_be_moved(ann, sam):
    row = make_obligation(sam, by=ann)
    unit = make_unit(make_service())
    stranger, lead = make_worker(unit=unit), make_worker(unit=unit, profile=Profile.LEAD)

    with pytest.raises(NotYours):
        make_deferral(row, by=actor_of(stranger), approved_by=lead, to=date(2026, 6, 5))


def test_the_reason_is_kept_with_the_move_and_not_in_the_log(ann, sam, lee_worker):
    make_deferral(make_obligation(sam, by=ann), by=ann, approved_by=lee_worker, to=date(2026, 6, 5))

    entry = AuditEntry.objects.get(action="defer_obligation")
    assert entry.person_id == sam.id
    assert entry.detail["approved_by"] == str(lee_worker.id)
    assert "hospital" not in str(entry.detail)
    assert Deferral.objects.get().reason == "Sam is in hospital until then"
