"""A worker's tasks, one task, and what can be done with it. Everything works without a script."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from waymark.core import clock, fields
from waymark.core.ids import new_id, read_id
from waymark.core.pages import Refused, Request, page
from waymark.organisation.staff.choices import Right
from waymark.people.access import queries as access
from waymark.people.access.choices import Action
from waymark.work.tasks import actions, queries, rules
from waymark.work.tasks.choices import Weight
from waymark.work.tasks.forms import FinishForm, HandOverForm, MakeForm, PutOffForm


@page(Right.SIGNED_IN)
@require_GET
def tasks(request: Request) -> HttpResponse:
    """What the worker has to do, today, this week or at all (`?until=`): concerns first, then by how much it matters and when it is due."""
    now = clock.now()
    span = request.GET.get("until", "")
    last = rules.last_day(span, clock.today(now))
    mine = [task for task in queries.my_tasks(request.actor, now) if task.is_for(last)]
    return render(
        request,
        "tasks/tasks.html",
        {
            "tasks": mine,
            "span": span if last else "",
            "counted": rules.counted(task.weight for task in mine if not task.is_concern),
            "may_make": request.actor.may(Right.MANAGE_TASKS),
        },
    )


@page(Right.SIGNED_IN)
@require_GET
def task(request: Request, task_id: UUID) -> HttpResponse:
    """One task: read it, say that it has been seen, finish it, hand it over."""
    return _show(request, queries.task_page(request.actor, task_id, clock.now()))


@page(Right.SIGNED_IN)
@require_POST
def see_task(request: Request, task_id: UUID) -> HttpResponse:
    """Say that a concern has been seen."""
    actions.see_task(by=request.actor, id=task_id, at=clock.now())
    messages.info(request, "Thank you. Everyone can see now that you know.")
    return redirect("task", task_id)


@page(Right.SIGNED_IN)
@require_POST
def finish_task(request: Request, task_id: UUID) -> HttpResponse:
    """Say that it is done, and how."""
    now = clock.now()
    shown = queries.task_page(request.actor, task_id, now)
    form = FinishForm(request.POST, kind=shown.shown.kind)
    if not form.is_valid():
        return _show(request, shown, finish=form)
    actions.finish_task(by=request.actor, id=task_id, outcome=form.cleaned_data["outcome"], at=now)
    messages.info(request, "Done.")
    return redirect("tasks")


@page(Right.SIGNED_IN)
@require_POST
def put_off_task(request: Request, task_id: UUID) -> HttpResponse:
    """Do it another day; what must be done takes a reason."""
    now = clock.now()
    shown = queries.task_page(request.actor, task_id, now)
    form = PutOffForm(request.POST, weight=shown.shown.weight, day=clock.today(now))
    if not form.is_valid():
        return _show(request, shown, put_off=form)
    said = form.cleaned_data

    def put_off() -> Any:
        return actions.put_off_task(
            by=request.actor,
            id=task_id,
            put_off_id=said["put_off_id"],
            until=said["until"],
            reason=said["why"],
        )

    if not fields.saved(form, put_off, "until"):
        return _show(request, shown, put_off=form)
    messages.info(request, "Put off.")
    return redirect("tasks")


@page(Right.SIGNED_IN)
@require_POST
def hand_over_task(request: Request, task_id: UUID) -> HttpResponse:
    """Pass it to a colleague, with a reason."""
    now = clock.now()
    shown = queries.task_page(request.actor, task_id, now)
    form = HandOverForm(request.POST, colleagues=queries.colleagues(request.actor, now))
    if not form.is_valid():
        return _show(request, shown, hand_over=form)
    to_id, reason = form.cleaned_data["owner"], form.cleaned_data["reason"]
    try:
        actions.hand_over_task(by=request.actor, id=task_id, to_id=to_id, reason=reason)
    except Refused as refusal:
        form.add_error("owner", str(refusal))
        return _show(request, shown, hand_over=form)
    messages.info(request, "Handed over.")
    return redirect("tasks")


@page(Right.MANAGE_TASKS)
@require_http_methods(["GET", "POST"])
def make_task(request: Request) -> HttpResponse:
    """Give oneself or a colleague something to do, about a person (`?person=`) or about nobody in particular."""
    now = clock.now()
    person = _person(request)
    form = MakeForm(
        request.POST or None,
        initial={"id": new_id(), "owner": str(request.actor.worker_id), "weight": Weight.SHOULD.value},
        by=request.actor,
        person=person,
        colleagues=queries.colleagues(request.actor, now),
        day=clock.today(now),
    )
    if form.is_valid() and (made := fields.saved(form, lambda: _make(request, form))):
        messages.info(request, "Kept.")
        return redirect("task", made.id)
    return render(
        request,
        "tasks/make_task.html",
        {"form": form, "person": person},
        status=422 if form.is_bound else 200,
    )


def _make(request: Request, form: MakeForm) -> Any:
    said = form.cleaned_data
    return actions.make_task(
        by=request.actor,
        id=said["id"],
        words=said["words"],
        owner_id=said["owner"],
        person_id=form.person.pk if form.person else None,
        weight=said["weight"],
        due_at=form.due_at,
    )


def _person(request: Request) -> Any:
    """Whom it is about, if anybody: NotYours for a stranger, and for what is no id at all."""
    asked = request.POST.get("person") or request.GET.get("person")
    if not asked:
        return None
    return access.person_for(request.actor, read_id(asked) or new_id(), Action.WRITE_ENTRY)


def _show(request: Request, shown: queries.TaskPage, **bound: Any) -> HttpResponse:
    """The page of a task, with whichever form was sent and is not right yet."""
    forms: dict[str, Any] = {"finish": None, "hand_over": None, "put_off": None}
    if shown.may_finish:
        forms["finish"] = FinishForm(kind=shown.shown.kind)
    if shown.may_put_off:
        day = clock.today()
        forms["put_off"] = PutOffForm(initial={"put_off_id": new_id()}, weight=shown.shown.weight, day=day)
    if shown.may_hand_over:
        forms["hand_over"] = HandOverForm(colleagues=queries.colleagues(request.actor, clock.now()))
    forms |= bound
    return render(request, "tasks/task.html", {"page": shown, **forms}, status=422 if bound else 200)
