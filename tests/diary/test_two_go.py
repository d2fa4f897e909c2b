"""Two go, always: an alert that a manager agreed holds for every visit that is planned, moved or followed up (LDS-97)."""

from datetime import date, timedelta

import pytest
import time_machine

from tests.diary.conftest import DAY, recorded
from tests.diary.test_diary_pages import planning, said
from tests.factories.base import actor_of, make_allocation, make_episode, make_person, make_worker
from tests.factories.diary import make_visit
from tests.factories.real_service import hire, london, real_service, unit_of_service
from tests.factories.sign_in import signed_in_client
from waymark.core import clock
from waymark.core.ids import new_id
from waymark.core.pages import NotYours, Refused
from waymark.doors.alerts import actions as alerts
from waymark.people.access import queries as access
from waymark.people.access.choices import Action
from waymark.people.service_users.models import Alert
from waymark.support.diary import actions, queries
from waymark.support.diary.choices import GO_TOO, WHO_GOES_TOO, Mechanism
from waymark.support.diary.models import Visit
from waymark.work.tasks.models import Task

pytestmark = pytest.mark.django_db
FRIDAY = date(2026, 3, 6)
TWO_GO = "Two go to see them, always: an alert says so. Choose who goes too."


@pytest.mark.duty("LDS-97")
def test_two_go_to_tom_is_shown_before_any_booking_refuses_one_and_past_its_review_still_does():
    with time_machine.travel(london(date(2026, 3, 2), 9), tick=False):
        leeds = real_service("leeds-recovery-centre")
        kiran_worker = hire(leeds, "recovery-worker", "Kiran Patel")
        helen_worker = hire(leeds, "rehabilitation-and-recovery-lead", "Helen Ward")
        hire(leeds, "recovery-worker", "Mia Stone")
        tom = make_person("Tom", "Reed", service=leeds)
        make_allocation(make_episode(tom, unit_of_service(leeds, "recovery-centre")), kiran_worker)
        kiran, helen = signed_in_client(kiran_worker), signed_in_client(helen_worker)
        raised = {
            "id": new_id(),
            "words": "Somebody else in the house has threatened a worker",
            "what_to_do": "Two staff only",
            "rests_on": "Said by the housing officer on 27 February: a worker was held at the door",
            "two_go": "yes",
            "told": "yes",
            "manager": helen_worker.pk,
        }
        assert kiran.post(f"/alerts/{tom.pk}/raise/", raised).status_code == 302
        where = f"/alerts/{tom.pk}/{Alert.objects.get().pk}"
        assert helen.post(f"{where}/agree/", {"review_on": "2/6/2026"}).status_code == 302

        asked = said(kiran.get(f"/diary/plan/?person={tom.pk}"))
        assert "Two staff only" in asked
        assert "Two go, always." in asked
        alone = kiran.post("/diary/plan/", planning(tom))
        assert alone.status_code == 422
        assert TWO_GO in said(alone)
        assert not Visit.objects.exists()

    with time_machine.travel(london(date(2026, 6, 3), 9), tick=False):
        kiran, helen = signed_in_client(kiran_worker), signed_in_client(helen_worker)
        assert "To be looked at again since 2 Jun 2026" in said(kiran.get(f"/diary/plan/?person={tom.pk}"))
        alone = kiran.post("/diary/plan/", planning(tom, date="5/6/2026"))
        assert alone.status_code == 422
        assert TWO_GO in said(alone)
        assert not Visit.objects.exists()
        mine = said(helen.get("/tasks/"))
        assert "Look again at the alert about Tom Reed" in mine
        assert "overdue 1 day" in mine


# ---------------------------------------------------------------- who goes too


@pytest.fixture
def client(ann_worker):
    return signed_in_client(ann_worker)


def plan(by, sam, team, *, at=None, second=None, **more):
    begins = at or london(FRIDAY, 10)
    return actions.plan_visit(
        by=by,
        id=new_id(),
        person_id=sam.pk,
        worker_id=more.pop("worker_id", by.worker_id),
        unit_id=team.pk,
        starts_at=begins,
        ends_at=begins + timedelta(hours=1),
        mechanism=more.pop("mechanism", Mechanism.FACE_TO_FACE),
        second_id=second,
        **more,
    )


def tasks_of(source):
    return Task.objects.filter(source=source, done_at=None)


def test_it_is_in_the_diary_of_both_and_whoever_goes_too_is_told(client, sam, mia_worker, two_go):
    assert client.post("/diary/plan/", planning(sam, second=mia_worker.pk)).status_code == 302

    mias = signed_in_client(mia_worker)
    for diary in (client.get("/diary/?day=2026-03-06"), mias.get("/diary/?day=2026-03-06")):
        assert "Ann Dodds and Mia Stone go" in said(diary)
    assert "Go with Ann Dodds to see Sam Okafor, 6 March 2026 at 10:00." in said(mias.get("/tasks/"))
    visit = Visit.objects.get()
    assert "Mia Stone" in said(client.get(f"/diary/{visit.pk}/"))


