"""Objectives: writing one with the person, and a supervisor's look at it (LDS-56)."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from waymark.core import clock
from waymark.core.ids import new_id
from waymark.core.pages import Refused, Request, page
from waymark.organisation.staff.choices import Right
from waymark.people.access import queries as access
from waymark.people.access.choices import Action
from waymark.support.goals import actions, forms, permissions, queries
from waymark.support.goals.choices import ObjectiveState, Stage, Verdict
from waymark.support.goals.views._shared import ask, both, to_goal, to_write, written


@page(Right.RECORD_CONTACTS)
@both
def write_objective(request: Request, goal_id: UUID) -> HttpResponse:
    """A new objective of a goal."""
    shown = to_write(request, goal_id)
    form = forms.ObjectiveForm(request.POST or None, initial={"id": new_id()})

    def write(said: dict[str, Any]) -> Any:
        return actions.write_objective(
            by=request.actor, goal_id=goal_id, **{**said, "stage": Stage(said["stage"])}
        )

    if written(form, write):
        return to_goal(request, goal_id, "Kept. What could be the first small step towards it?")
    return ask(request, "goals/write_objective.html", form, goal=shown)


@page(Right.OPEN_RECORDS)
@require_GET
def objective(request: Request, objective_id: UUID) -> HttpResponse:
    """One objective, with what supervisors said of it."""
    shown = queries.objective_for(request.actor, objective_id)
    person = access.person_for(request.actor, shown.objective.person_id, Action.READ_ENTRY)
    return render(
        request,
        "goals/objective.html",
        {
            "objective": shown,
            "person": person,
            "may_write": access.can(request.actor, person.pk, Action.WRITE_ENTRY),
            "may_look": permissions.may_look_at(request.actor, shown.objective),
        },
    )


@page(Right.RECORD_CONTACTS)
@both
def reword_objective(request: Request, objective_id: UUID) -> HttpResponse:
    """Other words, agreed with the person."""
    shown = _to_write(request, objective_id)
    kept = shown.objective
    by_on = kept.by_on.isoformat() if kept.by_on else ""
    form = forms.RewordObjectiveForm(
        request.POST or None, initial={"id": new_id(), "words": kept.words, "by_on": by_on}
    )

    def write(said: dict[str, Any]) -> Any:
        return actions.reword_objective(by=request.actor, objective_id=objective_id, **said)

    if written(form, write):
        return _to_objective(
            request, objective_id, "The words have changed. What they were stands with the goal."
        )
    return ask(request, "goals/reword_objective.html", form, objective=shown)


@page(Right.RECORD_CONTACTS)
@both
def close_objective(request: Request, objective_id: UUID) -> HttpResponse:
    """Met, not yet, or let go."""
    shown = _to_write(request, objective_id)
    form = forms.CloseObjectiveForm(request.POST or None, initial={"on": clock.today().isoformat()})

    def write(said: dict[str, Any]) -> Any:
        state = ObjectiveState(said["state"])
        return actions.close_objective(by=request.actor, id=objective_id, **{**said, "state": state})

    if written(form, write):
        return _to_objective(request, objective_id, "Kept. It stays here to be read.")
    return ask(request, "goals/close_objective.html", form, objective=shown)


@page(Right.COUNTERSIGN)
@require_GET
def objectives_to_look_at(request: Request) -> HttpResponse:
    """Colleagues' objectives that no supervisor has seen as they are worded now."""
    waiting = queries.objectives_to_look_at(request.actor)
    return render(request, "goals/objectives_to_look_at.html", {"waiting": waiting})


@page(Right.COUNTERSIGN)
@both
def look_at_objective(request: Request, objective_id: UUID) -> HttpResponse:
    """Agree, comment, or ask for a change. There is no box here for the words themselves: they are the person's."""
    shown = queries.objective_for(request.actor, objective_id)
    if not permissions.may_look_at(request.actor, shown.objective):
        raise Refused("Objectives are looked at by a supervisor, never by whoever wrote them.")
    form = forms.LookForm(request.POST or None, initial={"id": new_id()})

    def look(said: dict[str, Any]) -> Any:
        verdict = Verdict(said["verdict"])
        return actions.look_at_objective(
            by=request.actor, objective_id=objective_id, **{**said, "verdict": verdict}
        )

    if written(form, look):
        return _to_objective(request, objective_id, "Kept. The words are as they were.")
    return ask(request, "goals/look_at_objective.html", form, objective=shown)


def _to_write(request: Request, objective_id: UUID) -> queries.ObjectiveShown:
    shown = queries.objective_for(request.actor, objective_id)
    access.person_for(request.actor, shown.objective.person_id, Action.WRITE_ENTRY)
    return shown


def _to_objective(request: Request, objective_id: UUID, done: str) -> HttpResponse:
    messages.info(request, done)
    return redirect("objective", objective_id)
