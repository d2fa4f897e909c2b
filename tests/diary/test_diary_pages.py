"""The diary through the front door: a day, a week, a visit planned, moved, called off; and whose diary may be seen."""

from datetime import date

import pytest

from tests.diary.conftest import DAY
from tests.factories.base import make_grant, make_person, make_service, make_unit, make_worker
from tests.factories.diary import make_visit
from tests.factories.goals import make_goal
from tests.factories.real_service import london
from tests.factories.sign_in import signed_in_client
from waymark.core.ids import new_id
from waymark.core.models import AuditEntry
from waymark.people.access.choices import Profile
from waymark.support.diary.models import Visit

pytestmark = pytest.mark.django_db
TEN = london(DAY, 10)


def said(response):
    """The page as one line of text."""
    return " ".join(response.content.decode().split())


def planning(person, **changed):
    return {
        "id": str(new_id()),
        "person": str(person.pk),
        "date": "6/3/2026",
        "start": "10:00",
        "minutes": "60",
        "mechanism": "01",
        **changed,
    }


@pytest.fixture
def client(ann_worker):
    return signed_in_client(ann_worker)


@pytest.fixture
def leader(lee_worker):
    return signed_in_client(lee_worker)


@pytest.fixture
def visit(sam, ann_worker):
    return make_visit(sam, ann_worker, TEN, purpose="First visit to Shildon walking group")


# ---------------------------------------------------------------- a day and a week


def test_a_day_is_shown_by_time(client, visit, sam, ann_worker):
    make_visit(sam, ann_worker, london(DAY, 9, 30), minutes=15, purpose="Post")
    page = said(client.get("/diary/"))

    assert "Wednesday 4 March 2026" in page
    assert page.index("Post") < page.index("First visit to Shildon walking group")
    assert "10:00" in page
    assert "to 11:00" in page
    assert "No goal named" in page
    assert f'href="/contact/?person={sam.pk}&amp;visit={visit.pk}"' in page


def test_an_empty_day_says_what_to_do_and_days_are_a_link_away(client):
    page = said(client.get("/diary/?day=2026-03-05"))

    assert "Nothing is planned for this day." in page
    assert 'href="/diary/?day=2026-03-04">The day before' in page
    assert 'href="/diary/?day=2026-03-06">The day after' in page
    assert "Wednesday 4 March 2026" in said(client.get("/diary/?day=soon"))


def test_a_week_runs_from_monday_to_sunday(client, visit, sam, ann_worker):
    make_visit(sam, ann_worker, london(date(2026, 3, 8), 23, 30), purpose="Late on Sunday")
    make_visit(sam, ann_worker, london(date(2026, 3, 9), 0, 30), purpose="Next week")
    page = said(client.get("/diary/week/"))

    assert "From Monday 2 March 2026" in page
    assert "2 visits this week." in page
    assert "Late on Sunday" in page
    assert "Next week" not in page
    assert page.count("Nothing planned.") == 5


# ---------------------------------------------------------------- planning


def test_a_visit_is_planned_towards_a_goal_and_stands_in_the_diary(client, sam, ann_worker):
    goal = make_goal(sam, ann_worker)
    asked = said(client.get(f"/diary/plan/?person={sam.pk}&goal={goal.pk}&day=2026-03-06"))
    assert f'value="{goal.pk}" selected' in asked
    assert 'value="2026-03-06"' in asked

    sent = planning(sam, goal=str(goal.pk), purpose="Shildon", place="The park gate")
    for _ in range(2):
        answer = client.post("/diary/plan/", sent)
        assert answer.headers["Location"] == "/diary/?day=2026-03-06"
    kept = Visit.objects.get()
    assert (str(kept.pk), kept.worker, kept.goal, kept.starts_at) == (
        sent["id"],
        ann_worker,
        goal,
        london(date(2026, 3, 6), 10),
    )
    page = said(client.get("/diary/?day=2026-03-06"))
    assert "Planned: Sam Okafor, Friday 6 March at 10:00." in page
    assert f"Goal: {goal.words}" in page
    assert "Planned already: 6 Mar 2026, 10:00 with Ann Dodds." in said(
        client.get(f"/diary/plan/?person={sam.pk}")
    )


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"date": ""}, "Give the day."),
        ({"date": "30/2/2026"}, "Give the day like 25/11/2026."),
        ({"start": "ten"}, "Give the time like 14:30."),
        ({"minutes": "0"}, "Give how long it takes in whole minutes, like 60."),
        ({"minutes": "99999"}, "Give how long it takes in whole minutes, like 60."),
        ({"mechanism": ""}, "Say how you will meet."),
        ({"goal": "00000000-0000-7000-8000-000000000000"}, "Choose one of their goals."),
    ],
)
def test_bad_input_says_what_to_do_and_keeps_what_was_typed(client, sam, ann_worker, wrong, sentence):
    make_goal(sam, ann_worker)
    answer = client.post("/diary/plan/", {**planning(sam, purpose="Shopping & <tea>"), **wrong})
    page = said(answer)

    assert answer.status_code == 422
    assert page.count(sentence) == 2
    assert "Shopping &amp; &lt;tea&gt;" in page
    assert not Visit.objects.exists()


