"""Writes about staff: workers and their posts, and their sign-ins."""

from waymark.organisation.staff.actions.directories import name_in_directory, recognise
from waymark.organisation.staff.actions.guiding import give_guidance, tick_step
from waymark.organisation.staff.actions.passkeys import add_passkey, remove_passkey, use_passkey
from waymark.organisation.staff.actions.posts import add_worker, end_post, give_post, take_on
from waymark.organisation.staff.actions.reach import set_cover, set_reach, set_travel, take_back_cover
from waymark.organisation.staff.actions.sign_in import (
    change_password,
    choose_service,
    end_own_sessions,
    make_recovery_codes,
    note_failure,
    note_sign_in,
    note_sign_out,
    note_throttled,
    set_up_second_factor,
    use_code,
)
from waymark.organisation.staff.actions.sign_ins import (
    end_sessions,
    give_first_password,
    make_sign_in,
    reset_second_factor,
)
from waymark.organisation.staff.actions.switches import set_post_switch

__all__ = [
    "add_passkey",
    "add_worker",
    "change_password",
    "choose_service",
    "end_own_sessions",
    "end_post",
    "end_sessions",
    "give_first_password",
    "give_guidance",
    "give_post",
    "make_recovery_codes",
    "make_sign_in",
    "name_in_directory",
    "note_failure",
    "note_sign_in",
    "note_sign_out",
    "note_throttled",
    "recognise",
    "remove_passkey",
    "reset_second_factor",
    "set_cover",
    "set_post_switch",
    "set_reach",
    "set_travel",
    "set_up_second_factor",
    "take_back_cover",
    "take_on",
    "tick_step",
    "use_code",
    "use_passkey",
]
