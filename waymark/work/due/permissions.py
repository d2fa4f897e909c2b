"""Who may set, answer and move what is due: whoever may write in the person's record. Who may agree to a move: somebody else, who leads."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from waymark.core.actors import Actor
from waymark.core.pages import NotYours, Refused
from waymark.organisation.staff import queries as staff
from waymark.organisation.staff.choices import Right
from waymark.people.access import queries as access
from waymark.people.access.choices import Action

LEADING = frozenset({Right.ALLOCATE.value, Right.SEE_BOARD.value})


def may_write_about(worker: Actor, person_id: UUID) -> None:
    """Raise NotYours unless `worker` may write in this record. The product itself (the clock, an import) may do what its caller checked."""
    if worker.worker_id is not None and not access.can(worker, person_id, Action.WRITE_ENTRY):
        raise NotYours("due.obligation", "", person_id)


def may_agree(asker: Actor, approver_id: UUID, day: date) -> None:
    """Raise Refused unless the approver leads in this service on `day` and is not the one who asks (rules.md 0.1)."""
    if approver_id == asker.worker_id:
        raise Refused("Somebody else must agree to it. Choose a colleague who leads.")
    held = staff.holdings_on(day).filter(worker_id=approver_id, post__service_id=asker.service_id)
    if not any(leads(rights) for rights in held.values_list("post__role__rights", flat=True)):
        raise Refused("That colleague cannot agree to it. Choose one who leads.")


def leads(rights: Collection[str]) -> bool:
    """Whether a role with these rights leads others' work."""
    return bool(LEADING & set(rights))
