"""The leader's board through the front door: numbers, the people behind them, and nobody else's."""

import re
from datetime import timedelta

import pytest

from tests.factories.base import (
    actor_of,
    made,
    make_allocation,
    make_episode,
    make_person,
    make_unit,
    make_worker,
    sign_in,
)
from tests.factories.due import make_obligation
from tests.factories.tasks import make_concern, make_put_off, make_task
from waymark.core import clock
from waymark.core.models import AuditEntry
from waymark.doors.boards.choices import HEADINGS, Behind
from waymark.people.access.choices import Profile
from waymark.support.diary.models import Contact, Visit
from waymark.work.tasks import actions as tasks

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def said(response):
    """The page as one line of text."""
    return " ".join(response.content.decode().split())


def figures(client):
    """The numbers of the board, by the address of the list each leads to."""
    found = re.findall(r'<a href="/boards/([a-z-]+)/"><strong>(\d+)</strong>', said(client.get("/boards/")))
    return {name: int(number) for name, number in found}


def names(client, behind):
    """What the list behind a number names, in its order."""
    return re.findall(r'class="wm-list__name"[^>]*>([^<]+)<', said(client.get(f"/boards/{behind}/")))


def make_visit(person, worker, unit, *, days_ago):
    starts_at = clock.now() - timedelta(days=days_ago)
    return made(
        Visit,
        person=person,
        worker=worker,
        unit=unit,
        starts_at=starts_at,
        ends_at=starts_at + HOUR,
        mechanism="01",
        purpose="Coffee and the letter",
        made_at=starts_at - HOUR,
    )


def make_bare_contact(person, worker, unit, *, days_ago):
    at = clock.now() - timedelta(days=days_ago)
    return made(
        Contact,
        person=person,
        anonymous=person is None,
        worker=worker,
        unit=unit,
        attendance="5",
        mechanism="02",
        started_at=at,
        minutes=20,
        recorded_at=at,
    )


@pytest.fixture
def people(service, north, south, ann, ben):
    """Ada has Ann; Bo has a co-worker only; Cy has nobody; Di is south's."""
    ada, bo, cy, di = (make_person(given, "Stone", service=service) for given in ("Ada", "Bo", "Cy", "Di"))
    make_allocation(make_episode(ada, north), ann, weekly_minutes=90, weight=2)
    make_allocation(make_episode(bo, north), ben, purpose="co_worker", weekly_minutes=30)
    make_episode(cy, north)
    make_episode(di, south)
    return {"ada": ada, "bo": bo, "cy": cy, "di": di}


@pytest.fixture
def month(people, north, south, ann, ben, mo):
    """What a team leaves behind: something on every list, north's and south's."""
    ann_acts, mo_acts = actor_of(ann), actor_of(mo)
    make_obligation(people["ada"], by=ann_acts)
    make_obligation(people["di"], by=mo_acts)
    make_concern("Has not eaten", by=ann_acts, owner=ben, person=people["bo"])
    surgery = make_task("Ring the surgery", by=ann_acts, owner=ann, person=people["ada"], weight="must")
    make_put_off(surgery, by=ann_acts)
    make_task("Ring the council", by=mo_acts, owner=mo, person=people["di"])
    make_visit(people["ada"], ann, north, days_ago=2)
    make_visit(people["ada"], ann, north, days_ago=-2)
    make_visit(people["di"], mo, south, days_ago=2)
    make_bare_contact(people["bo"], ben, north, days_ago=1)
    make_bare_contact(None, ben, north, days_ago=3)
    return people


def test_each_number_equals_the_list_it_leads_to(client, lee, month):
    sign_in(client, lee)

    shown = figures(client)

    assert shown == {
        "worries": 1,
        "overdue": 1,
        "without-key-worker": 2,
        "not-allocated": 1,
        "not-written-up": 3,
        "put-off": 1,
        "tasks": 1,
        "people": 3,
    }
    for behind, number in shown.items():
        assert len(names(client, behind)) == number, behind


def test_what_cannot_wait_stands_first(client, lee, month):
    sign_in(client, lee)

    assert next(iter(figures(client))) == "worries"


def test_the_lists_name_people_owners_and_days(client, lee, month):
    sign_in(client, lee)

    assert names(client, "people") == ["Ada Stone", "Bo Stone", "Cy Stone"]
    assert names(client, "without-key-worker") == ["Bo Stone", "Cy Stone"]
    assert names(client, "not-allocated") == ["Cy Stone"]
    overdue = said(client.get("/boards/overdue/"))
    assert f'href="/record/{month["ada"].id}/">Ada Stone' in overdue
    assert "Personal risk assessment, Ann Dodds" in overdue
    assert "30 May 2026" in overdue
    assert re.search(r"Overdue \d+ days", overdue)
    assert names(client, "not-written-up") == ["Somebody who gave no name", "Ada Stone", "Bo Stone"]
    assert "Coffee and the letter, Ann Dodds" in said(client.get("/boards/not-written-up/"))


def test_a_worry_is_red_until_its_owner_has_seen_it(client, lee, month, ben):
    sign_in(client, lee)
    text = said(client.get("/boards/worries/"))
    assert '<span class="wm-chip wm-chip--now">Nobody has seen this yet</span>' in text
    assert "Bo Stone, Ben Carter" in text

    worry = tasks.queries.open_tasks_in(actor_of(lee), actor_of(lee).team_ids).get(kind="concern")
    tasks.see_task(by=actor_of(ben), id=worry.id, at=clock.now())

    assert "wm-chip--now" not in said(client.get("/boards/worries/"))


