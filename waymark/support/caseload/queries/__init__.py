"""Who works with whom, how much, and who has nobody. As far as `worker` may know the people; a worker's whole load is told as a figure."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Sum

from waymark.core import clock
from waymark.core.actors import Actor
from waymark.core.pages import NotYours
from waymark.core.prepared import Prepared
from waymark.organisation.services.models import Service, Unit
from waymark.organisation.staff import queries as staff
from waymark.organisation.staff.choices import Right
from waymark.organisation.staff.models import Holding, Worker
from waymark.people.access import queries as access
from waymark.people.access.choices import Action
from waymark.people.service_users.models import Person
from waymark.support.caseload import permissions, rules
from waymark.support.caseload.choices import Purpose
from waymark.support.caseload.models import Allocation, Episode
from waymark.support.caseload.queries.bands import (
    allocation_above_band,
    allocations_above_band,
    allowed_bands,
)
from waymark.support.caseload.queries.planner import Planned, Unplaced, planner, unexplained
from waymark.support.caseload.queries.rows import Row, caseload_of
from waymark.support.caseload.queries.standing import open_episodes, standing
from waymark.support.caseload.queries.stays import (
    Held,
    Tenure,
    held_visits,
    stay_for,
    stay_now,
    stays_of,
    tenure_of,
    tenure_of_group,
    wards,
)
from waymark.support.diary.choices import VisitState
from waymark.support.diary.models import Visit
from waymark.work.tasks import queries as tasks
from waymark.work.tasks.models import Task

__all__ = [
    "Held",
    "Planned",
    "Row",
    "Tenure",
    "Unplaced",
    "WorkerLoad",
    "allocation_above_band",
    "allocation_to_change",
    "allocation_to_lead",
    "allocations_above_band",
    "allocations_now",
    "allocations_to_hand_over",
    "allowed_bands",
    "caseload_of",
    "colleague",
    "colleagues",
    "episode_to_lead",
    "episodes_of",
    "held_visits",
    "key_worker_id",
    "key_worker_of",
    "key_workers_among",
    "left_without_key_worker",
    "limits_of",
    "load_of",
    "may_lead",
    "outstanding",
    "people_without_key_worker",
    "planner",
    "stay_for",
    "stay_now",
    "stays_of",
    "teams",
    "tenure_of",
    "tenure_of_group",
    "tenures",
    "unexplained",
    "unit_of",
    "visits_after",
    "wards",
    "workload",
]


@dataclass(frozen=True)
class WorkerLoad:
    """What a worker of a team carries, and how it stands to the service's limits. Figures, not people."""

    worker: Worker
    load: rules.Load
    limits: rules.Limits
    reasons: list[str] = field(default_factory=list)

    @property
    def over(self) -> str:
        """'27 over limit 25', or ''."""
        return rules.stands_over(self.load, self.limits)

    @property
    def hours(self) -> str:
        return rules.hours(self.load.weekly_minutes)


def key_worker_of(worker: Actor, person_id: UUID, day: date | None = None) -> Worker | None:
    """The person's key worker today, None when there is none or `worker` may not know the person. The latest, of two teams."""
    if not access.can(worker, person_id, Action.FIND):
        return None
    found = _key_workers_of(person_id, day or clock.today())
    return found[0].worker if found else None


@Prepared
def _key_workers_of(person_id: UUID, day: date) -> QuerySet[Allocation]:
    """The latest alone."""
    led = standing(day).filter(person_id=person_id, purpose=Purpose.KEY_WORKER)
    return led.select_related("worker").order_by("-starts_on", "-id")[:1]


def key_workers_among(worker: Actor, person_ids: Collection[UUID], day: date) -> dict[UUID, str]:
    """Who is key worker of each of these people on `day`, by name; whoever `worker` may not know is not among them."""
    led = standing(day).filter(
        person__in=access.visible_ids(worker, Action.FIND),
        person_id__in=person_ids,
        purpose=Purpose.KEY_WORKER,
    )
    return dict(led.order_by("starts_on", "id").values_list("person_id", "worker__name"))


def key_worker_id(episode_id: UUID, day: date) -> UUID | None:
    """Who is key worker of an episode on `day`: for actions that must tell them, whoever asks."""
    led = standing(day).filter(episode_id=episode_id, purpose=Purpose.KEY_WORKER)
    return led.values_list("worker_id", flat=True).first()


def allocations_now(worker: Actor, person_id: UUID, day: date) -> list[Allocation]:
    """Who has a part with the person on `day`, in the worker's service. For actions that must tell one of them."""
    return list(
        standing(day)
        .filter(person_id=person_id, episode__unit__service_id=worker.service_id)
        .select_related("episode", "worker")
        .order_by("starts_on", "id")
    )


