"""The health summary: diagnoses as named clinicians gave them, beside the person's own account of what it is like (DUR-54)."""

from datetime import date, datetime
from uuid import UUID

from waymark.core import audit, clock
from waymark.core.actions import action
from waymark.core.actors import Actor
from waymark.core.pages import ConflictingRepeat, NotYours, Refused
from waymark.people.service_users import permissions
from waymark.people.service_users.models import Account, Diagnosis, Person

OTHERWISE = "This was kept before, as something else. Open the page again to see what stands."


@action
def add_diagnosis(
    *,
    by: Actor,
    id: UUID,
    person: Person,
    words: str,
    given_by: str,
    given_on: date,
    source: str,
    at: datetime,
) -> Diagnosis:
    """Write down a diagnosis as a named clinician gave it. Never by a support role; idempotent on `id`.

    `given_on` is when the clinician gave it, `at` when it was written here.
    """
    permissions.may_write_diagnoses(by, person)
    if given_on > clock.today(at):
        raise Refused("It was given in the past. Put the day right.")
    told = {"words": words, "given_by": given_by, "given_on": given_on, "source": source}
    row, new = Diagnosis.objects.get_or_create(
        pk=id, defaults={"person": person, "written_by_id": by.worker_id, "written_at": at, **told}
    )
    if row.person_id != person.pk or {name: getattr(row, name) for name in told} != told:
        raise ConflictingRepeat(OTHERWISE)
    audit.write(by, "add_diagnosis", row, outcome="done" if new else "repeat")
    return row


@action
def withdraw_diagnosis(
    *, by: Actor, id: UUID, person: Person, withdrawn_by: str, source: str, on: date
) -> Diagnosis:
    """A clinician says that it no longer holds: it stays readable with that word. Never by a support role; once."""
    permissions.may_write_diagnoses(by, person)
    row = Diagnosis.objects.filter(pk=id, person=person).first()
    if row is None:
        raise NotYours("service_users.diagnosis", id, person.pk)
    if row.withdrawn_on:
        audit.write(by, "withdraw_diagnosis", row, outcome="repeat")
        return row
    if on < row.given_on or on > clock.today():
        raise Refused("That is not between the day it was given and today. Put the day right.")
    row.withdrawn_on, row.withdrawn_by, row.withdrawn_source = on, withdrawn_by, source
    row.save(update_fields=["withdrawn_on", "withdrawn_by", "withdrawn_source"])
    audit.write(by, "withdraw_diagnosis", row)
    return row


@action
def add_account(
    *, by: Actor, id: UUID, person: Person, words: str, said_on: date, at: datetime, helped_by: str = ""
) -> Account:
    """What it is like for them, as they say it. Earlier words stay. Idempotent on `id`."""
    permissions.may_write_details(by, person)
    if said_on > clock.today(at):
        raise Refused("They have said it already. Put the day right.")
    told = {"words": words, "said_on": said_on, "helped_by": helped_by}
    row, new = Account.objects.get_or_create(
        pk=id, defaults={"person": person, "written_by_id": by.worker_id, "written_at": at, **told}
    )
    if row.person_id != person.pk or {name: getattr(row, name) for name in told} != told:
        raise ConflictingRepeat(OTHERWISE)
    audit.write(by, "add_account", row, outcome="done" if new else "repeat")
    return row
