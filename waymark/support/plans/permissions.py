"""Who writes in a plan, and who puts it in force: whoever may write in the record drafts; whose role leads the plan agrees (SUR-04)."""

from uuid import UUID

from waymark.core.actors import Actor
from waymark.core.pages import NotYours, Refused
from waymark.organisation.staff.choices import Right
from waymark.people.access import queries as access
from waymark.people.access.choices import Action

NOT_YOURS_TO_AGREE = "Your role drafts a plan and does not put it in force. Send it to a colleague who does."


def may_write_about(worker: Actor, person_id: UUID) -> None:
    """Raise NotYours unless `worker` may write in this person's record."""
    if not access.can(worker, person_id, Action.WRITE_ENTRY):
        raise NotYours("plans.planversion", "", person_id)


def may_draft(worker: Actor, person_id: UUID) -> bool:
    """For the buttons."""
    return worker.may(Right.RECORD_CONTACTS) and access.can(worker, person_id, Action.WRITE_ENTRY)


def may_publish(worker: Actor, person_id: UUID) -> bool:
    """Whether `worker` puts this person's plan in force and signs its reviews: for the buttons, and asked by the actions."""
    return worker.may(Right.PUBLISH_PLANS) and may_draft(worker, person_id)


def require_publish(worker: Actor, person_id: UUID) -> None:
    """NotYours for a record `worker` may not write in; Refused where their role does not lead plans."""
    may_write_about(worker, person_id)
    if not worker.may(Right.PUBLISH_PLANS):
        raise Refused(NOT_YOURS_TO_AGREE)
