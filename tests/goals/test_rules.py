"""What a goal needs, and what its ratings say. No database."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from waymark.support.goals import rules
from waymark.support.goals.choices import IN_WORDS, GoalState

ratings = some.lists(some.integers(0, 10), min_size=1, max_size=30)
START = datetime(2026, 3, 3, 10, tzinfo=UTC)


@pytest.mark.parametrize(
    ("ratings", "said"),
    [
        ([], ""),
        ([3], "3 out of 10, rated once"),
        ([3, 5], "up 2 since start"),
        ([3, 5, 5], "up 2 since start, steady since last"),
        ([5, 5, 5], "steady since start, steady since last"),
        ([6, 8, 4], "down 2 since start, down 4 since last"),
        ([0, 10, 0], "steady since start, down 10 since last"),
    ],
)
def test_ratings_in_one_plain_sentence(ratings, said):
    assert rules.summary(ratings) == said


@given(ratings)
def test_the_sentence_says_which_way_it_went(ratings):
    said = rules.summary(ratings)
    moved = ratings[-1] - ratings[0]

    if len(ratings) > 1:
        assert said.startswith("up" if moved > 0 else "down" if moved < 0 else "steady")
        assert moved == 0 or str(abs(moved)) in said


@pytest.mark.parametrize("rating", [-1, 11, 3.5, "4", True])
def test_a_rating_outside_the_scale_is_refused(rating):
    assert (
        rules.wrong_with_rating(rating) == "Give the rating as a whole number from 0 to 10, or leave it out."
    )


@pytest.mark.parametrize("rating", [None, 0, 10])
def test_not_asked_is_not_nought(rating):
    assert rules.wrong_with_rating(rating) == ""


@pytest.mark.parametrize("words", ["", " ", "a"])
def test_a_goal_needs_words(words):
    assert rules.wrong_with_words(words) == "Write the goal in their words."


def test_without_agreement_there_is_no_goal():
    assert "agreement" in rules.wrong_with_agreement("  ")
    assert rules.wrong_with_agreement("x" * 201).startswith("Say how they agreed in fewer words")
    assert rules.wrong_with_agreement("They wrote it themselves") == ""


def test_closing_needs_a_way_and_somebody_who_decided():
    closing = rules.wrong_with_closing

    assert closing("active", "on_hold", "Sam").startswith("Choose how it stands")
    assert closing("active", "failed", "Sam").startswith("Choose how it stands")
    assert closing("active", "let_go", " ") == "Say who decided it."
    assert (
        closing("achieved", "let_go", "Sam") == "This goal has been closed already. Take it up again first."
    )
    assert closing("on_hold", "not_yet", "Sam and Ann") == ""


def test_no_word_of_a_state_is_failed():
    assert not any("fail" in words.lower() for words in IN_WORDS.values())
    assert IN_WORDS[GoalState.NOT_YET] == "Not yet"


def test_the_help_it_took_in_order():
    assert (
        rules.trend(["together", "", "together", "prompted", "alone"])
        == "together, together, prompted, alone"
    )


@pytest.mark.parametrize(
    ("levels", "asks"),
    [
        (["together", "prompted", "alone"], True),
        (["together", "prompted"], False),
        (["alone", "alone"], False),
        (["alone"], False),
        ([], False),
        (["together", "alone", ""], True),
    ],
)
def test_the_next_step_is_asked_about_once_it_is_done_alone(levels, asks):
    assert rules.proposes_next_step(levels) is asks


@given(ratings, ratings)
def test_every_rating_stands_within_the_picture_in_order_of_time(theirs, workers):
    def dated(numbers):
        return [(START + timedelta(days=n), rating) for n, rating in enumerate(numbers)]

    drawn = rules.picture(dated(theirs), dated(workers))

    for dots, numbers in ((drawn.theirs, theirs), (drawn.workers, workers)):
        assert [dot.rating for dot in dots] == numbers
        assert [dot.x for dot in dots] == sorted(dot.x for dot in dots)
        assert all(rules.LEFT <= dot.x <= rules.RIGHT and rules.TOP <= dot.y <= rules.BOTTOM for dot in dots)
        assert all((a.y < b.y) == (a.rating > b.rating) for a in dots for b in dots)


def test_nothing_rated_is_no_picture_and_one_rating_is_in_the_middle():
    assert rules.picture([], []) is None
    assert rules.picture([(START, 5)], []).theirs[0].x == round((rules.LEFT + rules.RIGHT) / 2)
