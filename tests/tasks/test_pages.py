"""The pages of tasks, through the front door, as they are without a script."""

from datetime import timedelta

import pytest

from tests.factories.base import make_exclusion, make_person, make_worker, sign_in
from tests.factories.tasks import make_concern, make_hand_over, make_task
from waymark.core import clock
from waymark.core.ids import new_id
from waymark.core.models import AuditEntry
from waymark.people.access.choices import Profile
from waymark.work.tasks.choices import LOST
from waymark.work.tasks.models import HandOver, Task

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(client, ann_worker):
    return sign_in(client, ann_worker)


@pytest.fixture
def concern(ben, ann_worker, sam):
    return make_concern("Has not eaten\nfor <two> days", by=ben, owner=ann_worker, person=sam)


def said(response):
    """The page as one line of text."""
    return " ".join(response.content.decode().split())


# ------------------------------------------------------------------ the list


def test_a_list_with_nothing_on_it_says_how_tasks_come_here(client):
    assert "They come here when you plan a follow-up as you record a contact" in said(client.get("/tasks/"))


def test_the_list_shows_a_worry_first_and_red_until_it_is_seen(client, concern, ann, ann_worker):
    late = clock.now() - timedelta(days=2)
    make_task("Ring the surgery", by=ann, owner=ann_worker, weight="must", due_at=late)

    text = said(client.get("/tasks/"))

    assert text.index("Has not eaten") < text.index("Ring the surgery")
    assert '<span class="wm-chip wm-chip--now">Somebody is worried</span>' in text
    assert '<span class="wm-chip wm-chip--over">overdue 2 days</span>' in text
    client.post(f"/tasks/{concern.id}/see/")
    assert "wm-chip--now" not in said(client.get("/tasks/"))


# ------------------------------------------------------------------ one task


def test_a_worry_is_read_with_who_wrote_it_about_whom(client, concern, sam):
    text = said(client.get(f"/tasks/{concern.id}/"))

    assert '<h1 class="nhsuk-heading-l">Somebody is worried' in text
    assert "<p>Has not eaten<br>for &lt;two&gt; days</p>" in text
    assert "wm-act-now" in text
    assert f'<a href="/record/{sam.id}/">Sam Okafor</a>' in text
    assert "Ben Carter, " in text
    assert "Not yet" in text


def test_seeing_a_worry_takes_one_press(client, concern):
    response = client.post(f"/tasks/{concern.id}/see/", follow=True)

    assert "Everyone can see now that you know." in said(response)
    assert "I have seen this" not in said(response)
    assert "wm-act-now" not in said(response)
    assert Task.objects.get().seen_at is not None


def test_a_worry_is_finished_with_what_was_done(client, concern):
    refused = client.post(f"/tasks/{concern.id}/finish/", {"outcome": "ok"})

    assert refused.status_code == 422
    assert "Write what was done about it, in a sentence." in said(refused)
    assert ">ok</textarea>" in said(refused)
    assert Task.objects.get().done_at is None

    client.post(f"/tasks/{concern.id}/finish/", {"outcome": "Took soup round; sister stays"})
    text = said(client.get(f"/tasks/{concern.id}/"))
    assert "Took soup round; sister stays" in text
    assert "This is done" not in text


def test_any_other_task_is_finished_by_pressing_done(client, ann, ann_worker):
    task = make_task("Ring the surgery", by=ann, owner=ann_worker)

    assert client.post(f"/tasks/{task.id}/finish/").headers["Location"] == "/tasks/"
    assert "Ring the surgery" not in said(client.get("/tasks/"))


def test_the_one_who_raised_a_worry_has_no_button_and_is_refused(client, ann, ben_worker, sam):
    task = make_concern(by=ann, owner=ben_worker, person=sam)

    text = said(client.get(f"/tasks/{task.id}/"))
    assert "I have seen this" not in text
    assert "This is done" not in text
    refused = client.post(f"/tasks/{task.id}/see/")
    assert refused.status_code == 403
    assert "somebody else must take it" in said(refused)
    assert AuditEntry.objects.filter(outcome="refused", object=f"/tasks/{task.id}/see/").exists()


# ------------------------------------------------------------------ handing over


def test_a_task_is_handed_over_with_a_reason_that_stays_on_its_page(client, ann, ann_worker, ben_worker, sam):
    task = make_task(by=ann, owner=ann_worker, person=sam)
    client.post(f"/tasks/{task.id}/hand-over/", {"owner": ben_worker.id, "reason": "On leave <b>now</b>"})

    assert HandOver.objects.get().to_worker_id == ben_worker.id
    assert "from Ann Dodds to Ben Carter: On leave &lt;b&gt;now&lt;/b&gt;" in said(
        client.get(f"/tasks/{task.id}/")
    )


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"owner": ""}, "Choose who takes it."),
        ({"owner": str(new_id())}, "Choose who takes it."),
        ({"reason": ""}, "Say why you hand it over, in a few words."),
        ({"reason": "leave"}, "Say why you hand it over, in a few words."),
    ],
)
def test_what_is_wrong_with_a_hand_over_is_said_beside_it(
    client, ann, ann_worker, ben_worker, typed, sentence
):
    task = make_task(by=ann, owner=ann_worker)
    given = {"owner": str(ben_worker.id), "reason": "On leave from Friday", **typed}

    response = client.post(f"/tasks/{task.id}/hand-over/", given)

    assert response.status_code == 422
    assert sentence in said(response)
    assert f">{given['reason']}</textarea>" in said(response)
    assert Task.objects.get().owner_id == ann_worker.id


