"""The pages of the diary."""

from waymark.support.diary.views.moves import answer_move, offer_move
from waymark.support.diary.views.team import team_diary
from waymark.support.diary.views.travel import travel
from waymark.support.diary.views.visits import (
    cancel_visit,
    diary,
    diary_week,
    name_second,
    plan_visit,
    rearrange_visit,
    take_visit,
    visit,
)

__all__ = [
    "answer_move",
    "cancel_visit",
    "diary",
    "diary_week",
    "name_second",
    "offer_move",
    "plan_visit",
    "rearrange_visit",
    "take_visit",
    "team_diary",
    "travel",
    "visit",
]
