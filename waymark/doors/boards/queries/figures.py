"""The board itself: a number for each list, and what each worker carries. Counting loads nobody's record."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, QuerySet
from django.urls import reverse

from waymark.core.actors import Actor
from waymark.core.pages import NotYours
from waymark.core.prepared import Prepared
from waymark.doors.boards.choices import HEADINGS, Behind
from waymark.doors.boards.queries import filters
from waymark.people.access import queries as access
from waymark.people.access.choices import Action
from waymark.support.caseload import queries as caseload
from waymark.support.caseload.choices import Purpose
from waymark.support.caseload.models import Episode
from waymark.support.diary.models import Contact, Visit
from waymark.support.referrals import queries as referrals
from waymark.work.due import queries as due
from waymark.work.tasks import queries as tasks

OPEN_NUMBERS = (Behind.PEOPLE, Behind.WITHOUT_KEY_WORKER, Behind.NOT_ALLOCATED)


@dataclass(frozen=True)
class Figure:
    """A number, what it counts, and where the list behind it is ('' where the worker may know no names)."""

    behind: Behind
    number: int
    href: str

    @property
    def words(self) -> str:
        return HEADINGS[self.behind]


def board(worker: Actor, day: date, at: datetime) -> dict[str, object]:
    """The figures, and the table of workers by name. Thirteen statements at most, whatever the size of the teams."""
    named = access.names_its_teams(worker)
    numbers = {
        **_open_numbers(worker, day),
        Behind.OVERDUE: due.count_overdue_in(worker, worker.team_ids, day),
        Behind.NOT_WRITTEN_UP: _not_written_up(worker, at),
        **(_task_numbers(worker) if named else {}),
    }
    figures = [Figure(one, numbers[one], _list(one) if named else "") for one in Behind if one in numbers]
    loads = caseload.workload(worker, worker.team_ids, day)
    came = referrals.count_open(worker) if named else None
    return {"figures": figures, "loads": loads, "named": named, "day": day, "referrals": came}


def caseload_behind(worker: Actor, worker_id: UUID, day: date) -> dict[str, object]:
    """The people behind one row of the table, by name. Whoever is with other teams is counted, not named.

    NotYours for somebody outside the worker's own teams, and for whoever may know no names.
    """
    loads = {load.worker.pk: load for load in caseload.workload(worker, worker.team_ids, day)}
    if worker_id not in loads or not access.names_its_teams(worker):
        raise NotYours("boards.caseload", worker_id)
    rows = sorted(caseload.caseload_of(worker, worker_id, day), key=lambda row: row.person.name)
    load = loads[worker_id]
    return {
        "load": load,
        "rows": rows,
        "elsewhere": load.load.people - len(rows),
        "day": day,
        "tasks": tasks.in_order_of(worker, worker_id, worker.team_ids),
    }


def _list(behind: Behind) -> str:
    return reverse("board_list", args=[behind.value])


def _open_numbers(worker: Actor, day: date) -> dict[Behind, int]:
    counted = _open_counted(worker, day)
    return dict(zip(OPEN_NUMBERS, counted[0][1:] if counted else (0, 0, 0), strict=True))


@Prepared
def _open_counted(worker: Actor, day: date) -> QuerySet[Episode, Any]:
    """One row, or none where nobody is open."""
    found = filters.episodes(worker, day, Action.COUNT)
    return found.values_list("unit__service_id").annotate(
        people=Count("person", distinct=True),
        not_led=Count("pk", filter=filters.nobody_is(day, purpose=Purpose.KEY_WORKER)),
        nobody=Count("pk", filter=filters.nobody_is(day)),
    )


def _not_written_up(worker: Actor, at: datetime) -> int:
    return sum(
        number for rows in (_visits_counted(worker, at), _contacts_counted(worker, at)) for _, number in rows
    )


@Prepared
def _visits_counted(worker: Actor, at: datetime) -> QuerySet[Visit, Any]:
    found = filters.visits_over(worker, at, Action.COUNT)
    return found.values_list("unit__service_id").annotate(number=Count("pk"))


@Prepared
def _contacts_counted(worker: Actor, at: datetime) -> QuerySet[Contact, Any]:
    found = filters.bare_contacts(worker, at, Action.COUNT)
    return found.values_list("unit__service_id").annotate(number=Count("pk"))


def _task_numbers(worker: Actor) -> dict[Behind, int]:
    found = (
        filters.open_tasks(worker)
        .order_by()
        .aggregate(
            worries=Count("pk", filter=filters.WORRY),
            others=Count("pk", filter=~filters.WORRY),
            put_off=Count("pk", filter=tasks.PUT_OFF),
        )
    )
    return {Behind.WORRIES: found["worries"], Behind.PUT_OFF: found["put_off"], Behind.TASKS: found["others"]}
