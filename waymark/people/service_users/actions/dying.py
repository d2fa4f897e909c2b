"""That somebody died, as it was told; made formal later; undone where it was recorded in error (person-record, hard rules)."""

from datetime import date, datetime
from uuid import UUID

from waymark.core import audit, clock
from waymark.core.actions import action
from waymark.core.actors import Actor
from waymark.core.pages import ConflictingRepeat, NotYours, Refused
from waymark.people.service_users import permissions
from waymark.people.service_users.actions import _gather as gather
from waymark.people.service_users.models import Death, Person

OTHERWISE = "This was kept before, as something else. Open the page again to see what stands."
FEWEST_WORDS = 2


@action
def record_death(
    *, by: Actor, id: UUID, person: Person, on: date | None, formal: bool, told_by: str, at: datetime
) -> Death:
    """They died: on which day if it is known, who told, and whether that is formal. Told again it adds. Idempotent on `id`."""
    permissions.may_write_details(by, person)
    if on and on > clock.today(at):
        raise Refused("That day is still to come. Put the day right.")
    told = {"on": on, "formal": formal, "told_by": told_by}
    row, new = Death.objects.get_or_create(
        pk=id, defaults={"person": person, "by_id": by.worker_id, "at": at, **told}
    )
    if row.person_id != person.pk or {name: getattr(row, name) for name in told} != told:
        raise ConflictingRepeat(OTHERWISE)
    if new:
        _settle(person)
    audit.write(by, "record_death", row, outcome="done" if new else "repeat")
    return row


@action
def undo_death(*, by: Actor, id: UUID, person: Person, because: str, at: datetime) -> Death:
    """They have not died: it was recorded in error. What was told stays readable with why it was wrong."""
    permissions.may_write_details(by, person)
    row = Death.objects.filter(pk=id, person=person).first()
    if row is None:
        raise NotYours("service_users.death", id, person.pk)
    if row.undone_at:
        audit.write(by, "undo_death", row, outcome="repeat")
        return row
    if len(because.split()) < FEWEST_WORDS:
        raise Refused("Say how the error came about, in a few words.")
    row.undone_at, row.undone_by_id, row.undone_because = at, by.worker_id, because
    row.save(update_fields=["undone_at", "undone_by", "undone_because"])
    _settle(person)
    audit.write(by, "undo_death", row)
    return row


def _settle(person: Person) -> None:
    """The row carries the day that was told last and stands."""
    standing = Death.objects.filter(person=person, undone_at=None).order_by("at", "id").last()
    person.died_on = standing.on if standing else None
    person.save(update_fields=["died_on"])
    gather.again(person)
