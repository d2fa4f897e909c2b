"""The page that asks why before a record is opened in an emergency, which shows nothing of the record (security.md, A01, A32); and the
undertaking that is signed before any record opens (DUR-45).
"""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_http_methods

from waymark.core import clock, fields
from waymark.core.ids import new_id
from waymark.core.pages import NotYours, Request, page
from waymark.organisation.staff.choices import Right
from waymark.people.access import actions, forms, permissions, queries


@page(Right.BREAK_GLASS)
@require_http_methods(["GET", "POST"])
def break_glass(request: Request, person_id: UUID) -> HttpResponse:
    """Reached from Find alone, with what it gave (`offer`). GET asks why; POST opens the record for four hours."""
    given = request.POST if request.method == "POST" else request.GET
    offer = given.get("offer", "")
    if not queries.offer_holds(request.actor, person_id, offer):
        return _opened_already(request, person_id)
    form = forms.BreakGlassForm(
        given if request.method == "POST" else None, initial={"offer": offer, "override_id": new_id()}
    )
    if request.method == "GET":
        return _ask(request, form)
    return _open(request, person_id, form) if form.is_valid() else _ask(request, form, status=422)


def _open(request: Request, person_id: UUID, form: forms.BreakGlassForm) -> HttpResponse:
    said = form.cleaned_data
    actions.break_glass(
        by=request.actor,
        id=said["override_id"],
        person_id=person_id,
        offer=said["offer"],
        reason_code=said["reason_code"],
        reason=said["reason"],
        at=clock.now(),
    )
    return redirect("person", person_id)


def _opened_already(request: Request, person_id: UUID) -> HttpResponse:
    """Sent twice, or gone back to: the record is open, so go on to it. Otherwise there is nothing here."""
    if queries.override_banner(request.actor, person_id) is None:
        raise NotYours("access.override", "", person_id)
    return redirect("person", person_id)


def _ask(request: Request, form: forms.BreakGlassForm, status: int = 200) -> HttpResponse:
    return render(request, "access/break_glass.html", {"form": form}, status=status)


@page(Right.SIGNED_IN)
@require_http_methods(["GET", "POST"])
def undertaking(request: Request) -> HttpResponse:
    """The confidentiality undertaking: signed before anything else opens; afterwards it shows the name, the time and the version."""
    worker, text = request.actor, queries.undertaking_text(request.actor.service_id)
    signed = queries.signed_undertaking(worker)
    holds = queries.undertaking_stands(worker, clock.today())
    given = request.POST if request.method == "POST" else None
    form = forms.UndertakingForm(given, initial={"id": new_id(), "version": text.version})
    if request.method == "POST" and form.is_valid() and _signed(request, form):
        messages.success(request, f"Signed: version {text.version}. Thank you, {worker.name}.")
        return redirect(_own_path(request.GET.get("next", "")))
    shown = {
        "form": form,
        "text": text,
        "signed": signed,
        "holds": holds,
        "next": request.GET.get("next", ""),
    }
    return render(request, "access/undertaking.html", shown, status=422 if form.errors else 200)


def _signed(request: Request, form: forms.UndertakingForm) -> bool:
    said = form.cleaned_data
    made = fields.saved(
        form,
        lambda: actions.sign_undertaking(
            by=request.actor, id=said["id"], version=said["version"], name=said["name"], at=clock.now()
        ),
        "name",
    )
    return made is not None


def _own_path(where: str) -> str:
    own = where.startswith("/") and url_has_allowed_host_and_scheme(where, allowed_hosts=None)
    return where if own else "/"


@page(Right.SEE_ACCESS_LOG)
@require_GET
def undertakings(request: Request) -> HttpResponse:
    """Who has signed, and who must. The privacy officer's."""
    shown = {
        "signers": queries.signers(request.actor, clock.today()),
        "text": queries.undertaking_text(request.actor.service_id),
    }
    return render(request, "access/undertakings.html", shown)


@page(Right.SEE_ACCESS_LOG)
@require_http_methods(["GET", "POST"])
def publish_undertaking(request: Request) -> HttpResponse:
    """A new version of the text. Everybody signs again."""
    permissions.require_privacy_officer(request.actor)
    text = queries.undertaking_text(request.actor.service_id)
    start = {"id": new_id(), "words": text.words, "renew_months": text.renew_months}
    form = forms.UndertakingTextForm(request.POST if request.method == "POST" else None, initial=start)
    if request.method == "POST" and form.is_valid():
        made = fields.saved(
            form,
            lambda: actions.publish_undertaking(by=request.actor, at=clock.now(), **form.cleaned_data),
            "words",
        )
        if made is not None:
            messages.success(request, f"Version {made.version} is in force. Everybody is asked to sign it.")
            return redirect("undertakings")
    shown = {"form": form, "text": text}
    return render(request, "access/publish_undertaking.html", shown, status=422 if form.errors else 200)
