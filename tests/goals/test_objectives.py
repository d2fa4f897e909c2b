"""LDS-56 as it happens: an objective is seen by a supervisor, who may say much and change nothing of the words."""

import html
from datetime import date

import pytest
import time_machine

from tests.factories.base import make_allocation, make_episode, make_person
from tests.factories.goals import make_goal
from tests.factories.real_service import hire, london, real_service, unit_of_service
from tests.factories.sign_in import signed_in_client
from waymark.core.ids import new_id
from waymark.support.goals.models import Change, Goal, Look, Objective
from waymark.work.tasks.models import Task

pytestmark = pytest.mark.django_db
GOAL, OBJECTIVE = "see my son every week", "two supervised visits by 30 April 2026"
TOGETHER = "Written together, and they agreed to the words"


@pytest.fixture(autouse=True)
def the_day_itself():
    with time_machine.travel(london(date(2026, 3, 4), 10), tick=False):
        yield


def said(response):
    """The page as one line of plain text."""
    return " ".join(html.unescape(response.content.decode()).split())


@pytest.fixture
def leeds():
    return real_service("leeds-recovery-centre")


@pytest.fixture
def kiran(leeds):
    return hire(leeds, "recovery-worker", "Kiran Shah")


@pytest.fixture
def cara(leeds):
    return hire(leeds, "care-co-ordinator", "Cara Moss", unit="recovery-centre")


@pytest.fixture
def goal(leeds, kiran):
    jo = make_person("Jo", "Bennett", service=leeds)
    make_allocation(make_episode(jo, unit_of_service(leeds, "recovery-centre")), kiran)
    return make_goal(jo, kiran, GOAL)


def write(client, goal, **answers):
    sent = {
        "id": str(new_id()),
        "words": OBJECTIVE,
        "stage": "building",
        "by_on": "30/4/2026",
        "agreed_how": TOGETHER,
    }
    answer = client.post(f"/goals/{goal.pk}/objective/", {**sent, **answers})
    return answer, Objective.objects.first()


@pytest.mark.duty("LDS-56")
def test_the_supervisor_comments_and_asks_for_a_change_and_the_words_need_jo_s_agreement(
    leeds, kiran, cara, goal
):
    worker, supervisor = signed_in_client(kiran), signed_in_client(cara)
    answer, objective = write(worker, goal)
    assert answer.status_code == 302
    page = said(worker.get(f"/goals/{goal.pk}/"))
    assert OBJECTIVE in page
    assert "Building up, with support" in page, "it is tagged with a stage of the pathway"
    step = {"id": str(new_id()), "words": "Ring the contact centre", "objective": str(objective.pk)}
    assert worker.post(f"/goals/{goal.pk}/step/", step).status_code == 302
    assert "step: Ring the contact centre" in said(worker.get(f"/goals/{goal.pk}/"))

    assert "1 objective to look at" in said(supervisor.get("/my-day/"))
    assert OBJECTIVE in said(supervisor.get("/goals/to-look-at/"))
    looking = said(supervisor.get(f"/goals/objective/{objective.pk}/look/"))
    assert looking.count("<textarea") == 1, "one box, for what she says; none for the words themselves"
    for verdict, words in (("comment", "A good start"), ("change", "Is April too soon?")):
        sent = {"id": str(new_id()), "verdict": verdict, "words": words}
        assert supervisor.post(f"/goals/objective/{objective.pk}/look/", sent).status_code == 302
    assert OBJECTIVE not in said(supervisor.get("/goals/to-look-at/"))
    shown = said(worker.get(f"/goals/objective/{objective.pk}/"))
    assert "Comment: A good start" in shown
    assert "Asked for a change: Is April too soon?" in shown
    day = said(worker.get("/my-day/"))
    assert (
        "Cara Moss asks for a change of an objective, to be decided with the person: Is April too soon?"
        in day
    )
    objective.refresh_from_db()
    assert (objective.words, Goal.objects.get().words) == (OBJECTIVE, GOAL)

    reworded = {"id": str(new_id()), "words": "see my son when it suits", "why": "", "agreed_how": ""}
    for client in (supervisor, worker):
        refused = client.post(f"/goals/{goal.pk}/words/", reworded)
        assert refused.status_code == 422
        assert "Say how the words came to be theirs." in said(refused)
        assert Goal.objects.get().words == GOAL
    agreed = {**reworded, "words": "see my son every Saturday", "agreed_how": TOGETHER}
    assert worker.post(f"/goals/{goal.pk}/words/", agreed).status_code == 302
    kept = Goal.objects.get()
    assert (kept.words, kept.agreed_how) == ("see my son every Saturday", TOGETHER)
    assert f"The words were: <q>{GOAL}</q>" in said(worker.get(f"/goals/{goal.pk}/"))


