"""Two people write the same plan at once: both texts are kept, and a person decides. Twice, late, elsewhere: nothing is lost or doubled."""

import pytest

from tests.factories.at_the_door import form_of
from tests.factories.goals import make_goal
from tests.factories.plans import AREA, make_plan, put_in_force, say, todo, write_draft
from tests.factories.sign_in import signed_in_client
from waymark.core import clock
from waymark.core.ids import new_id
from waymark.core.pages import ConflictingRepeat, NotYours, Refused
from waymark.support.plans import actions, queries
from waymark.support.plans.choices import Agreed, Format, Outcome, Part, Stance, TookPart
from waymark.support.plans.models import Aside, PlanCopy, PlanDraft, PlanVersion, WordsReply

pytestmark = pytest.mark.django_db


def part(sam, name="home"):
    return f"/plans/person/{sam.pk}/draft/{name}/"


def sent_from(client, sam, **answers):
    return {**form_of(client.get(part(sam)).content.decode()), **answers}


@pytest.fixture
def two_windows(ann, ann_worker, bea_worker, sam):
    actions.begin_draft(by=ann, id=new_id(), person_id=sam.pk)
    return signed_in_client(ann_worker), signed_in_client(bea_worker)


def test_what_the_second_wrote_is_shown_beside_what_stands_and_decides_when_sent_again(two_windows, sam):
    ann, bea = two_windows
    from_ann, from_bea = sent_from(ann, sam, to_me="My dog"), sent_from(bea, sam, to_me="My garden")
    assert ann.post(part(sam), {**from_ann, "done": "yes"}).status_code == 302

    answer = bea.post(part(sam), {**from_bea, "done": "yes"})
    page = answer.content.decode()

    assert answer.status_code == 422
    assert "Somebody else changed this part while you had it open" in page
    assert "My dog" in page.split("What stands now", 1)[1].split("</section>")[0]
    assert form_of(page)["to_me"] == "My garden", "everything typed is still there"
    assert PlanDraft.objects.get().body["home"]["to_me"] == "My dog"
    assert [one.said["to_me"] for one in Aside.objects.all()] == ["My garden"], (
        "kept, if the tab is closed now"
    )
    assert "Both texts are kept" in ann.get(f"/plans/person/{sam.pk}/draft/").content.decode()

    decided = {**form_of(page), "to_me": "My dog and my garden", "done": "yes"}
    assert bea.post(part(sam), decided).status_code == 302
    assert PlanDraft.objects.get().body["home"]["to_me"] == "My dog and my garden"
    assert Aside.objects.get().settled_at is not None


def test_pages_that_keep_by_themselves_put_one_text_aside_and_not_one_for_each_pause(two_windows, sam):
    ann, bea = two_windows
    from_bea = sent_from(bea, sam)
    ann.post(part(sam), sent_from(ann, sam, to_me="My dog"))

    for typed in ("My", "My gar", "My garden"):
        bea.post(part(sam), {**from_bea, "to_me": typed})

    assert [one.said["to_me"] for one in Aside.objects.all()] == ["My garden"]


def test_whoever_reads_both_may_leave_what_stands_and_until_then_nothing_is_in_force(two_windows, ann, sam):
    first, second = two_windows
    write_draft_through(ann, sam)
    from_bea = sent_from(second, sam, to_me="My garden")
    first.post(part(sam), sent_from(first, sam, to_me="My dog"))
    second.post(part(sam), from_bea)

    with pytest.raises(Refused, match="Two people wrote “Home” at once"):
        put_in_force(ann, sam)
    aside = Aside.objects.get()
    assert first.post(f"/plans/person/{sam.pk}/aside/{aside.pk}/").status_code == 302

    assert put_in_force(ann, sam).body["home"]["to_me"] == "My dog"
    assert Aside.objects.get().said["to_me"] == "My garden", "it is never taken away"


def write_draft_through(ann, sam):
    write_draft(ann, sam, home={"stands": "support", "actions": [todo("walk")]})


