"""The lists behind the figures: who or what, since when, whose it is, and what to say of it. A hundred rows a page."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.core.paginator import Paginator
from django.db.models import Q
from django.urls import reverse

from waymark.core import clock
from waymark.core.actors import Actor
from waymark.core.pages import NotYours
from waymark.doors.boards.choices import HEADINGS, NOTHING, Behind
from waymark.doors.boards.queries import filters
from waymark.people.access import queries as access
from waymark.support.case_notes import queries as case_notes
from waymark.support.case_notes.queries import Unwritten
from waymark.support.caseload import queries as caseload
from waymark.support.caseload.choices import Purpose
from waymark.support.caseload.models import Allocation, Episode
from waymark.work.due import queries as due
from waymark.work.tasks.choices import TaskKind
from waymark.work.tasks.models import Task

PAGE = 100


@dataclass(frozen=True)
class Line:
    """One row. `act_now`: nobody has looked at it yet, and somebody must."""

    day: date | None
    name: str
    href: str
    words: str
    owner: str = ""
    chip: str = ""
    act_now: bool = False


class Page(NamedTuple):
    """One page of a list. `number`: as many as the figure on the board says."""

    heading: str
    nothing: str
    number: int
    lines: list[Line]
    at: int
    pages: int


def behind(worker: Actor, which: Behind, day: date, at: datetime, *, page: int = 1) -> Page:
    """The rows behind one figure. NotYours for whoever may know how many, and not who."""
    if not access.names_its_teams(worker):
        raise NotYours("boards.list", which)
    paged = Paginator(_rows(worker, which, day, at), PAGE).get_page(page)
    lines = list(_lines(worker, which, list(paged.object_list), day))
    whole = paged.paginator
    return Page(HEADINGS[which], NOTHING[which], whole.count, lines, paged.number, whole.num_pages)


def _rows(worker: Actor, which: Behind, day: date, at: datetime) -> Any:
    """A queryset where the database may cut the page, else a list."""
    made: dict[Behind, Callable[[], Any]] = {
        Behind.WORRIES: lambda: _worries(worker),
        Behind.PUT_OFF: lambda: filters.musts_put_off(worker),
        Behind.TASKS: lambda: filters.open_tasks(worker).exclude(filters.WORRY),
        Behind.PEOPLE: lambda: _people(filters.first_episodes(worker, day)),
        Behind.NOT_ALLOCATED: lambda: _people(filters.episodes(worker, day).filter(filters.nobody_is(day))),
        Behind.WITHOUT_KEY_WORKER: lambda: caseload.people_without_key_worker(worker, day),
        Behind.OVERDUE: lambda: due.overdue_in(worker, worker.team_ids, day),
        Behind.NOT_WRITTEN_UP: lambda: _not_written_up(worker, at),
    }
    return made[which]()


def _people(episodes: Any) -> Any:
    return episodes.select_related("person", "unit").order_by(
        "person__given_name", "person__family_name", "pk"
    )


def _worries(worker: Actor) -> Any:
    """Those nobody has seen stand first, then the oldest."""
    found = filters.open_tasks(worker).filter(filters.WORRY)
    return found.annotate(seen=Q(seen_at__isnull=False)).order_by("seen", "made_at", "pk")


def _not_written_up(worker: Actor, at: datetime) -> list[tuple[Unwritten, str]]:
    """Each with whose it is, the oldest first."""
    visits = filters.visits_over(worker, at).select_related("person", "worker")
    bare = filters.bare_contacts(worker, at).select_related("person", "worker")
    found = [
        (Unwritten(v.starts_at, v.person, v.pk, None, v.purpose, v.mechanism), v.worker.name) for v in visits
    ]
    found += [
        (Unwritten(c.started_at, c.person, c.visit_id, c.pk, "", c.mechanism), c.worker.name) for c in bare
    ]
    found.sort(key=lambda one: one[0].starts_at)
    return [(case_notes.with_deadline(worker, one, at), owner) for one, owner in found]


# ------------------------------------------------------------------ in words


def _lines(worker: Actor, which: Behind, rows: list[Any], day: date) -> Iterable[Line]:
    if which in (Behind.WORRIES, Behind.PUT_OFF, Behind.TASKS):
        return (_task_line(task, day) for task in rows)
    if which is Behind.NOT_WRITTEN_UP:
        return (_unwritten_line(*row) for row in rows)
    leading = _key_workers({row.person_id for row in rows}, worker, day)
    if which is Behind.OVERDUE:
        return (_due_line(row, leading.get(row.person_id, "")) for row in rows)
    return (_episode_line(row, leading.get(row.person_id, "")) for row in rows)


def _key_workers(people: Collection[UUID], worker: Actor, day: date) -> dict[UUID, str]:
    """The key worker of each of these people on `day`, in the worker's service; the latest, of two teams. One statement."""
    held = Allocation.objects.filter(
        Q(ends_on__isnull=True) | Q(ends_on__gte=day),
        starts_on__lte=day,
        person_id__in=people,
        purpose=Purpose.KEY_WORKER,
        episode__unit__service_id=worker.service_id,
    )
    return dict(held.order_by("starts_on", "id").values_list("person_id", "worker__name"))


def _task_line(task: Task, day: date) -> Line:
    worry = task.kind == TaskKind.CONCERN
    due_on = clock.today(task.due_at) if task.due_at else None
    unseen = worry and task.seen_at is None
    late = due_on is not None and due_on < day
    return Line(
        day=clock.today(task.made_at) if worry else due_on,
        name=task.words,
        href=reverse("task", args=[task.pk]),
        words=". ".join(
            filter(None, [getattr(task, "put_off_because", ""), task.person.name if task.person else ""])
        ),
        owner=f"{task.owner.name}, who has left" if getattr(task, "owner_left", False) else task.owner.name,
        chip="Nobody has seen this yet" if unseen else "Overdue" if late else "",
        act_now=unseen,
    )


def _episode_line(episode: Episode, key_worker: str) -> Line:
    return Line(
        day=episode.opened_on,
        name=episode.person.name,
        href=reverse("person", args=[episode.person_id]),
        words=f"Open to {episode.unit.name}",
        owner=key_worker,
        chip="" if key_worker else "No key worker",
    )


def _due_line(one: due.Due, key_worker: str) -> Line:
    return Line(
        day=one.due_on,
        name=one.person.name,
        href=reverse("person", args=[one.person_id]),
        words=one.name,
        owner=key_worker,
        chip=one.words.capitalize(),
    )


def _unwritten_line(one: Unwritten, owner: str) -> Line:
    return Line(
        day=clock.today(one.starts_at),
        name=one.name,
        href=reverse("person", args=[one.person_id]) if one.person_id else "",
        words=", ".join(filter(None, [one.words, one.purpose])),
        owner=owner,
        chip=one.deadline if one.is_late else "",
    )
