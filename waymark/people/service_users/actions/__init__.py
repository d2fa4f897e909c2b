"""Writing what is known of a person. Nothing is overwritten: a name, need or address is ended and another added (rules.md 0.1).

Each action ends by gathering what must be known at every opening, and what the person can be found by, in the same transaction.
"""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from waymark.core import audit
from waymark.core.actions import action
from waymark.core.actors import Actor
from waymark.core.pages import ConflictingRepeat
from waymark.people.service_users import permissions, queries
from waymark.people.service_users.actions import _gather as gather
from waymark.people.service_users.actions.alerts import agree_alert, raise_alert, review_alert
from waymark.people.service_users.actions.confirming import Said, confirm_details
from waymark.people.service_users.actions.dying import record_death, undo_death
from waymark.people.service_users.actions.health import add_account, add_diagnosis, withdraw_diagnosis
from waymark.people.service_users.actions.legal import add_legal_status, end_legal_status
from waymark.people.service_users.actions.many import Newcomer, add_people
from waymark.people.service_users.actions.matching import (
    merge_records,
    part_records,
    raise_duplicate,
    tell_apart,
)
from waymark.people.service_users.actions.pathway import (
    add_key_contact,
    end_key_contact,
    give_sheet,
    print_sheet,
    set_pathway,
)
from waymark.people.service_users.choices import AddressKind, Detail, NameKind, NeedKind, PointKind
from waymark.people.service_users.models import (
    About,
    Address,
    ContactPoint,
    ImportantPerson,
    Need,
    Person,
    PersonName,
    SafeContact,
)
from waymark.people.service_users.permissions import AlreadyHere

__all__ = [
    "AlreadyHere",
    "Newcomer",
    "Said",
    "add_account",
    "add_address",
    "add_contact_point",
    "add_diagnosis",
    "add_important_person",
    "add_key_contact",
    "add_legal_status",
    "add_need",
    "add_people",
    "add_person",
    "add_previous_name",
    "agree_alert",
    "change_name",
    "confirm_details",
    "end_detail",
    "end_key_contact",
    "end_legal_status",
    "give_sheet",
    "know_address",
    "merge_records",
    "part_records",
    "print_sheet",
    "raise_alert",
    "raise_duplicate",
    "record_death",
    "review_alert",
    "set_about",
    "set_pathway",
    "set_safe_contact",
    "tell_apart",
    "undo_death",
    "withdraw_diagnosis",
]

OTHERWISE = "This was kept before, as something else. Open the page again to see what stands."


@action
def add_person(
    *,
    by: Actor,
    id: UUID,
    at: datetime,
    given_name: str,
    family_name: str = "",
    chosen_name: str = "",
    pronouns: str = "",
    birth: tuple[int | None, int | None, int | None] = (None, None, None),
    nhs_number: str = "",
    nhs_number_status: str = "",
    gender: str = "",
    ethnicity: str = "",
    gp_practice: str = "",
    other_numbers: dict[str, str] | None = None,
) -> Person:
    """Start a record. Idempotent on `id`. An NHS number already on another record of the service is refused (rules.md 1.1)."""
    permissions.may_add_person(by)
    existing = Person.objects.filter(pk=id, service_id=by.service_id).first()
    if existing is not None:
        audit.write(by, "add_person", existing, outcome="repeat")
        return existing
    if nhs_number and Person.objects.filter(service_id=by.service_id, nhs_number=nhs_number).exists():
        raise AlreadyHere("This NHS number is already on another record. Find that person first.")
    year, month, day = birth
    person = Person(
        id=id,
        service_id=by.service_id,
        given_name=given_name,
        family_name=family_name,
        chosen_name=chosen_name,
        pronouns=pronouns,
        birth_year=year,
        birth_month=month,
        birth_day=day,
        nhs_number=nhs_number,
        nhs_number_status=nhs_number_status,
        gender=gender,
        ethnicity=ethnicity,
        gp_practice=gp_practice,
        other_numbers=other_numbers or {},
        added_at=at,
    )
    person.save(force_insert=True)
    gather.again(person)
    audit.write(by, "add_person", person)
    return person


@action
def change_name(
    *,
    by: Actor,
    person: Person,
    on: date,
    given_name: str,
    family_name: str,
    chosen_name: str = "",
    pronouns: str = "",
) -> Person:
    """Give the person the names they have now; the names they had stay findable."""
    permissions.may_write_details(by, person)
    for kind, old, new in (
        (NameKind.PREVIOUS, person.legal_name, f"{given_name} {family_name}".strip()),
        (NameKind.PREVIOUS, person.chosen_name, chosen_name),
    ):
        if old and old != new:
            PersonName(person=person, kind=kind, text=old, until=on).save(force_insert=True)
    person.given_name, person.family_name, person.chosen_name, person.pronouns = (
        given_name,
        family_name,
        chosen_name,
        pronouns,
    )
    person.save(update_fields=["given_name", "family_name", "chosen_name", "pronouns"])
    return _kept(by, "change_name", person, person)


@action
def know_address(*, by: Actor, person: Person, why: str) -> list[Address]:
    """The addresses under protection that hold, shown to one who may know them and said why. `person` comes from people/access.

    It is in the log by name, beside the reading of the row: the person may know of it.
    """
    rows = list(queries.history_of(by, person)["addresses"].filter(protected=True, until=None))
    audit.write(by, "know_address", person, person_id=person.pk, detail={"why": why})
    return rows