def test_the_same_sent_twice_is_kept_once(two_windows, sam):
    ann, _ = two_windows
    sent = sent_from(ann, sam, to_me="My dog")
    for _ in range(2):
        assert ann.post(part(sam), {**sent, "done": "yes"}).status_code == 302
    assert PlanDraft.objects.get().edits["home"]["n"] == 1
    assert not Aside.objects.exists()


def test_a_page_that_keeps_by_itself_goes_on_from_what_was_kept(two_windows, sam):
    """Typed, kept, typed on: the answer brings the number of the next save with it."""
    ann, _ = two_windows
    first = ann.post(part(sam), sent_from(ann, sam, to_me="My"))
    assert "Kept in the draft at" in first.content.decode()
    assert ann.post(part(sam), {**form_of(first.content.decode()), "to_me": "My dog"}).status_code == 200
    assert PlanDraft.objects.get().body["home"]["to_me"] == "My dog"


def test_what_is_missing_is_said_when_one_is_done_and_is_in_the_draft_all_the_same(two_windows, sam):
    ann, _ = two_windows
    sent = sent_from(ann, sam)
    what = f"action-{sent['action']}-what"
    answer = ann.post(part(sam), {**sent, what: "swim", "done": "yes"})
    assert answer.status_code == 422
    assert "Say who does “swim”: a name, an agency, or “No one yet”." in answer.content.decode()
    assert PlanDraft.objects.get().body["home"]["actions"][0]["what"] == "swim"


def test_a_page_that_keeps_by_itself_never_overwrites_what_nobody_has_seen(two_windows, sam):
    """Keeping by itself answers with the boxes it sends next: they may not bring the number of somebody else's save with them."""
    ann, bea = two_windows
    from_bea = sent_from(bea, sam)
    ann.post(part(sam), sent_from(ann, sam, to_me="My dog"))
    for typed in ("My", "My garden"):
        answer = bea.post(
            part(sam), {**from_bea, "to_me": typed}, headers={"HX-Request": "true"}
        ).content.decode()
        assert "press “Done” to see both" in answer
        from_bea = {**from_bea, **{name: form_of(answer)[name] for name in ("edit", "page", "settles")}}
    assert PlanDraft.objects.get().body["home"]["to_me"] == "My dog"
    assert bea.post(part(sam), {**from_bea, "to_me": "My garden", "done": "yes"}).status_code == 422


def test_what_a_page_kept_by_itself_is_never_in_the_way_of_what_it_sends_next(two_windows, sam):
    """Kept while she typed on: the button sends what she typed, with the number the page still had."""
    ann, bea = two_windows
    before = sent_from(ann, sam)
    ann.post(part(sam), {**before, "to_me": "My"})
    assert ann.post(part(sam), {**before, "to_me": "My dog", "done": "yes"}).status_code == 302
    assert PlanDraft.objects.get().body["home"]["to_me"] == "My dog"
    assert not Aside.objects.exists()

    other_tab = sent_from(ann, sam, to_me="My cat")
    ann.post(part(sam), sent_from(ann, sam, to_me="My horse"))
    assert ann.post(part(sam), {**other_tab, "done": "yes"}).status_code == 422, (
        "another tab of hers is another page"
    )
    assert bea.post(part(sam), {**before, "to_me": "My hen", "done": "yes", "page": ""}).status_code == 422


def test_after_a_sentence_about_what_is_missing_it_is_sent_again_from_the_same_page(two_windows, sam):
    ann, _ = two_windows
    sent = sent_from(ann, sam)
    what, who = (f"action-{sent['action']}-{name}" for name in ("what", "who"))
    page = ann.post(part(sam), {**sent, what: "swim", "done": "yes"}).content.decode()
    again = {**form_of(page), who: "Sam", "done": "yes", "page": str(new_id())}
    assert ann.post(part(sam), again).status_code == 302, "even with nothing to tell the page by"
    assert not Aside.objects.exists()


