"""Once an hour: a lead is told of a post that ends in 60 days or less; a role's document that is not signed is put before both sides."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any
from uuid import UUID

from waymark.core import clock, heartbeats
from waymark.core.actors import system
from waymark.core.ids import derived
from waymark.doors.team import actions, queries, rules
from waymark.organisation.role_documents import queries as role_documents
from waymark.organisation.role_documents.choices import Capacity
from waymark.organisation.services import queries as services
from waymark.organisation.services.models import Service
from waymark.organisation.staff import queries as staff
from waymark.organisation.staff.models import Holding
from waymark.work.tasks.choices import Weight
from waymark.work.tasks.models import Task

PROCESS = "team reminders"
Wanted = dict[UUID, dict[str, Any]]


def tell_managers(at: datetime) -> int:
    """Every reminder that is due and not made yet. Returns how many it made; nothing within an hour of the last look."""
    hour = at.strftime("%Y-%m-%dT%H")
    if heartbeats.state_of(PROCESS).get("hour") == hour:
        return 0
    made = sum(_tell(service, at) for service in services.loaded())
    heartbeats.beat(PROCESS, {"hour": hour}, at)
    return made


def _tell(service: Service, at: datetime) -> int:
    by, day = system("clock", service.pk), clock.today(at)
    wanted: Wanted = dict([*_endings(service, at, day), *_unsigned(service, day)])
    there = set(Task.objects.filter(pk__in=wanted).values_list("pk", flat=True))
    for task_id, words in wanted.items():
        if task_id not in there:
            actions.remind(by=by, id=task_id, **words)
    return len(wanted.keys() - there)


def _endings(service: Service, at: datetime, day: date) -> Iterator[tuple[UUID, dict[str, Any]]]:
    for ending in queries.endings(service, day):
        holding = ending.holding
        lead = _lead_of(holding, at, day)
        if lead is not None and holding.ends_on is not None:
            yield (
                derived(holding.pk, "ends", holding.ends_on),
                {
                    "words": ending.words,
                    "owner_id": lead,
                    "weight": Weight.MUST,
                    "due_at": clock.day_bounds(holding.ends_on)[0],
                    "source": "staff.holding",
                    "source_id": holding.pk,
                },
            )


def _unsigned(service: Service, day: date) -> Iterator[tuple[UUID, dict[str, Any]]]:
    for one in role_documents.unsigned(service.pk, day):
        title = f"{one.document.role.title}, v{one.document.version}"
        manager = next(iter(staff.managers_of(one.holding, day)), None)
        sides = [
            (
                Capacity.WORKER,
                one.worker_signed,
                one.worker.pk,
                f"Read and sign your role document: {title}.",
            ),
            (
                Capacity.MANAGER,
                one.manager_signed,
                manager.worker_id if manager else None,
                f"Sign the role document of {one.worker.name} as their manager: {title}.",
            ),
        ]
        for capacity, signed, owner, words in sides:
            if (
                signed is None
                and owner is not None
                and (capacity is Capacity.WORKER or owner != one.worker.pk)
            ):
                yield (
                    rules.reminder_id(one.document.pk, one.worker.pk, capacity),
                    {
                        "words": words,
                        "owner_id": owner,
                        "source": "role_documents.roledocument",
                        "source_id": one.document.pk,
                    },
                )


def _lead_of(holding: Holding, at: datetime, day: date) -> UUID | None:
    """Who is told: whoever holds the post it answers to and is here today, else whoever answers for the team; never the leaver."""
    away = staff.away_on(holding.post.service_id, day)
    for held in staff.managers_of(holding, day):
        if held.worker_id not in away and held.worker_id != holding.worker_id:
            return held.worker_id
    try:
        return staff.duty_senior(holding.post.service_id, holding.post.unit_id, at, holding.worker_id).pk
    except staff.NobodyThere:
        return None
