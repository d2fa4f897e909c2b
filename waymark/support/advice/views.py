"""Advice given to a person, one of them, and what they say when it comes up again."""

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
from waymark.support.advice import actions, forms, queries

both = require_http_methods(["GET", "POST"])


@page(Right.OPEN_RECORDS)
@require_GET
def advice(request: Request, person_id: UUID) -> HttpResponse:
    """What was explained to one person, and what they decided."""
    person = access.person_for(request.actor, person_id, Action.READ_ENTRY)
    return render(
        request,
        "advice/advice.html",
        {
            "person": person,
            "given": queries.advice_of(request.actor, person_id),
            "day": clock.today(),
            "may_write": access.can(request.actor, person_id, Action.WRITE_ENTRY),
        },
    )


@page(Right.RECORD_CONTACTS)
@both
def give_advice(request: Request, person_id: UUID) -> HttpResponse:
    """Write down what was explained."""
    person = access.person_for(request.actor, person_id, Action.WRITE_ENTRY)
    form = forms.AdviceForm(request.POST or None, initial={"id": new_id(), "settled": "no"})

    def give() -> Any:
        return actions.give_advice(by=request.actor, person_id=person_id, **form.cleaned_data)

    if form.is_valid() and fields.saved(form, give):
        messages.info(request, "Kept, with what they decided.")
        return redirect("advice", person_id)
    return _ask(request, "advice/give_advice.html", form, person=person)


@page(Right.RECORD_CONTACTS)
@both
def answer_advice(request: Request, advice_id: UUID) -> HttpResponse:
    """It comes up again: what do they say now?"""
    shown = queries.advice_for(request.actor, advice_id)
    person = access.person_for(request.actor, shown.advice.person_id, Action.WRITE_ENTRY)
    form = forms.AnswerForm(request.POST or None, initial={"id": new_id(), "settled": "yes"})

    def answer() -> Any:
        return actions.answer_advice(by=request.actor, advice_id=advice_id, **form.cleaned_data)

    if form.is_valid() and fields.saved(form, answer):
        messages.info(request, "Kept beside what they said before.")
        return redirect("advice", person.pk)
    return _ask(request, "advice/answer_advice.html", form, person=person, given=shown)


def _ask(request: Request, template: str, form: Any, **shown: Any) -> HttpResponse:
    return render(request, template, {"form": form, **shown}, status=422 if form.is_bound else 200)
