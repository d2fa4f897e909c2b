"""The menu: the screens a worker's posts and their service's switches allow, everyday ones first, administration last and quiet."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse

from waymark.core.actors import Actor
from waymark.organisation.staff.choices import Right


@dataclass(frozen=True)
class Item:
    """One line of the menu. `here` as aria-current says it: 'page', 'true' for a page further in, ''. `quiet` folds under More."""

    words: str
    href: str
    here: str
    quiet: bool


# (words, view name, right, switch). A screen switched off or beyond the role is simply not there (ASC-22).
LINES = [
    ("My day", "my_day", Right.SEE_OWN_DAY, ""),
    ("My people", "caseload", Right.OPEN_RECORDS, ""),
    ("Diary", "diary", Right.SEE_OWN_DAY, ""),
    ("Tasks", "tasks", Right.MANAGE_TASKS, ""),
    ("Referrals", "referrals", Right.WRITE_DETAILS, ""),
    ("Record a contact", "record_contact", Right.RECORD_CONTACTS, ""),
    ("Search", "search", Right.OPEN_RECORDS, ""),
    ("Board", "board", Right.SEE_BOARD, ""),
    ("Outcomes", "outcomes", Right.SEE_TOTALS, ""),
    ("Lists", "lists", Right.OPEN_RECORDS, ""),
    ("Details to put right", "to_put_right", Right.WRITE_DETAILS, ""),
    ("Duplicates", "duplicates", Right.MATCH_RECORDS, ""),
    ("Bring people in", "imports", Right.IMPORT_PEOPLE, ""),
    ("Who looked", "access_log", Right.SEE_ACCESS_LOG, ""),
    ("Team", "team", Right.SEE_OWN_DAY, ""),
    ("My team", "my_team", Right.SIGNED_IN, "manages_people"),
    ("Budget", "budget", Right.SIGNED_IN, "holds_budget"),
    ("Posts", "posts", Right.MANAGE_STAFF, ""),
    ("Service", "structure", Right.SEE_STRUCTURE, ""),
]
QUIET = {
    "outcomes",
    "referrals",
    "lists",
    "to_put_right",
    "imports",
    "access_log",
    "team",
    "my_team",
    "budget",
    "posts",
    "structure",
}
"""Needed now and then: folded where they would push the everyday lines onto a third row of a phone."""


def menu_of(request: HttpRequest) -> list[Item]:
    """The lines for this request's actor."""
    actor: Actor | None = getattr(request, "actor", None)
    if actor is None:
        return []
    mine = [
        (words, name)
        for words, name, right, switch in LINES
        if actor.may(right) and (not switch or actor.has_on(switch)) and _exists(name)
    ]
    quiet = QUIET & {name for _, name in mine}
    folded = quiet if 1 < len(quiet) < len(mine) else set()
    return [
        Item(words, reverse(name), _here(request.path, reverse(name)), name in folded) for words, name in mine
    ]


def _here(path: str, href: str) -> str:
    return "page" if path == href else "true" if path.startswith(href) else ""


def _exists(name: str) -> bool:
    try:
        reverse(name)
    except NoReverseMatch:
        return False
    return True
