"""The duties of a support plan in Leeds: how it goes, the whole of a life, and a comment that is answered first."""

import re
from datetime import date

import pytest

from tests.factories.at_the_door import As, at, form_of, person_of, publish, said
from tests.factories.base import actor_of
from tests.factories.goals import make_goal
from tests.factories.plans import make_plan, need, put_in_force, todo, write_draft
from tests.factories.real_service import hire, real_service
from waymark.core.ids import new_id
from waymark.support.plans.models import PlanReview, PlanVersion, TheirWords
from waymark.work.due.models import Obligation

pytestmark = pytest.mark.django_db


@pytest.fixture
def leeds():
    return real_service("leeds-recovery-centre")


@pytest.fixture
def kiran(leeds):
    return hire(leeds, "recovery-worker", "Kiran Shah")


@pytest.fixture
def beth(leeds):
    return hire(leeds, "care-co-ordinator", "Beth Moss", unit="recovery-centre")


@pytest.fixture
def jo(leeds, kiran):
    return person_of(leeds, kiran, "recovery-centre", "Jo", "Bennett")


@pytest.mark.duty("LDS-19")
def test_what_was_seen_of_an_action_is_collected_and_each_must_be_kept_changed_or_stopped(
    leeds, kiran, beth, jo
):
    worker, coordinator = As(kiran), As(beth)
    with at(date(2026, 3, 2)):
        version = make_plan(actor_of(beth), jo, "cook on Sundays", "ring mum", "evening walk")
        page = worker.get(f"/plans/person/{jo.pk}/how-it-goes/").content.decode()
    (third,) = re.findall(r'value="([^"]+)"[^>]*>Action 3: evening walk', page)
    for day, verdict, words in (
        (3, "helping", "slept eight hours"),
        (10, "helping", "went without being asked"),
        (17, "not_helping", "came back frightened"),
    ):
        with at(date(2026, 3, day), 18):
            sent = {
                "id": str(new_id()),
                "line": third,
                "verdict": verdict,
                "words": words,
                "seen_on": f"{day}/3/2026",
            }
            assert worker.post(f"/plans/person/{jo.pk}/how-it-goes/", sent).status_code == 302

    with at(date(2026, 3, 30)):
        here = f"/plans/{version.pk}/review/"
        page = coordinator.get(here)
        shown = said(page).split("Action 3: evening walk", 1)[1]
        assert re.search(
            r"3 Mar 2026 Helping: slept eight hours Kiran Shah 10 Mar 2026 Helping: went without being asked Kiran Shah "
            r"17 Mar 2026 Not helping: came back frightened Kiran Shah",
            shown,
        )
        decisions = list(dict.fromkeys(re.findall(r'name="(decision-[^"]+)"', page.content.decode())))
        sent = {**form_of(page.content.decode()), "words": "Two of three help.", "took_part": ["present"]}
        refused = coordinator.post(here, {**sent, decisions[0]: "keep", decisions[1]: "keep"})
        assert refused.status_code == 422
        assert "Say keep, change or stop of action 3." in said(refused)
        assert not PlanReview.objects.exists()
        assert (
            coordinator.post(
                here, {**sent, decisions[0]: "keep", decisions[1]: "keep", decisions[2]: "stop"}
            ).status_code
            == 302
        )

    assert PlanReview.objects.get().decisions[third] == "stop"


AREAS = [
    "Home", "Money", "Health", "Relationships", "Work and learning", "Faith and what I believe", "Leisure",
    "Culture and identity", "Feeling safe",
]  # fmt: skip


@pytest.mark.duty("LDS-38")
def test_all_nine_parts_of_a_life_are_printed_and_those_without_an_action_say_how_they_stand(
    leeds, beth, kiran, jo
):
    client = As(kiran)
    names = ("home", "money", "health", "relationships", "work", "faith", "leisure", "culture", "safety")
    parts = {}
    for number, name in enumerate(names):
        doing = (
            {"stands": "support", "actions": [todo(f"do {name}")]}
            if number < 3
            else {"stands": ("going_well", "not_now")[number % 2]}
        )
        parts[name] = {"to_me": f"my own words of {name}", **doing}
    with at(date(2026, 3, 4)):
        write_draft(actor_of(beth), jo, **parts)
        put_in_force(actor_of(beth), jo)
        page = said(client.get(f"/plans/person/{jo.pk}/"))
        printed = client.get(f"/plans/person/{jo.pk}/?as=large-print")

    assert printed["Content-Type"] == "application/pdf"
    for number, (area, name) in enumerate(zip(AREAS, names, strict=True)):
        stands = "We are working on this" if number < 3 else ("Going well", "Not now")[number % 2]
        assert f"{area} {stands} Important to me my own words of {name}" in page


