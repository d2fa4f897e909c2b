"""Reading a person's plan, as far as `worker` may read their record."""

from waymark.support.plans.queries.drafts import (
    DraftShown,
    PartShown,
    asides_of,
    draft_shown,
    left_to_do,
    part_shown,
    said_since,
    who_agrees,
)
from waymark.support.plans.queries.keeping import Kept, dropping_off, kept_of, who_coordinates
from waymark.support.plans.queries.plan import (
    LineShown,
    PlanShown,
    copies_of,
    in_force_for,
    joint_of,
    plan_of,
    version_for,
    versions_of,
    what_changed,
)
from waymark.support.plans.queries.reviews import (
    LookShown,
    due_by_the_hour,
    evaluation,
    looks_of,
    never_discussed,
    review_clock,
    review_due,
)
from waymark.support.plans.queries.team import Row, TeamPlans, team_plans
from waymark.support.plans.queries.words import WordsShown, open_wants, their_words_for, their_words_of

__all__ = [
    "DraftShown",
    "Kept",
    "LineShown",
    "LookShown",
    "PartShown",
    "PlanShown",
    "Row",
    "TeamPlans",
    "WordsShown",
    "asides_of",
    "copies_of",
    "draft_shown",
    "dropping_off",
    "due_by_the_hour",
    "evaluation",
    "in_force_for",
    "joint_of",
    "kept_of",
    "left_to_do",
    "looks_of",
    "never_discussed",
    "open_wants",
    "part_shown",
    "plan_of",
    "review_clock",
    "review_due",
    "said_since",
    "team_plans",
    "their_words_for",
    "their_words_of",
    "version_for",
    "versions_of",
    "what_changed",
    "who_agrees",
    "who_coordinates",
]