def test_two_at_once_are_asked_about_and_nobody_is_named(client, visit, team):
    jo = make_person("Jo", "Bell", service=team.service)
    make_grant(jo, unit=team)
    sent = planning(jo, date="4/3/2026", start="10:30")
    clash = client.post("/diary/plan/", sent)

    assert clash.status_code == 422
    assert "You are with somebody else from 10:00 to 11:00." in said(clash)
    assert "Sam" not in said(clash)
    both = client.post("/diary/plan/", {**sent, "clash_reason": "Both are at the walking group"})
    assert both.status_code == 302
    kept = Visit.objects.get(person=jo)
    assert "Both are at the walking group" in said(client.get(f"/diary/{kept.pk}/"))


def test_without_a_person_it_says_how_to_find_one(client):
    page = said(client.get("/diary/plan/"))

    assert 'href="/find/"' in page
    assert 'href="/caseload/"' in page


def test_those_who_allocate_plan_for_a_colleague_and_others_do_not(client, leader, sam, team, ann_worker):
    ben = make_worker("Ben Reed", unit=team)
    assert "Who goes?" not in said(client.get(f"/diary/plan/?person={sam.pk}"))
    refused = client.post("/diary/plan/", planning(sam, worker=str(ben.pk)))
    assert refused.status_code == 422

    assert "Who goes?" in said(leader.get(f"/diary/plan/?person={sam.pk}"))
    assert leader.post("/diary/plan/", planning(sam, worker=str(ben.pk))).status_code == 302
    assert Visit.objects.get().worker == ben


# ---------------------------------------------------------------- calling off and moving


def test_a_visit_called_off_says_by_whom_and_why_and_stays_to_be_seen(client, visit):
    where = f"/diary/{visit.pk}/call-off/"
    for sent, sentence in (
        ({"reason": "Sam is <ill>"}, "Say who called it off."),
        ({"whose": "person"}, "Say why, in a few words."),
        ({"whose": "person", "reason": "ill"}, "Say why, in a few words."),
    ):
        answer = client.post(where, sent)
        assert (answer.status_code, said(answer).count(sentence)) == (422, 2)
    assert "Sam is &lt;ill&gt;" in said(client.post(where, {"reason": "Sam is <ill>"}))

    done = said(client.post(where, {"whose": "person", "reason": "Sam is ill"}, follow=True))
    assert "Called off. It stays in the diary to be seen." in done
    assert "Called off by" in done
    assert "Sam is ill" in done
    assert "Record this visit" not in done
    visit.refresh_from_db()
    assert (visit.state, visit.called_off_by) == ("cancelled", "person")
    assert "Called off" in said(client.get("/diary/"))


def test_called_off_by_us_says_us(client, visit):
    client.post(f"/diary/{visit.pk}/call-off/", {"whose": "service", "reason": "I am ill"})

    page = said(client.get(f"/diary/{visit.pk}/"))
    assert page.split("Called off by", 1)[1].split("</dd>")[0].strip().endswith("> Us")


