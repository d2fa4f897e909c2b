"""One's own role document, those of the people one manages, each version, and publishing the next (LDS-109)."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from waymark.core import clock
from waymark.core.ids import new_id
from waymark.core.pages import Refused, Request, page
from waymark.organisation.role_documents import actions, queries
from waymark.organisation.role_documents.forms import DocumentForm
from waymark.organisation.staff.choices import Right


@page(Right.SIGNED_IN)
@require_GET
def role_documents(request: Request) -> HttpResponse:
    """How the document stands for oneself, and for everybody whose post answers to one's own."""
    actor, day = request.actor, clock.today()
    publishes = actor.may(Right.MANAGE_STAFF)
    return render(
        request,
        "role_documents/role_documents.html",
        {
            "mine": queries.own(actor, day),
            "reports": queries.of_reports(actor, day),
            "roles": queries.roles_with_documents(actor) if publishes else [],
        },
    )


@page(Right.SIGNED_IN)
@require_GET
def role_document(request: Request, document_id: UUID) -> HttpResponse:
    """One version to read. The one that counts can be signed here; an earlier one stays readable."""
    actor, day = request.actor, clock.today()
    document = queries.document_for(actor, document_id, day)
    here = [
        one
        for one in [*queries.own(actor, day), *queries.of_reports(actor, day)]
        if one.document.pk == document.pk
    ]
    shown = {
        "document": document,
        "latest": queries.latest_of(document),
        "standings": here,
        "id_for": {one.worker.pk: new_id() for one in here},
    }
    return render(request, "role_documents/role_document.html", shown)


@page(Right.MANAGE_STAFF)
@require_http_methods(["GET", "POST"])
def publish_role_document(request: Request, role_id: UUID) -> HttpResponse:
    """The next version. Whoever holds the role, and their managers, then see it as not signed."""
    role = queries.role_for(request.actor, role_id)
    latest = queries.latest_version(role)
    form = DocumentForm(request.POST or None, initial={"id": new_id(), "text": latest.text if latest else ""})
    if form.is_valid():
        said = form.cleaned_data
        try:
            made = actions.publish(by=request.actor, id=said["id"], role_id=role.pk, text=said["text"])
        except Refused as refusal:
            form.add_error("text", str(refusal))
        else:
            messages.success(
                request, f"v{made.version} is published. Everybody it concerns is asked to sign."
            )
            return redirect("role_document", made.pk)
    return render(
        request,
        "role_documents/publish_role_document.html",
        {"form": form, "role": role, "latest": latest},
        status=422 if form.is_bound else 200,
    )
