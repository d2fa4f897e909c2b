"""The pages of a plan: as it is read, as it is written, their words, how it goes, reviews, and a team's plans."""

from waymark.support.plans.views.plan import (
    give_copy,
    plan,
    plan_version,
    planned_and_kept,
    publish_plan,
    review_plan,
    team_plans,
    who_does_what,
)
from waymark.support.plans.views.words import answer_their_words, note_how_it_goes, say_in_their_words
from waymark.support.plans.views.writing import begin_draft, plan_draft, settle_aside, start_plan, write_part

__all__ = [
    "answer_their_words",
    "begin_draft",
    "give_copy",
    "note_how_it_goes",
    "plan",
    "plan_draft",
    "plan_version",
    "planned_and_kept",
    "publish_plan",
    "review_plan",
    "say_in_their_words",
    "settle_aside",
    "start_plan",
    "team_plans",
    "who_does_what",
    "write_part",
]