def test_a_plan_put_in_force_twice_is_one_version_and_the_draft_is_gone(ann, sam):
    write_draft_through(ann, sam)
    id = new_id()
    first = put_in_force(ann, sam, id=id)
    again = put_in_force(ann, sam, id=id)
    assert first == again
    assert PlanVersion.objects.count() == 1
    with pytest.raises(Refused, match="There is no draft now"):
        put_in_force(ann, sam)
    with pytest.raises(ConflictingRepeat):
        put_in_force(ann, sam, id=id, agreed=Agreed.NOT_AGREED, agreed_words="no")


def test_whose_role_drafts_does_not_put_in_force(ann, bea, sam):
    write_draft_through(ann, sam)
    with pytest.raises(Refused, match="Your role drafts a plan"):
        put_in_force(bea, sam)
    version = put_in_force(ann, sam)
    with pytest.raises(Refused, match="Your role drafts a plan"):
        actions.review_plan(
            by=bea, id=new_id(), version_id=version.pk, held_at=clock.now(), decisions={}, words="fine", goals={},
            took_part=[TookPart.PRESENT],
        )  # fmt: skip


def test_a_superseded_version_is_not_reviewed(ann, sam):
    first = make_plan(ann, sam)
    actions.begin_draft(by=ann, id=new_id(), person_id=sam.pk)
    put_in_force(ann, sam)
    with pytest.raises(Refused, match="not in force any more"):
        actions.review_plan(
            by=ann, id=new_id(), version_id=first.pk, held_at=clock.now(), decisions={}, words="fine", goals={},
            took_part=[TookPart.PRESENT],
        )  # fmt: skip


def test_a_stranger_finds_nothing_and_writes_nothing(ann, stranger, sam):
    version = make_plan(ann, sam)
    words = say(ann, sam, "mornings only")
    actions.begin_draft(by=ann, id=new_id(), person_id=sam.pk)
    assert queries.plan_of(stranger, sam.pk) is None
    assert queries.their_words_of(stranger, sam.pk) == []
    assert queries.draft_shown(stranger, sam.pk) is None
    assert queries.team_plans(stranger, clock.now()).rows == []
    for write in (
        lambda: actions.begin_draft(by=stranger, id=new_id(), person_id=sam.pk),
        lambda: actions.write_part(by=stranger, person_id=sam.pk, part=Part.HOME, said=AREA, edit=0),
        lambda: put_in_force(stranger, sam),
        lambda: say(stranger, sam, "x"),
        lambda: actions.answer_their_words(
            by=stranger, id=new_id(), their_words_id=words.pk, outcome=Outcome.LATER
        ),
        lambda: actions.give_copy(
            by=stranger, id=new_id(), version_id=version.pk, format=Format.PAPER, given_on=clock.today()
        ),
    ):
        with pytest.raises(NotYours):
            write()


def test_a_line_of_another_s_plan_cannot_be_spoken_of(ann, sam, team):
    make_plan(ann, sam)
    with pytest.raises(NotYours):
        say(ann, sam, "x", line=str(new_id()), stance=Stance.DISAGREES)


def test_their_words_are_answered_once_and_a_no_says_why(ann, bea, sam):
    words = say(ann, sam, "a cat", stance=Stance.WANTS)
    with pytest.raises(Refused, match="Say why"):
        actions.answer_their_words(by=ann, id=new_id(), their_words_id=words.pk, outcome=Outcome.NO)
    id = new_id()
    for _ in range(2):
        actions.answer_their_words(
            by=ann, id=id, their_words_id=words.pk, outcome=Outcome.NO, words="The landlord allows none."
        )
    with pytest.raises(Refused, match="This has been answered"):
        actions.answer_their_words(by=bea, id=new_id(), their_words_id=words.pk, outcome=Outcome.IN_PLAN)
    assert WordsReply.objects.count() == 1


