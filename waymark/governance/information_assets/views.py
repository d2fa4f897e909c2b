"""The pages of what comes in and what is taken out."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from waymark.core import clock, fields
from waymark.core.ids import new_id
from waymark.core.pages import Request, as_a_file, page
from waymark.governance.information_assets import actions, forms, permissions, queries
from waymark.governance.information_assets.choices import BECAME, MEDIA, PAPER_KINDS, Became, FileKind
from waymark.organisation.staff.choices import Right
from waymark.people.access import queries as access
from waymark.people.access.choices import Action, Sensitivity
from waymark.work.documents import queries as documents


@page(Right.OPEN_RECORDS)
@require_GET
def papers(request: Request, person_id: UUID) -> HttpResponse:
    """What was brought in for this person, and what was printed or saved."""
    return render(
        request, "information_assets/papers.html", {"shown": queries.papers(request.actor, person_id)}
    )


@page(Right.WRITE_DETAILS)
@require_http_methods(["GET", "POST"])
def bring_in(request: Request, person_id: UUID) -> HttpResponse:
    """Keep a letter or a picture, with where it came from."""
    person = access.person_for(request.actor, person_id, Action.WRITE_ENTRY)
    start = {"id": new_id(), "sensitivity": Sensitivity.ORDINARY}
    form = forms.BringInForm(*_given(request), initial=start)
    if form.is_valid():
        said = form.cleaned_data
        kept = fields.saved(
            form,
            lambda: actions.bring_in(
                by=request.actor,
                id=said["id"],
                person=person,
                file_name=said["paper"].name,
                data=_bytes(said["paper"]),
                source=said["source"],
                sensitivity=Sensitivity(said["sensitivity"]),
                at=clock.now(),
                what=said["what"],
                written_on=said["written_on"],
                paper_pages=said["paper_pages"],
            ),
            "paper",
        )
        if kept is not None:
            messages.success(request, f"{kept.file_name} is kept.")
            return redirect("paper", kept.pk) if kept.what else redirect("papers", person_id)
    return _show(request, "bring_in", {"form": form, "person": person})


@page(Right.OPEN_RECORDS)
@require_http_methods(["GET", "POST"])
def print_plan(request: Request, person_id: UUID) -> HttpResponse:
    """Why, before the plan is printed."""
    permissions.require_take_out(request.actor, person_id)
    person = access.person_for(request.actor, person_id, Action.EXPORT)
    form = forms.ReasonForm(request.POST if request.method == "POST" else None, initial={"id": new_id()})
    if form.is_valid():
        said = form.cleaned_data
        made = fields.saved(
            form,
            lambda: actions.print_plan(
                by=request.actor, id=said["id"], person=person, reason=said["reason"], at=clock.now()
            ),
            "reason",
        )
        if made is not None:
            return redirect("printout", made.pk)
    return _show(request, "print_plan", {"form": form, "person": person})


@page(Right.OPEN_RECORDS)
@require_GET
def printout(request: Request, taken_id: UUID) -> HttpResponse:
    """The plan as it is printed, with who and when on every page."""
    shown = queries.printout(request.actor, taken_id, clock.now())
    if shown is None:
        messages.info(request, "That printout is no longer open. Ask for it again.")
        return redirect("my_day")
    printed = render(request, "information_assets/printout.html", shown)
    return documents.as_asked(printed, request.GET.get("as", ""), "Plan", documents.pdf_of)


@page(Right.OPEN_RECORDS)
@require_http_methods(["GET", "POST"])
def paper(request: Request, paper_id: UUID) -> HttpResponse:
    """A paper that was brought in: what is known of it, and, with a reason, the file itself."""
    found = queries.paper_for(request.actor, paper_id)
    form = forms.ReasonForm(request.POST if request.method == "POST" else None, initial={"id": new_id()})
    if form.is_valid():
        said = form.cleaned_data
        made = fields.saved(
            form,
            lambda: actions.export_paper(
                by=request.actor, id=said["id"], paper_id=paper_id, reason=said["reason"], at=clock.now()
            ),
            "reason",
        )
        if made is not None:
            return _file(request, found)
    return _show_paper(request, found, form=form)


@page(Right.WRITE_DETAILS)
@require_POST
def check_paper(request: Request, paper_id: UUID) -> HttpResponse:
    """So many of its pages can be read."""
    found = queries.paper_for(request.actor, paper_id)
    form = forms.CheckForm(request.POST)
    if form.is_valid() and _checked(request, paper_id, form):
        messages.info(request, "Checked.")
        return redirect("paper", paper_id)
    return _show_paper(request, found, check=form)


@page(Right.WRITE_DETAILS)
@require_POST
def end_paper(request: Request, paper_id: UUID) -> HttpResponse:
    """What became of the paper itself."""
    found = queries.paper_for(request.actor, paper_id)
    form = forms.EndForm(request.POST)
    if form.is_valid() and _ended(request, paper_id, form):
        messages.info(request, "Kept.")
        return redirect("paper", paper_id)
    return _show_paper(request, found, end=form)


def _checked(request: Request, paper_id: UUID, form: forms.CheckForm) -> Any:
    said, by, now = form.cleaned_data, request.actor, clock.now()

    def check() -> Any:
        return actions.check_paper(
            by=by, id=said["check_id"], paper_id=paper_id, readable=said["readable"], at=now
        )

    return fields.saved(form, check, "readable")


def _ended(request: Request, paper_id: UUID, form: forms.EndForm) -> Any:
    said, by, now = form.cleaned_data, request.actor, clock.now()
    became = Became(said["became"])

    def end() -> Any:
        return actions.end_paper(
            by=by, id=said["end_id"], paper_id=paper_id, became=became, where=said["where"], at=now
        )

    return fields.saved(form, end, "where" if became is Became.FILED else "became")


def _show_paper(request: Request, found: queries.Paper, **sent: Any) -> HttpResponse:
    row, asked = found.row, request.actor
    shown = {
        "form": forms.ReasonForm(initial={"id": new_id()}),
        "check": forms.CheckForm(initial={"check_id": new_id(), "readable": row.paper_pages}),
        "end": forms.EndForm(initial={"end_id": new_id()}),
        **sent,
    }
    wrong = next((form for form in shown.values() if form.errors), shown["form"])
    may = {"may_take_out": permissions.may_take_out(asked, row.person_id)}
    may["may_write"] = asked.may(Right.WRITE_DETAILS) and permissions.may_bring_in(asked, row.person_id)
    return render(
        request,
        "information_assets/paper.html",
        {"paper": found, "wrong": wrong, "became": BECAME, "what": PAPER_KINDS, **shown, **may},
        status=422 if wrong.errors else 200,
    )


@page(Right.SEE_ACCESS_LOG)
@require_GET
def assets_register(request: Request) -> HttpResponse:
    """What came in and what went out in the service. The privacy officer's."""
    return render(request, "information_assets/assets_register.html", queries.register(request.actor))


def _file(request: Request, found: queries.Paper) -> HttpResponse:
    """As a file to save, never shown by the browser itself."""
    return as_a_file(
        queries.content_of(request.actor, found.row.pk), found.row.file_name, MEDIA[FileKind(found.row.kind)]
    )


def _bytes(upload: Any) -> bytes:
    data: bytes = upload.read()
    return data


def _given(request: Request) -> tuple[Any, Any]:
    return (request.POST, request.FILES) if request.method == "POST" else (None, None)


def _show(request: Request, template: str, shown: dict[str, Any]) -> HttpResponse:
    return render(
        request, f"information_assets/{template}.html", shown, status=422 if shown["form"].errors else 200
    )
