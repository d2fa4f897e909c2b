"""Regular visits: a person's patterns, setting and ending one, and the week they make."""

from datetime import date, timedelta
from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from waymark.core import clock, fields
from waymark.core.ids import new_id, read_id
from waymark.core.pages import Request, page
from waymark.organisation.staff.choices import Right
from waymark.people.access import queries as access
from waymark.people.access.choices import Action
from waymark.people.service_users import queries as service_users
from waymark.support.diary import queries as diary
from waymark.support.diary.choices import Mechanism
from waymark.support.goals import queries as goals
from waymark.support.schedules import actions, forms, permissions, queries

both = require_http_methods(["GET", "POST"])
A_WEEK = timedelta(days=7)
USUAL_MINUTES = 60


@page(Right.OPEN_RECORDS)
@require_GET
def schedules(request: Request, person_id: UUID) -> HttpResponse:
    """The regular visits of one person."""
    person = access.person_for(request.actor, person_id, Action.READ_ENTRY)
    return render(
        request,
        "schedules/schedules.html",
        {
            "person": person,
            "schedules": queries.schedules_of(request.actor, person_id, clock.today()),
            "may_write": access.can(request.actor, person_id, Action.WRITE_ENTRY),
        },
    )


@page(Right.OPEN_RECORDS)
@require_GET
def schedule(request: Request, schedule_id: UUID) -> HttpResponse:
    """One pattern: what it is for, how its skill goes, and whether fewer visits would do."""
    shown = queries.schedule_for(request.actor, schedule_id, clock.today())
    person = access.person_for(request.actor, shown.schedule.person_id, Action.READ_ENTRY)
    may_change = permissions.may_change(request.actor, shown.schedule)
    return render(
        request,
        "schedules/schedule.html",
        {
            "schedule": shown,
            "person": person,
            "may_change": may_change,
            "two_go": shown.schedule.mechanism == Mechanism.FACE_TO_FACE and service_users.two_go(person),
        },
    )


@page(Right.RECORD_CONTACTS)
@both
def set_schedule(request: Request, person_id: UUID) -> HttpResponse:
    """A new pattern of visits."""
    worker, today = request.actor, clock.today()
    person = access.person_for(worker, person_id, Action.WRITE_ENTRY)
    form = forms.ScheduleForm(
        request.POST or None,
        initial={
            "id": new_id(),
            "minutes": USUAL_MINUTES,
            "every_weeks": "1",
            "mechanism": Mechanism.FACE_TO_FACE.value,
            "starts_on": today.isoformat(),
        },
        goals=[goal for goal in goals.goals_of(worker, person_id) if goal.is_open],
        workers=(workers := diary.who_may_go(worker, today)),
        seconds=diary.who_may_go_too(worker, today, but=None if workers else worker.worker_id),
        wrong_with_second=partial(diary.wrong_with_second, worker, person),
    )
    if form.is_valid() and (made := fields.saved(form, lambda: _set(request, person_id, form))):
        messages.info(request, "Set. The visits of the next fourteen days are in the diary.")
        return redirect("schedule", made.pk)
    return _ask(
        request, "schedules/set_schedule.html", form, person=person, two_go=service_users.two_go(person)
    )


@page(Right.RECORD_CONTACTS)
@both
def name_regular_second(request: Request, schedule_id: UUID) -> HttpResponse:
    """Say who goes too to all of these visits."""
    shown = queries.schedule_for(request.actor, schedule_id, clock.today())
    seconds = diary.who_may_go_too(request.actor, clock.today(), but=shown.schedule.worker_id)
    form = fields.SecondForm(
        request.POST or None, seconds=seconds, initial={"second": shown.schedule.second_id}
    )

    def name() -> Any:
        return actions.name_regular_second(
            by=request.actor, id=schedule_id, second_id=UUID(form.cleaned_data["second"])
        )

    if form.is_valid() and (made := fields.saved(form, name, "second")):
        messages.info(request, "Kept. It is in the diary of both.")
        _say_not_planned(request, made)
        return redirect("schedule", schedule_id)
    return _ask(request, "schedules/name_regular_second.html", form, schedule=shown)


