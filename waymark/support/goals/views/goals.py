"""Hopes and goals: a person's list, one goal with its path and its ratings, and a page for each thing that can be written."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from waymark.core import clock
from waymark.core.ids import new_id, read_id
from waymark.core.pages import Request, page
from waymark.organisation.staff.choices import Right
from waymark.people.access import queries as access
from waymark.people.access.choices import Action
from waymark.support.goals import actions, forms, queries
from waymark.support.goals.views._shared import ask, both, to_goal, to_list, to_write, written


@page(Right.OPEN_RECORDS)
@require_GET
def goals(request: Request, person_id: UUID) -> HttpResponse:
    """Everything the person hopes for and works towards."""
    person = access.person_for(request.actor, person_id, Action.READ_ENTRY)
    return render(
        request,
        "goals/goals.html",
        {
            "person": person,
            "goals": queries.goals_of(request.actor, person_id),
            "hopes": queries.hopes_of(request.actor, person_id),
            "life": queries.good_life_of(request.actor, person_id),
            "attainment": queries.attainment_of(request.actor, person_id),
            "may_write": access.can(request.actor, person_id, Action.WRITE_ENTRY),
        },
    )


@page(Right.OPEN_RECORDS)
@require_GET
def goal(request: Request, goal_id: UUID) -> HttpResponse:
    """One goal: the words, the path of steps, the ratings as a picture, a table and a sentence, and how it stood before."""
    shown = queries.goal_for(request.actor, goal_id)
    person = access.person_for(request.actor, shown.person_id, Action.READ_ENTRY)
    return render(
        request,
        "goals/goal.html",
        {
            "goal": shown,
            "person": person,
            "changes": queries.changes_of(request.actor, goal_id),
            "objectives": queries.objectives_of(request.actor, goal_id),
            "levels": queries.levels_of(request.actor, goal_id),
            "may_write": access.can(request.actor, shown.person_id, Action.WRITE_ENTRY),
        },
    )


@page(Right.RECORD_CONTACTS)
@both
def write_hope(request: Request, person_id: UUID) -> HttpResponse:
    """Keep something they said."""
    person = access.person_for(request.actor, person_id, Action.WRITE_ENTRY)
    first = {"id": new_id(), "said_on": clock.today().isoformat()}
    form = forms.HopeForm(request.POST or None, initial=first)

    def write(said: dict[str, Any]) -> Any:
        return actions.write_hope(by=request.actor, person_id=person_id, **said)

    if written(form, write):
        return to_list(request, person_id, "Kept, in their words.")
    return ask(request, "goals/write_hope.html", form, person=person)


@page(Right.RECORD_CONTACTS)
@both
def write_goal(request: Request, person_id: UUID) -> HttpResponse:
    """A new goal."""
    person = access.person_for(request.actor, person_id, Action.WRITE_ENTRY)
    form = forms.NewGoalForm(
        request.POST or None, initial={"id": new_id()}, stays=request.actor.has_on("beds_and_stays")
    )

    def write(said: dict[str, Any]) -> Any:
        return actions.write_goal(by=request.actor, person_id=person_id, **said)

    if made := written(form, write):
        messages.info(request, "Kept. What could be the first small step?")
        return redirect("write_step", made.pk)
    return ask(request, "goals/write_goal.html", form, person=person)


@page(Right.RECORD_CONTACTS)
@both
def make_hope_a_goal(request: Request, hope_id: UUID) -> HttpResponse:
    """The hope becomes a goal; its words stay."""
    hope = queries.hope_for(request.actor, hope_id)
    access.person_for(request.actor, hope.person_id, Action.WRITE_ENTRY)
    form = forms.HopeBecomesGoalForm(request.POST or None, initial={"id": new_id()})

    def write(said: dict[str, Any]) -> Any:
        return actions.make_hope_a_goal(by=request.actor, hope_id=hope_id, **said)

    if made := written(form, write):
        messages.info(request, "It is a goal now, in the same words.")
        return redirect("goal", made.pk)
    return ask(request, "goals/make_hope_a_goal.html", form, hope=hope, person=hope.person)


@page(Right.RECORD_CONTACTS)
@both
def reword_goal(request: Request, goal_id: UUID) -> HttpResponse:
    """Change the words, because the person wants them changed."""
    shown = to_write(request, goal_id)
    first = {"id": new_id(), "words": shown.words, "why": shown.why}
    form = forms.GoalForm(request.POST or None, initial=first)

    def write(said: dict[str, Any]) -> Any:
        return actions.reword_goal(by=request.actor, goal_id=goal_id, **said)

    if written(form, write):
        return to_goal(request, goal_id, "The words have changed. What they were can still be read below.")
    return ask(request, "goals/reword_goal.html", form, goal=shown)


@page(Right.RECORD_CONTACTS)
@both
def write_step(request: Request, goal_id: UUID) -> HttpResponse:
    """The next small step."""
    shown = to_write(request, goal_id)
    form = forms.StepForm(
        request.POST or None,
        initial={"id": new_id(), "objective": request.GET.get("objective", "")},
        objectives=queries.objectives_of(request.actor, goal_id),
    )

    def write(said: dict[str, Any]) -> Any:
        chosen = {"objective_id": read_id(said.pop("objective"))}
        return actions.write_step(by=request.actor, goal_id=goal_id, **said, **chosen)

    if written(form, write):
        return to_goal(request, goal_id, "The step is on the path.")
    return ask(request, "goals/write_step.html", form, goal=shown)


@page(Right.RECORD_CONTACTS)
@require_POST
def finish_step(request: Request, step_id: UUID) -> HttpResponse:
    """A step is done, today."""
    step = actions.finish_step(by=request.actor, id=step_id, on=clock.today())
    return to_goal(request, step.goal_id, "Done. Well worth saying so to them.")


@page(Right.RECORD_CONTACTS)
@both
def note_progress(request: Request, goal_id: UUID) -> HttpResponse:
    """What was done towards it, and how it is going."""
    shown = to_write(request, goal_id)
    form = forms.ProgressForm(request.POST or None, initial={"id": new_id()})

    def write(said: dict[str, Any]) -> Any:
        return actions.note_progress(by=request.actor, goal_id=goal_id, at=clock.now(), **said)

    if written(form, write):
        return to_goal(request, goal_id, "Kept beside what was said before.")
    return ask(request, "goals/note_progress.html", form, goal=shown)


@page(Right.RECORD_CONTACTS)
@both
def close_goal(request: Request, goal_id: UUID) -> HttpResponse:
    """Reached, reached in part, not yet, or let go."""
    shown = to_write(request, goal_id)
    first = {"on": clock.today().isoformat()}
    form = forms.CloseForm(request.POST or None, initial=first, now=shown.state)

    def write(said: dict[str, Any]) -> Any:
        return actions.close_goal(by=request.actor, id=goal_id, **said)

    if written(form, write):
        return to_goal(request, goal_id, "Kept. The goal and its path stay here to be read.")
    return ask(request, "goals/close_goal.html", form, goal=shown)


@page(Right.RECORD_CONTACTS)
@both
def hold_goal(request: Request, goal_id: UUID) -> HttpResponse:
    """Let it rest for now."""
    return _stand(request, goal_id, actions.hold_goal, "goals/hold_goal.html", "It rests for now.")


@page(Right.RECORD_CONTACTS)
@both
def take_up_goal(request: Request, goal_id: UUID) -> HttpResponse:
    """Go on with it."""
    return _stand(request, goal_id, actions.take_up_goal, "goals/take_up_goal.html", "Taken up again.")


def _stand(
    request: Request, goal_id: UUID, stand: Callable[..., Any], template: str, done: str
) -> HttpResponse:
    shown = to_write(request, goal_id)
    form = forms.WhyForm(request.POST or None)
    if written(form, lambda said: stand(by=request.actor, id=goal_id, **said)):
        return to_goal(request, goal_id, done)
    return ask(request, template, form, goal=shown)
