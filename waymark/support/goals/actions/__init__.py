"""Writing hopes, goals, objectives, steps, levels and what a good life means. The words are the person's; no rating is overwritten."""

from waymark.support.goals.actions.at_contact import work_at_contact
from waymark.support.goals.actions.attainment import reach_level, set_levels
from waymark.support.goals.actions.goals import (
    close_goal,
    finish_step,
    hold_goal,
    make_hope_a_goal,
    note_progress,
    reword_goal,
    take_up_goal,
    write_goal,
    write_hope,
    write_step,
)
from waymark.support.goals.actions.good_life import rate_life, say_good_life
from waymark.support.goals.actions.objectives import (
    close_objective,
    look_at_objective,
    reword_objective,
    write_objective,
)

__all__ = [
    "close_goal",
    "close_objective",
    "finish_step",
    "hold_goal",
    "look_at_objective",
    "make_hope_a_goal",
    "note_progress",
    "rate_life",
    "reach_level",
    "reword_goal",
    "reword_objective",
    "say_good_life",
    "set_levels",
    "take_up_goal",
    "work_at_contact",
    "write_goal",
    "write_hope",
    "write_objective",
    "write_step",
]
