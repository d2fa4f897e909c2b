"""The pages of a request for one's own record: taking it, its clock, blacking out, and the copy."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from waymark.core import clock, fields
from waymark.core.ids import new_id
from waymark.core.pages import NotYours, Request, page
from waymark.governance.subject_access import actions, forms, permissions, queries
from waymark.governance.subject_access.choices import HOW, STEPS, How, Step, Why
from waymark.organisation.staff.choices import Right
from waymark.people.access import queries as access
from waymark.people.access.choices import Action


@page(Right.SIGNED_IN)
@require_GET
def access_requests(request: Request) -> HttpResponse:
    """Who asked for their record, and by when they must have it."""
    return render(
        request,
        "subject_access/access_requests.html",
        {"asked": queries.requests(request.actor, clock.today())},
    )


@page(Right.SIGNED_IN)
@require_http_methods(["GET", "POST"])
def log_request(request: Request, person_id: UUID) -> HttpResponse:
    """Take a request."""
    person = queries.person_named(request.actor, person_id)
    start = {"id": new_id(), "received_on": f"{clock.today():%d/%m/%Y}"}
    form = forms.LogForm(_given(request), initial=start)
    if form.is_valid():
        said = form.cleaned_data
        made = fields.saved(
            form,
            lambda: actions.log_request(
                by=request.actor,
                id=said["id"],
                person_id=person_id,
                received_on=said["received_on"],
                asked_how=How(said["asked_how"]),
                asked_for=said["asked_for"],
                identity=said["identity"],
                at=clock.now(),
            ),
            "received_on",
        )
        if made is not None:
            return redirect("access_request", made.pk)
    return _show(request, "log_request", {"form": form, "person": person})


@page(Right.SIGNED_IN)
@require_GET
def access_request(request: Request, request_id: UUID) -> HttpResponse:
    """One request: its clock, what is black, and what is still to do."""
    shown = queries.request_for(request.actor, request_id, clock.today())
    release = forms.ReleaseForm(initial={"id": new_id()})
    return render(
        request,
        "subject_access/access_request.html",
        {"shown": shown, "how": HOW, "steps": STEPS, "form": release},
    )


@page(Right.SIGNED_IN)
@require_http_methods(["GET", "POST"])
def note_step(request: Request, request_id: UUID) -> HttpResponse:
    """Identity, what exactly they want, or more time."""
    shown = queries.request_for(request.actor, request_id, clock.today())
    form = forms.StepForm(_given(request), initial={"id": new_id(), "on": f"{clock.today():%d/%m/%Y}"})
    if form.is_valid():
        said = form.cleaned_data
        made = fields.saved(
            form,
            lambda: actions.note_step(
                by=request.actor,
                id=said["id"],
                request_id=request_id,
                step=Step(said["step"]),
                on=said["on"],
                words=said["words"],
                at=clock.now(),
            ),
            "on",
        )
        if made is not None:
            return redirect("access_request", request_id)
    return _show(request, "note_step", {"form": form, "shown": shown})


@page(Right.OPEN_RECORDS)
@require_http_methods(["GET", "POST"])
def prepare_copy(request: Request, request_id: UUID) -> HttpResponse:
    """Everything that is in the copy, entry by entry, and the words to black out."""
    row = queries.row_for(request.actor, request_id)
    permissions.require_prepare(request.actor, row.person_id)
    person = access.person_for(request.actor, row.person_id, Action.EXPORT)
    form = forms.RedactForm(_given(request), initial={"id": new_id()})
    if form.is_valid():
        said = form.cleaned_data
        made = fields.saved(
            form,
            lambda: actions.propose_redaction(
                by=request.actor,
                id=said["id"],
                request_id=request_id,
                item=said["item"],
                passage=said["passage"].replace("\r\n", "\n"),
                why=Why(said["why"]),
                words=said["words"],
                at=clock.now(),
            ),
            "passage",
        )
        if made is not None:
            messages.success(request, "Proposed. Somebody else now has to agree.")
            return redirect("prepare_copy", request_id)
    items = queries.items(request.actor, person)
    open_at = form["item"].value() or request.GET.get("item", "")
    shown = {"form": form, "items": items, "person": person, "row": row, "open_at": open_at}
    return _show(request, "prepare_copy", {**shown, "passages": queries.passages(request.actor, row)})


@page(Right.SIGNED_IN)
@require_POST
def decide_redaction(request: Request, redaction_id: UUID) -> HttpResponse:
    """Stays black, or does not."""
    form = forms.DecideForm(request.POST)
    agreed = form.is_valid() and form.cleaned_data["agreed"] == "yes"
    made = actions.decide_redaction(by=request.actor, id=redaction_id, agreed=agreed, at=clock.now())
    return redirect("access_request", made.request_id)


@page(Right.OPEN_RECORDS)
@require_POST
def release_copy(request: Request, request_id: UUID) -> HttpResponse:
    """Give the copy, for good."""
    shown = queries.request_for(request.actor, request_id, clock.today())
    permissions.require_prepare(request.actor, shown.asked.row.person_id)
    form = forms.ReleaseForm(request.POST)
    if form.is_valid():
        said = form.cleaned_data
        made = fields.saved(
            form,
            lambda: actions.release_copy(
                by=request.actor,
                id=said["id"],
                request_id=request_id,
                given_how=said["given_how"],
                at=clock.now(),
            ),
            "given_how",
        )
        if made is not None:
            return redirect("given_copy", request_id)
    return _show(request, "access_request", {"shown": shown, "how": HOW, "steps": STEPS, "form": form})


@page(Right.OPEN_RECORDS)
@require_GET
def given_copy(request: Request, request_id: UUID) -> HttpResponse:
    """The copy as it was given, to print."""
    shown = queries.request_for(request.actor, request_id, clock.today())
    permissions.require_prepare(request.actor, shown.asked.row.person_id)
    if shown.release is None:
        raise NotYours("subject_access.release", request_id, shown.asked.row.person_id)
    return render(request, "subject_access/given_copy.html", {"shown": shown, "copy": shown.release.copy})


def _given(request: Request) -> Any:
    return request.POST if request.method == "POST" else None


def _show(request: Request, template: str, shown: dict[str, Any]) -> HttpResponse:
    return render(
        request, f"subject_access/{template}.html", shown, status=422 if shown["form"].errors else 200
    )