@pytest.mark.duty("LDS-39")
def test_jo_s_comment_stands_beside_its_need_and_is_answered_before_the_next_version(leeds, kiran, beth, jo):
    worker, coordinator = As(kiran), As(beth)
    with at(date(2026, 3, 2)):
        home = {
            "stands": "support",
            "needs": [need("company in the evening"), need("help with cooking")],
            "actions": [todo("cook", "Kiran")],
        }
        write_draft(actor_of(beth), jo, home=home)
        put_in_force(actor_of(beth), jo)
    with at(date(2026, 3, 6)):
        page = worker.get(f"/plans/person/{jo.pk}/words/").content.decode()
        (second,) = re.findall(r'value="([^"]+)"[^>]*>Need 2: help with cooking', page)
        sent = {
            "id": str(new_id()),
            "stance": "no_longer",
            "line": second,
            "words": "not true any more",
            "given": "typed",
            "said_on": "6/3/2026",
        }
        assert worker.post(f"/plans/person/{jo.pk}/words/", sent).status_code == 302
        plan = said(worker.get(f"/plans/person/{jo.pk}/"))
        beside = plan.split("Need 2 help with cooking", 1)[1][:200]
        assert "not true any more" in beside
        assert "6 Mar 2026, typed by them, on the phone or computer of Kiran Shah" in beside

        worker.post(f"/plans/person/{jo.pk}/begin/")
        refused = publish(coordinator, jo, starts_on="6/3/2026", without_words="said before")
        assert refused.status_code == 422
        assert "Answer what they said of need 2 first" in said(refused)
        answer = {
            "id": str(new_id()),
            "outcome": "in_plan",
            "words": "Taken out: you cook by yourself now.",
            "on": "",
        }
        assert worker.post(f"/plans/words/{TheirWords.objects.get().pk}/", answer).status_code == 302
        assert publish(coordinator, jo, starts_on="6/3/2026").status_code == 302

    assert PlanVersion.objects.count() == 2


@pytest.mark.duty("LDS-64")
def test_a_review_is_refused_while_a_goal_is_not_marked_and_each_that_is_kept_has_a_day_of_its_own(
    leeds, beth, kiran, jo
):
    coordinator, worker = As(beth), As(kiran)
    with at(date(2026, 3, 2)):
        goals = [
            make_goal(jo, kiran, words) for words in ("see my son", "swim on Fridays", "a flat of my own")
        ]
        version = make_plan(actor_of(beth), jo, "cook")
    with at(date(2026, 3, 12)):
        here = f"/plans/{version.pk}/review/"
        page = coordinator.get(here)
        by_words = {goal.words: goal for goal in goals}
        goals = [by_words[words] for words in re.findall(r"Goal \d: ([^<]+)</h2>", page.content.decode())]
        assert len(goals) == 3
        (decision,) = set(re.findall(r'name="(decision-[^"]+)"', page.content.decode()))
        sent = {
            **form_of(page.content.decode()),
            "words": "Two of three.",
            "took_part": ["present"],
            decision: "keep",
        }
        two = {
            f"goal-{goals[0].pk}": "achieved", f"goal-{goals[1].pk}": "changed", f"look-{goals[1].pk}": "12/6/2026",
        }  # fmt: skip
        refused = coordinator.post(here, {**sent, **two})
        assert refused.status_code == 422
        assert "Say what becomes of goal 3." in said(refused)
        no_day = coordinator.post(here, {**sent, **two, f"goal-{goals[2].pk}": "kept"})
        assert f"Give the day on which goal 3 ({goals[2].words}) is looked at again." in said(no_day)
        assert not PlanReview.objects.exists()
        third = {f"goal-{goals[2].pk}": "kept", f"look-{goals[2].pk}": "12/6/2026"}
        assert coordinator.post(here, {**sent, **two, **third}).status_code == 302

        plan = said(worker.get(f"/plans/person/{jo.pk}/"))
        assert f"Kept: {goals[2].words}. Next look 12 June 2026." in plan
        assert f"Reached: {goals[0].words}." in plan
        looks = Obligation.objects.filter(person=jo, kind="goal_look", answered_on=None)
        assert [one.due_on for one in looks] == [date(2026, 6, 12)] * 2
        assert "Look at a goal again due 12 June 2026" in said(worker.get(f"/record/{jo.pk}/"))
        for goal in goals:
            goal.refresh_from_db()
        assert [goal.state for goal in goals] == ["achieved", "active", "active"]
    with at(date(2026, 6, 12)):
        page = coordinator.get(here).content.decode()
        sent = {**form_of(page), "words": "On.", "took_part": ["present"], decision: "keep"}
        for goal in goals[1:]:
            sent |= {f"goal-{goal.pk}": "kept", f"look-{goal.pk}": "12/9/2026"}
        assert coordinator.post(here, sent).status_code == 302
        looks = Obligation.objects.filter(person=jo, kind="goal_look", answered_on=None)
        assert [one.due_on for one in looks] == [date(2026, 9, 12)] * 2, "the earlier ones are answered"
