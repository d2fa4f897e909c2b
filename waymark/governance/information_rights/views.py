"""The pages of information rights: the log, who looked, emergency openings, privacy alerts, and whether the log is whole."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from waymark.core import clock, heartbeats
from waymark.core.audit import jobs, log
from waymark.core.ids import read_id
from waymark.core.pages import Refused, Request, page
from waymark.governance.information_rights import forms, queries
from waymark.organisation.staff import queries as staff
from waymark.organisation.staff.choices import Right
from waymark.people.access import actions
from waymark.people.access.choices import OVERRIDE_REASONS

LOOK_BACK = timedelta(days=365)


@page(Right.SEE_ACCESS_LOG)
@require_GET
def access_log(request: Request) -> HttpResponse:
    """The service's log, latest first, narrowed by day, worker and kind."""
    workers = [(str(w.pk), w.name) for w in staff.workers_in(request.actor, clock.today())]
    form = forms.LogForm(request.GET, workers=workers)
    if not form.is_valid():
        return _show(request, "access_log", {"form": form, "log": None}, status=422)
    said = form.cleaned_data
    narrowing = queries.Narrowing(
        first=said["first"],
        last=said["last"],
        worker_id=read_id(said["worker"]),
        kind=said["kind"],
        before=said["before"],
    )
    return _show(
        request,
        "access_log",
        {"form": form, "log": queries.access_log(request.actor, narrowing), "more": _more(request)},
    )


@page(Right.SEE_ACCESS_LOG)
@require_http_methods(["GET", "POST"])
def who_looked(request: Request) -> HttpResponse:
    """Whose record? By exact name or NHS number; what was typed does not stand in the address."""
    form = forms.WhoForm(request.POST if request.method == "POST" else None)
    if request.method == "GET" or not form.is_valid():
        return _show(request, "who_looked", {"form": form}, status=200 if request.method == "GET" else 422)
    found = queries.people_called(request.actor, form.cleaned_data["person"])
    if len(found) == 1:
        return redirect("who_looked_at", found[0].pk)
    if found:
        form.add_error("person", "More than one person has that name. Give the NHS number.")
    else:
        form.add_error(
            "person", "Nobody here has exactly that name or number. Give the whole name, or the NHS number."
        )
    return _show(request, "who_looked", {"form": form}, status=422)


@page(Right.SEE_ACCESS_LOG)
@require_GET
def who_looked_at(request: Request, person_id: UUID) -> HttpResponse:
    """Every look at this person's record in the last year. `lists=1`: lists on which they stood, too."""
    lists = request.GET.get("lists") == "1"
    before = request.GET.get("before", "")
    found = queries.who_looked(
        request.actor,
        person_id,
        clock.now() - LOOK_BACK,
        lists=lists,
        before=int(before) if before.isascii() and before.isdigit() and len(before) < 19 else None,
    )
    shown = {
        "log": found,
        "person": queries.name_of(request.actor, person_id),
        "lists": lists,
        "more": _more(request),
    }
    return _show(request, "who_looked_at", {**shown, "person_id": person_id})


@page(Right.SEE_ACCESS_LOG)
@require_GET
def tell_who_looked(request: Request, person_id: UUID) -> HttpResponse:
    """The same for the person themselves, in plain words, to print or to read out."""
    shown = {
        "told": queries.in_plain_words(request.actor, person_id, clock.now() - LOOK_BACK),
        "person": queries.name_of(request.actor, person_id),
        "person_id": person_id,
    }
    return _show(request, "tell_who_looked", shown)


@page(Right.SEE_ACCESS_LOG)
@require_GET
def overrides(request: Request) -> HttpResponse:
    """The access review: emergency openings that wait for a verdict, and those that have one."""
    shown = {
        "waiting_now": queries.openings(request.actor, waiting=True),
        "judged": queries.openings(request.actor, waiting=False),
        "reasons": OVERRIDE_REASONS,
    }
    return _show(request, "overrides", shown)


@page(Right.SEE_ACCESS_LOG)
@require_http_methods(["GET", "POST"])
def judge_override(request: Request, override_id: UUID) -> HttpResponse:
    """Justified or not, in words."""
    opening = queries.opening(request.actor, override_id)
    if opening.why_not:
        raise Refused(opening.why_not)
    form = forms.VerdictForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        actions.judge_override(by=request.actor, id=override_id, at=clock.now(), **form.cleaned_data)
        return redirect("overrides")
    shown = {"form": form, "opening": opening, "reasons": OVERRIDE_REASONS}
    return _show(request, "judge_override", shown, status=422 if request.method == "POST" else 200)


@page(Right.SEE_ACCESS_LOG)
@require_GET
def alerts(request: Request) -> HttpResponse:
    """Privacy alerts: open, and lately closed."""
    shown = {"open": queries.alerts(request.actor), "closed": queries.alerts(request.actor, closed=True)}
    return _show(request, "alerts", shown)


@page(Right.SEE_ACCESS_LOG)
@require_http_methods(["GET", "POST"])
def close_alert(request: Request, alert_id: UUID) -> HttpResponse:
    """Close one with what was found."""
    found = queries.alert(request.actor, alert_id)
    form = forms.CloseForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        actions.close_alert(
            by=request.actor, id=alert_id, outcome=form.cleaned_data["outcome"], at=clock.now()
        )
        return redirect("alerts")
    return _show(
        request, "close_alert", {"form": form, **found}, status=422 if request.method == "POST" else 200
    )


@page(Right.VERIFY_AUDIT)
@require_GET
def chain(request: Request) -> HttpResponse:
    """Whether the log is whole: how far it is sealed, what waits, and what the clock process found when it last walked the chain."""
    at = clock.now()
    state = heartbeats.state_of(jobs.CHAIN)
    checked = datetime.fromisoformat(state["checked_at"]) if "checked_at" in state else None
    shown = {
        "end": log.head(),
        "unsealed": log.unsealed().count(),
        "late": log.late(at).count(),
        "pulse": heartbeats.pulse(),
        "checked_at": checked,
        "rows": state.get("rows", 0),
        "found": state.get("found", []) + state.get("faults", []),
    }
    return _show(request, "chain", shown)


def _show(request: Request, template: str, shown: dict[str, Any], status: int = 200) -> HttpResponse:
    here = {"here": template, "waiting": queries.waiting(request.actor)}
    return render(request, f"information_rights/{template}.html", {**here, **shown}, status=status)


def _more(request: Request) -> str:
    """The address's own narrowing, for the link to the next page."""
    kept = request.GET.copy()
    kept.pop("before", None)
    return kept.urlencode()
