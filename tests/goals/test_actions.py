"""Writing goals: the words are theirs, ratings only grow, and nobody writes about a stranger."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from tests.factories.base import actor_of, make_grant, make_person, make_worker
from tests.factories.goals import make_change, make_goal, make_hope, make_progress, make_step
from waymark.core import clock
from waymark.core.actions import frame
from waymark.core.append_only import missing_guards
from waymark.core.ids import new_id
from waymark.core.models import AuditEntry
from waymark.core.pages import ConflictingRepeat, NotYours, Refused
from waymark.core.records import SignedMeansFixed
from waymark.support.goals import actions, queries
from waymark.support.goals.choices import GoalState
from waymark.support.goals.models import Goal, Progress
from waymark.work.search import queries as search

pytestmark = pytest.mark.django_db
AGREED = "They wrote it themselves"


def write_goal(by, person, words="Get back to playing five-a-side", **fields):
    return actions.write_goal(
        by=by,
        id=fields.pop("id", None) or new_id(),
        person_id=person.pk,
        words=words,
        agreed_how=AGREED,
        **fields,
    )


def test_a_goal_is_kept_in_their_words_and_found_by_them(ann, sam):
    goal = write_goal(ann, sam, why="I was good at it")

    assert (goal.words, goal.why, goal.state, goal.agreed_how) == (
        "Get back to playing five-a-side",
        "I was good at it",
        GoalState.ACTIVE,
        AGREED,
    )
    assert [p.source for p in search.search_text(ann, "five-a-side good").passages] == ["goals.goal"]


def test_the_same_goal_sent_twice_is_one(ann, sam):
    first = write_goal(ann, sam)

    assert write_goal(ann, sam, id=first.id) == first
    assert Goal.objects.count() == 1
    with pytest.raises(ConflictingRepeat):
        write_goal(ann, sam, "Something else", id=first.id)


def test_nobody_writes_about_a_stranger(stranger, sam, ann_worker):
    goal = make_goal(sam, ann_worker)
    step = make_step(goal)
    hope = make_hope(sam, ann_worker)
    now = clock.now()
    for write in (
        lambda: write_goal(stranger, sam),
        lambda: actions.write_hope(
            by=stranger, id=new_id(), person_id=sam.pk, words="x y", said_on=date(2026, 1, 1)
        ),
        lambda: actions.make_hope_a_goal(by=stranger, id=new_id(), hope_id=hope.pk, agreed_how=AGREED),
        lambda: actions.reword_goal(
            by=stranger, id=new_id(), goal_id=goal.pk, words="x y", agreed_how=AGREED
        ),
        lambda: actions.write_step(by=stranger, id=new_id(), goal_id=goal.pk, words="x y"),
        lambda: actions.finish_step(by=stranger, id=step.pk, on=date(2026, 1, 1)),
        lambda: actions.note_progress(by=stranger, id=new_id(), goal_id=goal.pk, at=now, their_rating=3),
        lambda: actions.close_goal(
            by=stranger, id=goal.pk, on=date(2026, 1, 1), state=GoalState.LET_GO, words="", decided_by="Sam"
        ),
        lambda: actions.hold_goal(by=stranger, id=goal.pk, words="x y"),
        lambda: actions.take_up_goal(by=stranger, id=goal.pk, words="x y"),
    ):
        with pytest.raises(NotYours):
            write()


def test_a_hope_keeps_its_words_when_it_becomes_a_goal_and_does_so_once(ann, sam, ann_worker):
    hope = make_hope(sam, ann_worker)
    goal = actions.make_hope_a_goal(by=ann, id=new_id(), hope_id=hope.pk, agreed_how=AGREED)
    hope.refresh_from_db()

    assert goal.words == hope.words == "I'd like to go fishing again"
    assert (hope.became_id, goal.hope) == (goal.pk, hope)
    assert actions.make_hope_a_goal(by=ann, id=goal.pk, hope_id=hope.pk, agreed_how=AGREED) == goal
    with pytest.raises(Refused, match="already"):
        actions.make_hope_a_goal(by=ann, id=new_id(), hope_id=hope.pk, agreed_how=AGREED)


def test_new_words_need_agreement_and_the_old_ones_stay_readable(ann, sam):
    goal = write_goal(ann, sam)
    with pytest.raises(Refused, match="agreement"):
        actions.reword_goal(by=ann, id=new_id(), goal_id=goal.pk, words="Watch football", agreed_how="")

    change_id = new_id()
    for _ in range(2):
        actions.reword_goal(by=ann, id=change_id, goal_id=goal.pk, words="Watch football", agreed_how=AGREED)

    assert queries.goal_for(ann, goal.pk).words == "Watch football"
    assert [change.words for change in queries.changes_of(ann, goal.pk)] == [
        "Get back to playing five-a-side"
    ]
    assert search.search_text(ann, "five-a-side").total == 0
    assert search.search_text(ann, "football").total == 1


def test_the_smallest_next_step_is_the_first_that_is_not_done(ann, sam):
    goal = write_goal(ann, sam)
    steps = [
        actions.write_step(by=ann, id=new_id(), goal_id=goal.pk, words=words)
        for words in ("Find my boots", "Ring Dan", "Go and watch")
    ]

    actions.finish_step(by=ann, id=steps[0].pk, on=date(2026, 3, 3))
    shown = queries.goal_for(ann, goal.pk)

    assert [step.words for step in shown.steps] == ["Find my boots", "Ring Dan", "Go and watch"]
    assert shown.next_step == steps[1]
    assert [step.words for step in shown.open_steps] == ["Ring Dan", "Go and watch"]


def test_a_step_is_done_once(ann, sam, ann_worker):
    step = make_step(make_goal(sam, ann_worker))
    actions.finish_step(by=ann, id=step.pk, on=date(2026, 3, 3))

    assert actions.finish_step(by=ann, id=step.pk, on=date(2026, 3, 9)).done_on == date(2026, 3, 3)
    with pytest.raises(Refused, match="has come"):
        actions.finish_step(
            by=ann, id=make_step(make_goal(sam, ann_worker)).pk, on=clock.today() + timedelta(days=1)
        )


def test_the_person_s_rating_and_the_worker_s_are_kept_apart(ann, sam, ann_worker):
    goal = make_goal(sam, ann_worker)
    actions.note_progress(
        by=ann, id=new_id(), goal_id=goal.pk, at=clock.now(), their_rating=4, worker_rating=7
    )

    shown = queries.goal_for(ann, goal.pk)
    assert [rating for _, rating in shown.ratings] == [4]
    assert [rating for _, rating in shown.worker_ratings] == [7]


@pytest.mark.parametrize("rating", [-1, 11])
def test_a_rating_outside_the_scale_is_not_kept(ann, sam, ann_worker, rating):
    goal = make_goal(sam, ann_worker)
    with pytest.raises(Refused, match="0 to 10"):
        actions.note_progress(by=ann, id=new_id(), goal_id=goal.pk, at=clock.now(), their_rating=rating)

    assert not Progress.objects.exists()


def test_the_same_rating_sent_twice_is_one_and_another_under_its_id_is_refused(ann, sam, ann_worker):
    goal, one, at = make_goal(sam, ann_worker), new_id(), datetime(2026, 3, 3, 10, tzinfo=UTC)
    given = {"by": ann, "id": one, "goal_id": goal.pk, "at": at}
    actions.note_progress(**given, their_rating=4)
    actions.note_progress(**given, their_rating=4)

    with pytest.raises(ConflictingRepeat):
        actions.note_progress(**given, their_rating=9)
    assert [row.their_rating for row in Progress.objects.all()] == [4]


def test_a_rating_cannot_be_overwritten_by_anything(sam, ann_worker):
    row = make_progress(make_goal(sam, ann_worker), ann_worker, their_rating=4)
    row.their_rating = 9
    with pytest.raises(SignedMeansFixed), frame("test"):
        row.save()
    for statement in (
        f"UPDATE {Progress._meta.db_table} SET their_rating = 9",
        f"DELETE FROM {Progress._meta.db_table}",
    ):
        with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)

    row.refresh_from_db()
    assert row.their_rating == 4


def test_progress_and_changes_are_guarded(sam, ann_worker):
    make_change(make_goal(sam, ann_worker), ann_worker)

    assert missing_guards(connection, "goals_progress") == []
    assert missing_guards(connection, "goals_change") == []


def test_closing_says_who_decided_and_stays_readable_when_it_is_taken_up_again(ann, sam, ann_worker):
    goal = make_goal(sam, ann_worker)
    closing = {"by": ann, "id": goal.pk, "on": date(2026, 3, 3), "state": GoalState.NOT_YET}
    with pytest.raises(Refused, match="who decided"):
        actions.close_goal(**closing, words="His knee", decided_by="")
    for _ in range(2):
        closed = actions.close_goal(**closing, words="His knee", decided_by="Sam, at our review")

    assert (closed.state, closed.closed_words, closed.decided_by) == (
        "not_yet",
        "His knee",
        "Sam, at our review",
    )
    with pytest.raises(Refused, match="Take it up again"):
        actions.write_step(by=ann, id=new_id(), goal_id=goal.pk, words="Ring Dan")
    with pytest.raises(Refused, match="few words"):
        actions.take_up_goal(by=ann, id=goal.pk, words=" ")

    actions.take_up_goal(by=ann, id=goal.pk, words="The knee is better")

    shown = queries.goal_for(ann, goal.pk)
    assert shown.is_active
    assert [(c.state, c.said) for c in queries.changes_of(ann, goal.pk)] == [
        ("not_yet", "The knee is better"),
        ("active", "His knee"),
    ]


def test_a_goal_rests_and_is_still_open(ann, sam, ann_worker):
    goal = make_goal(sam, ann_worker)
    actions.hold_goal(by=ann, id=goal.pk, words="In hospital")

    shown = queries.goals_of(ann, sam.pk)[0]
    assert (shown.is_open, shown.is_active, shown.state_words) == (True, False, "Resting for now")


def test_a_goal_copied_to_many_people_shows_in_the_log(ann, sam, team, ann_worker):
    jo = make_person("Jo", service=team.service)
    make_grant(jo, worker=ann_worker)
    write_goal(ann, sam, "Be more sociable")
    write_goal(ann, jo, "Be more sociable")

    details = AuditEntry.objects.filter(action="write_goal").order_by("id").values_list("detail", flat=True)
    assert list(details) == [{}, {"same_words_for_others": 1}]


def test_the_log_never_holds_the_words(ann, sam):
    goal = write_goal(ann, sam, "CNRY words", why="CNRY why")
    actions.note_progress(by=ann, id=new_id(), goal_id=goal.pk, at=clock.now(), words="CNRY progress")

    assert not [row for row in AuditEntry.objects.all() if "CNRY" in str(row.detail) + row.object]


def test_goals_cost_three_statements_and_the_policy_s_one_however_many(
    ann, sam, ann_worker, django_assert_num_queries
):
    for number in range(5):
        goal = make_goal(sam, ann_worker, f"Goal {number}")
        make_step(goal)
        make_progress(goal, ann_worker, their_rating=number)

    with django_assert_num_queries(4):
        shown = queries.goals_of(ann, sam.pk)
        assert sorted(goal.sentence for goal in shown) == [f"{n} out of 10, rated once" for n in range(5)]


def test_active_goals_come_first_and_a_stranger_reads_none(ann, stranger, sam, ann_worker):
    make_goal(sam, ann_worker, "Reached", state=GoalState.ACHIEVED, closed_on=date(2026, 3, 1))
    make_goal(sam, ann_worker, "Resting", state=GoalState.ON_HOLD)
    make_goal(sam, ann_worker, "Working")

    assert [goal.words for goal in queries.goals_of(ann, sam.pk)] == ["Working", "Resting", "Reached"]
    assert queries.goals_of(stranger, sam.pk) == []
    assert queries.hopes_of(stranger, sam.pk) == []


def test_a_colleague_of_the_team_reads_and_writes_too(team, sam, ann_worker):
    ben = actor_of(make_worker("Ben", unit=team))

    assert write_goal(ben, sam).made_by_id == ben.worker_id
    assert len(queries.goals_of(ben, sam.pk)) == 1
