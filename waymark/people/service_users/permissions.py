"""Who may add to and correct a person's details: a role with the right. Actions here take a `Person`, not an id: the one way to hold
one is `people/access` (person_for), so the relationship has been asked before anything can be written.
"""

from waymark.core.actors import Actor
from waymark.core.pages import Refused
from waymark.organisation.staff.choices import Right
from waymark.people.service_users.models import Person


class AlreadyHere(Refused):
    """The same NHS number is on another record of this service."""


def may_add_person(worker: Actor) -> None:
    """Raise Refused unless the role brings people in, or writes details."""
    if not (worker.may(Right.IMPORT_PEOPLE) or worker.may(Right.WRITE_DETAILS)):
        raise Refused("Your role does not add people. Ask your team leader.")


def may_write_details(worker: Actor, person: Person) -> None:
    """Raise Refused without the right, or across services."""
    if worker.service_id != person.service_id:
        raise Refused("This person is with another service.")
    if not (worker.may(Right.WRITE_DETAILS) or worker.may(Right.IMPORT_PEOPLE)):
        raise Refused("Your role does not change details. Ask the key worker.")


def may_write_diagnoses(worker: Actor, person: Person) -> None:
    """Raise Refused for support roles and across services: a diagnosis is a clinician's (person-record, hard rules)."""
    if worker.service_id != person.service_id:
        raise Refused("This person is with another service.")
    if not worker.may(Right.WRITE_DIAGNOSES):
        raise Refused("Your role reads diagnoses and does not write them. Give the letter to the lead.")


def may_match(worker: Actor, *people: Person) -> None:
    """Raise Refused unless the role says whether records are one person's, and across services (LDS-93)."""
    if any(worker.service_id != person.service_id for person in people):
        raise Refused("This person is with another service.")
    if not worker.may(Right.MATCH_RECORDS):
        raise Refused("Only the records lead says whether two records are one person’s.")


def may_agree_alerts(worker: Actor, person: Person) -> None:
    """Raise Refused unless the role leads, and across services: an alert is a manager's to agree and to look at again."""
    if worker.service_id != person.service_id:
        raise Refused("This person is with another service.")
    if not worker.may(Right.ALLOCATE):
        raise Refused("An alert is agreed by a manager. It waits for theirs.")