@action
def add_previous_name(
    *, by: Actor, id: UUID, person: Person, text: str, until: date | None = None
) -> PersonName:
    """A name the person had before they came to us."""
    permissions.may_write_details(by, person)
    row, _ = PersonName.objects.get_or_create(
        pk=id, defaults={"person": person, "kind": NameKind.PREVIOUS, "text": text, "until": until}
    )
    return _kept(by, "add_previous_name", person, row)


@action
def set_about(
    *,
    by: Actor,
    id: UUID,
    person: Person,
    at: datetime,
    in_their_words: str = "",
    what_matters: str = "",
    please_do: str = "",
    please_do_not: str = "",
    helped_by: str = "",
) -> About:
    """Keep the person's own words as they stand now. Earlier ones stay readable."""
    permissions.may_write_details(by, person)
    words = {
        "in_their_words": in_their_words,
        "what_matters": what_matters,
        "please_do": please_do,
        "please_do_not": please_do_not,
    }
    row, _ = About.objects.get_or_create(
        pk=id, defaults={"person": person, "written_at": at, "helped_by": helped_by, **words}
    )
    return _kept(by, "set_about", person, row)


@action
def add_need(
    *,
    by: Actor,
    id: UUID,
    person: Person,
    kind: NeedKind,
    words: str,
    from_on: date,
    language: str = "",
    code: str = "",
    review_on: date | None = None,
) -> Need:
    """A communication need or reasonable adjustment, shown at every opening from now on."""
    permissions.may_write_details(by, person)
    row, _ = Need.objects.get_or_create(
        pk=id,
        defaults={
            "person": person,
            "kind": kind,
            "words": words,
            "language": language,
            "code": code,
            "from_on": from_on,
            "review_on": review_on,
        },
    )
    return _kept(by, "add_need", person, row)


@action
def add_address(
    *,
    by: Actor,
    id: UUID,
    person: Person,
    kind: AddressKind,
    lines: str = "",
    postcode: str = "",
    protected: bool = False,
    from_on: date | None = None,
) -> Address:
    """Where the person lives or is staying."""
    permissions.may_write_details(by, person)
    row, _ = Address.objects.get_or_create(
        pk=id,
        defaults={
            "person": person,
            "kind": kind,
            "lines": lines,
            "postcode": postcode,
            "protected": protected,
            "from_on": from_on,
        },
    )
    return _kept(by, "add_address", person, row)


@action
def add_contact_point(
    *, by: Actor, id: UUID, person: Person, kind: PointKind, value: str, note: str = ""
) -> ContactPoint:
    """A telephone number or an email, with the note that comes with it."""
    permissions.may_write_details(by, person)
    row, _ = ContactPoint.objects.get_or_create(
        pk=id, defaults={"person": person, "kind": kind, "value": value, "note": note}
    )
    return _kept(by, "add_contact_point", person, row)


@action
def add_important_person(
    *,
    by: Actor,
    id: UUID,
    person: Person,
    name: str,
    is_their: str = "",
    phone: str = "",
    may_be_told: str = "",
    trusted: bool = False,
) -> ImportantPerson:
    """Someone in their life, what may be told to them, and whether they are one they trust (LDS-17)."""
    permissions.may_write_details(by, person)
    row, _ = ImportantPerson.objects.get_or_create(
        pk=id,
        defaults={
            "person": person,
            "name": name,
            "is_their": is_their,
            "phone": phone,
            "may_be_told": may_be_told,
            "trusted": trusted,
        },
    )
    return _kept(by, "add_important_person", person, row)


ENDED: dict[Detail, type[Any]] = {
    Detail.NEED: Need,
    Detail.ADDRESS: Address,
    Detail.NUMBER: ContactPoint,
    Detail.IMPORTANT_PERSON: ImportantPerson,
}


@action
def end_detail(*, by: Actor, person: Person, what: Detail, id: UUID, on: date) -> None:
    """A need, address, number or important person that no longer holds from `on`. It stays readable, with the day it ended."""
    permissions.may_write_details(by, person)
    model = ENDED[what]
    row = model.objects.filter(pk=id, person=person, until__isnull=True).first()
    if row is None:
        audit.write(
            by, "end_detail", f"{model._meta.label_lower}:{id}", person_id=person.id, outcome="repeat"
        )
        return
    row.until = on
    row.save(update_fields=["until"])
    _kept(by, "end_detail", person, row)


@action
def set_safe_contact(
    *,
    by: Actor,
    person: Person,
    no_voicemail: bool = False,
    no_post: bool = False,
    no_text: bool = False,
    no_email: bool = False,
    no_home_visit: bool = False,
    discreet: bool = False,
    code_name: str = "",
    words: str = "",
) -> SafeContact:
    """What must not be done when reaching this person, whole; which of it changed is in the audit trail."""
    permissions.may_write_details(by, person)
    row = SafeContact.objects.filter(person=person).first() or SafeContact(person=person)
    wanted = {
        "no_voicemail": no_voicemail,
        "no_post": no_post,
        "no_text": no_text,
        "no_email": no_email,
        "no_home_visit": no_home_visit,
        "discreet": discreet,
        "code_name": code_name,
        "words": words,
    }
    changed = sorted(name for name, value in wanted.items() if getattr(row, name) != value)
    for name, value in wanted.items():
        setattr(row, name, value)
    row.save()
    gather.again(person)
    audit.write(by, "set_safe_contact", row, detail={"changed": changed})
    return row


def _kept(by: Actor, verb: str, person: Person, row: Any) -> Any:
    if getattr(row, "person_id", person.pk) != person.pk:  # the id stands for something of somebody else's
        raise ConflictingRepeat(OTHERWISE)
    gather.again(person)
    audit.write(by, verb, row, person_id=person.id)
    return row
