"""Spoken reports about a person, logging one, and saying whether one is right."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from waymark.core import clock, fields
from waymark.core.ids import new_id
from waymark.core.pages import Request, page
from waymark.organisation.staff.choices import Right
from waymark.people.access import queries as access
from waymark.people.access.choices import Action
from waymark.support.reports import actions, forms, queries

both = require_http_methods(["GET", "POST"])


@page(Right.OPEN_RECORDS)
@require_GET
def spoken_reports(request: Request, person_id: UUID) -> HttpResponse:
    """What was reported by word of mouth about one person."""
    person = access.person_for(request.actor, person_id, Action.READ_ENTRY)
    shown = {
        "person": person,
        "reports": queries.spoken_of(request.actor, person_id),
        "may_write": request.actor.may(Right.RECORD_CONTACTS)
        and access.can(request.actor, person_id, Action.WRITE_ENTRY),
    }
    return render(request, "reports/spoken_reports.html", shown)


@page(Right.RECORD_CONTACTS)
@both
def log_spoken_report(request: Request, person_id: UUID) -> HttpResponse:
    """Whom you told, when, what you said, and what they answered."""
    person = access.person_for(request.actor, person_id, Action.WRITE_ENTRY)
    now = clock.local(clock.now())
    first = {"id": new_id(), "date": now.date().isoformat(), "start": f"{now:%H:%M}"}
    colleagues = queries.colleagues(request.actor)
    form = forms.SpokenReportForm(request.POST or None, initial=first, colleagues=colleagues)

    def log() -> Any:
        return actions.log_spoken_report(by=request.actor, person_id=person_id, **form.report)

    if form.is_valid() and fields.saved(form, log):
        asked = " They are asked whether it is right." if form.cleaned_data["told"] else ""
        messages.info(request, f"Kept, and on the timeline.{asked}")
        return redirect("spoken_reports", person_id)
    return _ask(request, "reports/log_spoken_report.html", form, person=person)


@page(Right.OPEN_RECORDS)
@both
def confirm_spoken_report(request: Request, report_id: UUID) -> HttpResponse:
    """You were told this: is it right?"""
    report = queries.report_to_confirm(request.actor, report_id)
    person = access.person_for(request.actor, report.person_id, Action.READ_ENTRY)
    form = forms.ConfirmationForm(request.POST or None, initial={"id": new_id()})

    def confirm() -> Any:
        return actions.confirm_spoken_report(by=request.actor, report_id=report_id, **form.confirmation)

    if form.is_valid() and fields.saved(form, confirm):
        messages.info(request, "Kept. The report stands as it was written, with your answer beside it.")
        return redirect("spoken_reports", person.pk)
    return _ask(request, "reports/confirm_spoken_report.html", form, person=person, report=report)


def _ask(request: Request, template: str, form: Any, **shown: Any) -> HttpResponse:
    return render(request, template, {"form": form, **shown}, status=422 if form.is_bound else 200)
