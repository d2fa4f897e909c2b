"""Goals through the front door, signed in as the worker."""

import re
from datetime import date

import pytest
import time_machine

from tests.factories.base import make_allocation, make_episode, make_person, make_unit, make_worker
from tests.factories.goals import make_goal, make_hope, make_step
from tests.factories.real_service import hire, london, real_service, unit_of_service
from tests.factories.sign_in import signed_in_client
from waymark.core.ids import new_id
from waymark.people.access.choices import Profile
from waymark.support.goals.choices import GoalState
from waymark.support.goals.models import Goal, Progress

pytestmark = pytest.mark.django_db
AGREED = "They wrote it themselves"


def said(response):
    """The page as one line of text."""
    return " ".join(response.content.decode().split())


def works_with(service, unit, worker, given_name, family_name=""):
    """A person of the team whose key worker this is."""
    person = make_person(given_name, family_name, service=service)
    make_allocation(make_episode(person, unit_of_service(service, unit)), worker)
    return person


@pytest.mark.duty("DUR-05")
def test_two_steps_and_two_dated_ratings_in_order_and_the_first_cannot_be_overwritten():
    service = real_service("durham-support-recovery")
    ann = hire(service, "recovery-worker", "Ann Dodds", unit="north")
    sam = works_with(service, "north", ann, "Sam", "Okafor")
    goal = make_goal(sam, ann, "Get back to playing five-a-side")
    steps = [make_step(goal, words) for words in ("Find my boots", "Ring Dan")]
    first = {"id": str(new_id()), "their_rating": "4"}
    for day, step, rating in (
        (date(2026, 3, 3), steps[0], first),
        (date(2026, 3, 17), steps[1], {"id": str(new_id()), "their_rating": "6"}),
    ):
        with time_machine.travel(london(day, 14), tick=False):
            client = signed_in_client(ann)
            assert client.post(f"/goals/step/{step.pk}/finish/").status_code == 302
            assert client.post(f"/goals/{goal.pk}/progress/", rating).status_code == 302

    with time_machine.travel(london(date(2026, 3, 18), 9), tick=False):
        client = signed_in_client(ann)
        again = client.post(f"/goals/{goal.pk}/progress/", {**first, "their_rating": "9"})
        page = said(client.get(f"/goals/{goal.pk}/"))

    assert again.status_code == 422
    assert "This was kept before, with other words." in said(again)
    assert [p.their_rating for p in Progress.objects.order_by("at")] == [4, 6]
    rows = re.sub(r"<td[^>]*>", "<td>", page[page.index("<tbody") : page.index("</tbody>")])
    assert rows.index("<td>3 Mar 2026</td><td>4<") < rows.index("<td>17 Mar 2026</td><td>6<")
    assert "Done 3 Mar 2026" in page
    assert "Done 17 Mar 2026" in page
    assert "They say: up 2 since start." in page


@pytest.mark.duty("SUR-19")
def test_three_ratings_are_three_points_and_one_sentence():
    service = real_service("surrey-str")
    amy = hire(service, "str-worker", "Amy Hall")
    tom = works_with(service, post_unit(amy), amy, "Tom", "Reed")
    goal = make_goal(tom, amy, "Manage my post")
    for day, rating in ((date(2026, 2, 4), 3), (date(2026, 2, 18), 5), (date(2026, 3, 4), 5)):
        with time_machine.travel(london(day, 11), tick=False):
            sent = {"id": str(new_id()), "their_rating": str(rating), "words": "Opened a letter together"}
            assert signed_in_client(amy).post(f"/goals/{goal.pk}/progress/", sent).status_code == 302

    with time_machine.travel(london(date(2026, 3, 4), 12), tick=False):
        page = said(signed_in_client(amy).get(f"/goals/{goal.pk}/"))

    assert page.count("<circle") == 3
    assert "up 2 since start, steady since last" in page


