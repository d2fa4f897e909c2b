"""The health summary: what clinicians gave beside what the person says. Support staff write only the person's words (DUR-54)."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_http_methods

from waymark.core import clock
from waymark.core.ids import new_id
from waymark.core.pages import Request, page
from waymark.doors.details import forms, queries
from waymark.doors.details.views.asking import ask
from waymark.organisation.staff.choices import Right
from waymark.people.service_users import actions as service_users

BACK = "health_summary"


@page(Right.OPEN_RECORDS)
@require_GET
def health_summary(request: Request, person_id: UUID) -> HttpResponse:
    """Each diagnosis with who gave it, when and where it is written, beside their own account."""
    return render(request, "details/health_summary.html", queries.health_summary(request.actor, person_id))


@page(Right.WRITE_DETAILS)
@require_http_methods(["GET", "POST"])
def add_account(request: Request, person_id: UUID) -> HttpResponse:
    """What it is like for them, in their words."""
    person = queries.person_to_edit(request.actor, person_id)
    initial = {"id": new_id(), "said_on": clock.today().isoformat()}
    form = forms.AccountForm(request.POST or None, initial=initial)

    def write(said: dict[str, Any]) -> object:
        return service_users.add_account(by=request.actor, person=person, at=clock.now(), **said)

    return ask(request, person, form, "What it is like for them", write, BACK)


@page(Right.WRITE_DIAGNOSES)
@require_http_methods(["GET", "POST"])
def add_diagnosis(request: Request, person_id: UUID) -> HttpResponse:
    """A diagnosis as a named clinician gave it."""
    person = queries.person_to_edit(request.actor, person_id)
    form = forms.DiagnosisForm(request.POST or None, initial={"id": new_id()})

    def write(said: dict[str, Any]) -> object:
        return service_users.add_diagnosis(by=request.actor, person=person, at=clock.now(), **said)

    return ask(request, person, form, "A diagnosis", write, BACK)


@page(Right.WRITE_DIAGNOSES)
@require_http_methods(["GET", "POST"])
def withdraw_diagnosis(request: Request, person_id: UUID, diagnosis_id: UUID) -> HttpResponse:
    """A clinician's word that it no longer holds. It stays readable."""
    person = queries.person_to_edit(request.actor, person_id)
    diagnosis = queries.diagnosis_to_withdraw(request.actor, person, diagnosis_id)
    form = forms.WithdrawForm(request.POST or None)

    def write(said: dict[str, Any]) -> object:
        return service_users.withdraw_diagnosis(by=request.actor, person=person, id=diagnosis_id, **said)

    return ask(request, person, form, f"No longer holds: {diagnosis.words}", write, BACK)
