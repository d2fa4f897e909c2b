"""Writes of referrals: taken, decided, waiting, taken on, transferred; a move from a ward; what is sent on and what comes back."""

from waymark.support.referrals.actions.first import set_first_contact, tell_of_first_contact
from waymark.support.referrals.actions.intake import take_referral
from waymark.support.referrals.actions.moves import finish_move, hope_to_leave, leave_ward, plan_move
from waymark.support.referrals.actions.sendings import note_reply, send_on
from waymark.support.referrals.actions.transfers import transfer
from waymark.support.referrals.actions.triage import (
    acknowledge_referral,
    allocate_referral,
    change_waiting,
    decide_referral,
    give_referral,
)
from waymark.support.referrals.rules import Asked, Newcomer

__all__ = [
    "Asked",
    "Newcomer",
    "acknowledge_referral",
    "allocate_referral",
    "change_waiting",
    "decide_referral",
    "finish_move",
    "give_referral",
    "hope_to_leave",
    "leave_ward",
    "note_reply",
    "plan_move",
    "send_on",
    "set_first_contact",
    "take_referral",
    "tell_of_first_contact",
    "transfer",
]
