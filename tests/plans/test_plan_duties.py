"""The duties of a support plan as they happen, through the doors of those who do them, in their own services."""

import re
from datetime import date

import pytest

from tests.factories.at_the_door import As, at, form_of, person_of, publish, said
from tests.factories.base import actor_of
from tests.factories.plans import make_plan, need, say, todo, write_draft
from tests.factories.real_service import hire, real_service
from waymark.core.ids import new_id
from waymark.support.plans.models import PlanDraft, PlanReview, PlanVersion, TheirWords
from waymark.work.due.models import Obligation
from waymark.work.tasks.models import Task

pytestmark = pytest.mark.django_db


@pytest.fixture
def durham():
    every_six_weeks = {
        "rule": "care_act",
        "days": 42,
        "latest_days": 42,
        "then_days": 365,
        "source": "[P]",
        "words": "42 days, then a year",
    }
    return real_service("durham-support-recovery", clocks={"support_plan_review": every_six_weeks})


@pytest.fixture
def ann(durham):
    return hire(durham, "recovery-worker", "Ann Dodds", unit="north")


@pytest.mark.duty("DUR-07")
def test_a_plan_without_how_the_person_took_part_is_refused_and_their_disagreement_stands_beside_its_line(
    durham, ann
):
    sam = person_of(durham, ann, "north", "Sam", "Okoro")
    client = As(ann)
    with at(date(2026, 3, 4)):
        doing = [
            todo("Ring the landlord"),
            todo("Fill in the form"),
            todo("Walk together on Tuesday afternoons"),
        ]
        write_draft(actor_of(ann), sam, home={"stands": "support", "actions": doing})
        refused = publish(client, sam, took_part=[], starts_on="4/3/2026")
        assert refused.status_code == 422
        assert "Say how the person took part" in said(refused)
        assert not PlanVersion.objects.exists()

        page = client.get(f"/plans/person/{sam.pk}/publish/").content.decode()
        (third,) = re.findall(r'value="([^"]+)"[^>]*>Action 3: Walk together', page)
        made = publish(
            client, sam, took_part=["contributed", "disagrees"], starts_on="4/3/2026", disagrees_with=third,
            their_view="wants mornings only",
        )  # fmt: skip
        assert made.status_code == 302
        plan = said(client.get(f"/plans/person/{sam.pk}/"))

        printed = client.get(f"/plans/person/{sam.pk}/?as=pdf")

    assert "Action 3 Walk together on Tuesday afternoons Sam I disagree: wants mornings only" in plan
    assert "Said what should be in it" in plan
    assert "Disagrees with some or all of it" in plan
    assert printed["Content-Type"] == "application/pdf"


@pytest.mark.duty("DUR-14")
def test_a_plan_is_reviewed_after_42_days_and_then_a_year_later_and_says_what_changed(durham, ann):
    maya = person_of(durham, ann, "north", "Maya", "Osei")
    client = As(ann)
    with at(date(2026, 3, 2)):
        doing = {
            "stands": "support",
            "needs": [need("Somewhere quiet", "sleeps through")],
            "actions": [todo("Look at flats", "Ann")],
        }
        write_draft(actor_of(ann), maya, home=doing)
        say(actor_of(ann), maya, "I want my own front door")
        assert publish(client, maya, starts_on="2/3/2026").status_code == 302
        assert "Looked at again: from 13 April 2026, due 13 April 2026" in said(
            client.get(f"/plans/person/{maya.pk}/")
        )

    with at(date(2026, 4, 13)):
        version = PlanVersion.objects.get()
        page = client.get(f"/plans/{version.pk}/review/").content.decode()
        sent = {**form_of(page), "words": "The flat came through.", "took_part": ["present", "agrees"]}
        (decision,) = set(re.findall(r'name="(decision-[^"]+)"', page))
        assert client.post(f"/plans/{version.pk}/review/", {**sent, decision: "change"}).status_code == 302
        assert "due 13 April 2027" in said(client.get(f"/plans/person/{maya.pk}/"))

        here = f"/plans/person/{maya.pk}/draft/home/"
        sent = form_of(client.get(here).content.decode())
        (what, who) = (f"action-{sent['action'][0]}-{name}" for name in ("what", "who"))
        kept = client.post(here, {**sent, what: "Move in and buy a bed", who: "Maya and Ann", "done": "yes"})
        assert kept.status_code == 302
        say(actor_of(ann), maya, "Now I want a bed")
        assert publish(client, maya, starts_on="13/4/2026").status_code == 302
        second = PlanVersion.objects.get(number=2)
        shown = said(client.get(f"/plans/{second.pk}/"))

    assert "What changed from version 1" in shown
    assert "Look at flats. Who: Ann" in shown
    assert "Move in and buy a bed. Who: Maya and Ann" in shown
    assert "Somewhere quiet" not in shown.split("How Maya")[0].split("Home")[1], (
        "what did not change is not in the list of changes"
    )
    assert Obligation.objects.get(answered_on__isnull=True).due_on == date(2027, 4, 13)