def test_whoever_goes_too_can_open_the_record_on_that_day_and_only_then(sam, ann, team, south, two_go):
    far = make_worker("Far Away", unit=south)
    visit = plan(ann, sam, team, second=far.pk)

    def opens(day):
        return access.can(actor_of(far, day), sam.pk, Action.WRITE_ENTRY, at=london(day, 10))

    assert opens(FRIDAY)
    assert not opens(DAY)
    other = make_worker("Other Again", unit=south)
    actions.name_second(by=ann, id=visit.pk, second_id=other.pk)
    assert not opens(FRIDAY)
    assert access.can(actor_of(other, FRIDAY), sam.pk, Action.WRITE_ENTRY, at=london(FRIDAY, 10))


def test_by_telephone_one_is_enough(sam, ann, team, two_go):
    assert plan(ann, sam, team, mechanism=Mechanism.TELEPHONE).second_id is None


def test_nobody_goes_twice_and_nobody_is_in_two_places(
    client, sam, ruth, ann, ann_worker, team, mia_worker, two_go
):
    with pytest.raises(Refused, match="Two different people"):
        plan(ann, sam, team, second=ann_worker.pk)
    make_visit(ruth, mia_worker, london(FRIDAY, 10, 30), minutes=30)

    refused = client.post("/diary/plan/", planning(sam, second=mia_worker.pk))

    assert refused.status_code == 422
    assert "Mia Stone is with somebody else from 10:30 to 11:00" in said(refused)
    assert "Ruth" not in said(refused)


def test_the_time_of_whoever_goes_too_is_taken(sam, ruth, ann, lee, team, mia_worker, two_go):
    plan(ann, sam, team, second=mia_worker.pk)

    assert queries.in_the_way(lee, mia_worker.pk, london(FRIDAY, 10, 30), london(FRIDAY, 11, 30))


def test_moved_it_still_is_for_two_and_called_off_nobody_is_asked_any_more(
    sam, ann, team, mia_worker, two_go
):
    visit = plan(ann, sam, team, second=mia_worker.pk)
    begins = london(FRIDAY, 14)
    moved = actions.rearrange_visit(
        by=ann, id=visit.pk, new_id=new_id(), starts_at=begins, ends_at=begins + timedelta(hours=1),
        reason="Sam has the dentist",
    )  # fmt: skip

    assert moved.second_id == mia_worker.pk
    assert [task.words for task in tasks_of(GO_TOO)] == [
        "Go with Ann Dodds to see Sam Okafor, 6 March 2026 at 14:00."
    ]
    actions.cancel_visit(by=ann, id=moved.pk, reason="Sam is away this week", whose="person")
    assert not tasks_of(GO_TOO).exists()


def test_written_up_nobody_has_to_go_any_more(sam, ann, team, mia_worker, two_go):
    visit = plan(ann, sam, team, at=london(DAY, 8), second=mia_worker.pk)
    actions.keep_contact(
        by=ann, id=new_id(), unit_id=team.pk, attendance="5", mechanism="01",
        started_at=london(DAY, 8), minutes=45, person_id=sam.pk, visit_id=visit.pk,
    )  # fmt: skip

    assert not tasks_of(GO_TOO).exists()


def test_when_it_is_agreed_whoever_planned_to_go_alone_says_who_goes_too(
    client, sam, ann_worker, lee_worker, mia_worker
):
    alone = make_visit(sam, ann_worker, london(FRIDAY, 10))
    make_visit(sam, ann_worker, london(FRIDAY, 15), mechanism=Mechanism.TELEPHONE)
    alert = {
        "id": new_id(),
        "words": "A dog is loose in the yard",
        "what_to_do": "Ring first",
        "rests_on": "Bitten on the visit of 2 March",
        "two_go": "yes",
        "told": "yes",
        "manager": lee_worker.pk,
    }
    assert client.post(f"/alerts/{sam.pk}/raise/", alert).status_code == 302
    assert not tasks_of(WHO_GOES_TOO).exists()
    agree = f"/alerts/{sam.pk}/{Alert.objects.get().pk}/agree/"
    assert signed_in_client(lee_worker).post(agree, {"review_on": "1/4/2026"}).status_code == 302

    assert [(task.owner_id, task.words) for task in tasks_of(WHO_GOES_TOO)] == [
        (ann_worker.pk, "Two go to see Sam Okafor now. Say who goes with you, 6 March 2026 at 10:00.")
    ]
    asked = tasks_of(WHO_GOES_TOO).get()
    assert f'href="/diary/{alone.pk}/with/"' in said(client.get(f"/tasks/{asked.pk}/"))
    assert "Say who goes too." in said(client.post(f"/tasks/{asked.pk}/finish/"))
    page = said(client.get(f"/diary/{alone.pk}/"))
    assert "Nobody is named yet: two go, always" in page
    assert "Say who goes too" in page
    assert client.post(f"/diary/{alone.pk}/with/", {"second": ""}).status_code == 422
    assert client.post(f"/diary/{alone.pk}/with/", {"second": mia_worker.pk}).status_code == 302
    assert not tasks_of(WHO_GOES_TOO).exists()
    assert tasks_of(GO_TOO).get().owner_id == mia_worker.pk
    again = client.post(f"/diary/{alone.pk}/with/", {"second": mia_worker.pk})
    assert again.status_code == 302
    assert tasks_of(GO_TOO).count() == 1


