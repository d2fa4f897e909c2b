"""A key worker goes; what was promised to the person stands, and somebody is told and can take it over."""

from datetime import date

import pytest

from tests.diary.conftest import DAY
from tests.diary.test_diary_pages import said
from tests.factories.base import make_worker
from tests.factories.diary import make_visit
from tests.factories.real_service import london
from tests.factories.sign_in import signed_in_client
from waymark.core import actions as core
from waymark.core import clock
from waymark.core.ids import new_id
from waymark.doors.alerts import actions as alerts
from waymark.support.caseload import actions as caseload
from waymark.support.diary.models import Visit
from waymark.work.tasks.models import Task

pytestmark = pytest.mark.django_db
FRIDAY, MONDAY = date(2026, 3, 6), date(2026, 3, 9)


@pytest.fixture
def mia_worker(team):
    return make_worker("Mia Stone", unit=team)


@pytest.fixture
def mia(mia_worker):
    return signed_in_client(mia_worker)


@pytest.fixture
def visit(sam, ann_worker):
    return make_visit(sam, ann_worker, london(MONDAY, 10), purpose="First visit to Shildon walking group")


@pytest.fixture
def gone(sam, ann_worker, lee, mia_worker, visit):
    """Ann's last day is Friday; all of hers go to Mia."""
    make_visit(sam, ann_worker, london(FRIDAY, 10))
    held = sam.episodes.get().allocations.get()
    caseload.hand_over_caseload(
        by=lee, worker_id=ann_worker.pk, on=FRIDAY, successors={held.pk: mia_worker.pk}
    )
    with core.frame("factory"):
        ann_worker.holdings.update(ends_on=FRIDAY)


def test_whoever_takes_over_is_told_what_was_promised_after_the_last_day(gone, mia_worker, visit):
    told = Task.objects.get(owner=mia_worker)

    assert told.words == (
        "Sam Okafor is with you now. Ann Dodds had planned to see them: 9 March, 10:00. "
        "Agree with them who goes, or take each over."
    )
    assert (told.weight, told.due_at) == ("must", visit.starts_at)


def test_she_takes_it_over_at_the_time_it_was_promised_for(gone, mia, mia_worker, visit):
    page = said(mia.get(f"/diary/{visit.pk}/"))
    assert "Ann Dodds no longer goes to see Sam Okafor." in page
    assert f'href="/diary/{visit.pk}/take/"' in page
    assert "planned by Ann Dodds" in said(mia.get(f"/diary/{visit.pk}/take/"))
    sent = {"id": new_id()}

    assert mia.post(f"/diary/{visit.pk}/take/", sent).status_code == 302
    assert mia.post(f"/diary/{visit.pk}/take/", sent).status_code == 302

    hers = Visit.objects.get(worker=mia_worker)
    assert (hers.starts_at, hers.purpose, hers.source_id) == (visit.starts_at, visit.purpose, visit.pk)
    visit.refresh_from_db()
    assert (visit.state, visit.state_reason) == ("rearranged", "Taken over by Mia Stone")
    assert "First visit to Shildon walking group" in said(mia.get(f"/diary/?day={MONDAY.isoformat()}"))


def test_with_somebody_else_then_she_says_why_both_can_stand(gone, mia, mia_worker, ruth, visit):
    make_visit(ruth, mia_worker, london(MONDAY, 10, 30), minutes=30)

    refused = mia.post(f"/diary/{visit.pk}/take/", {"id": new_id()})

    assert refused.status_code == 422
    assert "You are with somebody else from 10:30 to 11:00" in said(refused)
    visit.refresh_from_db()
    assert visit.state == "planned"
    both = {"id": new_id(), "clash_reason": "Both are at the walking group"}
    assert mia.post(f"/diary/{visit.pk}/take/", both).status_code == 302


def test_while_it_is_still_hers_it_is_not_taken(mia, visit):
    assert "Take this visit over" not in said(mia.get(f"/diary/{visit.pk}/"))
    refused = mia.post(f"/diary/{visit.pk}/take/", {"id": new_id()})

    assert refused.status_code == 422
    assert "This is a colleague’s diary." in said(refused)
    visit.refresh_from_db()
    assert visit.state == "planned"


def test_of_another_team_it_is_not_found(gone, south, visit):
    stranger = signed_in_client(make_worker("Stran Ger", unit=south))

    assert stranger.get(f"/diary/{visit.pk}/take/").status_code == 404
    assert stranger.post(f"/diary/{visit.pk}/take/", {"id": new_id()}).status_code == 404


def test_nobody_is_told_of_nothing(sam, ann_worker, lee, mia_worker):
    held = sam.episodes.get().allocations.get()
    caseload.end_allocation(by=lee, id=held.pk, on=DAY, successor_id=mia_worker.pk)

    assert not Task.objects.filter(owner=mia_worker).exists()


def test_where_two_go_she_says_who_goes_too_as_she_takes_it_over(
    gone, mia, mia_worker, sam, lee, team, visit
):
    alert = alerts.raise_alert(
        by=lee, id=new_id(), person=sam, words="A dog is loose in the yard", what_to_do="Ring first",
        rests_on="Bitten on the visit of 2 March", two_go=True, told=True, manager_id=lee.worker_id, at=clock.now(),
    )  # fmt: skip
    alerts.agree_alert(by=lee, alert=alert, review_on=date(2026, 6, 2), at=clock.now())
    joy = make_worker("Joy Hall", unit=team)
    assert "Who goes too?" in said(mia.get(f"/diary/{visit.pk}/take/"))

    alone = mia.post(f"/diary/{visit.pk}/take/", {"id": new_id()})
    both = mia.post(f"/diary/{visit.pk}/take/", {"id": new_id(), "second": joy.pk})

    assert alone.status_code == 422
    assert "Two go to see them, always" in said(alone)
    assert both.status_code == 302
    assert Visit.objects.get(worker=mia_worker).second_id == joy.pk


def test_the_team_s_diary_shows_first_what_nobody_goes_to(gone, mia, south, visit):
    where = f"/diary/team/?day={MONDAY.isoformat()}"
    seen = said(mia.get(where))

    assert seen.index("Ann Dodds") < seen.index("Mia Stone")
    assert "Is no longer here on this day. Somebody must take these over." in seen
    assert f'href="/diary/{visit.pk}/"' in seen
    assert "Shildon" not in seen
    assert "Ann Dodds" not in said(signed_in_client(make_worker("Stran Ger", unit=south)).get(where))
    assert mia.post(f"/diary/{visit.pk}/take/", {"id": new_id()}).status_code == 302
    assert "Ann Dodds" not in said(mia.get(where))