def people_without_key_worker(worker: Actor, day: date | None = None) -> list[Episode]:
    """The open episodes of the worker's teams in which nobody is the key worker on `day`, the longest open first, with person and team."""
    day = day or clock.today()
    led = standing(day).filter(episode=OuterRef("pk"), purpose=Purpose.KEY_WORKER)
    return list(
        open_episodes(worker, day)
        .filter(~Exists(led), unit_id__in=worker.team_ids)
        .select_related("person", "unit")
        .order_by("opened_on", "person__given_name", "person__family_name", "id")
    )


def workload(worker: Actor, unit_ids: Collection[UUID], day: date) -> list[WorkerLoad]:
    """What each worker of these teams carries on `day`, as far as they are the worker's own: sums, and the reasons that let a limit pass.

    A load is the whole of it, people of other teams included: half a sum explains nothing. It names nobody. Four statements.
    """
    workers = {h.worker_id: h.worker for h in _posts_in(worker, unit_ids, day)}
    weights: dict[UUID, list[int]] = defaultdict(list)
    minutes: dict[UUID, int] = defaultdict(int)
    reasons: dict[UUID, list[str]] = defaultdict(list)
    theirs = standing(day).filter(worker_id__in=workers, episode__unit__service_id=worker.service_id)
    for worker_id, weight, people, planned in (
        theirs.order_by("worker_id", "weight")
        .values_list("worker_id", "weight")
        .annotate(people=Count("pk"), planned=Sum("weekly_minutes"))
    ):
        weights[worker_id] += [weight] * people
        minutes[worker_id] += planned
    explained = theirs.exclude(over_limit_reason="").order_by("starts_on", "id")
    for worker_id, reason in explained.values_list("worker_id", "over_limit_reason"):
        reasons[worker_id].append(reason)
    limits = limits_of(worker)
    return [
        WorkerLoad(one, rules.Load(tuple(weights[pk]), minutes[pk]), limits, reasons[pk])
        for pk, one in sorted(workers.items(), key=lambda item: item[1].name)
    ]


def tenures(worker: Actor, last: date) -> list[tuple[Worker, int, rules.Days]]:
    """Where the days of each worker's whole group were, for the teams `worker` leads: who has anybody, by name. Figures alone (SUR-03)."""
    workers = {h.worker_id: h.worker for h in _posts_in(worker, worker.team_ids, last)}
    found = [(one, *tenure_of_group(worker, pk, last)) for pk, one in workers.items()]
    return sorted((row for row in found if row[1]), key=lambda row: row[0].name)


def load_of(worker: Actor, worker_id: UUID, day: date) -> rules.Load:
    """What one colleague carries on `day`, in figures."""
    rows = list(
        standing(day)
        .filter(worker_id=worker_id, episode__unit__service_id=worker.service_id)
        .values_list("weight", "weekly_minutes")
    )
    return rules.Load(tuple(weight for weight, _ in rows), sum(minutes for _, minutes in rows))


def limits_of(worker: Actor) -> rules.Limits:
    """The limits of the worker's service."""
    return rules.limits_of(Service.objects.values_list("limits", flat=True).get(pk=worker.service_id))


def unit_of(worker: Actor, person_id: UUID, day: date | None = None) -> UUID | None:
    """The team of the person's open episode that `worker` is part of, else of any open one; None when there is none."""
    day = day or clock.today()
    units = list(
        open_episodes(worker, day)
        .filter(person_id=person_id)
        .order_by("opened_on", "id")
        .values_list("unit_id", flat=True)
    )
    return next((unit for unit in units if unit in worker.team_ids), units[0] if units else None)


def episodes_of(worker: Actor, person_id: UUID) -> list[Episode]:
    """The person's episodes, open ones first, each with its allocations (`parts`), the latest first."""
    people = access.visible_ids(worker, Action.OPEN)
    found = list(
        Episode.objects.filter(person_id=person_id, person__in=people)
        .select_related("unit")
        .order_by("-opened_on", "-id")
    )
    parts: dict[UUID, list[Allocation]] = defaultdict(list)
    rows = Allocation.objects.filter(episode__in=found).select_related("worker").order_by("-starts_on", "-id")
    for allocation in rows if found else ():
        parts[allocation.episode_id].append(allocation)
    for episode in found:
        episode.parts = parts[episode.pk]  # type: ignore[attr-defined]  # for the page
    return sorted(found, key=lambda episode: episode.closed_on is not None)


def episode_to_lead(worker: Actor, episode_id: UUID) -> Episode:
    """An episode of a person `worker` may allocate, or NotYours."""
    found = (
        Episode.objects.filter(pk=episode_id, person__in=access.visible_ids(worker, Action.ALLOCATE))
        .select_related("person", "unit")
        .first()
    )
    if found is None:
        raise NotYours("caseload.episode", episode_id)
    return found


def allocation_to_lead(worker: Actor, allocation_id: UUID) -> Allocation:
    """An allocation of a person `worker` may allocate, or NotYours."""
    found = (
        Allocation.objects.filter(pk=allocation_id, person__in=access.visible_ids(worker, Action.ALLOCATE))
        .select_related("person", "worker", "episode__unit")
        .first()
    )
    if found is None:
        raise NotYours("caseload.allocation", allocation_id)
    return found


