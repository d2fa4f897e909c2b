"""DUR-55 as it happens: an assessment by parts of a life is whole before it is signed, and its needs are the beginning of the plan."""

import re
from datetime import date

import pytest

from tests.factories.at_the_door import As, at, form_of, person_of, said
from tests.factories.base import actor_of
from tests.factories.real_service import hire, real_service
from waymark.core import clock
from waymark.core.ids import new_id
from waymark.core.pages import Refused
from waymark.support.measures.models import Filled
from waymark.support.plans import actions
from waymark.support.plans.choices import AREAS
from waymark.support.plans.models import PlanDraft
from waymark.work.questionnaires import actions as questionnaires
from waymark.work.questionnaires import queries as shipped
from waymark.work.questionnaires.choices import STRENGTHS_AND_NEEDS, Licence

pytestmark = pytest.mark.django_db
NEEDED = {
    "home": ("a flat without stairs", "sleeps at home every night"),
    "money": ("somebody to look at the letters with", ""),
    "leisure": ("company on the way to the pool", "swims on Fridays"),
}


def in_use(service, name, measure=""):
    keeper = actor_of(hire(service, "administrator", "Ola Bello"))
    made = questionnaires.load_questionnaire(
        by=keeper, id=new_id(), body=shipped.shipped_body(name), measure=measure, licence=Licence.OPEN, terms="",
        source="Came with Waymark", at=clock.now(),
    )  # fmt: skip
    return questionnaires.publish_questionnaire(by=keeper, version_id=made.pk, at=clock.now())


def boxes(page):
    """The name of each box by the question above it."""
    found = {}
    for name, words in re.findall(
        r'<label class="nhsuk-label[^"]*" for="(q\d+)">\s*([^<]+?)\s*</label>', page
    ):
        found[words] = name
    return found


@pytest.mark.duty("DUR-55")
def test_three_needs_of_an_assessment_are_the_draft_and_two_parts_left_blank_are_refused():
    durham = real_service("durham-support-recovery")
    ann = hire(durham, "recovery-worker", "Ann Dodds", unit="north")
    sam, client = person_of(durham, ann, "north", "Sam", "Okoro"), As(ann)
    with at(date(2026, 3, 4)):
        version = in_use(durham, STRENGTHS_AND_NEEDS)
        here = f"/measures/person/{sam.pk}/{version.pk}/"
        links = [one.link_id for one in shipped.form_of(version).questions]
        box = {link: f"q{place}" for place, link in enumerate(links)}
        answers = {box[f"{part}-stands"]: "going_well" for part in AREAS}
        for part, (need, hoped) in NEEDED.items():
            answers |= {
                box[f"{part}-stands"]: "support",
                box[f"{part}-need"]: need,
                box[f"{part}-hoped"]: hoped,
            }
        answers[box["home-to_me"]] = "Quiet, and my cat"
        answers[box["home-for_me"]] = "The stairs keep him in"
        sent = {
            **form_of(client.get(here).content.decode()),
            "answered_by": "with_help",
            **answers,
            "sign": "yes",
        }
        blank = {**sent, box["faith-stands"]: "", box["culture-stands"]: ""}

        refused = client.post(here, blank)
        assert refused.status_code == 422
        assert said(refused).count("Choose one of the answers.") == 4, (
            "of two questions: above, and beside each"
        )
        unsaid = client.post(
            here, {**blank, box["faith-stands"]: "did_not_want", box["culture-stands"]: "not_asked"}
        )
        assert unsaid.status_code == 422, "not asked says why"
        assert "Answer this." in said(unsaid)
        assert not Filled.objects.exists()
        marked = {
            box["faith-stands"]: "did_not_want",
            box["culture-stands"]: "not_asked",
            box["culture-why"]: "No interpreter today",
        }
        assert client.post(here, {**blank, **marked}).status_code == 302

        filled = Filled.objects.get()
        assert "Start the plan from this" in said(client.get(f"/measures/{filled.pk}/"))
        assert client.post(f"/plans/from/{filled.pk}/").status_code == 302
        draft = PlanDraft.objects.get()
        needs = {part: draft.body.get(part, {}).get("needs", []) for part in AREAS}
        assert {
            part.value: [(row["words"], row["hoped"]) for row in rows] for part, rows in needs.items() if rows
        } == {part: [said_of] for part, said_of in NEEDED.items()}
        home = client.get(f"/plans/person/{sam.pk}/draft/home/").content.decode()
        assert "Quiet, and my cat" in home
        assert "The stairs keep him in" in home
        assert f'href="/measures/{filled.pk}/"' in home, "the need leads back to its assessment"
        assert "faith" not in draft.body, "what he did not want to discuss is asked again"


def test_the_same_assessment_again_adds_nothing_and_what_the_draft_says_stays(ann, sam, filled_in):
    filled = filled_in({"home-stands": "support", "home-need": "a flat", "home-to_me": "my cat"})
    actions.begin_draft(by=ann, id=new_id(), person_id=sam.pk)
    said_already = {"to_me": "quiet", "for_me": "", "stands": "not_now", "needs": [], "actions": []}
    actions.write_part(by=ann, person_id=sam.pk, part="home", said=said_already, edit=0)
    for _ in range(2):
        actions.start_from_assessment(by=ann, id=new_id(), filled_id=filled.pk)
    home = PlanDraft.objects.get().body["home"]
    assert (home["to_me"], home["stands"], [row["words"] for row in home["needs"]]) == (
        "quiet",
        "support",
        ["a flat"],
    )


def test_a_need_keeps_where_it_is_from_when_its_words_change(ann, sam, filled_in):
    filled = filled_in({"home-stands": "support", "home-need": "a flat"})
    draft = actions.start_from_assessment(by=ann, id=new_id(), filled_id=filled.pk)
    (need,) = draft.body["home"]["needs"]
    changed = {
        **draft.body["home"],
        "needs": [{"key": need["key"], "words": "a flat with a garden", "hoped": ""}],
    }
    written = actions.write_part(by=ann, person_id=sam.pk, part="home", said=changed, edit=1)
    assert written.draft.body["home"]["needs"][0]["source"] == str(filled.pk)


def test_another_questionnaire_begins_no_plan(ann, filled_in):
    filled = filled_in({}, name="Week")
    with pytest.raises(Refused, match="This is another questionnaire"):
        actions.start_from_assessment(by=ann, id=new_id(), filled_id=filled.pk)
