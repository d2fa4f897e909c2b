"""The five levels of a goal, and where it is found (rules.md 4.2)."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse

from waymark.core.ids import new_id
from waymark.core.pages import Refused, Request, page
from waymark.organisation.staff.choices import Right
from waymark.support.goals import actions, forms, queries
from waymark.support.goals.views._shared import ask, both, to_goal, to_write, written


@page(Right.RECORD_CONTACTS)
@both
def set_levels(request: Request, goal_id: UUID) -> HttpResponse:
    """Write the levels, before anybody looks back."""
    shown = to_write(request, goal_id)
    form = forms.LevelsForm(request.POST or None, initial={"id": new_id()})

    def write(said: dict[str, Any]) -> Any:
        return actions.set_levels(by=request.actor, goal_id=goal_id, **said)

    if written(form, write):
        return to_goal(request, goal_id, "Kept. The levels are fixed, so that looking back is fair.")
    return ask(request, "goals/set_levels.html", form, goal=shown)


@page(Right.RECORD_CONTACTS)
@both
def reach_level(request: Request, goal_id: UUID) -> HttpResponse:
    """Which of its levels it is at now."""
    shown = to_write(request, goal_id)
    levels = queries.levels_of(request.actor, goal_id)
    if levels is None:
        raise Refused("Write the five levels of this goal first.")
    form = forms.ReachedForm(request.POST or None, initial={"id": new_id()}, rows=levels.rows)

    def write(said: dict[str, Any]) -> Any:
        return actions.reach_level(by=request.actor, goal_id=goal_id, **said)

    if written(form, write):
        return to_goal(request, goal_id, "Kept beside what was found before.")
    return ask(request, "goals/reach_level.html", form, goal=shown)
