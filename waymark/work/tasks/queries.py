"""Tasks a worker may know of. One about a person is read only by those who may read that record; its owner, when they no longer may, is
told that there is one to hand over, and nothing else.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from waymark.core import clock
from waymark.core.actors import Actor
from waymark.core.pages import NotYours
from waymark.core.prepared import Prepared
from waymark.organisation.services.models import Unit
from waymark.organisation.staff import queries as staff
from waymark.organisation.staff.models import Holding, Worker
from waymark.people.access import queries as access
from waymark.people.access.choices import Action, Sensitivity
from waymark.people.service_users import queries as service_users
from waymark.people.service_users.models import Person
from waymark.work.tasks import permissions, rules
from waymark.work.tasks.choices import ANSWERED_ELSEWHERE, LOST, OPENS, TaskKind, Weight
from waymark.work.tasks.models import HandOver, PutOff, Task

PUT_OFF = Q(Exists(PutOff.objects.filter(task=OuterRef("pk"), weight=Weight.MUST)))
WAITS = PutOff.objects.filter(task=OuterRef("pk"), weight=Weight.MUST)
"""Over tasks: that they must be done, and were put off."""


@dataclass(frozen=True)
class Shown:
    """A task on a list. `lost`: it is about somebody its owner no longer works with, and says no more than that."""

    id: UUID
    words: str
    kind: str
    weight: str
    made_at: datetime
    due_at: datetime | None
    seen_at: datetime | None
    person: Person | None
    lost: bool
    day: date
    put_off: bool = False

    @property
    def person_id(self) -> UUID | None:
        return self.person.pk if self.person else None

    @property
    def is_concern(self) -> bool:
        return self.kind == TaskKind.CONCERN

    def is_for(self, last: date | None) -> bool:
        """Whether it belongs on a list that ends with `last` (None: everything): what is due by then, and every worry."""
        due = clock.today(self.due_at) if self.due_at else None
        return last is None or self.is_concern or (due is not None and due <= last)

    @property
    def is_overdue(self) -> bool:
        return self.due_words.startswith("overdue")

    @property
    def due_words(self) -> str:
        """'overdue 1 day', 'by today', 'by 5 March 2026'; '' without a date."""
        return rules.words(clock.today(self.due_at) if self.due_at else None, self.day)


class TaskPage(NamedTuple):
    """One task as its page shows it. `task` is None when its owner may no longer read it; `shown` then says only that."""

    shown: Shown
    task: Task | None
    hand_overs: list[HandOver]
    may_see: bool
    may_finish: bool
    may_hand_over: bool
    put_offs: list[PutOff]
    may_put_off: bool
    elsewhere: tuple[str, str] | None
    """Where it is answered instead: what to do, and the name of that page."""
    opens: tuple[str, str] | None = None
    """What it is about, where that has a page: the words of the link, and the name of the page."""


def my_tasks(worker: Actor, at: datetime) -> list[Shown]:
    """The worker's own open tasks: concerns first, then must, should, could, the soonest first (DUR-56, SUR-40).

    One statement; a second where there are some that may not be read.
    """
    day, found = clock.today(at), _my_tasks(worker, at)
    shown = [_read(task, day) for task in found]
    if not found or found[0].of_all > len(found):
        shown += _lost(_mine(worker).exclude(pk__in=[task.id for task in shown]), day)
    return sorted(shown, key=lambda task: rules.key(task.kind, task.weight, task.due_at))


@Prepared
def _my_tasks(worker: Actor, at: datetime) -> QuerySet[Task]:
    mine = _mine(worker)
    how_many = mine.values("owner_id").annotate(how_many=Count("pk")).values("how_many")
    return _named(mine.filter(_readable(worker, at))).annotate(of_all=Subquery(how_many))


def _mine(worker: Actor) -> QuerySet[Task]:
    return Task.objects.filter(owner_id=worker.worker_id, service_id=worker.service_id, done_at__isnull=True)


def tasks_of(worker: Actor, person_id: UUID, *, own: bool = False) -> list[Task]:
    """The open tasks about a person that `worker` may read, the soonest first, with their owners. `own`: the worker's own alone."""
    may = access.entry_access(worker, person_id)
    told = access.can(worker, person_id, Action.READ_ENTRY)
    return _tasks_of(worker, person_id, may.readable, may.own, told, own)


