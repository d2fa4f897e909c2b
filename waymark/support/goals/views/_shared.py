"""What the pages of this room share: the goal to write about, a form that is shown again, and where one goes when it is kept."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from waymark.core import fields
from waymark.core.pages import Request
from waymark.people.access import queries as access
from waymark.people.access.choices import Action
from waymark.support.goals import queries

both = require_http_methods(["GET", "POST"])


def to_write(request: Request, goal_id: UUID) -> queries.Shown:
    """The goal, for somebody who may write in the record."""
    shown = queries.goal_for(request.actor, goal_id)
    access.person_for(request.actor, shown.person_id, Action.WRITE_ENTRY)
    return shown


def written(form: Form, write: Callable[[dict[str, Any]], Any]) -> Any:
    """What the action gave, or None when the form is not right yet (and says why)."""
    return fields.saved(form, lambda: write(form.cleaned_data)) if form.is_valid() else None


def ask(request: Request, template: str, form: Form, **shown: Any) -> HttpResponse:
    return render(request, template, {"form": form, **shown}, status=422 if form.is_bound else 200)


def to_goal(request: Request, goal_id: UUID, done: str) -> HttpResponse:
    messages.info(request, done)
    return redirect("goal", goal_id)


def to_list(request: Request, person_id: UUID, done: str) -> HttpResponse:
    messages.info(request, done)
    return redirect("goals", person_id)
