"""The move from a ward to home: what, who, by when; leaving; and the first contact after (LDS-06). And a transfer to another team."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from waymark.core import clock, fields
from waymark.core.ids import new_id
from waymark.core.pages import Request, page
from waymark.organisation.staff.choices import Right
from waymark.people.access import queries as access
from waymark.people.access.choices import Action
from waymark.support.caseload import queries as caseload
from waymark.support.referrals import actions, forms, queries
from waymark.support.referrals.choices import MoveKind

both = require_http_methods(["GET", "POST"])


@page(Right.OPEN_RECORDS)
@require_GET
def transition(request: Request, stay_id: UUID) -> HttpResponse:
    """The plan of one move, its key dates, and the clock that starts when they leave."""
    stay = caseload.stay_for(request.actor, stay_id)
    return render(
        request,
        "referrals/transition.html",
        {
            "stay": stay,
            "moves": queries.moves_of(request.actor, stay),
            "first": queries.first_of_stay(stay_id, clock.now()),
            "parts": caseload.allocations_now(request.actor, stay.person_id, clock.today()),
            "may_write": request.actor.may(Right.RECORD_CONTACTS)
            and access.can(request.actor, stay.person_id, Action.WRITE_ENTRY),
        },
    )


@page(Right.RECORD_CONTACTS)
@both
def plan_move(request: Request, stay_id: UUID) -> HttpResponse:
    """Add something to be done."""
    stay = caseload.stay_for(request.actor, stay_id, Action.WRITE_ENTRY)
    form = forms.MoveForm(request.POST or None, initial={"id": new_id()})
    if form.is_valid():
        said = dict(form.cleaned_data)
        kind = MoveKind(said.pop("kind"))
        if fields.saved(
            form, lambda: actions.plan_move(by=request.actor, stay_id=stay_id, kind=kind, **said)
        ):
            return redirect("transition", stay_id)
    return _ask(request, "referrals/plan_move.html", form, stay=stay)


@page(Right.RECORD_CONTACTS)
@both
def finish_move(request: Request, move_id: UUID) -> HttpResponse:
    """It is done."""
    move = queries.move_for(request.actor, move_id)
    form = forms.DoneForm(request.POST or None, initial={"on": clock.today().isoformat()})
    if (
        form.is_valid()
        and fields.saved(form, lambda: actions.finish_move(by=request.actor, id=move_id, **form.cleaned_data))
        is not None
    ):
        return redirect("transition", move.stay_id)
    return _ask(request, "referrals/finish_move.html", form, move=move)


@page(Right.RECORD_CONTACTS)
@both
def hope_to_leave(request: Request, stay_id: UUID) -> HttpResponse:
    """The day they hope to leave."""
    stay = caseload.stay_for(request.actor, stay_id, Action.WRITE_ENTRY)
    form = forms.HopeForm(request.POST or None)
    if (
        form.is_valid()
        and fields.saved(
            form, lambda: actions.hope_to_leave(by=request.actor, stay_id=stay_id, **form.cleaned_data)
        )
        is not None
    ):
        return redirect("transition", stay_id)
    return _ask(request, "referrals/hope_to_leave.html", form, stay=stay)


@page(Right.RECORD_CONTACTS)
@both
def leave_ward(request: Request, stay_id: UUID) -> HttpResponse:
    """They left: from this minute the first contact is due, where the service's clock says so."""
    stay = caseload.stay_for(request.actor, stay_id, Action.WRITE_ENTRY)
    now = clock.local(clock.now())
    form = forms.LeaveForm(request.POST or None, initial={"on": now.date().isoformat(), "at": f"{now:%H:%M}"})
    if (
        form.is_valid()
        and fields.saved(
            form,
            lambda: actions.leave_ward(
                by=request.actor,
                stay_id=stay_id,
                left_at=form.left_at,
                left_to=form.cleaned_data["left_to"],
            ),
        )
        is not None
    ):
        messages.info(request, "Kept.")
        return redirect("transition", stay_id)
    return _ask(request, "referrals/leave_ward.html", form, stay=stay)


@page(Right.ALLOCATE)
@both
def transfer(request: Request, episode_id: UUID) -> HttpResponse:
    """Ask another team to take somebody over."""
    episode = caseload.episode_to_lead(request.actor, episode_id)
    teams = [
        unit for unit in queries.teams_to_refer_to(request.actor, clock.today()) if unit.pk != episode.unit_id
    ]
    form = forms.TransferForm(request.POST or None, initial={"id": new_id()}, teams=teams)
    if form.is_valid():
        referral = fields.saved(
            form, lambda: actions.transfer(by=request.actor, episode_id=episode_id, **form.given)
        )
        if referral is not None:
            messages.info(
                request, f"Asked. {referral.unit.name} decides; until they begin, nothing changes here."
            )
            return redirect("referral", referral.pk)
    return _ask(request, "referrals/transfer.html", form, episode=episode, teams=teams)


def _ask(request: Request, template: str, form: object, **shown: object) -> HttpResponse:
    bound = getattr(form, "is_bound", False)
    return render(request, template, {"form": form, **shown}, status=422 if bound else 200)
