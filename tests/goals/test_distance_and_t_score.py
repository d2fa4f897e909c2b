"""How far people came, and what of it is published; and the T-score by its fifteen cases. Values in, answers out."""

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests import house
from waymark.support.goals import rules

MARCH, JUNE = date(2026, 3, 4), date(2026, 6, 10)
CASES = json.loads((house.ROOT / "tests/data/vectors/gas_tscore.json").read_text())["cases"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_the_t_score_is_exact(case):
    goals = [(goal["weight"], goal["attainment"]) for goal in case["goals"]]
    assert rules.t_score(goals) == case["expected_T"]


@given(st.integers(1, 9), st.integers(-2, 2))
def test_the_weight_of_one_goal_alone_says_nothing(weight, level):
    assert rules.t_score([(weight, level)]) == rules.t_score([(1, level)]) == 50 + 10 * level


@given(st.lists(st.tuples(st.integers(0, 10), st.integers(0, 10)), max_size=12))
def test_no_average_is_given_of_fewer_than_five(pairs):
    moved = [rules.Distance(first, latest, MARCH, JUNE) for first, latest in pairs]
    average = rules.average(moved)
    assert (average is None) == (len(pairs) < 5)
    assert average is None or -10 <= average <= 10


@pytest.mark.parametrize(
    ("day", "ends"),
    [
        (date(2026, 1, 1), date(2026, 3, 31)),
        (date(2026, 6, 30), date(2026, 6, 30)),
        (date(2026, 9, 30), date(2026, 9, 30)),
        (date(2026, 12, 31), date(2026, 12, 31)),
    ],
)
def test_a_quarter_ends_on_its_last_day(day, ends):
    assert rules.quarter_of(day) == ends


def test_quarters_go_back_over_the_year():
    assert rules.quarters_before(date(2026, 3, 4), 3) == [
        date(2026, 3, 31),
        date(2025, 12, 31),
        date(2025, 9, 30),
    ]