@pytest.mark.duty("TPL-06")
def test_a_plan_of_the_house_is_due_every_24_hours_and_a_late_review_says_how_late(the_house):
    llr, ola, jo = the_house
    worker, leader = As(ola), As(hire(llr, "team-leader", "Tess Hill"))
    with at(date(2026, 3, 5), 9):
        write_draft(actor_of(ola), jo, home={"stands": "support", "actions": [todo("sleep", "Jo")]})
        say(actor_of(ola), jo, "I want to sleep")
        assert publish(worker, jo, starts_on="5/3/2026", channel="bed").status_code == 302
    with at(date(2026, 3, 6), 8, 59):
        assert "Overdue due 09:00" not in said(leader.get("/plans/team/"))
    with at(date(2026, 3, 6), 10, 15):
        board = said(leader.get("/plans/team/"))
        assert "Overdue Jo Bennett 1 h 15 late" in board
        version = PlanVersion.objects.get()
        page = worker.get(f"/plans/{version.pk}/review/").content.decode()
        (decision,) = set(re.findall(r'name="(decision-[^"]+)"', page))
        sent = {**form_of(page), "words": "Slept.", "took_part": ["present"], decision: "keep"}
        assert worker.post(f"/plans/{version.pk}/review/", sent).status_code == 302
        plan = said(worker.get(f"/plans/person/{jo.pk}/"))
        assert "Looked at together 6 Mar 2026, 10:15 1 h 15 late" in plan
        assert "Looked at again: due 10:15, 7 March 2026" in plan


@pytest.fixture
def the_house():
    llr = real_service("llr-crisis-house")
    ola = hire(llr, "recovery-worker", "Ola Bello")
    return llr, ola, person_of(llr, ola, unit_code(ola), "Jo", "Bennett")


def unit_code(worker):
    return worker.holdings.get().post.unit.code


@pytest.fixture
def joy():
    council = real_service("council-str-asc011")
    return (
        council,
        hire(council, "str-worker", "Joy Adams"),
        hire(council, "case-team-supervisor", "Mel Court"),
    )


@pytest.mark.duty("ASC-04")
def test_three_cards_are_tom_s_contributions_and_a_plan_without_any_says_why(joy):
    council, worker, supervisor = joy
    tom = person_of(council, worker, unit_code(worker), "Tom", "Reed")
    client, leads = As(worker), As(supervisor)
    with at(date(2026, 3, 4)):
        write_draft(actor_of(worker), tom, leisure={"stands": "support", "actions": [todo("swim", "Tom")]})
        refused = publish(leads, tom, starts_on="4/3/2026")
        assert refused.status_code == 422
        assert "Ask them, or say why it goes without" in said(refused)

        for card in ("swimming", "my sister", "a quiet room"):
            sent = {
                "id": str(new_id()),
                "stance": "adds",
                "line": "",
                "words": card,
                "given": "cards",
                "said_on": "4/3/2026",
            }
            assert client.post(f"/plans/person/{tom.pk}/words/", sent).status_code == 302
        draft = said(client.get(f"/plans/person/{tom.pk}/draft/"))
        for card in ("swimming", "my sister", "a quiet room"):
            assert f"I add: {card} Tom Reed, 4 Mar 2026, chosen from cards, with Joy Adams" in draft
        assert publish(leads, tom, starts_on="4/3/2026").status_code == 302


