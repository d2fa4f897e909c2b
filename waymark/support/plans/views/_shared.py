"""What the pages of this room share: a form that is shown again, and the lines that can be spoken of."""

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
from waymark.support.plans import queries, rules

both = require_http_methods(["GET", "POST"])


def written(form: Form, write: Callable[[dict[str, Any]], Any]) -> Any:
    """What the action gave, or None when the form is not right yet (and says why)."""
    return fields.saved(form, lambda: write(form.cleaned_data)) if form.is_valid() else None


def ask(request: Request, template: str, form: Form, **shown: Any) -> HttpResponse:
    return render(request, template, {"form": form, **shown}, status=422 if form.is_bound else 200)


def to_plan(request: Request, person_id: UUID, done: str) -> HttpResponse:
    messages.info(request, done)
    return redirect("plan", person_id)


def lines_to_speak_of(request: Request, person_id: UUID) -> list[rules.Line]:
    """The lines of the draft where there is one, else of the version in force."""
    draft = queries.draft_shown(request.actor, person_id)
    if draft is not None:
        return draft.lines
    plan = queries.plan_of(request.actor, person_id)
    return rules.lines_of(plan.version.body) if plan else []