def test_a_move_shows_the_new_time_and_keeps_the_old_visit_with_its_reason(client, visit):
    asked = said(client.get(f"/diary/{visit.pk}/move/"))
    assert 'value="2026-03-04"' in asked
    assert 'value="10:00"' in asked
    sent = {"id": str(new_id()), "date": "5/3/2026", "start": "14.00", "minutes": "45"}
    without = client.post(f"/diary/{visit.pk}/move/", sent)
    assert (without.status_code, said(without).count("Say why, in a few words.")) == (422, 2)
    sent["reason"] = "Sam has the dentist"
    for _ in range(2):
        answer = client.post(f"/diary/{visit.pk}/move/", sent)
        assert answer.headers["Location"] == f"/diary/{sent['id']}/"

    moved = Visit.objects.get(pk=sent["id"])
    assert (moved.starts_at, moved.ends_at) == (
        london(date(2026, 3, 5), 14),
        london(date(2026, 3, 5), 14, 45),
    )
    assert moved.purpose == visit.purpose
    assert "Moved to Thursday 5 March at 14:00." in said(client.get(f"/diary/{moved.pk}/"))
    old = said(client.get(f"/diary/{visit.pk}/"))
    assert "Moved" in old
    assert "Sam has the dentist" in old
    assert "Move it" not in old
    assert "First visit to Shildon" not in said(client.get("/diary/"))


# ---------------------------------------------------------------- whose it is


def test_another_worker_s_diary_is_for_who_sees_the_board(client, leader, visit, lee_worker, ann_worker):
    page = said(leader.get(f"/diary/?worker={ann_worker.pk}"))
    assert "Ann Dodds’s diary" in page
    assert "First visit to Shildon walking group" in page
    assert "Record<" not in page
    assert "First visit to Shildon" in said(leader.get(f"/diary/week/?worker={ann_worker.pk}"))
    elsewhere = make_worker("Else", unit=make_unit(make_service()))
    for who, whose in ((client, lee_worker.pk), (leader, elsewhere.pk), (leader, "somebody")):
        for where in ("/diary/", "/diary/week/"):
            assert who.get(f"{where}?worker={whose}").status_code == 404


def test_a_diary_shows_nobody_the_one_who_looks_may_not_know(leader, ruth, ann_worker):
    make_grant(ruth, worker=ann_worker)
    make_visit(ruth, ann_worker, TEN)

    page = said(leader.get(f"/diary/?worker={ann_worker.pk}"))
    assert "Ruth" not in page
    assert "Nothing is planned for this day." in page


def test_a_stranger_finds_nothing_and_every_try_is_logged(visit, sam, south):
    sid = make_worker("Sid", unit=south, profile=Profile.LEAD)
    stranger = signed_in_client(sid)
    tried = [f"/diary/{visit.pk}/{end}" for end in ("", "move/", "call-off/")]
    for where in (*tried, f"/diary/plan/?person={sam.pk}"):
        answer = stranger.get(where)
        assert answer.status_code == 404, where
        assert "Sam" not in said(answer)
    for where, sent in (
        (tried[1], {"reason": "To see it"}),
        (tried[2], {"whose": "person", "reason": "To see it"}),
        ("/diary/plan/", planning(sam)),
    ):
        assert stranger.post(where, sent).status_code == 404, where

    assert AuditEntry.objects.filter(action="open_record", outcome="refused", actor=str(sid.pk)).count() == 7
    visit.refresh_from_db()
    assert visit.state == "planned"
    assert Visit.objects.count() == 1


def test_a_colleague_of_the_team_reads_a_visit_and_changes_nothing(visit, team):
    ben = signed_in_client(make_worker("Ben Reed", unit=team))
    page = said(ben.get(f"/diary/{visit.pk}/"))

    assert "First visit to Shildon walking group" in page
    assert "Record this visit" not in page
    refused = ben.post(f"/diary/{visit.pk}/call-off/", {"whose": "person", "reason": "Sam is ill"})
    assert refused.status_code == 422
    assert "This is a colleague’s diary." in said(refused)
    visit.refresh_from_db()
    assert visit.state == "planned"


def test_who_records_nothing_has_no_diary(team, visit):
    auditor = signed_in_client(make_worker("Al", unit=team, profile=Profile.AUDITOR))
    for where in ("/diary/", "/diary/week/", "/diary/plan/", f"/diary/{visit.pk}/"):
        assert auditor.get(where).status_code == 403


def test_each_page_has_one_heading(client, visit, sam):
    ends = (
        "",
        "week/",
        "plan/",
        f"plan/?person={sam.pk}",
        *(f"{visit.pk}/{end}" for end in ("", "move/", "call-off/")),
    )
    for end in ends:
        assert said(client.get(f"/diary/{end}")).count("<h1") == 1, end
