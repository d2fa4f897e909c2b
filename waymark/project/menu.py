"""The menu: the screens a worker's posts and their service's switches allow, everyday ones first, administration last and quiet."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse

from waymark.core.actors import Actor
from waymark.organisation.staff.choices import Right


@dataclass(frozen=True)
class Item:
    """One line of the menu."""

    words: str
    href: str
    here: bool


# (words, view name, right, switch). A screen switched off or beyond the role is simply not there (ASC-22).
LINES = [
    ("My day", "my_day", Right.SEE_OWN_DAY, ""),
    ("My people", "caseload", Right.OPEN_RECORDS, ""),
    ("Diary", "diary", Right.SEE_OWN_DAY, ""),
    ("Tasks", "tasks", Right.MANAGE_TASKS, ""),
    ("Record a contact", "record_contact", Right.RECORD_CONTACTS, ""),
    ("Search", "search", Right.OPEN_RECORDS, ""),
    ("Board", "board", Right.SEE_BOARD, ""),
    ("Bring people in", "imports", Right.IMPORT_PEOPLE, ""),
    ("Who looked", "access_log", Right.SEE_ACCESS_LOG, ""),
    ("Posts", "posts", Right.MANAGE_STAFF, ""),
    ("Service", "structure", Right.SEE_STRUCTURE, ""),
]


def menu_of(request: HttpRequest) -> list[Item]:
    """The lines for this request's actor."""
    actor: Actor | None = getattr(request, "actor", None)
    if actor is None:
        return []
    return [
        Item(words, reverse(name), request.path == reverse(name))
        for words, name, right, switch in LINES
        if actor.may(right) and (not switch or actor.has_on(switch)) and _exists(name)
    ]


def _exists(name: str) -> bool:
    try:
        reverse(name)
    except NoReverseMatch:
        return False
    return True