def test_a_copy_is_kept_with_its_format_and_one_that_was_not_wanted_too(ann, sam):
    version = make_plan(ann, sam)
    for kind in (Format.LARGE_PRINT, Format.DECLINED):
        actions.give_copy(by=ann, id=new_id(), version_id=version.pk, format=kind, given_on=clock.today())
    shown = [one.format_words for one in queries.copies_of(ann, sam.pk)]
    assert sorted(shown) == ["On paper, in large print", "They were offered a copy and did not want one"]
    assert PlanCopy.objects.count() == 2


def test_what_is_stopped_at_a_review_is_gone_from_the_next_draft_and_stays_in_the_version(ann, sam):
    version = make_plan(ann, sam, "walk", "swim")
    keys = [line["key"] for line in version.body["home"]["actions"]]
    actions.review_plan(
        by=ann, id=new_id(), version_id=version.pk, held_at=clock.now(), words="One helps.", goals={},
        decisions={keys[0]: "keep", keys[1]: "stop"}, took_part=[TookPart.PRESENT],
    )  # fmt: skip
    assert [row["what"] for row in PlanDraft.objects.get().body["home"]["actions"]] == ["walk"]
    version.refresh_from_db()
    assert len(version.body["home"]["actions"]) == 2


def test_a_plan_is_found_by_its_words_and_stands_in_the_timeline(ann, ann_worker, sam):
    make_plan(ann, sam, "feed the hedgehogs")
    client = signed_in_client(ann_worker)
    assert "1 entry" in client.get("/search/?q=hedgehogs").content.decode()
    assert "Support plan, version 1, was put in force" in client.get(f"/record/{sam.pk}/").content.decode()


def test_actors_are_of_the_team(ann, bea, sam):
    """Bea is asked to choose Ann, who puts plans in force; Ann nobody, since she is the only one."""
    write_draft_through(bea, sam)
    assert [one.name for one in queries.who_agrees(bea, sam.pk)] == ["Ann Dodds"]
    assert queries.who_agrees(ann, sam.pk) == []


def test_a_sentence_stands_beside_the_box_it_is_about(ann, ann_worker, sam):
    make_goal(sam, ann_worker, "swim")
    version = make_plan(ann, sam)
    actions.begin_draft(by=ann, id=new_id(), person_id=sam.pk)
    client, publish = signed_in_client(ann_worker), f"/plans/person/{sam.pk}/publish/"
    sent = {**form_of(client.get(publish).content.decode()), "agreed": "not_agreed", "took_part": "present"}
    for wrong, box, words in (
        ({"took_part": ["agrees", "disagrees"]}, "took_part", "Choose either “Agrees with it”"),
        ({}, "agreed_words", "Say what they do not agree with"),
    ):
        errors = client.post(publish, {**sent, **wrong}).content.decode()
        assert words in errors.split(f'id="{box}-error"', 1)[1][:200]

    review = f"/plans/{version.pk}/review/"
    sent = form_of(client.get(review).content.decode())
    (look,) = [name for name in sent if name.startswith("look-")]
    errors = client.post(review, {**sent, look.replace("look-", "goal-"): "kept"}).content.decode()
    assert (
        "Give the day on which goal 1 (swim) is looked at again."
        in errors.split(f'id="{look}-error"', 1)[1][:200]
    )


def test_what_a_review_stops_is_gone_from_a_draft_that_was_begun_before_it_too(ann, ann_worker, sam):
    version = make_plan(ann, sam, "walk", "swim")
    keys = [line["key"] for line in version.body["home"]["actions"]]
    actions.begin_draft(by=ann, id=new_id(), person_id=sam.pk)
    client = signed_in_client(ann_worker)
    open_page = sent_from(client, sam, to_me="My dog")
    actions.review_plan(
        by=ann, id=new_id(), version_id=version.pk, held_at=clock.now(), words="One helps.", goals={},
        decisions={keys[0]: "keep", keys[1]: "stop"}, took_part=[TookPart.PRESENT],
    )  # fmt: skip
    assert [row["what"] for row in PlanDraft.objects.get().body["home"]["actions"]] == ["walk"]
    assert client.post(part(sam), {**open_page, "done": "yes"}).status_code == 422, (
        "an open page does not bring it back"
    )
