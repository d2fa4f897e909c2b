"""What the clock does about a sheet that names somebody who left."""

from uuid import UUID

from waymark.core.actions import action
from waymark.core.actors import Actor
from waymark.core.ids import derived
from waymark.doors.pathway.choices import LEFT
from waymark.people.service_users.models import KeyContact
from waymark.work.tasks import actions as tasks
from waymark.work.tasks.choices import Weight
from waymark.work.tasks.models import Task


@action
def tell_of_leaver(*, by: Actor, contact: KeyContact, owner_id: UUID) -> Task:
    """The key worker is told that a printed sheet is out of date, once for each who left (SUR-10)."""
    return tasks.make_task(
        by=by,
        id=derived(contact.pk, LEFT),
        words=f"{contact.name} ({contact.does}) has left the pathway sheet. Find out who follows, and print a new one.",
        owner_id=owner_id,
        person_id=contact.person_id,
        weight=Weight.MUST,
        source=LEFT,
        source_id=contact.pk,
    )
