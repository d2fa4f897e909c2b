"""A first contact that is due at a moment, and telling its owner when that has passed (LDS-06)."""

from datetime import datetime
from uuid import UUID

from waymark.core import audit, clock
from waymark.core.actions import action
from waymark.core.actors import Actor
from waymark.core.ids import derived
from waymark.core.pages import NotYours
from waymark.organisation.staff import queries as staff
from waymark.support.referrals import permissions, queries
from waymark.support.referrals.choices import FIRST_CONTACT
from waymark.support.referrals.models import FirstContact
from waymark.work.tasks import actions as tasks
from waymark.work.tasks.choices import TaskKind, Weight


@action
def set_first_contact(
    *,
    by: Actor,
    person_id: UUID,
    unit_id: UUID,
    owner_id: UUID,
    because: str,
    from_at: datetime,
    due_at: datetime,
    source_id: UUID,
) -> FirstContact:
    """Somebody must be in touch by `due_at`; the first contact after `from_at` answers it, whoever makes it. Once for each source."""
    permissions.may_write_about(by, person_id)
    made, new = FirstContact.objects.get_or_create(
        source_id=source_id,
        defaults={
            "id": derived(source_id, "first contact"),
            "person_id": person_id,
            "unit_id": unit_id,
            "owner_id": owner_id,
            "because": because[:300],
            "from_at": from_at,
            "due_at": due_at,
        },
    )
    audit.write(by, "set_first_contact", made, detail={"due_at": due_at}, outcome="done" if new else "repeat")
    return made


@action
def tell_of_first_contact(*, by: Actor, id: UUID) -> bool:
    """The moment has passed. Nobody was in touch: its owner is told, as of somebody to worry about. Returns whether anybody was told.

    Run by the clock. Where a contact answered it in time, or was late but is there, nobody is told.
    """
    row = FirstContact.objects.select_for_update().filter(pk=id, person__service_id=by.service_id).first()
    if row is None:
        raise NotYours(FIRST_CONTACT, id)
    if row.told_at is not None:
        audit.write(by, "tell_of_first_contact", row, outcome="repeat")
        return False
    one = next(first for first in queries.passed(clock.now(), limit=1_000) if first.row.pk == id)
    row.told_at = clock.now()
    row.save(update_fields=["told_at"])
    audit.write(by, "tell_of_first_contact", row, detail={"answered": one.answered_at is not None})
    if one.answered_at is not None:
        return False
    due = clock.local(row.due_at)
    tasks.make_task(
        by=by,
        id=derived(row.pk, "overdue"),
        words=f"{row.because}. Nobody has been in touch since. The first contact was due by {due:%H:%M} "
        f"on {due.day} {due:%B %Y}.",
        owner_id=_owner(by, row),
        person_id=row.person_id,
        kind=TaskKind.CONCERN,
        weight=Weight.MUST,
        due_at=clock.now(),
        source=FIRST_CONTACT,
        source_id=row.pk,
    )
    return True


def _owner(by: Actor, row: FirstContact) -> UUID:
    """Whose it is; where they have left, whoever answers for the team."""
    held = staff.holdings_on(clock.today()).filter(worker_id=row.owner_id, post__service_id=by.service_id)
    if held.exists():
        return row.owner_id
    return staff.duty_senior(by.service_id, row.unit_id, clock.now()).pk