def test_an_objective_changes_only_with_agreement_and_is_then_looked_at_again(kiran, cara, goal):
    worker, supervisor = signed_in_client(kiran), signed_in_client(cara)
    _, objective = write(worker, goal)
    look = {"id": str(new_id()), "verdict": "agreed", "words": ""}
    assert supervisor.post(f"/goals/objective/{objective.pk}/look/", look).status_code == 302
    assert not Task.objects.exists(), "who agrees asks nothing of anybody"
    where, later = (
        f"/goals/objective/{objective.pk}/words/",
        {"words": "two visits by 30 May 2026", "by_on": "30/5/2026"},
    )
    assert worker.post(where, {"id": str(new_id()), **later, "agreed_how": ""}).status_code == 422
    with time_machine.travel(london(date(2026, 3, 5), 10), tick=False):
        worker, supervisor = signed_in_client(kiran), signed_in_client(cara)
        sent = {"id": str(new_id()), **later, "agreed_how": TOGETHER}
        for _ in range(2):
            assert worker.post(where, sent).status_code == 302
        assert "two visits by 30 May 2026" in said(supervisor.get("/goals/to-look-at/"))
        assert f"An objective was: <q>{OBJECTIVE}</q>" in said(worker.get(f"/goals/{goal.pk}/"))
        assert "before the words changed" in said(worker.get(f"/goals/objective/{objective.pk}/"))
    assert Change.objects.count() == 1


def test_nobody_supervises_their_own_objective(kiran, cara, goal):
    _, objective = write(signed_in_client(kiran), goal)
    own = signed_in_client(kiran).post(
        f"/goals/objective/{objective.pk}/look/", {"id": str(new_id()), "verdict": "agreed"}
    )
    assert "never by whoever wrote them" in said(own)
    assert not Look.objects.exists()


def test_a_comment_without_words_is_asked_for(kiran, cara, goal):
    _, objective = write(signed_in_client(kiran), goal)
    sent = {"id": str(new_id()), "verdict": "change", "words": " "}
    refused = signed_in_client(cara).post(f"/goals/objective/{objective.pk}/look/", sent)
    assert refused.status_code == 422
    assert "Write what you want to say about it." in said(refused)
    assert not Look.objects.exists()


def test_an_objective_that_is_not_met_is_not_yet_met(kiran, goal):
    client = signed_in_client(kiran)
    _, objective = write(client, goal)
    sent = {"state": "not_yet", "words": "The centre was closed", "on": "4/3/2026"}
    assert client.post(f"/goals/objective/{objective.pk}/close/", sent).status_code == 302
    page = said(client.get(f"/goals/objective/{objective.pk}/"))
    assert "Not yet" in page
    assert "failed" not in page.lower()
    assert "Add a step towards it" not in page


def test_a_step_is_put_under_no_other_goal_s_objective(kiran, goal, leeds):
    client = signed_in_client(kiran)
    other = make_goal(goal.person, kiran, "Cook on Sundays")
    _, objective = write(client, goal)
    sent = {"id": str(new_id()), "words": "Ring", "objective": str(objective.pk)}
    assert client.post(f"/goals/{other.pk}/step/", sent).status_code == 422
