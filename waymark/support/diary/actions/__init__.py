"""Writes of the diary: visits, contacts, visits that have to move, journeys."""

from waymark.support.diary.actions._parts import ClashingVisit
from waymark.support.diary.actions.contacts import keep_contact, keep_group
from waymark.support.diary.actions.moves import answer_move, offer_move
from waymark.support.diary.actions.seconds import ask_who_goes_too, let_one_go, name_second, second_has_left
from waymark.support.diary.actions.travel import drop_travel_time, set_travel_time
from waymark.support.diary.actions.visits import (
    cancel_visit,
    plan_visit,
    rearrange_visit,
    stop_visits,
    take_visit,
)

__all__ = [
    "ClashingVisit",
    "answer_move",
    "ask_who_goes_too",
    "cancel_visit",
    "drop_travel_time",
    "keep_contact",
    "keep_group",
    "let_one_go",
    "name_second",
    "offer_move",
    "plan_visit",
    "rearrange_visit",
    "second_has_left",
    "set_travel_time",
    "stop_visits",
    "take_visit",
]
