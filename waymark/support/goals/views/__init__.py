"""The pages of goals: a person's list, one goal, its objectives and levels, what a good life means, and the outcome report."""

from waymark.support.goals.views.attainment import reach_level, set_levels
from waymark.support.goals.views.goals import (
    close_goal,
    finish_step,
    goal,
    goals,
    hold_goal,
    make_hope_a_goal,
    note_progress,
    reword_goal,
    take_up_goal,
    write_goal,
    write_hope,
    write_step,
)
from waymark.support.goals.views.good_life import outcomes, rate_life, say_good_life
from waymark.support.goals.views.objectives import (
    close_objective,
    look_at_objective,
    objective,
    objectives_to_look_at,
    reword_objective,
    write_objective,
)

__all__ = [
    "close_goal",
    "close_objective",
    "finish_step",
    "goal",
    "goals",
    "hold_goal",
    "look_at_objective",
    "make_hope_a_goal",
    "note_progress",
    "objective",
    "objectives_to_look_at",
    "outcomes",
    "rate_life",
    "reach_level",
    "reword_goal",
    "reword_objective",
    "say_good_life",
    "set_levels",
    "take_up_goal",
    "write_goal",
    "write_hope",
    "write_objective",
    "write_step",
]
