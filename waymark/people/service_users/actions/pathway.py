"""Who does what now: written down, ended, printed as a numbered sheet, given (ASC-20, SUR-10). Idempotent on ids made by the page."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from waymark.core import audit, clock
from waymark.core.actions import action
from waymark.core.actors import Actor
from waymark.core.pages import ConflictingRepeat, NotYours, Refused
from waymark.people.service_users import permissions, queries
from waymark.people.service_users.choices import Understood
from waymark.people.service_users.models import KeyContact, Pathway, Person, Sheet, SheetGiven

OTHERWISE = "This was kept before, as something else. Open the page again to see what stands."


@action
def set_pathway(
    *, by: Actor, id: UUID, person: Person, at: datetime, stage: str, what_next: str = "", if_worse: str = ""
) -> Pathway:
    """Where they are now, what happens next, what to do if it gets worse. What stood before stays readable."""
    permissions.may_write_details(by, person)
    told = {"stage": stage, "what_next": what_next, "if_worse": if_worse}
    row, new = Pathway.objects.get_or_create(
        pk=id, defaults={"person": person, "by_id": by.worker_id, "at": at, **told}
    )
    return _kept(by, "set_pathway", row, person, told, new)


@action
def add_key_contact(
    *,
    by: Actor,
    id: UUID,
    person: Person,
    at: datetime,
    name: str,
    does: str,
    reach: str,
    hours: str,
    agency: str = "",
    contact_when: str = "",
    cover: str = "",
    follows_id: UUID | None = None,
) -> KeyContact:
    """Somebody who does something for them now. `follows_id`: whom they take over from."""
    permissions.may_write_details(by, person)
    if follows_id and not KeyContact.objects.filter(pk=follows_id, person=person).exists():
        raise NotYours("service_users.keycontact", follows_id, person.pk)
    told = {
        "name": name,
        "does": does,
        "reach": reach,
        "hours": hours,
        "agency": agency,
        "contact_when": contact_when,
        "cover": cover,
        "follows_id": follows_id,
    }
    row, new = KeyContact.objects.get_or_create(
        pk=id, defaults={"person": person, "added_by_id": by.worker_id, "added_at": at, **told}
    )
    return _kept(by, "add_key_contact", row, person, told, new)


@action
def end_key_contact(*, by: Actor, person: Person, id: UUID, on: date) -> KeyContact:
    """Their last day, which may be still to come. They stay on what was printed."""
    permissions.may_write_details(by, person)
    row = KeyContact.objects.filter(pk=id, person=person).first()
    if row is None:
        raise NotYours("service_users.keycontact", id, person.pk)
    if row.until == on:
        audit.write(by, "end_key_contact", row, outcome="repeat")
        return row
    if row.until is not None:
        raise Refused("Their last day is written down already.")
    row.until = on
    row.save(update_fields=["until"])
    audit.write(by, "end_key_contact", row, detail={"until": on})
    return row


@action
def print_sheet(*, by: Actor, id: UUID, person: Person, at: datetime) -> Sheet:
    """Keep what is printed now, under the person's next number. Refused with nobody on it: a sheet without a name helps nobody."""
    permissions.may_write_details(by, person)
    kept = Sheet.objects.kept(id)
    if kept is not None:
        return _kept(by, "print_sheet", kept, person, {}, False)
    standing = queries.map_of(by, person, clock.today(at))
    if not standing.stage or not standing.contacts:
        raise Refused("Write down where they are now and at least one contact before you print it.")
    numbers = Sheet.objects.select_for_update().filter(person=person).order_by("-number")
    last = numbers.values_list("number", flat=True).first() or 0
    sheet = Sheet(id=id, person=person, number=last + 1, content=standing.content, by_id=by.worker_id, at=at)
    sheet.save(force_insert=True)
    audit.write(by, "print_sheet", sheet, detail={"number": sheet.number})
    return sheet


@action
def give_sheet(
    *,
    by: Actor,
    id: UUID,
    person: Person,
    sheet: Sheet,
    on: date,
    understood: Understood,
    at: datetime,
    words: str = "",
) -> SheetGiven:
    """They have it: on which day, and whether it is clear to them, as they say."""
    permissions.may_write_details(by, person)
    if on > clock.today(at) or on < clock.today(sheet.at):
        raise Refused("It was given between the day it was printed and today. Put the day right.")
    told = {"on": on, "understood": understood, "words": words}
    row, new = SheetGiven.objects.get_or_create(
        pk=id, defaults={"person": person, "sheet": sheet, "by_id": by.worker_id, "at": at, **told}
    )
    return _kept(by, "give_sheet", row, person, {**told, "sheet_id": sheet.pk}, new)


def _kept(by: Actor, verb: str, row: Any, person: Person, told: dict[str, Any], new: bool) -> Any:
    """The row, or ConflictingRepeat where the id stands for something else."""
    same = {name: getattr(row, name) for name in told} == told
    if getattr(row, "person_id", None) != person.pk or not same:
        raise ConflictingRepeat(OTHERWISE)
    audit.write(by, verb, row, person_id=person.pk, outcome="done" if new else "repeat")
    return row
