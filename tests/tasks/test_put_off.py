"""What must, should and could be done, by today and this week; what is put off, and who sees that (SUR-40)."""

import html
import re
from datetime import date

import pytest
import time_machine

from tests.factories.base import make_allocation, make_episode, make_person
from tests.factories.real_service import hire, london, real_service, unit_of_service
from tests.factories.sign_in import signed_in_client
from tests.factories.tasks import make_task
from waymark.core.ids import new_id
from waymark.work.tasks import rules
from waymark.work.tasks.choices import TaskKind, Weight
from waymark.work.tasks.models import PutOff, Task

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 4)


@pytest.fixture(autouse=True)
def wednesday():
    with time_machine.travel(london(DAY, 9), tick=False):
        yield


def said(response):
    """What is read on the page, without its tags."""
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", response.content.decode())).split())


def put_off(client, task, **sent):
    return client.post(
        f"/tasks/{task.pk}/put-off/", {"put_off_id": str(new_id()), "until": "6/3/2026", "why": "", **sent}
    )


@pytest.mark.duty("SUR-40")
def test_amy_defers_one_of_three_musts_with_a_reason_and_raj_sees_one():
    surrey = real_service("surrey-str")
    amy = hire(surrey, "str-worker", "Amy Lane", unit="guildford")
    raj = hire(surrey, "practice-lead", "Raj Shah", unit="guildford")
    team = unit_of_service(surrey, "guildford")
    jo = make_person("Jo", "Bell", service=surrey)
    make_allocation(make_episode(jo, team), amy)
    client, senior = signed_in_client(amy), signed_in_client(raj)
    weights = ["must"] * 3 + ["should"] * 4 + ["could"] * 2
    for n, weight in enumerate(weights):
        asked = {"id": str(new_id()), "words": f"Item {n}", "owner": str(amy.pk), "by_day": "4/3/2026"}
        assert client.post("/tasks/new/", {**asked, "weight": weight}).status_code == 302
    later = {
        "id": str(new_id()),
        "words": "Ring Jo back",
        "owner": str(amy.pk),
        "by_day": "7/3/2026",
        "weight": "must",
    }
    client.post("/tasks/new/", {**later, "person": str(jo.pk)})

    day, week = said(client.get("/tasks/?until=today")), said(client.get("/tasks/?until=week"))
    assert "3 must, 4 should, 2 could" in day
    assert "Ring Jo back" not in day
    assert "4 must, 4 should, 2 could" in week
    assert day.index("Item 0") < day.index("Item 3") < day.index("Item 7")
    assert "0 Musts put off" in said(senior.get("/boards/"))

    first = Task.objects.get(words="Item 0")
    refused = put_off(client, first)
    assert refused.status_code == 422
    assert "This is something you must do. Say why it can wait, in a few words." in said(refused)
    assert not PutOff.objects.exists()
    assert put_off(client, first, why="The bank opens on Friday").status_code == 302

    assert "2 must, 4 should, 2 could" in said(client.get("/tasks/?until=today"))
    assert "1 Musts put off" in said(senior.get("/boards/"))
    behind = said(senior.get("/boards/put-off/"))
    assert "6 Mar 2026 Item 0 The bank opens on Friday, Amy Lane" in behind
    hers = senior.get(f"/boards/caseload/{amy.pk}/")
    assert "1 must put off" in said(hers)
    assert "To change it, ask them." in said(hers)
    assert b"put-off/" not in hers.content, "a senior sees the order, and does not change it"
    assert "somebody else" in said(put_off(senior, Task.objects.get(words="Item 1"), why="Not so urgent"))
    page = said(client.get(f"/tasks/{first.pk}/"))
    assert "4 Mar 2026, 09:00, from 4 Mar 2026 to 6 Mar 2026: The bank opens on Friday (Amy Lane)" in page


@pytest.mark.parametrize("weight", ["should", "could"])
def test_what_should_or_could_be_done_waits_without_a_reason(ann, ann_worker, weight):
    task = make_task(by=ann, owner=ann_worker, weight=Weight(weight))

    assert put_off(signed_in_client(ann_worker), task).status_code == 302
    task.refresh_from_db()
    assert task.due_at == london(date(2026, 3, 6), 23, 59)


def test_the_same_press_twice_puts_off_once(ann, ann_worker):
    task, client, sent = make_task(by=ann, owner=ann_worker), signed_in_client(ann_worker), str(new_id())

    assert [put_off(client, task, put_off_id=sent).status_code for _ in range(2)] == [302, 302]
    assert PutOff.objects.count() == 1
    assert put_off(client, task, put_off_id=sent, until="9/3/2026").status_code in (409, 422)


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({"until": "4/3/2026"}, "Choose a day to come."),
        ({"until": ""}, "Give the day you will do it."),
        ({"until": "soon"}, "Give the day like 25/11/2026."),
    ],
)
def test_a_day_that_will_not_do_is_said_so(ann, ann_worker, sent, sentence):
    task = make_task(by=ann, owner=ann_worker)
    page = put_off(signed_in_client(ann_worker), task, why="On leave then", **sent)

    assert page.status_code == 422
    assert sentence in said(page)
    assert b'value="On leave then"' in page.content


def test_a_worry_is_not_put_off_nor_what_is_a_colleague_s(ann, ann_worker, ben, ben_worker, sam):
    worry = make_task(by=ann, owner=ben_worker, person=sam, kind=TaskKind.CONCERN)
    bens = signed_in_client(ben_worker)

    assert "Do it another day" not in said(bens.get(f"/tasks/{worry.pk}/"))
    refused = put_off(bens, worry, why="Not today please")
    assert "A worry is not put off." in said(refused)
    theirs = make_task(by=ann, owner=ann_worker, person=sam)
    assert "somebody else" in said(put_off(bens, theirs, why="Not today please"))
    assert not PutOff.objects.exists()


def test_a_week_ends_on_sunday():
    assert rules.last_day("week", date(2026, 3, 8)) == date(2026, 3, 8)
    assert rules.last_day("week", date(2026, 3, 9)) == date(2026, 3, 15)
    assert rules.last_day("today", DAY) == DAY
    assert rules.last_day("for ever", DAY) is None
