"""My caseload, the workload of teams, a person's episodes, and allocating, handing over and closing for those who lead."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from waymark.core import clock, fields
from waymark.core.ids import new_id, read_id
from waymark.core.pages import Request, page
from waymark.organisation.staff.choices import Right
from waymark.people.access import queries as access
from waymark.people.access.choices import Action
from waymark.support.caseload import actions, forms, queries, rules
from waymark.support.caseload.choices import Purpose

A_WEEK = timedelta(days=7)
both = require_http_methods(["GET", "POST"])


@page(Right.SEE_OWN_DAY)
@require_GET
def caseload(request: Request) -> HttpResponse:
    """Those the worker is allocated to, least of the week's planned time first; `?day=` another week, `?worker=` a colleague's."""
    day = _day(request)
    worker_id, colleague = _whose(request)
    rows = queries.caseload_of(request.actor, worker_id, day)
    monday, sunday = rules.week_of(day)
    return render(
        request,
        "caseload/caseload.html",
        {
            "rows": rows,
            "least": rows[0] if rows and rows[0].planned and rows[0].given < rows[0].planned else None,
            "time": rules.given_of_planned(sum(row.given for row in rows), sum(row.planned for row in rows)),
            "monday": monday,
            "sunday": sunday,
            "before": monday - A_WEEK,
            "after": monday + A_WEEK,
            "colleague": colleague,
            "unexplained": [] if colleague else queries.unexplained(request.actor, clock.today()),
        },
    )


@page(Right.SEE_BOARD)
@require_GET
def workload(request: Request) -> HttpResponse:
    """What each worker of the lead's teams carries, as sums that explain themselves; and who has no key worker."""
    day = clock.today()
    return render(
        request,
        "caseload/workload.html",
        {
            "loads": queries.workload(request.actor, request.actor.team_ids, day),
            "limits": queries.limits_of(request.actor),
            "without": queries.people_without_key_worker(request.actor, day),
            "above": queries.allocations_above_band(request.actor),
            "may_allocate": request.actor.may(Right.ALLOCATE),
        },
    )


@page(Right.OPEN_RECORDS)
@require_GET
def episodes(request: Request, person_id: UUID) -> HttpResponse:
    """A person's episodes, and who has worked with them when."""
    person = access.person_for(request.actor, person_id, Action.OPEN)
    return render(
        request,
        "caseload/episodes.html",
        {
            "person": person,
            "episodes": queries.episodes_of(request.actor, person_id),
            "may_allocate": queries.may_lead(request.actor, person_id),
            "stay": queries.stay_now(request.actor, person_id),
            "stays": queries.stays_of(request.actor, person_id),
        },
    )


@page(Right.ALLOCATE)
@both
def open_episode(request: Request, person_id: UUID) -> HttpResponse:
    """Take somebody on in one of the lead's own teams."""
    person = access.person_for(request.actor, person_id, Action.OPEN)
    first = {"id": new_id(), "opened_on": clock.today().isoformat()}
    form = forms.OpenForm(request.POST or None, initial=first, teams=queries.teams(request.actor))
    opened = _written(form, lambda: actions.open_episode(by=request.actor, person_id=person_id, **form.given))
    if opened:
        messages.info(request, "The episode has begun. Who is the key worker?")
        return redirect("allocate", opened.pk)
    return _ask(request, "caseload/open_episode.html", form, person=person)


@page(Right.ALLOCATE)
@both
def allocate(request: Request, episode_id: UUID) -> HttpResponse:
    """Give a colleague a part in an episode. Over the limit it asks why (DUR-39)."""
    episode, day = queries.episode_to_lead(request.actor, episode_id), clock.today()
    form = forms.AllocateForm(
        request.POST or None,
        initial={
            "id": new_id(),
            "starts_on": max(day, episode.opened_on).isoformat(),
            "purpose": Purpose.KEY_WORKER.value,
            "weight": 1,
        },
        colleagues=queries.colleagues(request.actor, day),
    )
    if _written(
        form, lambda: actions.allocate(by=request.actor, episode_id=episode_id, **form.given), "worker"
    ):
        return _to_episodes(
            request, episode.person_id, "Allocated. They can open the record from their first day."
        )
    shown = {"episode": episode, "loads": queries.workload(request.actor, request.actor.team_ids, day)}
    return _ask(request, "caseload/allocate.html", form, limits=queries.limits_of(request.actor), **shown)


