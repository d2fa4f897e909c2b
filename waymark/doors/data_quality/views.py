"""The board of what is to be put right, one's own lines of it, and the page where one field of one record is put right."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from waymark.core import clock, fields
from waymark.core.ids import new_id
from waymark.core.pages import NotYours, Request, page
from waymark.doors.data_quality import actions, forms, queries
from waymark.doors.data_quality.choices import ELSEWHERE, Field, Measure
from waymark.doors.imports.queries import holds_invented_people
from waymark.organisation.staff.choices import Right

MAY_BE_RIGHT = {Measure.VALIDITY, Measure.TIMELINESS}
"""What is only unlikely, or old, may be right as it stands."""


@page(Right.SEE_BOARD)
@require_GET
def data_quality(request: Request) -> HttpResponse:
    """How complete the open records of the worker's teams are, by team and field, and what is to be put right, with whose it is."""
    return render(
        request,
        "data_quality/data_quality.html",
        queries.board(request.actor, clock.today(), page=_page(request)),
    )


@page(Right.WRITE_DETAILS)
@require_GET
def to_put_right(request: Request) -> HttpResponse:
    """What is to be put right for the people whose key worker one is."""
    return render(
        request,
        "data_quality/to_put_right.html",
        queries.own_lines(request.actor, clock.today(), page=_page(request)),
    )


@page(Right.WRITE_DETAILS)
@require_http_methods(["GET", "POST"])
def put_right(request: Request, person_id: UUID, field: str) -> HttpResponse:
    """One field of one record: give its value, or say what was answered."""
    if field not in set(Field):
        raise NotYours("data_quality.field", field, person_id)
    known = queries.to_put_right(request.actor, person_id, Field(field), clock.today())
    form = forms.PutRightForm(
        request.POST or None,
        initial={"id": new_id()},
        field=Field(field),
        now_is=known["now_is"],
        unlikely=any(fault.measure in MAY_BE_RIGHT for fault in known["faults"]),
        invented=holds_invented_people(request.actor),
    )
    if form.is_valid() and fields.saved(form, lambda: _put_right(request, known, form)) is not None:
        messages.info(request, f"{known['title']} of {known['person'].name}: put right.")
        return redirect("data_quality" if request.actor.may(Right.SEE_BOARD) else "to_put_right")
    return render(
        request,
        "data_quality/put_right.html",
        {**known, "form": form, "elsewhere": ELSEWHERE.get(Field(field))},
        status=422 if form.is_bound else 200,
    )


def _put_right(request: Request, known: dict[str, Any], form: forms.PutRightForm) -> object:
    return actions.put_right(
        by=request.actor,
        person=known["person"],
        field=known["field"],
        at=clock.now(),
        **form.cleaned_data,
    )


def _page(request: Request) -> int:
    asked = request.GET.get("page", "")
    return int(asked) if asked.isdecimal() and len(asked) < 6 else 1