@pytest.mark.duty("ASC-08")
def test_what_tom_asks_for_leaves_the_list_when_it_is_in_the_plan_and_shows_at_review_after_28_days(joy):
    council, worker, supervisor = joy
    tom = person_of(council, worker, unit_code(worker), "Tom", "Reed")
    client, leads = As(worker), As(supervisor)
    with at(date(2026, 3, 3)):
        version = make_plan(actor_of(supervisor), tom, "swim")
        for words in ("someone to go to the dentist with me", "a cat"):
            sent = {
                "id": str(new_id()),
                "stance": "wants",
                "line": "",
                "words": words,
                "given": "read_back",
                "said_on": "3/3/2026",
            }
            assert client.post(f"/plans/person/{tom.pk}/words/", sent).status_code == 302
        assert "Asked for, and not answered yet" in said(client.get(f"/plans/person/{tom.pk}/"))
        dentist = TheirWords.objects.get(words__startswith="someone")
        answer = {"id": str(new_id()), "outcome": "in_plan", "words": "", "on": "10/3/2026"}
        assert client.post(f"/plans/words/{dentist.pk}/", answer).status_code == 302
        plan = said(client.get(f"/plans/person/{tom.pk}/"))
        asked = plan.split("Asked for, and not answered yet", 1)[1].split("I want:", 1)[0]
        assert "dentist" not in asked
        assert "a cat" in asked
        assert "In the plan, 10 Mar 2026" in plan
    with at(date(2026, 3, 30)):
        assert "Open 27 days" not in said(leads.get(f"/plans/{version.pk}/review/"))
    with at(date(2026, 3, 31)):
        assert "a cat Open 28 days" in said(leads.get(f"/plans/{version.pk}/review/"))


@pytest.mark.duty("SUR-04")
def test_amy_drafts_and_nothing_is_in_force_until_eve_approves_and_the_evaluation_needs_her(monkeypatch):
    surrey = real_service("surrey-str")
    eve = hire(surrey, "care-coordinator", "Eve Stone", unit="guildford")
    amy = hire(surrey, "str-worker", "Amy Field", unit="guildford")
    tom = person_of(surrey, amy, "guildford", "Tom", "Reed")
    drafter, coordinator = As(amy), As(eve)
    with at(date(2026, 3, 2)):
        make_plan(actor_of(eve), tom, "see the GP")
    with at(date(2026, 3, 3)):
        assert drafter.post(f"/plans/person/{tom.pk}/begin/").status_code == 302
        here = f"/plans/person/{tom.pk}/draft/home/"
        sent = form_of(drafter.get(here).content.decode())
        (what, who) = (f"action-{sent['action'][1]}-{name}" for name in ("what", "who"))
        assert (
            drafter.post(here, {**sent, what: "join the allotment", who: "Amy", "done": "yes"}).status_code
            == 302
        )
        draft = drafter.get(f"/plans/person/{tom.pk}/draft/")
        assert "Action 2 join the allotment Amy. Draft by Amy Field" in said(draft)
        assert publish(drafter, tom, starts_on="3/3/2026").status_code == 403
        offered = drafter.post(f"/plans/person/{tom.pk}/draft/", {"to": str(eve.pk)})
        assert offered.status_code == 302
        assert "join the allotment" not in said(drafter.get(f"/plans/person/{tom.pk}/")), "not in force"
        task = Task.objects.get(source="plans.offered")
        assert (task.owner_id, task.done_at) == (eve.pk, None)
    with at(date(2026, 3, 4)):
        assert "Open the draft plan" in said(coordinator.get(f"/tasks/{task.pk}/"))
        assert (
            publish(coordinator, tom, starts_on="4/3/2026", without_words="Heard on 2 March.").status_code
            == 302
        )
        plan = said(drafter.get(f"/plans/person/{tom.pk}/"))
        assert "Action 2 join the allotment" in plan
        assert "Drafted by Amy Field, put in force by Eve Stone" in plan
        task.refresh_from_db()
        assert task.done_at is not None
        assert not PlanDraft.objects.exists()
    with at(date(2026, 3, 30)):
        version = PlanVersion.objects.get(number=2)
        assert drafter.get(f"/plans/{version.pk}/review/").status_code == 403
        page = coordinator.get(f"/plans/{version.pk}/review/").content.decode()
        decisions = dict.fromkeys(re.findall(r'name="(decision-[^"]+)"', page), "keep")
        sent = {**form_of(page), "words": "Both help.", "took_part": ["present"], **decisions}
        assert coordinator.post(f"/plans/{version.pk}/review/", sent).status_code == 302
        assert PlanReview.objects.get().by_id == eve.pk
