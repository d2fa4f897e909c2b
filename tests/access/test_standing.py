"""What a dated relationship is worth at one instant."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from waymark.people.access.choices import Relationship
from waymark.people.access.rules import AFTER_LIVE, HAND_OVER, standing

START = datetime(2026, 10, 1, 9, tzinfo=UTC)
END = datetime(2026, 10, 20, 9, tzinfo=UTC)  # the clocks go back five days later
LASTING = [Relationship.KEY_WORKER, Relationship.ALLOCATED, Relationship.TEAM]
MOMENT = timedelta(microseconds=1)


@pytest.mark.parametrize("held", LASTING)
def test_an_allocation_or_episode_is_itself_then_former_then_nothing(held):
    assert standing(held, START, END, START - MOMENT) is Relationship.NONE
    assert standing(held, START, END, START) is held
    assert standing(held, START, END, END - MOMENT) is held
    assert standing(held, START, END, END) is Relationship.FORMER
    assert standing(held, START, END, END + timedelta(days=14) - MOMENT) is Relationship.FORMER
    assert standing(held, START, END, END + timedelta(days=14)) is Relationship.NONE


def test_a_service_may_set_its_own_hand_over_and_may_have_none():
    assert standing(Relationship.TEAM, START, END, END, timedelta(0)) is Relationship.NONE
    assert (
        standing(Relationship.TEAM, START, END, END + timedelta(days=20), timedelta(days=28))
        is Relationship.FORMER
    )


def test_what_is_live_stays_so_two_hours_and_is_never_former():
    assert standing(Relationship.LIVE, START, END, END + AFTER_LIVE - MOMENT) is Relationship.LIVE
    assert standing(Relationship.LIVE, START, END, END + AFTER_LIVE) is Relationship.NONE


def test_an_override_leaves_nothing_behind():
    assert standing(Relationship.BREAK_GLASS, START, END, END - MOMENT) is Relationship.BREAK_GLASS
    assert standing(Relationship.BREAK_GLASS, START, END, END) is Relationship.NONE


@given(st.sampled_from(Relationship), st.timedeltas(timedelta(0), timedelta(days=4000)))
def test_what_has_no_end_runs_on(held, later):
    assert standing(held, START, None, START + later) is held


@given(st.sampled_from(Relationship), st.timedeltas(HAND_OVER, timedelta(days=4000)))
def test_nothing_outlives_the_hand_over(held, later):
    assert standing(held, START, END, END + later) is Relationship.NONE
