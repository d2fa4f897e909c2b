"""A worry that its owner has not seen within the service's time goes to the next person up the line (LDS-16: it always resolves)."""

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from waymark.core import clock, heartbeats
from waymark.core.actors import Actor, system
from waymark.core.pages import Refused
from waymark.organisation.services.models import Service
from waymark.organisation.staff import queries as staff
from waymark.organisation.staff.models import Worker
from waymark.work.tasks import actions, queries, rules
from waymark.work.tasks.models import Task

PROCESS = "unseen worries"
KIND = "escalation_acknowledged"


def pass_on_unseen(at: datetime) -> int:
    """Every worry that has waited too long, once a minute. Returns how many were passed on.

    The next person is somebody up the line who is here today, did not raise it, has not had it, and may read it. Where there is nobody
    it stays with its owner, and on the board of whoever leads.
    """
    minute = at.strftime("%Y-%m-%dT%H:%M")
    if heartbeats.state_of(PROCESS).get("minute") == minute:
        return 0
    waits = {service.pk: service for service in Service.objects.only("slug", "clocks")}
    found = 0
    for task in queries.unseen_worries():
        service = waits[task.service_id]
        due = rules.acknowledged_by(service.clocks.get(KIND, {}), task.waits_since)  # type: ignore[attr-defined]  # annotated
        if due is not None and due <= at:
            found += _pass_on(service, task, at)
    heartbeats.beat(PROCESS, {"minute": minute}, at)
    return found


def _pass_on(service: Service, task: Task, at: datetime) -> bool:
    by = replace(system("clock", service.pk), service=service.slug)
    said = f"Not seen {rules.waited(service.clocks.get(KIND, {}))}. Passed on by the clock."
    return any(_given(by, task, one, said) for one in _next_up(task, at))


def _next_up(task: Task, at: datetime) -> list[Worker]:
    had: set[UUID] = {pk for pair in task.hand_overs.values_list("from_worker", "to_worker") for pk in pair}
    above = staff.up_the_line(task.service_id, task.owner_id, clock.today(at))
    return [one for one in above if one.pk not in had and one.pk not in (task.owner_id, task.made_by_id)]


def _given(by: Actor, task: Task, to: Worker, reason: str) -> bool:
    try:
        actions.hand_over_task(by=by, id=task.pk, to_id=to.pk, reason=reason)
    except Refused:  # they may not read it: the next one is asked
        return False
    return True
