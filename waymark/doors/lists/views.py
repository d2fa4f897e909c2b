"""One's lists, a list tried out, one that is kept, and its export."""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from waymark.core import clock, fields
from waymark.core.ids import new_id
from waymark.core.pages import Request, as_a_file, page
from waymark.doors.lists import actions, forms, permissions, queries, rules
from waymark.doors.lists.choices import KINDS, Format, Kind
from waymark.organisation.staff.choices import Right

TYPES = {
    Format.CSV: "text/csv; charset=utf-8",
    Format.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@page(Right.OPEN_RECORDS)
@require_GET
def lists(request: Request) -> HttpResponse:
    """The lists one keeps, each with how many are on it today; and the way to another."""
    return render(request, "lists/lists.html", {"saved": queries.saved_lists(request.actor, clock.now())})


@page(Right.OPEN_RECORDS)
@require_GET
def try_list(request: Request, kind: Kind) -> HttpResponse:
    """What a list would hold, before it is kept."""
    return _shown(request, kind, _asked(request, kind, request.GET))


@page(Right.OPEN_RECORDS)
@require_POST
def save_list(request: Request, kind: Kind) -> HttpResponse:
    """Keep it under a name."""
    asked, form = _asked(request, kind, request.POST), forms.SaveForm(request.POST)
    if asked.is_valid() and form.is_valid():
        kept = fields.saved(
            form,
            lambda: actions.save_list(
                by=request.actor, at=clock.now(), filters=asked.filters, **form.cleaned_data
            ),
            "name",
        )
        if kept is not None:
            messages.info(request, "Kept. It is worked out anew each time you open it.")
            return redirect("saved_list", kept.pk)
    return _shown(request, kind, asked, save=form, status=422)


@page(Right.OPEN_RECORDS)
@require_GET
def saved_list(request: Request, list_id: UUID) -> HttpResponse:
    """A list one keeps, as it stands now."""
    kept = queries.saved_list_for(request.actor, list_id)
    asked = _asked(request, kept.asks.kind, kept.asks.kept)
    permissions.may_ask(request.actor, kept.asks)
    return _shown(request, kept.asks.kind, asked, kept=kept)


@page(Right.OPEN_RECORDS)
@require_POST
def drop_list(request: Request, list_id: UUID) -> HttpResponse:
    """Take it away."""
    actions.drop_list(by=request.actor, id=list_id, at=clock.now())
    messages.info(request, "The list is gone. Nobody’s record changed.")
    return redirect("lists")


@page(Right.OPEN_RECORDS)
@require_POST
def export_list(request: Request, kind: Kind) -> HttpResponse:
    """The whole list as a file, with a reason."""
    asked, form = _asked(request, kind, request.POST), forms.ExportForm(request.POST)
    if asked.is_valid() and form.is_valid():
        said = {**form.cleaned_data, "format": Format(form.cleaned_data["format"])}
        made = fields.saved(
            form,
            lambda: actions.export_list(by=request.actor, filters=asked.filters, at=clock.now(), **said),
            "reason",
        )
        if made is not None:
            return _file(*made, said["format"])
    return _shown(request, kind, asked, export=form, status=422)


def _file(data: bytes, made: queries.Report, format: Format) -> HttpResponse:
    name = rules.file_name(made.filters.kind, made.day, made.complete, format.value)
    return as_a_file(data, name, TYPES[format])


def _asked(request: Request, kind: Kind, said: Any) -> forms.FiltersForm:
    return forms.FORMS[kind](said, sees_the_team=permissions.sees_the_team(request.actor))


def _shown(
    request: Request, kind: Kind, asked: forms.FiltersForm, *, status: int = 200, **more: Any
) -> HttpResponse:
    """The list, with the questions above it; only the questions when an answer makes no sense."""
    valid = asked.is_valid()
    filters = asked.filters if valid else rules.Filters(kind=kind)
    at = _page(request)
    told = {
        "kind": kind,
        "title": KINDS[kind],
        "asked": asked,
        "filters": filters,
        "query": urlencode(filters.kept),
        "report": queries.report(request.actor, filters, clock.now(), page=at) if valid else None,
        "page": at,
        "size": queries.PAGE,
        "numbers": queries.NUMBERS,
        "save": forms.SaveForm(initial={"id": new_id(), "name": filters.words[:100]}),
        "export": forms.ExportForm(initial={"id": new_id(), "format": Format.XLSX.value}),
        **more,
    }
    return render(request, "lists/list.html", told, status=status if valid else 422)


def _page(request: Request) -> int:
    asked = request.GET.get("page", "")
    return max(1, int(asked)) if asked.isdecimal() and len(asked) < 6 else 1