def test_another_team_s_lead_sees_only_theirs(client, mo, month):
    sign_in(client, mo)

    assert figures(client) == {
        "worries": 0,
        "overdue": 1,
        "without-key-worker": 1,
        "not-allocated": 1,
        "not-written-up": 1,
        "put-off": 0,
        "tasks": 1,
        "people": 1,
    }
    for behind in Behind:
        text = said(client.get(f"/boards/{behind}/"))
        assert not re.search("Ada|Bo |Cy |Ann Dodds|Ben Carter|Has not eaten|surgery", text), behind
    assert "Ann Dodds" not in said(client.get("/boards/"))


def test_somebody_open_to_two_of_the_lead_s_teams_is_one_person(client, service, north, people):
    area = make_worker("Flo", unit=make_unit(service, "west", parent=north), profile=Profile.LEAD)
    west = area.holdings.get().post.unit
    make_episode(people["ada"], west)
    boss = make_worker("Gus", unit=north, profile=Profile.LEAD)
    sign_in(client, boss)

    assert figures(client)["people"] == 3
    assert names(client, "people") == ["Ada Stone", "Bo Stone", "Cy Stone"]


# ------------------------------------------------------------------ the table of workers


def test_workers_stand_by_name_with_what_they_carry(client, lee, month):
    sign_in(client, lee)

    text = said(client.get("/boards/"))

    rows = re.findall(r'<th [^>]*scope="row"><a [^>]+>([^<]+)</a>', text)
    assert rows == ["Ann Dodds", "Ben Carter", "Lee Hall"]
    ann_row = re.search(r"Ann Dodds</a></th>(.+?)</tr>", text)[1]
    assert re.findall(r"<td[^>]*>([^<]*)</td>", ann_row) == [
        "1",
        "2",
        "2 = 1 of weight 2",
        "1.5",
        "Weight 25",
    ]


def test_going_over_the_limit_shows_with_its_reason(client, service, north, lee, ann):
    heavy = make_person("Eve", service=service)
    make_allocation(make_episode(heavy, north), ann, weight=27, over_limit_reason="Covering for Ben")
    sign_in(client, lee)

    text = said(client.get("/boards/"))

    assert "27 over limit 25" in text
    assert "Covering for Ben" in text


def test_a_row_leads_to_the_people_behind_it(client, lee, ann, month):
    sign_in(client, lee)

    text = said(client.get(f"/boards/caseload/{ann.id}/"))

    assert "People Ann Dodds works with" in text
    assert f'href="/record/{month["ada"].id}/">Ada Stone' in text
    assert "Key worker, weight 2, 0.0 of 1.5 hours this week" in text


def test_people_of_other_teams_are_counted_in_a_row_and_not_named(client, lee, ann, south, month):
    make_allocation(make_episode(make_person("Fay", service=south.service), south), ann)
    sign_in(client, lee)

    text = said(client.get(f"/boards/caseload/{ann.id}/"))

    assert "2 in all" in text
    assert "Fay" not in text
    assert "One more is with other teams, whose people you do not see." in text


def test_a_colleague_of_another_team_is_not_found_and_the_attempt_is_logged(client, lee, mo, month):
    sign_in(client, lee)

    assert client.get(f"/boards/caseload/{mo.id}/").status_code == 404
    assert AuditEntry.objects.filter(outcome="refused", object=f"boards.caseload:{mo.id}").exists()


# ------------------------------------------------------------------ who may not


def test_a_manager_with_oversight_sees_how_many_and_not_who(client, north, month):
    sign_in(client, make_worker("Ola", unit=north, profile=Profile.OVERSIGHT))

    text = said(client.get("/boards/"))

    assert "<div><strong>3</strong> People open to us</div>" in text
    assert "Your role sees how many, and not who." in text
    assert "/boards/people/" not in text
    assert "open tasks" not in text
    assert client.get("/boards/people/").status_code == 404
    assert not AuditEntry.objects.filter(action="read", person_id__isnull=False).exists()


def test_a_worker_without_the_right_is_refused(client, ann, month):
    sign_in(client, ann)

    for address in ("/boards/", "/boards/people/", f"/boards/caseload/{ann.id}/"):
        assert client.get(address).status_code == 403


def test_a_list_that_does_not_exist_is_not_found(client, lee):
    sign_in(client, lee)

    assert client.get("/boards/league-table/").status_code == 404


# ------------------------------------------------------------------ size


def test_an_empty_board_says_what_each_list_would_hold(client, lee):
    sign_in(client, lee)

    assert set(figures(client).values()) == {0}
    for behind in Behind:
        text = said(client.get(f"/boards/{behind}/"))
        assert HEADINGS[behind] in text
        assert "wm-empty" in text


def test_a_long_list_is_cut_into_pages(client, lee, north, service):
    for number in range(101):
        make_episode(make_person(f"P{number:03}", "Stone", service=service), north)
    sign_in(client, lee)

    assert len(names(client, "people")) == 100
    assert "Page 1 of 2." in said(client.get("/boards/people/"))
    second = said(client.get("/boards/people/?page=2"))
    assert re.findall(r'class="wm-list__name"[^>]*>([^<]+)<', second) == ["P100 Stone"]
    assert "101 in all" in second


def test_the_board_asks_little_of_the_database_however_many_there_are(
    client, lee, north, service, ann, django_assert_max_num_queries
):
    ann_acts = actor_of(ann)
    colleagues = [make_worker(unit=north) for _ in range(10)]
    for number in range(40):
        person = make_person(f"P{number}", service=service)
        make_allocation(make_episode(person, north), colleagues[number % 10])
        make_obligation(person, by=ann_acts)
        make_visit(person, ann, north, days_ago=1)
        make_task(by=ann_acts, owner=ann, person=person)
    sign_in(client, lee)

    with django_assert_max_num_queries(20):
        client.get("/boards/")
    for behind in Behind:
        with django_assert_max_num_queries(14):
            client.get(f"/boards/{behind}/")