@Prepared
def _tasks_of(
    worker: Actor,
    person_id: UUID,
    readable: frozenset[Sensitivity],
    written: frozenset[Sensitivity],
    told: bool,
    own: bool,
) -> QuerySet[Task]:
    me = worker.worker_id
    read = Q(sensitivity__in=readable) | Q(sensitivity__in=written, made_by_id=me)
    if told:
        read |= Q(owner_id=me)
    about = Task.objects.filter(read, person_id=person_id, service_id=worker.service_id, done_at__isnull=True)
    return _by_date(about.filter(owner_id=me) if own else about).select_related("owner")


def open_tasks_in(worker: Actor, unit_ids: Collection[UUID]) -> QuerySet[Task]:
    """The open tasks of those who work in these teams (as far as they are the worker's own), and of those who worked there last and left.

    `owner_left` is true on a task whose owner holds no post today: it waits for somebody to hand it over.
    """
    day = clock.today()
    here = staff.holdings_on(day).filter(post__service_id=worker.service_id, worker=OuterRef("owner"))
    units = set(unit_ids) & worker.team_ids
    ever = Holding.objects.filter(post__unit_id__in=units).values("worker_id")
    return _by_date(
        Task.objects.filter(_readable(worker), service_id=worker.service_id, done_at__isnull=True)
        .annotate(owner_left=~Exists(here))
        .filter(Exists(here.filter(post__unit_id__in=units)) | Q(owner_left=True), owner_id__in=ever)
        .select_related("owner", "person")
    )


def in_order_of(worker: Actor, owner_id: UUID, unit_ids: Collection[UUID]) -> list[Shown]:
    """A colleague's open tasks that `worker` may read, in the order their owner sees them; `put_off` says so where a must was (SUR-40)."""
    day = clock.today()
    found = open_tasks_in(worker, unit_ids).filter(owner_id=owner_id).annotate(put_off=Exists(WAITS))
    shown = [_read(task, day) for task in found]
    return sorted(shown, key=lambda task: rules.key(task.kind, task.weight, task.due_at))


def musts_put_off_in(worker: Actor, unit_ids: Collection[UUID]) -> QuerySet[Task]:
    """Of the open tasks of those who work in these teams: what must be done and was put off, with the last reason (SUR-40)."""
    last = WAITS.order_by("-at").values("reason")[:1]
    return open_tasks_in(worker, unit_ids).filter(Exists(WAITS)).annotate(put_off_because=Subquery(last))


def unseen_worries() -> QuerySet[Task]:
    """Every open worry nobody has seen, of every service, with since when its owner has had it (`waits_since`): for the clock."""
    given = HandOver.objects.filter(task=OuterRef("pk")).order_by("-at").values("at")[:1]
    waiting = Task.objects.filter(kind=TaskKind.CONCERN, seen_at__isnull=True, done_at__isnull=True)
    return waiting.annotate(waits_since=Coalesce(Subquery(given), "made_at")).order_by("made_at", "id")


