"""The reports about one person, one being written, sending it, and a copy as it was sent."""

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from waymark.core import clock, fields
from waymark.core.ids import new_id
from waymark.core.pages import Request, page
from waymark.governance.sharing.choices import RECIPIENT_KINDS, Basis, Kind, RecipientKind, Way
from waymark.governance.written_reports import actions, forms, queries
from waymark.governance.written_reports.choices import KINDS, ReportKind
from waymark.organisation.staff.choices import Right
from waymark.people.access import queries as access
from waymark.people.access.choices import Action

both = require_http_methods(["GET", "POST"])


@page(Right.OPEN_RECORDS)
@require_GET
def written_reports(request: Request, person_id: UUID) -> HttpResponse:
    """What was written about one person for others."""
    person = access.person_for(request.actor, person_id, Action.READ_ENTRY)
    rows = queries.reports_of(request.actor, person_id)
    shown = {
        "person": person,
        "reports": [(row, KINDS[ReportKind(row.kind)], queries.copies_of(row)) for row in rows],
        "may_write": _may_write(request, person_id),
    }
    return render(request, "written_reports/written_reports.html", shown)


@page(Right.RECORD_CONTACTS)
@both
def begin_report(request: Request, person_id: UUID) -> HttpResponse:
    """What for, and which days."""
    person = access.person_for(request.actor, person_id, Action.WRITE_ENTRY)
    form = forms.BeginForm(request.POST or None, initial={"id": new_id()})

    def begin() -> Any:
        said = form.cleaned_data
        return actions.begin_report(
            by=request.actor, id=said["id"], person_id=person_id, kind=ReportKind(said["kind"]),
            first=said["first"], last=said["last"],
        )  # fmt: skip

    if form.is_valid():
        made = fields.saved(form, begin)
        if made is not None:
            return redirect("written_report", made.pk)
    return _show(request, "begin_report", form, person=person)


@page(Right.OPEN_RECORDS)
@both
def written_report(request: Request, report_id: UUID) -> HttpResponse:
    """Its facts and its words: the writer's to change until a copy is sent."""
    report = queries.report_for(request.actor, report_id)
    copies = queries.copies_of(report)
    if copies:
        return redirect("sent_report", copies[0].pk)
    found = queries.gathered(request.actor, report.person_id, report.first, report.last)
    form = forms.ReportForm(
        request.POST or None,
        facts=[(fact.key, fact.words) for fact in found.facts],
        initial={
            "summary": report.summary,
            "their_view": report.their_view,
            "asks": report.asks,
            "facts": [fact.key for fact in found.facts if fact.key not in report.left_out],
        },
    )

    def keep() -> Any:
        said = form.cleaned_data
        return actions.keep_report(
            by=request.actor, report=report, summary=said["summary"], their_view=said["their_view"],
            asks=said["asks"], facts_in=said["facts"], at=clock.now(),
        )  # fmt: skip

    if form.is_valid() and fields.saved(form, keep):
        return redirect("send_report" if "send" in request.POST else "written_report", report.pk)
    shown = {"report": report, "heading": queries.heading_of(report), "found": found}
    return _show(request, "written_report", form, person=report.person, **shown)


@page(Right.RECORD_CONTACTS)
@both
def send_report(request: Request, report_id: UUID) -> HttpResponse:
    """To whom, how, and on what basis. What is sent is read here first, as it will stand."""
    report = queries.report_for(request.actor, report_id)
    access.person_for(request.actor, report.person_id, Action.WRITE_ENTRY)
    people = [
        (str(one.pk), f"{one.name} ({RECIPIENT_KINDS[RecipientKind(one.kind)].lower()})")
        for one in queries.recipients(request.actor, report.person)
    ]
    form = forms.SendForm(request.POST or None, recipients=people, initial={"id": new_id()})

    def send() -> Any:
        said = form.cleaned_data
        return actions.send_report(
            by=request.actor, id=said["id"], report=report, recipient_id=UUID(said["recipient"]),
            kinds=[Kind(kind) for kind in said["kinds"]], way=Way(said["way"]),
            basis=Basis(said["basis"]) if said["basis"] else None, reason=said["reason"], at=clock.now(),
        )  # fmt: skip

    if form.is_valid():
        sent = fields.saved(form, send, "reason" if form.cleaned_data["basis"] else "recipient")
        if sent is not None:
            messages.success(request, "This copy stands as it is. Waymark does not post it: you do.")
            return redirect("sent_report", sent.pk)
    found = queries.gathered(request.actor, report.person_id, report.first, report.last)
    facts = [fact for fact in found.facts if fact.key not in report.left_out]
    copies = queries.copies_of(report)
    shown = {
        "report": report,
        "heading": queries.heading_of(report),
        "facts": facts,
        "found": found,
        "copies": copies,
    }
    return _show(request, "send_report", form, person=report.person, **shown)


@page(Right.OPEN_RECORDS)
@require_GET
def sent_report(request: Request, copy_id: UUID) -> HttpResponse:
    """A copy as it was sent."""
    sent = queries.copy_for(request.actor, copy_id)
    facts = [(date.fromisoformat(fact["on"]), fact) for fact in sent.body["facts"]]
    shown = {"sent": sent, "facts": facts, "may_write": _may_write(request, sent.person_id)}
    shown["sent_on"] = f"{clock.local(sent.at):%-d %B %Y}"
    return render(request, "written_reports/sent_report.html", shown)


def _may_write(request: Request, person_id: UUID) -> bool:
    return request.actor.may(Right.RECORD_CONTACTS) and access.can(
        request.actor, person_id, Action.WRITE_ENTRY
    )


def _show(request: Request, name: str, form: Any, **shown: Any) -> HttpResponse:
    status = 422 if form.is_bound else 200
    return render(request, f"written_reports/{name}.html", {"form": form, **shown}, status=status)
