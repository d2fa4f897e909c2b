"""The pages of a sheet: give it, see what it comes to, bring it in or throw it away, and watch it come in."""

import re
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from waymark.core import clock, fields
from waymark.core.ids import new_id
from waymark.core.pages import Refused, Request, as_a_file, page
from waymark.doors.imports import actions, forms, queries
from waymark.organisation.staff.choices import Right

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@page(Right.IMPORT_PEOPLE)
@require_GET
def imports(request: Request) -> HttpResponse:
    """Give a sheet; and every sheet that was given in this service."""
    teams = list(queries.teams(request.actor))
    return _give(request, forms.SheetForm(initial={"id": new_id()}, teams=teams))


@page(Right.IMPORT_PEOPLE)
@require_POST
def check_sheet(request: Request) -> HttpResponse:
    """Read a sheet and say what it comes to. Nobody is brought in."""
    worker = request.actor
    form = forms.SheetForm(request.POST, request.FILES, teams=list(queries.teams(worker)))
    if not form.is_valid():
        return _give(request, form, status=422)
    batch = fields.saved(form, lambda: _check(request, form), "sheet")
    return redirect("sheet", batch.pk) if batch else _give(request, form, status=422)


@page(Right.IMPORT_PEOPLE)
@require_GET
def sheet(request: Request, batch_id: UUID) -> HttpResponse:
    """What one's own sheet comes to, how far it has come, or what became of it."""
    return _sheet(request, batch_id, forms.BringInForm())


@page(Right.IMPORT_PEOPLE)
@require_GET
def sheet_progress(request: Request, batch_id: UUID) -> HttpResponse:
    """The few lines that say how far it has come; asked for every two seconds where the browser can."""
    progress = queries.progress_of(request.actor, batch_id)
    return render(request, "imports/progress.html", {"progress": progress, "batch_id": batch_id})


@page(Right.IMPORT_PEOPLE)
@require_GET
def marked_copy(request: Request, batch_id: UUID) -> HttpResponse:
    """The sheet to send back, with what to put right beside each wrong row."""
    batch = queries.batch_for(request.actor, batch_id)
    copy = actions.export_marked(by=request.actor, id=batch_id, at=clock.now())
    return as_a_file(copy, f"{_plain(batch.file_name)} to put right.xlsx", XLSX)


@page(Right.IMPORT_PEOPLE)
@require_POST
def bring_in(request: Request, batch_id: UUID) -> HttpResponse:
    """Ask for everybody in the sheet to be brought in."""
    form = forms.BringInForm(request.POST)
    try:
        form.full_clean()
        actions.ask_to_bring_in(by=request.actor, id=batch_id, sound_rows_only=form.sound_rows_only)
    except actions.NotAllSound:
        form.add_error("what", forms.SAY_SO)
    except Refused as refusal:
        form.add_error(None, str(refusal))
    return _sheet(request, batch_id, form, status=422) if form.errors else redirect("sheet", batch_id)


@page(Right.IMPORT_PEOPLE)
@require_POST
def throw_away(request: Request, batch_id: UUID) -> HttpResponse:
    """Erase the file; nobody is brought in."""
    actions.throw_away(by=request.actor, id=batch_id, at=clock.now())
    return redirect("sheet", batch_id)


def _check(request: Request, form: forms.SheetForm) -> queries.Batch:
    given, worker = form.cleaned_data["sheet"], request.actor
    data, now = given.read(), clock.now()
    given.seek(0)
    unit_id = UUID(form.cleaned_data["unit"]) if form.cleaned_data["unit"] else None
    invented = queries.holds_invented_people(worker)
    checked = queries.read_file(worker, data, clock.today(now), unit_id=unit_id, invented=invented)
    return actions.check_sheet(
        by=worker,
        id=form.cleaned_data["id"],
        at=now,
        file_name=given.name,
        data=data,
        checked=checked,
        unit_id=unit_id,
        invented=invented,
    )


def _give(request: Request, form: forms.SheetForm, status: int = 200) -> HttpResponse:
    entries = queries.register(request.actor)
    return render(request, "imports/imports.html", {"form": form, "entries": entries}, status=status)


def _sheet(request: Request, batch_id: UUID, form: forms.BringInForm, status: int = 200) -> HttpResponse:
    batch = queries.batch_for(request.actor, batch_id)
    told = {
        "batch": batch,
        "batch_id": batch_id,
        "form": form,
        "shown": queries.shown(batch),
        "progress": queries.progress_of(request.actor, batch_id),
    }
    return render(request, "imports/sheet.html", told, status=status)


def _plain(file_name: str) -> str:
    """The name of a file as a browser can be told it: no path, no quotes, nothing that ends a header (A24)."""
    stem = re.sub(r"\.\w{1,5}$", "", file_name)
    return re.sub(r"[^A-Za-z0-9 _-]+", " ", stem).strip()[:60] or "sheet"
