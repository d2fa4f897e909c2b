"""Whose people a list may be of: one's own; the teams' for whoever sees the board and the names on it."""

from waymark.core.actors import Actor
from waymark.core.pages import Refused
from waymark.doors.lists.choices import Whose
from waymark.doors.lists.rules import Filters
from waymark.organisation.staff.choices import Right
from waymark.people.access import queries as access

NOT_THE_TEAM = "Your role sees your own people and not the team’s. Choose your own, or ask your team leader."


def sees_the_team(worker: Actor) -> bool:
    """Whether a list of the whole team may be made."""
    return worker.may(Right.SEE_BOARD) and access.names_its_teams(worker)


def may_ask(worker: Actor, filters: Filters) -> None:
    """Raise Refused for the team’s people without the board: a saved list outlives the post it was made in."""
    if filters.whose is Whose.TEAM and not sees_the_team(worker):
        raise Refused(NOT_THE_TEAM)
