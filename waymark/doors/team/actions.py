"""Signing a role's document, which also finishes the reminder; and the reminders themselves, which the clock makes (LDS-04, LDS-109)."""

from datetime import date, datetime
from uuid import UUID

from waymark.core import audit, clock
from waymark.core.actions import action
from waymark.core.actors import Actor
from waymark.doors.team import queries, rules
from waymark.organisation.parent_link import actions as parent_link
from waymark.organisation.parent_link.models import LinkMeeting
from waymark.organisation.role_documents import actions as role_documents
from waymark.organisation.role_documents.models import Signature
from waymark.work.tasks import actions as tasks
from waymark.work.tasks.choices import Weight
from waymark.work.tasks.models import Task


@action
def sign_role_document(*, by: Actor, id: UUID, document_id: UUID, worker_id: UUID) -> Signature:
    """Sign, and finish one's reminder of it, if there is one open."""
    signature = role_documents.sign(by=by, id=id, document_id=document_id, worker_id=worker_id)
    reminder = Task.objects.filter(
        pk=rules.reminder_id(document_id, worker_id, signature.capacity),
        owner_id=by.worker_id,
        done_at__isnull=True,
    ).first()
    if reminder is not None:
        tasks.finish_task(by=by, id=reminder.pk, outcome="Signed", at=clock.now())
    return signature


@action
def remind(
    *,
    by: Actor,
    id: UUID,
    words: str,
    owner_id: UUID,
    source: str,
    source_id: UUID,
    weight: Weight = Weight.SHOULD,
    due_at: datetime | None = None,
) -> Task | None:
    """A task for whoever has to do something about the team. None where it was made before: later words do not change it."""
    kept = Task.objects.kept(id)
    if kept is not None:
        audit.write(by, "remind", kept, outcome="repeat")
        return None
    made = tasks.make_task(
        by=by,
        id=id,
        words=words,
        owner_id=owner_id,
        weight=weight,
        due_at=due_at,
        source=source,
        source_id=source_id,
    )
    audit.write(by, "remind", made)
    return made


@action
def keep_link_meeting(
    *, by: Actor, id: UUID, worker_id: UUID, held_on: date, words: str, again_in_months: int
) -> LinkMeeting:
    """A meeting with the parent organisation's link, whose words name nobody that either knows from the service (LDS-23).

    Refused with one sentence, whether a number or a name stands in it, so that it tells nothing of anybody.
    """
    queries.refuse_names(by, words)
    return parent_link.keep_meeting(
        by=by,
        id=id,
        worker_id=worker_id,
        held_on=held_on,
        words=words,
        again_in_months=again_in_months,
    )
