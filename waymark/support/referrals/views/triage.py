"""One referral: acknowledged, given, decided, waiting, taken on. And the declined of a month."""

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from waymark.core import clock, fields
from waymark.core.ids import new_id
from waymark.core.pages import Request, page
from waymark.organisation.staff.choices import Right
from waymark.people.access.choices import Action
from waymark.support.caseload import queries as caseload
from waymark.support.referrals import actions, forms, queries

both = require_http_methods(["GET", "POST"])


@page(Right.OPEN_RECORDS)
@require_GET
def referral(request: Request, referral_id: UUID) -> HttpResponse:
    """What was asked, by whom, what it does not fit, and all that was done about it."""
    shown = queries.referral_page(request.actor, referral_id)
    may_write = request.actor.may(Right.RECORD_CONTACTS)
    return render(request, "referrals/referral.html", {"page": shown, "may_write": may_write})


@page(Right.RECORD_CONTACTS)
@both
def acknowledge_referral(request: Request, referral_id: UUID) -> HttpResponse:
    """Whom we told, and how."""
    form = forms.AcknowledgeForm(request.POST or None, initial={"id": new_id()})
    return _do(
        request,
        referral_id,
        form,
        "acknowledge",
        lambda said: actions.acknowledge_referral(
            by=request.actor, referral_id=referral_id, at=clock.now(), **said
        ),
    )


@page(Right.ALLOCATE)
@both
def give_referral(request: Request, referral_id: UUID) -> HttpResponse:
    """Name the colleague who decides."""
    form = forms.GiveForm(request.POST or None, initial={"id": new_id()}, colleagues=_colleagues(request))
    return _do(
        request,
        referral_id,
        form,
        "give",
        lambda _: actions.give_referral(by=request.actor, referral_id=referral_id, **form.given),
    )


@page(Right.RECORD_CONTACTS)
@both
def decide_referral(request: Request, referral_id: UUID) -> HttpResponse:
    """Accept, ask for more, decline or note that it was withdrawn."""
    form = forms.DecideForm(
        request.POST or None,
        initial={"id": new_id(), "keeps_in_touch": str(request.actor.worker_id)},
        colleagues=_colleagues(request),
    )
    return _do(
        request,
        referral_id,
        form,
        "decide",
        lambda _: actions.decide_referral(by=request.actor, referral_id=referral_id, **form.given),
    )


@page(Right.RECORD_CONTACTS)
@both
def change_waiting(request: Request, referral_id: UUID) -> HttpResponse:
    """What was done, or changes, while they wait."""
    found = queries.referral_for(request.actor, referral_id, Action.WRITE_ENTRY)
    form = forms.WaitingForm(
        request.POST or None,
        initial={
            "id": new_id(),
            "waits_for": found.waits_for,
            "keeps_in_touch": str(found.keeps_in_touch_id or ""),
        },
        colleagues=_colleagues(request),
    )
    return _do(
        request,
        referral_id,
        form,
        "waiting",
        lambda _: actions.change_waiting(by=request.actor, referral_id=referral_id, **form.given),
    )


@page(Right.ALLOCATE)
@both
def allocate_referral(request: Request, referral_id: UUID) -> HttpResponse:
    """Take them on: the key worker and the episode in one go."""
    day = clock.today()
    form = forms.TakeOnForm(
        request.POST or None,
        initial={"id": new_id(), "starts_on": day.isoformat(), "weight": 1},
        colleagues=_colleagues(request),
    )
    more = {
        "loads": caseload.workload(request.actor, request.actor.team_ids, day),
        "limits": caseload.limits_of(request.actor),
    }
    return _do(
        request,
        referral_id,
        form,
        "allocate",
        lambda _: actions.allocate_referral(by=request.actor, referral_id=referral_id, **form.given),
        "worker",
        **more,
    )


@page(Right.SEE_BOARD)
@require_GET
def declined_referrals(request: Request) -> HttpResponse:
    """The declined of a month (`?month=2026-03`), counted by reason (TPL-17)."""
    month = _month(request)
    counted, rows = queries.declined(request.actor, month)
    return render(
        request,
        "referrals/declined_referrals.html",
        {
            "counted": counted,
            "rows": rows,
            "month": month,
            "before": date(month.year - (month.month == 1), month.month - 1 or 12, 1),
            "after": date(month.year + month.month // 12, month.month % 12 + 1, 1),
        },
    )


def _do(
    request: Request,
    referral_id: UUID,
    form: Form,
    what: str,
    write: Callable[[dict[str, Any]], object],
    field: str | None = None,
    **more: Any,
) -> HttpResponse:
    """Ask, or write and go back to the referral. NotYours for somebody the worker may not write about."""
    queries.referral_for(request.actor, referral_id, Action.WRITE_ENTRY)
    if form.is_valid() and fields.saved(form, lambda: write(dict(form.cleaned_data)), field) is not None:
        messages.info(request, "Kept.")
        return redirect("referral", referral_id)
    shown = queries.referral_page(request.actor, referral_id)
    return render(
        request,
        f"referrals/{what}.html",
        {"form": form, "page": shown, "referral": shown.line.referral, **more},
        status=422 if form.is_bound else 200,
    )


def _colleagues(request: Request) -> Any:
    return queries.colleagues(request.actor, clock.today())


def _month(request: Request) -> date:
    try:
        return date.fromisoformat(f"{request.GET.get('month', '')}-01")
    except ValueError:
        return clock.today().replace(day=1)
