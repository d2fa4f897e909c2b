"""Reading a person's goals, as far as `worker` may read their record; and what is published of how far people have come."""

from waymark.support.goals.queries.attainment import Attainment, LevelsShown, attainment_of, levels_of
from waymark.support.goals.queries.goals import (
    Shown,
    changes_of,
    goal_for,
    goals_of,
    goals_to_work_on,
    hope_for,
    hopes_of,
    worked_on_since,
)
from waymark.support.goals.queries.good_life import AreaShown, LifeShown, good_life_of
from waymark.support.goals.queries.objectives import (
    ObjectiveShown,
    count_to_look_at,
    objective_for,
    objectives_of,
    objectives_to_look_at,
)
from waymark.support.goals.queries.outcomes import Figure, Outcome, PersonMoved, outcome_until

__all__ = [
    "AreaShown",
    "Attainment",
    "Figure",
    "LevelsShown",
    "LifeShown",
    "ObjectiveShown",
    "Outcome",
    "PersonMoved",
    "Shown",
    "attainment_of",
    "changes_of",
    "count_to_look_at",
    "goal_for",
    "goals_of",
    "goals_to_work_on",
    "good_life_of",
    "hope_for",
    "hopes_of",
    "levels_of",
    "objective_for",
    "objectives_of",
    "objectives_to_look_at",
    "outcome_until",
    "worked_on_since",
]
