"""The diary: a day, a week, one visit, and planning, moving or calling one off."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from waymark.core import clock, fields
from waymark.core.actors import Actor
from waymark.core.ids import new_id, read_id
from waymark.core.pages import NotYours, Refused, Request, page
from waymark.organisation.staff.choices import Right
from waymark.people.access import queries as access
from waymark.people.access.choices import Action
from waymark.people.service_users import queries as service_users
from waymark.support.diary import actions, forms, queries, rules
from waymark.support.diary.choices import MOVE_SAID_IN_WORDS, TOLD_IN_WORDS, TRAVELS_IN_WORDS, Mechanism
from waymark.support.goals import queries as goals

A_WEEK = timedelta(days=7)
A_DAY = timedelta(days=1)
USUAL_MINUTES = 60
both = require_http_methods(["GET", "POST"])


@page(Right.SEE_OWN_DAY)
@require_GET
def diary(request: Request) -> HttpResponse:
    """One day (`?day=`), by time; a colleague's for those who see the board (`?worker=`)."""
    day = day_asked_for(request)
    worker_id, colleague = _whose(request, day)
    return render(
        request,
        "diary/diary.html",
        {
            "day": day,
            "before": day - A_DAY,
            "after": day + A_DAY,
            "visits": queries.visits_on(request.actor, worker_id, day),
            "colleague": colleague,
            "travels": _travels(colleague) if colleague else "",
        },
    )


@page(Right.SEE_OWN_DAY)
@require_GET
def diary_week(request: Request) -> HttpResponse:
    """The week of a day, Monday to Sunday."""
    monday, sunday = rules.week_of(day_asked_for(request))
    worker_id, colleague = _whose(request, monday)
    visits = queries.visits_between(request.actor, worker_id, monday, sunday)
    days = [monday + timedelta(days=n) for n in range(7)]
    return render(
        request,
        "diary/diary_week.html",
        {
            "days": [(day, [v for v in visits if clock.today(v.starts_at) == day]) for day in days],
            "monday": monday,
            "before": monday - A_WEEK,
            "after": monday + A_WEEK,
            "planned": len(visits),
            "colleague": colleague,
        },
    )


@page(Right.OPEN_RECORDS)
@require_GET
def visit(request: Request, visit_id: UUID) -> HttpResponse:
    """One visit as it stands."""
    shown = queries.visit_for(request.actor, visit_id)
    return render(
        request,
        "diary/visit.html",
        {
            "visit": shown,
            "day": clock.today(shown.starts_at),
            "to_know": service_users.to_know(shown.person, clock.today()),
            "may_change": queries.may_change(request.actor, shown),
            "may_take": queries.may_take(request.actor, shown),
            "two_go": queries.two_go_to(shown),
            "offers": queries.moves_of(shown),
            "told": TOLD_IN_WORDS,
            "said": MOVE_SAID_IN_WORDS,
        },
    )


@page(Right.RECORD_CONTACTS)
@both
def plan_visit(request: Request) -> HttpResponse:
    """Put a visit to a person (`?person=`) into the diary. Without one: whom?"""
    person_id = read_id(request.POST.get("person") or request.GET.get("person"))
    if person_id is None:
        if request.GET.get("person"):
            raise NotYours("service_users.person", request.GET["person"])
        return render(request, "diary/plan_visit_whom.html")
    worker, now = request.actor, clock.now()
    person = access.person_for(worker, person_id, Action.WRITE_ENTRY, at=now)
    workers = queries.who_may_go(worker, clock.today(now))
    theirs = [goal for goal in goals.goals_of(worker, person_id) if goal.is_open]
    form = forms.PlanForm(
        request.POST or None,
        initial=_first_answers(request),
        goals=theirs,
        workers=workers,
        seconds=queries.who_may_go_too(worker, clock.today(now), but=None if workers else worker.worker_id),
        wrong_with_second=partial(queries.wrong_with_second, worker, person),
    )
    if form.is_valid() and (planned := _planned(request, person_id, form)):
        messages.info(request, f"Planned: {person.name}, {_when(form)}.")
        return _to_planned(worker, planned, form.cleaned_data["room"])
    return render(
        request,
        "diary/plan_visit.html",
        {
            "form": form,
            "person": person,
            "to_know": service_users.to_know(person, clock.today(now)),
            "planned": queries.planned_visits(worker, person_id, now),
        },
        status=422 if form.is_bound else 200,
    )