def test_a_colleague_who_could_not_read_it_is_refused_beside_the_field(
    client, ann, ann_worker, mo_worker, sam
):
    task = make_task(by=ann, owner=ann_worker, person=sam)

    response = client.post(
        f"/tasks/{task.id}/hand-over/", {"owner": mo_worker.id, "reason": "On leave from Friday"}
    )

    assert response.status_code == 422
    assert "Choose somebody who works with this person: they could not read it." in said(response)
    assert ">On leave from Friday</textarea>" in said(response)
    assert Task.objects.get().owner_id == ann_worker.id


def test_an_owner_who_lost_access_is_told_only_to_hand_it_over(client, ann, ann_worker, ben_worker, sam):
    task = make_task("Ring the sister", by=ann, owner=ann_worker, person=sam)
    make_exclusion(sam, ann_worker)

    for address in ("/tasks/", f"/tasks/{task.id}/"):
        text = said(client.get(address))
        assert LOST in text
        assert "Sam" not in text
        assert "sister" not in text
    assert AuditEntry.objects.filter(action="read", person_id=sam.id).count() == 0
    client.post(f"/tasks/{task.id}/hand-over/", {"owner": ben_worker.id, "reason": "I know the family"})
    assert Task.objects.get().owner_id == ben_worker.id
    assert client.get(f"/tasks/{task.id}/").status_code == 404


def test_a_stranger_s_task_is_not_found_and_the_attempt_is_logged(client, ann, ben_worker, mo_worker, sam):
    task = make_task(by=ann, owner=ben_worker, person=sam)
    sign_in(client, mo_worker)

    assert client.get(f"/tasks/{task.id}/").status_code == 404
    for verb in ("see", "finish", "hand-over"):
        assert client.post(f"/tasks/{task.id}/{verb}/", {"outcome": "Took it"}).status_code == 404
    assert AuditEntry.objects.filter(outcome="refused", object=f"tasks.task:{task.id}").count() == 4


@pytest.mark.parametrize("verb", ["see", "finish", "hand-over"])
def test_looking_at_an_address_that_does_something_does_nothing(client, concern, verb):
    assert client.get(f"/tasks/{concern.id}/{verb}/").status_code == 405


# ------------------------------------------------------------------ making


def make(client, **typed):
    given = {"id": str(new_id()), "words": "Ring the surgery", "weight": "must", "by_day": "", **typed}
    return client.post("/tasks/new/", given)


def test_a_task_about_a_person_is_made_for_a_colleague_by_a_day(client, sam, ben_worker):
    shown = said(client.get("/tasks/new/", {"person": str(sam.id)}))
    assert f'<input type="hidden" name="person" value="{sam.id}">' in shown
    day = clock.today() + timedelta(days=3)

    response = make(client, person=str(sam.id), owner=str(ben_worker.id), by_day=f"{day:%d/%m/%Y}")

    kept = Task.objects.get()
    assert response.headers["Location"] == f"/tasks/{kept.id}/"
    assert (kept.owner_id, kept.person_id, kept.weight) == (ben_worker.id, sam.id, "must")
    assert clock.today(kept.due_at) == day


def test_the_form_sent_twice_is_one_task(client, ann_worker):
    id = str(new_id())
    for _ in range(2):
        make(client, id=id, owner=str(ann_worker.id))

    assert Task.objects.count() == 1


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"words": ""}, "Say what is to be done."),
        ({"words": "x" * 2001}, "2,000 letters at most"),
        ({"owner": ""}, "Choose who takes it."),
        ({"weight": ""}, "Say how much it matters."),
        ({"by_day": "soon"}, "Give the day like 5/3/2026."),
        ({"by_day": "1/1/2020"}, "Choose today or a day to come."),
        ({"id": "x"}, "This page has grown old."),
    ],
)
def test_what_is_wrong_with_a_new_task_is_said_and_what_was_typed_stays(client, ann_worker, typed, sentence):
    response = make(client, **{"owner": str(ann_worker.id), **typed})

    assert response.status_code == 422
    assert sentence in said(response)
    assert typed.get("words", "Ring the surgery") in said(response)
    assert not Task.objects.exists()


def test_a_colleague_who_does_not_work_with_the_person_is_refused_beside_the_field(client, sam, mo_worker):
    response = make(client, person=str(sam.id), owner=str(mo_worker.id))

    assert response.status_code == 422
    assert "Choose somebody who works with this person" in said(response)


@pytest.mark.parametrize("asked", ["1", "{jo}"])
def test_no_task_is_made_about_a_stranger(client, ann_worker, team, asked):
    jo = make_person("Jo", service=team.service)

    assert client.get("/tasks/new/", {"person": asked.format(jo=jo.id)}).status_code == 404
    assert make(client, person=asked.format(jo=jo.id), owner=str(ann_worker.id)).status_code == 404


def test_a_volunteer_finishes_their_own_task_and_makes_none(client, ann, team, sam):
    volunteer = make_worker("Vi", unit=team, profile=Profile.CASEWORK_LIMITED)
    task = make_task("Water the plants", by=ann, owner=volunteer)
    sign_in(client, volunteer)

    assert "Add a task" not in said(client.get("/tasks/"))
    assert client.get("/tasks/new/").status_code == 403
    client.post(f"/tasks/{task.id}/finish/")
    assert Task.objects.get().done_at is not None


def test_a_hand_over_by_a_lead_names_the_lead(client, ann, lee, ann_worker, ben_worker, sam):
    task = make_task(by=ann, owner=ben_worker, person=sam)
    make_hand_over(task, by=lee, to=ann_worker, reason="Ben is away")

    assert "from Ben Carter to Ann Dodds: Ben is away (Lee Hall)" in said(client.get(f"/tasks/{task.id}/"))