def allocation_to_change(worker: Actor, allocation_id: UUID) -> Allocation:
    """An allocation that stands, of somebody `worker` writes about: their own, or of a person they lead; else NotYours."""
    found = (
        Allocation.objects.filter(
            pk=allocation_id,
            ends_on__isnull=True,
            person__in=access.visible_ids(worker, Action.WRITE_ENTRY),
        )
        .select_related("person", "worker", "episode__unit")
        .first()
    )
    if found is None or not (
        found.worker_id == worker.worker_id or permissions.leads(worker, found.person_id)
    ):
        raise NotYours("caseload.allocation", allocation_id)
    return found


def allocations_to_hand_over(worker: Actor, worker_id: UUID, day: date) -> list[Allocation]:
    """What a colleague would leave behind after `day`, as far as `worker` may allocate it, by name."""
    found = (
        Allocation.objects.filter(worker_id=worker_id, person__in=access.visible_ids(worker, Action.ALLOCATE))
        .filter(Q(ends_on__isnull=True) | Q(ends_on__gt=day))
        .select_related("person", "episode__unit")
    )
    return sorted(found, key=lambda allocation: allocation.person.name)


def left_without_key_worker(worker: Actor, worker_id: UUID, on: date) -> list[Person]:
    """Who would have no key worker from the day after `on`, if this worker left then: for whoever ends a post (rules.md 3).

    People of the whole service, by name; the caller is somebody who ends posts, and must know whom to ask about.
    """
    later = Allocation.objects.filter(
        Q(ends_on__isnull=True) | Q(ends_on__gt=on), episode=OuterRef("episode"), purpose=Purpose.KEY_WORKER
    ).exclude(worker_id=worker_id)
    theirs = Allocation.objects.filter(
        Q(ends_on__isnull=True) | Q(ends_on__gt=on),
        ~Exists(later),
        worker_id=worker_id,
        purpose=Purpose.KEY_WORKER,
        episode__closed_on__isnull=True,
        episode__unit__service_id=worker.service_id,
    )
    found = [allocation.person for allocation in theirs.select_related("person")]
    return sorted(found, key=lambda person: person.name)


def visits_after(worker: Actor, allocation: Allocation, on: date) -> list[Visit]:
    """The visits this worker has planned with the person after `on`: they stay until somebody moves them."""
    return list(
        Visit.objects.filter(
            worker_id=allocation.worker_id,
            person_id=allocation.person_id,
            person__in=access.visible_ids(worker),
            state=VisitState.PLANNED,
            starts_at__gte=clock.day_bounds(on)[1],
        ).order_by("starts_at", "id")
    )


def outstanding(worker: Actor, episode: Episode, on: date) -> list[str]:
    """What stops an episode from being closed, in words: open tasks, and visits still planned. With another team open, they stay there."""
    others = Episode.objects.filter(person_id=episode.person_id, closed_on__isnull=True).exclude(
        pk=episode.pk
    )
    if others.exists():
        return []
    read = tasks.tasks_of(worker, episode.person_id)
    unread = Task.objects.filter(person_id=episode.person_id, done_at__isnull=True).count() - len(read)
    said = [f"{task.words} ({task.owner.name})" for task in read]
    if unread > 0:
        said.append(f"{unread} task{'' if unread == 1 else 's'} you may not read")
    planned = Visit.objects.filter(
        person_id=episode.person_id, state=VisitState.PLANNED, starts_at__gte=clock.day_bounds(on)[1]
    )
    for starts_at, name in planned.order_by("starts_at").values_list("starts_at", "worker__name"):
        there = clock.local(starts_at)
        said.append(f"visit on {there.day} {there:%B %Y}, {there:%H:%M} ({name})")
    return said


def colleagues(worker: Actor, day: date) -> list[Worker]:
    """Those who could be allocated somebody: everybody who holds a post on `day`."""
    return list(staff.workers_in(worker, day))


def may_lead(worker: Actor, person_id: UUID) -> bool:
    """Whether `worker` may allocate this person and close their episode: for the buttons."""
    return worker.may(Right.ALLOCATE) and permissions.leads(worker, person_id)


def colleague(worker: Actor, worker_id: UUID) -> Worker:
    """A colleague whose caseload may be looked at, or NotYours. One who left is looked for among all who ever held a post here."""
    permissions.may_look_at(worker, worker_id)
    found = Worker.objects.filter(pk=worker_id, holdings__post__service_id=worker.service_id).first()
    if found is None:
        raise NotYours("caseload.caseload", worker_id)
    return found


def teams(worker: Actor) -> list[Unit]:
    """The worker's own teams, by name."""
    return list(Unit.objects.filter(pk__in=worker.team_ids).order_by("name"))


def _posts_in(worker: Actor, unit_ids: Collection[UUID], day: date) -> QuerySet[Holding]:
    return (
        staff.holdings_on(day)
        .filter(post__unit_id__in=set(unit_ids) & worker.team_ids)
        .select_related("worker")
    )