@page(Right.RECORD_CONTACTS)
@both
def rearrange_visit(request: Request, visit_id: UUID) -> HttpResponse:
    """Move a planned visit, with a reason."""
    shown = queries.visit_for(request.actor, visit_id)
    began = clock.local(shown.starts_at)
    form = forms.MoveForm(
        request.POST or None,
        initial={
            "id": new_id(),
            "date": began.date().isoformat(),
            "start": f"{began:%H:%M}",
            "minutes": int((shown.ends_at - shown.starts_at) / timedelta(minutes=1)),
            "place": shown.place,
        },
    )
    if form.is_valid() and _moved(request, shown, form):
        messages.info(request, f"Moved to {_when(form)}.")
        return redirect("visit", form.cleaned_data["id"])
    return _ask(request, "diary/rearrange_visit.html", form, visit=shown)


@page(Right.RECORD_CONTACTS)
@both
def cancel_visit(request: Request, visit_id: UUID) -> HttpResponse:
    """Call a planned visit off, saying whose doing it was and why."""
    shown = queries.visit_for(request.actor, visit_id)
    form = forms.CancelForm(request.POST or None)

    def cancel() -> Any:
        return actions.cancel_visit(by=request.actor, id=visit_id, **form.cleaned_data)

    if form.is_valid() and fields.saved(form, cancel):
        messages.info(request, "Called off. It stays in the diary to be seen.")
        return redirect("visit", visit_id)
    return _ask(request, "diary/cancel_visit.html", form, visit=shown)


@page(Right.RECORD_CONTACTS)
@both
def name_second(request: Request, visit_id: UUID) -> HttpResponse:
    """Say who goes too, or that somebody else does."""
    shown = queries.visit_for(request.actor, visit_id)
    others = queries.who_may_go_too(request.actor, clock.today(), but=shown.worker_id)
    form = fields.SecondForm(request.POST or None, seconds=others, initial={"second": shown.second_id})

    def name() -> Any:
        return actions.name_second(by=request.actor, id=visit_id, second_id=UUID(form.cleaned_data["second"]))

    if form.is_valid() and fields.saved(form, name, "second"):
        messages.info(request, "Kept. It is in the diary of both.")
        return redirect("visit", visit_id)
    return _ask(request, "diary/name_second.html", form, visit=shown)


@page(Right.RECORD_CONTACTS)
@both
def take_visit(request: Request, visit_id: UUID) -> HttpResponse:
    """Take a visit over from whoever no longer goes, at the time it was promised for."""
    shown = queries.visit_for(request.actor, visit_id)
    worker = request.actor
    form = forms.TakeForm(
        request.POST or None,
        initial={"id": new_id(), "second": shown.second_id},
        seconds=queries.who_may_go_too(worker, clock.today(), but=worker.worker_id),
        wrong_with_second=partial(queries.wrong_with_second, worker, shown.person, shown.mechanism, None),
    )

    def take() -> Any:
        said = form.cleaned_data
        return actions.take_visit(
            by=worker,
            id=visit_id,
            new_id=said["id"],
            second_id=read_id(said["second"]),
            clash_reason=said["clash_reason"],
        )

    if form.is_valid() and (taken := fields.saved(form, take, "clash_reason")):
        messages.info(request, f"Yours now: {shown.person.name}, {when_words(shown.starts_at)}.")
        return redirect("visit", taken.pk)
    return _ask(request, "diary/take_visit.html", form, visit=shown)