@page(Right.ALLOCATE)
@both
def end_allocation(request: Request, allocation_id: UUID) -> HttpResponse:
    """Change the key worker, or end another part."""
    allocation, day = queries.allocation_to_lead(request.actor, allocation_id), clock.today()
    form = forms.ChangeForm(
        request.POST or None,
        initial={"first_day": day.isoformat()},
        colleagues=[w for w in queries.colleagues(request.actor, day) if w.pk != allocation.worker_id],
    )
    if _written(
        form,
        lambda: actions.end_allocation(by=request.actor, id=allocation_id, **form.given),
        "successor",
    ):
        return _to_episodes(request, allocation.person_id, "Changed.")
    return _ask(
        request,
        "caseload/end_allocation.html",
        form,
        allocation=allocation,
        visits=queries.visits_after(request.actor, allocation, day),
    )


@page(Right.ALLOCATE)
@both
def hand_over_caseload(request: Request, worker_id: UUID) -> HttpResponse:
    """Everything a colleague holds, and who takes over each, before they leave or change."""
    day = clock.today()
    colleague = queries.colleague(request.actor, worker_id)
    held = queries.allocations_to_hand_over(request.actor, worker_id, day)
    form = forms.HandOverForm(
        request.POST or None,
        initial={"on": day.isoformat()},
        held=held,
        colleagues=[w for w in queries.colleagues(request.actor, day) if w.pk != worker_id],
    )
    if held and _written(
        form,
        lambda: actions.hand_over_caseload(by=request.actor, worker_id=worker_id, **form.given),
    ):
        messages.info(request, f"{colleague.name}: handed over. Nobody is without a key worker.")
        return redirect("workload")
    return _ask(request, "caseload/hand_over_caseload.html", form, colleague=colleague, held=held)


@page(Right.ALLOCATE)
@both
def close_episode(request: Request, episode_id: UUID) -> HttpResponse:
    """End an episode, once nothing about the person is still open."""
    episode, day = queries.episode_to_lead(request.actor, episode_id), clock.today()
    form = forms.CloseForm(request.POST or None, initial={"on": day.isoformat()})
    if _written(form, lambda: actions.close_episode(by=request.actor, id=episode_id, **form.cleaned_data)):
        messages.info(
            request,
            "Closed. The team can read the record for two weeks more. Whoever comes back later is taken on by a referral, like anybody.",
        )
        return redirect("workload")
    still = queries.outstanding(request.actor, episode, day)
    return _ask(request, "caseload/close_episode.html", form, episode=episode, still=still)


def _whose(request: Request) -> tuple[UUID, Any]:
    """Whose caseload is asked for; None for the colleague where it is one's own."""
    asked = request.GET.get("worker")
    if not asked or asked == str(request.actor.worker_id):
        return request.actor.worker_id, None
    colleague = queries.colleague(request.actor, read_id(asked) or new_id())
    return colleague.pk, colleague


def _day(request: Request) -> date:
    try:
        return date.fromisoformat(request.GET.get("day", ""))
    except ValueError:
        return clock.today()


def _written(form: Form, write: Callable[[], Any], field: str | None = None) -> Any:
    """What the action gave, or None when the form is not right yet (and says why)."""
    return fields.saved(form, write, field) if form.is_valid() else None


def _ask(request: Request, template: str, form: Form, **shown: Any) -> HttpResponse:
    return render(request, template, {"form": form, **shown}, status=422 if form.is_bound else 200)


def _to_episodes(request: Request, person_id: UUID, done: str) -> HttpResponse:
    messages.info(request, done)
    return redirect("episodes", person_id)
