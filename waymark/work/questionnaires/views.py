"""The service's questionnaires: what is in use, loading one, and one version with its questions, put into use or retired."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from waymark.core import clock, fields
from waymark.core.ids import new_id
from waymark.core.pages import Request, page
from waymark.organisation.staff.choices import Right
from waymark.work.questionnaires import actions, forms, queries
from waymark.work.questionnaires.choices import ANSWERED_WITH, Licence


@page(Right.CONFIGURE_SERVICE)
@require_GET
def questionnaires(request: Request) -> HttpResponse:
    """Every version of every questionnaire here, and what comes with Waymark."""
    rows = [(row, queries.state_words(row)) for row in queries.versions(request.actor)]
    shipped = [(one, new_id()) for one in queries.shipped(request.actor) if not one.loaded]
    return render(request, "questionnaires/questionnaires.html", {"versions": rows, "shipped": shipped})


@page(Right.CONFIGURE_SERVICE)
@require_http_methods(["GET", "POST"])
def load_questionnaire(request: Request) -> HttpResponse:
    """A file of the service's own."""
    form = forms.LoadForm(request.POST or None, request.FILES or None, initial={"id": new_id()})

    def load() -> Any:
        said = form.cleaned_data
        name, body = said["file"]
        return actions.load_questionnaire(
            by=request.actor, id=said["id"], body=body, measure=said["measure"], licence=Licence(said["licence"]),
            terms=said["terms"], source=name, at=clock.now(),
        )  # fmt: skip

    if form.is_valid():
        made = fields.saved(form, load, "file")
        if made is not None:
            return redirect("questionnaire", made.pk)
    status = 422 if form.is_bound else 200
    return render(request, "questionnaires/load_questionnaire.html", {"form": form}, status=status)


@page(Right.CONFIGURE_SERVICE)
@require_POST
def load_shipped(request: Request) -> HttpResponse:
    """One that comes with Waymark: a draft, to be read through before it is put into use."""
    form = forms.ShippedForm(request.POST)
    if not form.is_valid():
        return redirect("questionnaires")
    name = form.cleaned_data["name"]
    made = actions.load_questionnaire(
        by=request.actor, id=form.cleaned_data["id"], body=queries.shipped_body(name), measure=queries.shipped_measure(name),
        licence=Licence.OPEN, terms="", source="Came with Waymark", at=clock.now(),
    )  # fmt: skip
    return redirect("questionnaire", made.pk)


@page(Right.CONFIGURE_SERVICE)
@require_GET
def questionnaire(request: Request, version_id: UUID) -> HttpResponse:
    """One version: every question as it will be asked, what is known of its right and its scoring."""
    version = queries.version_for(request.actor, version_id, keeper=True)
    shown = {
        "version": version,
        "questions": queries.form_of(version).questions,
        "state": queries.state_words(version),
        "licence": queries.licence_words(version),
        "otherwise": queries.counted_otherwise(version),
        "scoring": queries.scoring_words(version),
        "answered_with": ANSWERED_WITH,
    }
    return render(request, "questionnaires/questionnaire.html", shown)


@page(Right.CONFIGURE_SERVICE)
@require_POST
def publish_questionnaire(request: Request, version_id: UUID) -> HttpResponse:
    """From now on this one is filled in."""
    version = actions.publish_questionnaire(by=request.actor, version_id=version_id, at=clock.now())
    messages.success(
        request, f"{version.title} can be filled in from now on, on a person's page under Questionnaires."
    )
    return redirect("questionnaire", version_id)


@page(Right.CONFIGURE_SERVICE)
@require_POST
def retire_questionnaire(request: Request, version_id: UUID) -> HttpResponse:
    """Nobody fills it in any more."""
    version = actions.retire_questionnaire(by=request.actor, version_id=version_id, at=clock.now())
    messages.success(request, f"{version.title} is retired. What was filled in stays.")
    return redirect("questionnaire", version_id)