@page(Right.RECORD_CONTACTS)
@both
def end_schedule(request: Request, schedule_id: UUID) -> HttpResponse:
    """No more of these visits."""
    shown = queries.schedule_for(request.actor, schedule_id, clock.today())
    form = forms.EndForm(request.POST or None, initial={"last_day": clock.today().isoformat()})

    def end() -> Any:
        return actions.end_schedule(by=request.actor, id=schedule_id, **form.cleaned_data)

    if form.is_valid() and fields.saved(form, end):
        messages.info(request, "Ended. Visits that were still to come have been called off.")
        return redirect("schedule", schedule_id)
    return _ask(request, "schedules/end_schedule.html", form, schedule=shown)


@page(Right.RECORD_CONTACTS)
@both
def make_fortnightly(request: Request, schedule_id: UUID) -> HttpResponse:
    """Every two weeks from now on."""
    shown = queries.schedule_for(request.actor, schedule_id, clock.today())
    form = forms.FortnightlyForm(request.POST or None, initial={"id": new_id()})

    def change() -> Any:
        return actions.make_fortnightly(by=request.actor, schedule_id=schedule_id, **form.cleaned_data)

    if form.is_valid() and (made := fields.saved(form, change)):
        messages.info(request, "Every two weeks from that day.")
        return redirect("schedule", made.pk)
    return _ask(request, "schedules/make_fortnightly.html", form, schedule=shown)


@page(Right.SEE_OWN_DAY)
@require_GET
def schedule_week(request: Request) -> HttpResponse:
    """What the patterns make in a week (`?day=`): one's own; everybody's for those who allocate."""
    monday = _monday(request.GET.get("day", ""))
    found = queries.week(request.actor, monday)
    return render(
        request,
        "schedules/schedule_week.html",
        {
            "days": [(day, [one for one in found if one.day == day]) for day in _days(monday)],
            "monday": monday,
            "before": monday - A_WEEK,
            "after": monday + A_WEEK,
            "there": sum(one.visit is not None for one in found),
            "missing": sum(one.visit is None and one.day >= clock.today() for one in found),
            "today": clock.today(),
            "may_plan": request.actor.may(Right.RECORD_CONTACTS),
        },
    )


@page(Right.RECORD_CONTACTS)
@require_POST
def put_in_diaries(request: Request) -> HttpResponse:
    """Put a week's regular visits into diaries. Pressed again it adds none."""
    monday = _monday(request.POST.get("day", ""))
    made = actions.put_in_diaries(by=request.actor, first=monday, last=_days(monday)[-1])
    messages.info(request, f"{made.visits} visit{'' if made.visits == 1 else 's'} added.")
    _say_not_planned(request, made)
    return redirect(f"{reverse('schedule_week')}?day={monday.isoformat()}")


def _say_not_planned(request: Request, made: Any) -> None:
    for row, day, why in made.not_planned:
        messages.info(request, f"Not planned: {row.person.name}, {day:%A} {day.day} {day:%B}. {why}")


def _set(request: Request, person_id: UUID, form: forms.ScheduleForm) -> Any:
    said, worker = dict(form.cleaned_data), request.actor
    return actions.set_schedule(
        by=worker,
        person_id=person_id,
        worker_id=read_id(said.pop("worker")) or worker.worker_id,
        unit_id=diary.team_for(worker, person_id) or diary.own_team(worker, clock.today()),
        goal_id=read_id(said.pop("goal")),
        second_id=read_id(said.pop("second")),
        mechanism=Mechanism(said.pop("mechanism")),
        **said,
    )


def _monday(asked: str) -> date:
    try:
        day = date.fromisoformat(asked)
    except ValueError:
        day = clock.today()
    return day - timedelta(days=day.weekday())


def _days(monday: date) -> list[date]:
    return [monday + timedelta(days=n) for n in range(7)]


def _ask(request: Request, template: str, form: Any, **shown: Any) -> HttpResponse:
    return render(request, template, {"form": form, **shown}, status=422 if form.is_bound else 200)