@pytest.mark.duty("ASC-03")
def test_a_hope_said_on_3_march_becomes_a_goal_with_the_same_words_and_each_leads_to_the_other():
    service = real_service("council-str-asc011")
    joy = hire(service, "str-worker", "Joy Blake")
    tom = works_with(service, post_unit(joy), joy, "Tom", "Reed")
    words = "I'd like to go fishing again"
    with time_machine.travel(london(date(2026, 3, 3), 15), tick=False):
        client = signed_in_client(joy)
        kept = client.post(
            f"/goals/person/{tom.pk}/hope/", {"id": str(new_id()), "words": words, "said_on": "3/3/2026"}
        )
        listed = said(client.get(f"/goals/person/{tom.pk}/"))
        hope = tom.hopes.get()
        asked = said(client.get(f"/goals/hope/{hope.pk}/make-a-goal/"))
        made = client.post(
            f"/goals/hope/{hope.pk}/make-a-goal/", {"id": str(new_id()), "agreed_how": AGREED}, follow=True
        )
        after = said(client.get(f"/goals/person/{tom.pk}/"))

    assert kept.status_code == 302
    assert "3 Mar 2026" in listed
    assert "I&#39;d like to go fishing again" in listed
    assert f"/goals/hope/{hope.pk}/make-a-goal/" in listed
    assert "The words stay as they are." in asked
    goal = Goal.objects.get()
    assert goal.words == words
    assert "Said as a hope on 3 Mar 2026" in said(made)
    assert f'<a href="/goals/{goal.pk}/">It became a goal' in after


@pytest.mark.duty("LDS-09")
def test_support_levels_over_three_sessions_show_as_a_trend_and_the_next_step_is_proposed():
    service = real_service("leeds-recovery-centre")
    kiran = hire(service, "recovery-worker", "Kiran Shah")
    jo = works_with(service, post_unit(kiran), kiran, "Jo", "Bell")
    goal = make_goal(jo, kiran, "Use the bus alone")
    make_step(goal, "To town with Kiran", done_on=date(2026, 3, 2))
    make_step(goal, "To my son's school")
    for day, level in ((3, "together"), (10, "prompted"), (17, "alone")):
        with time_machine.travel(london(date(2026, 3, day), 11), tick=False):
            sent = {"id": str(new_id()), "support_level": level}
            assert signed_in_client(kiran).post(f"/goals/{goal.pk}/progress/", sent).status_code == 302

    with time_machine.travel(london(date(2026, 3, 17), 12), tick=False):
        page = said(signed_in_client(kiran).get(f"/goals/{goal.pk}/"))

    assert "Help it took, in order: together, prompted, alone." in page
    assert (
        "Is it time for the next step, “To my son&#39;s school”, or for less help? You and Jo Bell decide."
        in page
    )
    assert f'href="/diary/plan/?person={jo.pk}&amp;goal={goal.pk}">Plan a visit towards it' in page
    assert "<li data-next> To my son&#39;s school" in page


def post_unit(worker):
    """The code of the team a worker's post is in."""
    return worker.holdings.get().post.unit.code


@pytest.fixture
def client(ann_worker):
    return signed_in_client(ann_worker)


def test_a_goal_is_written_and_the_first_step_is_asked_for(client, sam):
    sent = {"id": str(new_id()), "words": "My own flat", "why": "For my son", "agreed_how": AGREED}

    answer = client.post(f"/goals/person/{sam.pk}/write/", sent)

    goal = Goal.objects.get()
    assert answer.headers["Location"] == f"/goals/{goal.pk}/step/"
    assert "What could be the first small step?" in said(client.get(answer.headers["Location"]))
    page = said(client.get(f"/goals/{goal.pk}/"))
    assert "My own flat" in page
    assert "For my son" in page


def test_bad_input_says_what_to_do_and_keeps_what_was_typed(client, sam):
    answer = client.post(f"/goals/person/{sam.pk}/write/", {"id": str(new_id()), "why": "<b>For</b> my son"})
    page = said(answer)

    assert answer.status_code == 422
    assert "There is something to put right" in page
    assert page.count("Write the goal in their words.") == 2
    assert page.count("Say how the words came to be theirs.") == 2
    assert "&lt;b&gt;For&lt;/b&gt; my son" in page
    assert "<title>Error: " in page


def test_a_rating_outside_the_scale_is_refused_on_the_page(client, sam, ann_worker):
    goal = make_goal(sam, ann_worker)

    answer = client.post(f"/goals/{goal.pk}/progress/", {"id": str(new_id()), "their_rating": "11"})
    nothing = client.post(f"/goals/{goal.pk}/progress/", {"id": str(new_id())})

    assert (answer.status_code, nothing.status_code) == (422, 422)
    assert "Choose a number from 0 to 10." in said(answer)
    assert "Write what was done, or give a rating." in said(nothing)
    assert not Progress.objects.exists()


