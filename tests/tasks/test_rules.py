"""What a task needs, and the order of a list: values in, answer out."""

from datetime import UTC, date, datetime
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from waymark.work.tasks import rules
from waymark.work.tasks.choices import TaskKind, Weight

ANN, BEN = uuid4(), uuid4()
times = st.none() | st.datetimes(datetime(2026, 1, 1), datetime(2027, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001


def test_only_a_concern_one_raised_oneself_is_one_s_own_concern():
    assert rules.is_own_concern(TaskKind.CONCERN, ANN, ANN)
    assert not rules.is_own_concern(TaskKind.CONCERN, ANN, BEN)
    assert not rules.is_own_concern(TaskKind.FOLLOW_UP, ANN, ANN)
    assert not rules.is_own_concern(TaskKind.CONCERN, None, None)


@pytest.mark.parametrize("outcome", ["", " ", "done"])
def test_a_concern_is_finished_with_what_was_done(outcome):
    assert (
        rules.wrong_with_outcome(TaskKind.CONCERN, outcome) == "Write what was done about it, in a sentence."
    )
    assert rules.wrong_with_outcome(TaskKind.FOLLOW_UP, outcome) == ""


def test_an_outcome_of_two_words_will_do():
    assert rules.wrong_with_outcome(TaskKind.CONCERN, "Rang her") == ""


@pytest.mark.parametrize(("reason", "fine"), [("", False), ("leave", False), ("On leave", True)])
def test_handing_over_needs_a_few_words(reason, fine):
    assert (rules.wrong_with_reason(reason) == "") is fine


@pytest.mark.parametrize(
    ("due_on", "said"),
    [
        (None, ""),
        (date(2026, 3, 5), "by 5 March 2026"),
        (date(2026, 3, 4), "by today"),
        (date(2026, 3, 3), "overdue 1 day"),
        (date(2026, 3, 1), "overdue 3 days"),
    ],
)
def test_when_it_is_due_in_words(due_on, said):
    assert rules.words(due_on, date(2026, 3, 4)) == said


def test_concerns_come_first_then_must_should_could_then_the_soonest():
    early, late = datetime(2026, 3, 1, tzinfo=UTC), datetime(2026, 3, 9, tzinfo=UTC)
    in_order = [
        (TaskKind.CONCERN, Weight.MUST, late),
        (TaskKind.CONCERN, Weight.COULD, None),
        (TaskKind.FOLLOW_UP, Weight.MUST, early),
        (TaskKind.FOLLOW_UP, Weight.MUST, late),
        (TaskKind.NEXT_STEP, Weight.MUST, None),
        (TaskKind.FOLLOW_UP, Weight.SHOULD, early),
        (TaskKind.FOLLOW_UP, Weight.COULD, early),
    ]

    backwards = in_order[::-1]

    assert sorted(backwards, key=lambda task: rules.key(*task)) == in_order


@given(st.lists(st.tuples(st.sampled_from(TaskKind), st.sampled_from(Weight), times)))
def test_no_task_of_any_weight_comes_before_a_concern(tasks):
    kinds = [kind for kind, *_ in sorted(tasks, key=lambda task: rules.key(*task))]
    concerns = kinds.count(TaskKind.CONCERN)

    assert kinds[:concerns] == [TaskKind.CONCERN] * concerns
