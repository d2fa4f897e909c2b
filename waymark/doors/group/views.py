"""Who was in the group, the one page about all of them, and what it wrote."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import urlencode
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from waymark.core import clock, fields
from waymark.core.ids import new_id, read_id
from waymark.core.pages import Request, page
from waymark.doors.contact import queries as drafts
from waymark.doors.group import actions, forms, queries, rules
from waymark.organisation.staff.choices import Right
from waymark.support.diary import queries as diary


@page(Right.RECORD_CONTACTS)
@require_GET
def choose_group(request: Request) -> HttpResponse:
    """Tick who was there, or should have been."""
    mine, others = queries.candidates(request.actor)
    return render(request, "group/choose_group.html", {"mine": mine, "others": others, "fresh": new_id()})


@page(Right.RECORD_CONTACTS)
@require_http_methods(["GET", "POST"])
def record_group(request: Request, group_id: UUID) -> HttpResponse:
    """One entry for several people. Whom it is about stands in the address, so that the page can be opened again."""
    if request.method == "GET" and diary.led_group(request.actor, group_id):
        return redirect("group_session", group_id)
    draft = drafts.draft_if_any(request.actor, group_id)
    ids = _people(request.GET.getlist("person") or (draft.fields.get("person", []) if draft else []))
    if wrong := rules.wrong_with_number(len(set(ids))):
        mine, others = queries.candidates(request.actor)
        shown = {"mine": mine, "others": others, "fresh": group_id, "wrong": wrong, "ticked": set(ids)}
        return render(request, "group/choose_group.html", shown, status=422)
    people = queries.people_of(request.actor, ids)
    now = clock.local(clock.now())
    first = draft.fields if draft else {"date": now.date().isoformat(), "start": f"{now:%H:%M}"}
    form = forms.GroupForm(request.POST or None, people=people, initial=first)

    def record() -> Any:
        return actions.record_group(by=request.actor, id=group_id, group=form.group())

    if form.is_valid() and fields.saved(form, record):
        return redirect("group_session", group_id)
    if form.is_bound and not drafts.wrong_with_typed(typed := _typed(request)):
        actions.keep_typed(by=request.actor, id=group_id, typed=typed, people=ids, at=clock.now())
    whom = urlencode({"person": [str(person.pk) for person in people]}, doseq=True)
    shown = {"form": form, "people": people, "whom": whom, "group_id": group_id, "draft": draft}
    return render(request, "group/record_group.html", shown, status=422 if form.is_bound else 200)


@page(Right.RECORD_CONTACTS)
@require_POST
def group_draft(request: Request, group_id: UUID) -> HttpResponse:
    """What is typed so far: sent by the page every second or two."""
    ids = _people(request.GET.getlist("person"))
    queries.people_of(request.actor, ids)
    typed = _typed(request)
    if wrong := rules.wrong_with_number(len(set(ids))) or drafts.wrong_with_typed(typed):
        return HttpResponse(wrong, status=422)
    at = actions.keep_typed(by=request.actor, id=group_id, typed=typed, people=ids, at=clock.now())
    if "HX-Request" not in request.headers:
        return redirect("record_group", group_id)
    return render(request, "group/kept.html", {"at": at})


@page(Right.RECORD_CONTACTS)
@require_GET
def group_session(request: Request, group_id: UUID) -> HttpResponse:
    """What the entry wrote: the session, and the record of each whom the worker may read."""
    session, contacts, whole = queries.session(request.actor, group_id)
    shown = {"session": session, "contacts": contacts, "others": whole - len(contacts)}
    return render(request, "group/group_session.html", shown)


def _people(texts: list[str]) -> list[UUID]:
    return list(dict.fromkeys(id for text in texts if (id := read_id(text))))


def _typed(request: Request) -> dict[str, object]:
    """What stands in the boxes; what only the page itself sends is not part of it."""
    return {name: value for name, value in request.POST.items() if name != "csrfmiddlewaretoken"}
