"""Things to do, and somebody's."""

from datetime import datetime, timedelta
from typing import Any

from waymark.core import clock
from waymark.core.actors import Actor
from waymark.core.ids import new_id
from waymark.organisation.staff.models import Worker
from waymark.people.service_users.models import Person
from waymark.work.tasks import actions
from waymark.work.tasks.choices import TaskKind
from waymark.work.tasks.models import HandOver, Task


def make_task(
    words: str = "Ring the surgery",
    *,
    by: Actor,
    owner: Worker,
    person: Person | None = None,
    due_at: datetime | None = None,
    **fields: Any,
) -> Task:
    """A task as the product makes it."""
    return actions.make_task(
        by=by,
        id=fields.pop("id", None) or new_id(),
        words=words,
        owner_id=owner.pk,
        person_id=person.pk if person else None,
        due_at=due_at,
        **fields,
    )


def make_concern(words: str = "Has not eaten for two days", **given: Any) -> Task:
    """Something that worries the one who writes it, for somebody else to know at once."""
    return make_task(words, kind=TaskKind.CONCERN, weight="must", **given)


def make_hand_over(task: Task, *, by: Actor, to: Worker, reason: str = "On leave from Friday") -> HandOver:
    """Passed on, with a reason."""
    actions.hand_over_task(by=by, id=task.pk, to_id=to.pk, reason=reason)
    return HandOver.objects.filter(task=task).latest("at")


def make_put_off(task: Task, *, by: Actor, days: int = 2, reason: str = "The bank opens on Friday") -> Task:
    """Its owner does it some days later."""
    until = clock.now() + timedelta(days=days)
    return actions.put_off_task(by=by, id=task.pk, put_off_id=new_id(), until=until, reason=reason)
