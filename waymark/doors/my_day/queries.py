"""A worker's day, gathered from the rooms that hold it: visits, tasks, what is due, what is unwritten, drafts."""

from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from waymark.core import clock
from waymark.core.actors import Actor
from waymark.core.kinds import named
from waymark.core.prepared import Prepared
from waymark.doors.contact import queries as contact
from waymark.doors.my_day import rules
from waymark.organisation.staff.choices import Right
from waymark.people.service_users import queries as service_users
from waymark.support.advice import queries as advice
from waymark.support.case_notes import queries as case_notes
from waymark.support.diary import queries as diary
from waymark.support.diary.choices import VisitState
from waymark.support.diary.models import Visit
from waymark.support.goals import queries as goals
from waymark.support.measures import queries as measures
from waymark.support.referrals import queries as referrals
from waymark.support.reports import queries as reports
from waymark.work.due import queries as due
from waymark.work.tasks import queries as tasks

LOOK_AHEAD = timedelta(days=14)
"""What comes round later than this is on the person's page, not on the day."""


def my_day(worker: Actor, at: datetime, day: date) -> dict[str, object]:
    """Who is next, what to know, who needs me, and then one list: safety, then date (DUR-56)."""
    visits = diary.visits_on(worker, me(worker), day)
    upcoming = next((v for v in visits if v.state == VisitState.PLANNED and v.ends_at > at), None)
    mine = tasks.my_tasks(worker, at)
    today = day == clock.today(at)
    there = frozenset(_there(worker, at, clock.today(at), *clock.day_bounds(day)))
    return {
        "day": day,
        "is_today": today,
        "before": day - timedelta(days=1),
        "after": day + timedelta(days=1),
        "next": upcoming,
        "to_know": service_users.to_know(upcoming.person, day) if upcoming else None,
        "drafts": contact.my_drafts(worker),
        "unwritten": case_notes.unwritten(worker, at, there=there),
        "out_of_rhythm": case_notes.out_of_rhythm(worker, day) if today and "rhythm" in there else [],
        "ask_again": advice.mine_to_ask_again(worker, day) if "advice" in there else [],
        "begun": list(measures.begun_by(worker)) if "begun" in there else [],
        "told": reports.to_confirm(worker) if today and "told" in there else [],
        "to_look_at": goals.count_to_look_at(worker) if worker.may(Right.COUNTERSIGN) else 0,
        "referrals": referrals.for_my_day(worker, at, there),
        "to_read": case_notes.waiting_for(worker, day) if today else None,
        "lines": rules.in_order([*_visit_lines(visits), *_task_lines(mine, day), *_due_lines(worker, day)]),
        "picture": rules.picture(
            [(v.starts_at, v.ends_at, v.person.name, v.state != VisitState.PLANNED) for v in visits],
            clock.day_bounds(day)[0],
        ),
        "visits": visits,
    }


@Prepared
def _there(worker: Actor, at: datetime, today: date, begins: datetime, ends: datetime) -> QuerySet[Any, str]:
    """Which of the parts that are empty on most days have anything in them."""
    return named(
        **referrals.has_my_name(worker, at, today),
        told=reports.unanswered(worker),
        begun=measures.begun_by(worker),
        advice=advice.any_of_mine(worker, begins, ends),
        rhythm=case_notes.any_rhythm(worker, begins, ends),
        **case_notes.may_be_unwritten(worker, at),
    )


def me(worker: Actor) -> UUID:
    """The worker's own id. Only somebody with posts has a day."""
    if worker.worker_id is None:
        raise LookupError("The product itself has no day.")
    return worker.worker_id


def _visit_lines(visits: list[Visit]) -> list[rules.Line]:
    return [rules.Line(rules.TODAY, visit.starts_at, "visit", visit) for visit in visits]


def _task_lines(mine: list[tasks.Shown], day: date) -> list[rules.Line]:
    return [rules.Line(_rank(task, day), task.due_at, "task", task, _is_on(task, day)) for task in mine]


def _is_on(task: tasks.Shown, day: date) -> bool:
    return task.due_at is not None and clock.local(task.due_at).date() == day


def _rank(task: tasks.Shown, day: date) -> int:
    if task.is_concern:
        return rules.SAFETY
    if task.due_at is None:
        return rules.LATER
    due_on = clock.local(task.due_at).date()
    return rules.OVERDUE if due_on < day else rules.TODAY if due_on == day else rules.LATER


def _due_lines(worker: Actor, day: date) -> list[rules.Line]:
    return [
        rules.Line(
            rules.OVERDUE if item.is_overdue else rules.LATER, clock.day_bounds(item.due_on)[1], "due", item
        )
        for item in due.due_for(worker, day, due_by=day + LOOK_AHEAD)
    ]
