"""Writing a plan with the person: drafts, versions in force, their words, how it goes, reviews and copies."""

from waymark.support.plans.actions.drafts import (
    Written,
    begin_draft,
    offer_draft,
    settle_aside,
    start_from_assessment,
    write_part,
)
from waymark.support.plans.actions.keeping import tell_of_drop_off
from waymark.support.plans.actions.versions import give_copy, publish_plan, review_plan
from waymark.support.plans.actions.words import answer_their_words, note_how_it_goes, say_in_their_words

__all__ = [
    "Written",
    "answer_their_words",
    "begin_draft",
    "give_copy",
    "note_how_it_goes",
    "offer_draft",
    "publish_plan",
    "review_plan",
    "say_in_their_words",
    "settle_aside",
    "start_from_assessment",
    "tell_of_drop_off",
    "write_part",
]
