"""DUR-50 and LDS-34 as they happen: who does what of a plan, and what recovery means to the person at its head."""

import re
from datetime import date

import pytest

from tests.factories.at_the_door import As, at, form_of, person_of, said
from tests.factories.base import actor_of
from tests.factories.plans import put_in_force, todo, write_draft
from tests.factories.real_service import hire, real_service
from waymark.core.ids import new_id
from waymark.support.plans import actions, queries, rules

pytestmark = pytest.mark.django_db


def column(page, heading):
    """What stands under one agency."""
    (found,) = re.findall(rf"<h2[^>]*>{re.escape(heading)}</h2>\s*(.*?)</section>", page, re.S)
    return re.findall(r"<li>([^<]+)<br>", found)


@pytest.mark.duty("DUR-50")
def test_three_agencies_have_four_two_and_one_action_and_what_nobody_does_is_listed():
    durham = real_service("durham-support-recovery")
    ann = hire(durham, "recovery-worker", "Ann Dodds", unit="north")
    sam = person_of(durham, ann, "north", "Sam", "Okoro")
    client = As(ann)
    with at(date(2026, 3, 4)):
        ours = [{**todo(f"ours {n}", "Ann"), "agency": "Support & Recovery"} for n in range(4)]
        cmht = [
            {**todo("depot", "Nurse Bell", "monthly"), "agency": "CMHT"},
            {**todo("review of dose", "Dr Rao"), "agency": "cmht"},
        ]
        housing = [{**todo("new boiler", "Mr Lee"), "agency": "Housing"}]
        write_draft(
            actor_of(ann), sam, home={"stands": "support", "actions": [*ours[:2], *housing]},
            health={"stands": "support", "actions": cmht}, leisure={"stands": "support", "actions": ours[2:]},
            money={"stands": "support", "actions": []}, work={"stands": "not_now"},
        )  # fmt: skip
        here = f"/plans/person/{sam.pk}/draft/money/"
        sent = form_of(client.get(here).content.decode())
        what, who = (f"action-{sent['action']}-{name}" for name in ("what", "who"))
        unowned = client.post(here, {**sent, what: "PIP appeal", "done": "yes"})
        assert "Say who does “PIP appeal”: a name, an agency, or “No one yet”." in said(unowned)
        again = {**form_of(unowned.content.decode()), who: "No one yet", "done": "yes"}
        assert client.post(here, again).status_code == 302
        put_in_force(actor_of(ann), sam)

        page = client.get(f"/plans/person/{sam.pk}/who-does-what/").content.decode()
        assert column(page, "Support &amp; Recovery (4)") == ["ours 0", "ours 1", "ours 2", "ours 3"]
        assert column(page, "CMHT (2)") == ["depot", "review of dose"]
        assert column(page, "Housing (1)") == ["new boiler"]
        assert column(page, "No one yet (1)") == ["PIP appeal"]
        assert "More than one works on: home (Support &amp; Recovery, Housing)." in page
        assert "monthly" in page


def test_what_names_no_agency_is_ours_and_a_part_with_nothing_done_is_a_gap():
    body = {
        "home": {"stands": "support", "actions": [{**todo("walk", "Sam"), "by": "", "on": ""}]},
        "money": {"stands": "support"},
        "work": {"stands": "going_well"},
    }
    found = rules.joint(body, "North")
    assert [(name, [line.words for line in lines]) for name, lines in found.agencies] == [("North", ["walk"])]
    assert (found.nobody, found.gaps, found.together) == ([], ["Money"], [])


@pytest.mark.duty("LDS-34")
def test_five_prompts_head_a_new_plan_in_leeds_and_the_review_names_what_was_never_talked_about():
    leeds = real_service("leeds-recovery-centre")
    kiran = hire(leeds, "recovery-worker", "Kiran Shah")
    beth = hire(leeds, "care-co-ordinator", "Beth Moss", unit="recovery-centre")
    jo = person_of(leeds, kiran, "recovery-centre", "Jo", "Bennett")
    worker, coordinator = As(kiran), As(beth)
    with at(date(2026, 3, 4)):
        assert worker.post(f"/plans/person/{jo.pk}/begin/").status_code == 302
        draft = said(worker.get(f"/plans/person/{jo.pk}/draft/"))
        assert draft.index("What recovery means to me") < draft.index("Home")
        here = f"/plans/person/{jo.pk}/draft/recovery/"
        page = worker.get(here).content.decode()
        prompts = re.findall(r"<label class=\"nhsuk-label\" for=\"\w+\">\s*(\w+): ", page)
        assert prompts == ["Connection", "Hope", "Identity", "Meaning", "Control"]
        sent = {
            **form_of(page),
            "connection": "My sister",
            "hope": "A dog",
            "control": "When I get up",
            "done": "yes",
        }
        assert worker.post(here, sent).status_code == 302, "two left blank"
        write_draft(actor_of(kiran), jo, home={"stands": "support", "actions": [todo("cook")]})
        version = put_in_force(actor_of(beth), jo)
        assert version.body["recovery"]["connection"] == "My sister"
        review = said(coordinator.get(f"/plans/{version.pk}/review/"))
        assert (
            "Never talked about yet: Identity: who I am beside all this; Meaning: what makes a day worth getting up for."
            in review
        )


def test_elsewhere_a_plan_begins_with_home(ann, sam):
    actions.begin_draft(by=ann, id=new_id(), person_id=sam.pk)
    assert queries.draft_shown(ann, sam.pk).parts[0].part == "home"
