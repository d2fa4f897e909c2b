"""That somebody died: recorded with what follows from it, and undone where it was an error."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from waymark.core import clock, fields
from waymark.core.ids import new_id
from waymark.core.pages import Request, page
from waymark.doors.details import actions, forms, queries
from waymark.doors.details.views.asking import ask
from waymark.organisation.staff.choices import Right


@page(Right.WRITE_DETAILS)
@require_http_methods(["GET", "POST"])
def record_death(request: Request, person_id: UUID) -> HttpResponse:
    """They died. Visits and messages stop at once, and the team is told."""
    shown = queries.death_page(request.actor, person_id)
    form = forms.DeathForm(request.POST or None, initial={"id": new_id()})

    def write() -> object:
        said = dict(form.cleaned_data)
        formal = said.pop("how") == "formal"
        return actions.record_death(
            by=request.actor, person=shown["person"], formal=formal, at=clock.now(), **said
        )

    if form.is_valid() and fields.saved(form, write) is not None:
        messages.success(request, "Kept. Planned visits and messages have stopped, and the team is told.")
        return redirect("person", person_id)
    status = 422 if form.is_bound else 200
    return render(request, "details/record_death.html", {**shown, "form": form}, status=status)


@page(Right.WRITE_DETAILS)
@require_http_methods(["GET", "POST"])
def undo_death(request: Request, person_id: UUID, death_id: UUID) -> HttpResponse:
    """They have not died."""
    person = queries.person_to_edit(request.actor, person_id)
    queries.death_to_undo(request.actor, person, death_id)
    form = forms.UndoForm(request.POST or None)

    def write(said: dict[str, Any]) -> object:
        return actions.undo_death(by=request.actor, id=death_id, person=person, at=clock.now(), **said)

    return ask(request, person, form, "It was recorded in error", write)
