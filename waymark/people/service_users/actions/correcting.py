"""Correcting what a person's own row says: birth date, numbers, practice, codes. Who asks keeps the former value and the reason."""

from collections.abc import Mapping

from waymark.core import audit
from waymark.core.actions import action
from waymark.core.actors import Actor
from waymark.people.service_users import permissions
from waymark.people.service_users.models import Person
from waymark.people.service_users.permissions import AlreadyHere

MAY_BE_CORRECTED = {
    "birth_year", "birth_month", "birth_day", "nhs_number", "nhs_number_status", "gp_practice", "gender", "ethnicity",
}  # fmt: skip


@action
def correct_facts(*, by: Actor, person: Person, facts: Mapping[str, object]) -> Person:
    """Set columns of the person's row (data-quality). An NHS number that is on another record of the service is refused (rules.md 1.1)."""
    permissions.may_write_details(by, person)
    if not facts.keys() <= MAY_BE_CORRECTED:
        raise ValueError(f"Not corrected here: {', '.join(sorted(facts.keys() - MAY_BE_CORRECTED))}")
    number = facts.get("nhs_number")
    others = Person.objects.filter(service_id=person.service_id, nhs_number=number).exclude(pk=person.pk)
    if number and others.exists():
        raise AlreadyHere("This NHS number is already on another record. Find that person first.")
    for name, value in facts.items():
        setattr(person, name, value)
    person.save(update_fields=list(facts))
    audit.write(by, "correct_facts", person, detail={"changed": sorted(facts)})
    return person