def task_page(worker: Actor, task_id: UUID, at: datetime) -> TaskPage:
    """One task with what `worker` may do to it; NotYours when they may not know of it."""
    day = clock.today(at)
    mine = Task.objects.filter(within_reach(worker, at), pk=task_id)
    task = mine.filter(_readable(worker, at)).select_related("person", "owner", "made_by", "done_by").first()
    if task is None:
        lost = _lost(mine, day)
        if not lost:
            raise NotYours("tasks.task", task_id)
        return TaskPage(lost[0], None, [], False, False, True, [], False, None)
    own = task.owner_id == worker.worker_id and not task.done_at
    return TaskPage(
        _read(task, day),
        task,
        list(task.hand_overs.select_related("from_worker", "to_worker", "by").order_by("at", "id")),
        may_see=own and task.kind == TaskKind.CONCERN and not task.seen_at,
        may_finish=own and task.source not in ANSWERED_ELSEWHERE,
        may_hand_over=not task.done_at and (own or permissions.leads(worker)),
        put_offs=list(task.put_offs.select_related("by").order_by("at", "id")),
        may_put_off=own and task.kind != TaskKind.CONCERN and task.source not in ANSWERED_ELSEWHERE,
        elsewhere=ANSWERED_ELSEWHERE.get(task.source) if own else None,
        opens=OPENS.get(task.source),
    )


def told_about(worker: Actor, source: str, source_id: UUID) -> list[Task]:
    """What was given to somebody because of one row, with who owns it and when it was seen: for a page that may show that row."""
    rows = Task.objects.filter(within_reach(worker), source=source, source_id=source_id)
    return list(rows.select_related("owner").order_by("made_at", "id"))


def is_made(task_id: UUID) -> bool:
    """Whether a task of this id was ever made. For the clock, which shows it to nobody."""
    return Task.objects.filter(pk=task_id).exists()


def colleagues(worker: Actor, at: datetime) -> list[Worker]:
    """Those who could own a task: everybody who holds a post today."""
    return list(staff.workers_in(worker, clock.today(at)))


def within_reach(worker: Actor, at: datetime | None = None) -> Q:
    """A filter over tasks: those `worker` may read, and their own even if they may not. The product itself reaches its whole service."""
    in_service = Q(service_id=worker.service_id)
    if worker.worker_id is None:
        return in_service
    return in_service & (Q(owner_id=worker.worker_id) | _readable(worker, at))


def _readable(worker: Actor, at: datetime | None = None) -> Q:
    """About a person: what may be read in the record, and what its owner was told. About nobody: its owner's, its maker's, their lead's."""
    me = worker.worker_id
    entrusted = Q(owner_id=me, person__in=access.visible_ids(worker, Action.READ_ENTRY, at=at))
    about_nobody = Q(owner_id=me) | Q(made_by_id=me)
    if permissions.leads(worker):
        led = Holding.objects.filter(post__unit__in=Unit.objects.filter(pk__in=worker.team_ids))
        about_nobody |= Q(owner_id__in=led.values("worker_id"))
    return (
        access.readable_entries(worker, author="made_by", at=at)
        | entrusted
        | Q(about_nobody, person__isnull=True)
    )


def _named(tasks: QuerySet[Task]) -> QuerySet[Task]:
    """What a list shows of them, with the name of whom they are about."""
    shown = ("words", "kind", "weight", "made_at", "due_at", "seen_at")
    return tasks.select_related("person").only(*shown, *service_users.named("person"))


def _by_date(tasks: QuerySet[Task]) -> QuerySet[Task]:
    return tasks.order_by("due_at", "made_at", "id")


def _read(task: Task, day: date) -> Shown:
    return Shown(
        id=task.id,
        words=task.words,
        kind=task.kind,
        weight=task.weight,
        made_at=task.made_at,
        due_at=task.due_at,
        seen_at=task.seen_at,
        person=task.person,
        lost=False,
        day=day,
        put_off=getattr(task, "put_off", False),
    )


def _lost(tasks: QuerySet[Task], day: date) -> list[Shown]:
    """Of these only what says nothing of the person: no row is loaded, so no reading is logged."""
    found = tasks.values("id", "kind", "weight", "made_at", "due_at", "seen_at")
    return [Shown(words=LOST, person=None, lost=True, day=day, **row) for row in found]
