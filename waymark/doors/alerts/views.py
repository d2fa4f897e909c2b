"""A person's alerts: raised by whoever works with them, agreed and looked at again by a manager."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms as django_forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from waymark.core import clock, fields
from waymark.core.ids import new_id
from waymark.core.pages import Request, page
from waymark.doors.alerts import actions, forms, queries
from waymark.organisation.staff.choices import Right

both = require_http_methods(["GET", "POST"])


@page(Right.OPEN_RECORDS)
@require_GET
def alerts_of(request: Request, person_id: UUID) -> HttpResponse:
    """Those that stand, that wait for a manager, and that ended."""
    return render(request, "alerts/alerts_of.html", queries.alerts_page(request.actor, person_id))


@page(Right.WRITE_DETAILS)
@both
def raise_alert(request: Request, person_id: UUID) -> HttpResponse:
    """Something to know for safety, and which manager is asked to agree."""
    person = queries.person_to_edit(request.actor, person_id)
    managers = queries.managers(request.actor, clock.today())
    form = forms.AlertForm(request.POST or None, initial={"id": new_id()}, managers=managers)

    def write() -> object:
        return actions.raise_alert(by=request.actor, person=person, at=clock.now(), **form.given())

    return _ask(request, person, form, "Raise an alert", write)


@page(Right.ALLOCATE)
@both
def agree_alert(request: Request, person_id: UUID, alert_id: UUID) -> HttpResponse:
    """A manager agrees, until a day."""
    person = queries.person_to_edit(request.actor, person_id)
    alert = queries.alert_to_judge(request.actor, person, alert_id)
    form = forms.AgreeForm(request.POST or None)

    def write() -> object:
        return actions.agree_alert(by=request.actor, alert=alert, at=clock.now(), **form.cleaned_data)

    return _ask(request, person, form, "Agree this alert", write, alert)


@page(Right.ALLOCATE)
@both
def review_alert(request: Request, person_id: UUID, alert_id: UUID) -> HttpResponse:
    """A manager looks at it again."""
    person = queries.person_to_edit(request.actor, person_id)
    alert = queries.alert_to_judge(request.actor, person, alert_id)
    form = forms.ReviewForm(request.POST or None, initial={"id": new_id()})

    def write() -> object:
        return actions.review_alert(by=request.actor, alert=alert, at=clock.now(), **form.given())

    return _ask(request, person, form, "Look at this alert again", write, alert)


def _ask(
    request: Request,
    person: Any,
    form: django_forms.Form,
    title: str,
    write: Callable[[], object],
    alert: Any = None,
) -> HttpResponse:
    if form.is_valid() and fields.saved(form, write) is not None:
        messages.success(request, f"{title}: kept.")
        return redirect("alerts_of", person.id)
    shown = {"form": form, "person": person, "title": title, "alert": alert}
    return render(request, "alerts/ask.html", shown, status=422 if form.is_bound else 200)
