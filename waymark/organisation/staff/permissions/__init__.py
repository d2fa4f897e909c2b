"""Who may manage staff, whether another guess may be made at the door, and which passwords may be chosen."""

from waymark.organisation.staff.permissions.guesses import Guess, TooManyGuesses, guess, source_of
from waymark.organisation.staff.permissions.managing import (
    may_manage,
    may_switch,
    not_about_oneself,
    not_own_post,
    one_of_ours,
    own_or_managed,
    whole_sign_in,
)
from waymark.organisation.staff.permissions.openid import (
    Directory,
    DirectoryFails,
    Told,
    answer_of,
    ask_directory,
    directories,
    directory_called,
)
from waymark.organisation.staff.permissions.passwords import PasswordTooWeak, refuse_weak

__all__ = [
    "Directory",
    "DirectoryFails",
    "Guess",
    "PasswordTooWeak",
    "Told",
    "TooManyGuesses",
    "answer_of",
    "ask_directory",
    "directories",
    "directory_called",
    "guess",
    "may_manage",
    "may_switch",
    "not_about_oneself",
    "not_own_post",
    "one_of_ours",
    "own_or_managed",
    "refuse_weak",
    "source_of",
    "whole_sign_in",
]