def test_the_next_visit_of_a_contact_is_for_two_as_well(client, sam, mia_worker, two_go):
    where = f"/contact/{new_id()}/?person={sam.pk}"
    assert "Two go to see them, always." in said(client.get(where))
    contact = recorded(sam)

    alone = client.post(where, contact)

    assert alone.status_code == 422
    assert TWO_GO in said(alone)
    assert client.post(where, contact | {"next_second": mia_worker.pk}).status_code == 302
    assert Visit.objects.get().second_id == mia_worker.pk


def test_somebody_else_s_visit_cannot_be_given_a_second(sam, ann, team, south, mia_worker):
    visit = plan(ann, sam, team)
    stranger = actor_of(make_worker("Stran Ger", unit=south))

    with pytest.raises(NotYours):
        actions.name_second(by=stranger, id=visit.pk, second_id=mia_worker.pk)
    with pytest.raises(Refused, match="colleague’s diary"):
        actions.name_second(by=actor_of(mia_worker), id=visit.pk, second_id=mia_worker.pk)


def test_somebody_who_is_elsewhere_then_is_not_named(client, sam, ruth, ann, team, mia_worker):
    visit = plan(ann, sam, team)
    make_visit(ruth, mia_worker, london(FRIDAY, 10, 30), minutes=30)

    refused = client.post(f"/diary/{visit.pk}/with/", {"second": mia_worker.pk})

    assert refused.status_code == 422
    assert "Mia Stone is with somebody else from 10:30 to 11:00. Choose somebody else." in said(refused)


def test_named_again_after_another_they_are_told_again_and_can_open_the_record(sam, ann, team, south, two_go):
    far, other = make_worker("Far Away", unit=south), make_worker("Other Again", unit=south)
    visit = plan(ann, sam, team, second=far.pk)
    actions.name_second(by=ann, id=visit.pk, second_id=other.pk)
    actions.name_second(by=ann, id=visit.pk, second_id=far.pk)

    def opens(worker):
        return access.can(actor_of(worker, FRIDAY), sam.pk, Action.WRITE_ENTRY, at=london(FRIDAY, 10))

    assert [task.owner_id for task in tasks_of(GO_TOO)] == [far.pk]
    assert (opens(far), opens(other)) == (True, False)
    actions.cancel_visit(by=ann, id=visit.pk, reason="Sam is away this week", whose="person")
    assert (opens(far), opens(other)) == (False, False)


def test_when_the_alert_ends_nobody_is_asked_any_more(client, sam, ann, lee, ann_worker, team, two_go):
    alone = make_visit(sam, ann_worker, london(FRIDAY, 10))
    again = alerts.raise_alert(
        by=ann, id=new_id(), person=sam, words="A dog is loose in the yard", what_to_do="Ring first",
        rests_on="Bitten again on 3 March", two_go=True, told=True, manager_id=lee.worker_id, at=clock.now(),
    )  # fmt: skip
    alerts.agree_alert(by=lee, alert=again, review_on=date(2026, 6, 2), at=clock.now())
    assert tasks_of(WHO_GOES_TOO).get().source_id == alone.pk
    first = Alert.objects.exclude(pk=again.pk).get()

    def ends(alert):
        alerts.review_alert(
            by=lee,
            id=new_id(),
            alert=alert,
            words="The dog has gone to her brother",
            next_on=None,
            at=clock.now(),
        )

    ends(first)
    assert tasks_of(WHO_GOES_TOO).exists()
    ends(again)
    assert not tasks_of(WHO_GOES_TOO).exists()


def test_whoever_goes_anyway_is_not_offered_as_the_second(client, sam, mia_worker):
    page = client.get(f"/diary/plan/?person={sam.pk}").content.decode()
    offered = page[page.index('name="second"') :].partition("</select>")[0]

    assert "Mia Stone" in offered
    assert "Ann Dodds" not in offered