def test_closing_resting_and_taking_up_again(client, sam, ann_worker):
    goal = make_goal(sam, ann_worker)
    where = f"/goals/{goal.pk}"
    without = client.post(f"{where}/close/", {"state": "let_go", "on": "3/3/2026"})
    assert without.status_code == 422
    assert "Say who decided it." in said(without)

    assert client.post(f"{where}/hold/", {"words": "Away until May"}).status_code == 302
    assert "Resting for now" in said(client.get(f"{where}/"))
    sent = {"state": "not_yet", "on": "3/3/2026", "decided_by": "Sam", "words": "His knee"}
    assert client.post(f"{where}/close/", sent).status_code == 302
    closed = said(client.get(f"{where}/"))
    assert "Not yet</span> since 3 Mar 2026, decided by Sam: His knee" in closed
    assert "fail" not in closed.lower()
    assert client.post(f"{where}/take-up/", {"words": "The knee is better"}).status_code == 302
    assert "It was: not yet" in said(client.get(f"{where}/"))
    goal.refresh_from_db()
    assert goal.state == GoalState.ACTIVE


def test_words_change_with_agreement_and_what_they_were_is_shown(client, sam, ann_worker):
    goal = make_goal(sam, ann_worker)
    page = said(client.get(f"/goals/{goal.pk}/words/"))
    assert "Get back to playing five-a-side</textarea>" in page

    refused = client.post(f"/goals/{goal.pk}/words/", {"id": str(new_id()), "words": "Watch it"})
    sent = {"id": str(new_id()), "words": "Watch it", "agreed_how": AGREED}
    done = client.post(f"/goals/{goal.pk}/words/", sent, follow=True)

    assert refused.status_code == 422
    assert "The words were: <q>Get back to playing five-a-side</q>" in said(done)


def test_lists_say_what_to_do_when_they_are_empty(client, sam):
    page = said(client.get(f"/goals/person/{sam.pk}/"))

    assert "No goal yet. A goal begins with what Sam Okafor wants" in page
    assert "When Sam Okafor says what they would like one day" in page


def addresses(sam, worker):
    goal, hope = make_goal(sam, worker), make_hope(sam, worker)
    step = make_step(goal)
    yield from (f"/goals/person/{sam.pk}/{end}" for end in ("", "hope/", "write/"))
    yield f"/goals/hope/{hope.pk}/make-a-goal/"
    ends = ("", "words/", "step/", "progress/", "close/", "hold/", "take-up/")
    yield from (f"/goals/{goal.pk}/{end}" for end in ends)
    yield f"/goals/step/{step.pk}/finish/"


def test_every_address_is_there_for_those_who_work_with_them_and_not_found_for_anyone_else(
    client, sam, team, ann_worker
):
    stranger = signed_in_client(
        make_worker("Sid", unit=make_unit(team.service, "south"), profile=Profile.LEAD)
    )
    auditor = signed_in_client(make_worker("Al", unit=team, profile=Profile.AUDITOR))
    for where in addresses(sam, ann_worker):
        ask = "post" if where.endswith("finish/") else "get"
        mine = getattr(client, ask)(where)
        assert mine.status_code in (200, 302), where
        assert getattr(stranger, ask)(where).status_code == 404, where
        assert getattr(auditor, ask)(where).status_code == 403, where
        if mine.status_code == 200:
            assert said(mine).count("<h1") == 1


def test_goals_are_shown_as_paths(client, sam, ann_worker):
    goal = make_goal(sam, ann_worker)
    done = make_step(goal, "Find my boots", done_on=date(2026, 3, 3))
    coming = make_step(goal, "Ring Dan", who="Sam", by_on=date(2026, 4, 1))

    page = said(client.get(f"/goals/person/{sam.pk}/"))

    assert f'<a href="/goals/{goal.pk}/">Get back to playing five-a-side</a>' in page
    assert "<li data-done> Find my boots" in page
    assert "<li data-next> Ring Dan" in page
    assert "Next, Sam, by 1 Apr 2026" in page
    assert f'action="/goals/step/{coming.pk}/finish/"' in page
    assert f'action="/goals/step/{done.pk}/finish/"' not in page