def _planned(request: Request, person_id: UUID, form: forms.PlanForm) -> Any:
    said, worker = form.cleaned_data, request.actor
    goes = read_id(said["worker"]) or worker.worker_id

    def plan() -> Any:
        _time_to_travel(worker, goes, said["mechanism"], form)
        own = goes == worker.worker_id
        try:
            return actions.plan_visit(
                makes_room=own and bool(said["room"]),
                by=worker,
                id=said["id"],
                person_id=person_id,
                worker_id=goes,
                unit_id=queries.team_for(worker, person_id) or queries.own_team(worker, clock.today()),
                mechanism=Mechanism(said["mechanism"]),
                purpose=said["purpose"],
                goal_id=read_id(said["goal"]),
                second_id=read_id(said["second"]),
                **form.times,
            )
        except actions.ClashingVisit:
            form.may_make_room = own
            raise

    return fields.saved(form, plan, "start")


def _to_planned(worker: Actor, visit: Any, said_room: str) -> HttpResponse:
    """To the day in one's own diary; a colleague's visit is not there, so to the visit. Whose time it takes is offered another first."""
    if said_room and (displaced := queries.displaced_by(worker, visit)):
        return redirect("offer_move", displaced[0].pk)
    if visit.worker_id != worker.worker_id:
        return redirect("visit", visit.pk)
    return redirect(f"{reverse('diary')}?day={clock.today(visit.starts_at).isoformat()}")


def _moved(request: Request, shown: Any, form: forms.MoveForm) -> Any:
    said = form.cleaned_data

    def move() -> Any:
        _time_to_travel(request.actor, shown.worker_id, shown.mechanism, form, but=[shown.pk])
        return actions.rearrange_visit(
            by=request.actor, id=shown.pk, new_id=said["id"], reason=said["reason"], **form.times
        )

    return fields.saved(form, move, "start")


def _travels(worker: Any) -> str:
    """'Travels by bus, with 10 minutes more for each journey. Needs: a taxi after dark.'; '' where nothing was said."""
    how = TRAVELS_IN_WORDS.get(worker.travels_by, "")
    more = worker.travel_minutes_more and f"{worker.travel_minutes_more} minutes more for each journey"
    said = " ".join(filter(None, [how and f"Travels {how}.", more and f"Leave {more}."]))
    return f"{said} Needs: {worker.travel_needs}".strip() if worker.travel_needs else said


def _time_to_travel(
    by: Actor, worker_id: UUID, mechanism: str, form: forms.TimesForm, but: Iterable[UUID] = ()
) -> None:
    """A warning, with another time offered: raises Refused unless it is said why both can stand (DUR-59)."""
    if mechanism != Mechanism.FACE_TO_FACE or not rules.wrong_with_reason(form.cleaned_data["clash_reason"]):
        return
    stop = rules.Stop(form.starts_at, form.ends_at, form.cleaned_data["place"])
    warning, form.offer = queries.travel_warning(by, worker_id, stop, but=but)
    if warning:
        raise Refused(warning)


def _first_answers(request: Request) -> dict[str, Any]:
    return {
        "id": new_id(),
        "date": day_asked_for(request).isoformat() if request.GET.get("day") else "",
        "minutes": USUAL_MINUTES,
        "goal": request.GET.get("goal", ""),
        "mechanism": Mechanism.FACE_TO_FACE.value,
    }


def _when(form: forms.TimesForm) -> str:
    return when_words(form.starts_at)


def when_words(at: datetime) -> str:
    """'Wednesday 4 March at 15:00', as London's clocks say."""
    began = clock.local(at)
    return f"{began:%A} {began.day} {began:%B} at {began:%H:%M}"


def _whose(request: Request, day: date) -> tuple[UUID, Any]:
    """Whose diary is asked for; None for the colleague where it is one's own."""
    asked = request.GET.get("worker")
    if not asked or asked == str(request.actor.worker_id):
        return request.actor.worker_id, None
    colleague = queries.colleague(request.actor, read_id(asked) or new_id(), day)
    return colleague.pk, colleague


def day_asked_for(request: Request) -> date:
    """The day the address names; today where it names none."""
    try:
        return date.fromisoformat(request.GET.get("day", ""))
    except ValueError:
        return clock.today()


def _ask(request: Request, template: str, form: Any, **shown: Any) -> HttpResponse:
    return render(request, template, {"form": form, **shown}, status=422 if form.is_bound else 200)
