"""Who does what now for one person, as it stands and as it was printed; and, for the clock, who has left a sheet."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Q

from waymark.core import clock
from waymark.core.actors import Actor
from waymark.organisation.services import queries as services
from waymark.organisation.staff.choices import Right
from waymark.people.access import queries as access
from waymark.people.access.choices import Action, Relationship
from waymark.people.access.models import Grant
from waymark.people.service_users import queries as service_users
from waymark.people.service_users.models import KeyContact, LegalStatus, Person
from waymark.support.diary import queries as diary


def map_page(worker: Actor, person_id: UUID, at: datetime) -> dict[str, Any]:
    """The map, what comes next, who to ring in a crisis, and the versions that were printed."""
    person, day = access.person_for(worker, person_id, Action.OPEN, at=at), clock.today(at)
    may = access.can(worker, person_id, Action.EDIT_DETAILS) and worker.may(Right.WRITE_DETAILS)
    return {
        "person": person,
        "map": service_users.map_of(worker, person, day),
        "sheets": service_users.sheets_of(worker, person, day),
        "next_visit": diary.next_visit(worker, person_id, at),
        "crisis": services.service_of(worker).crisis_wording,
        "may_write": may,
    }


def sheet_page(worker: Actor, person_id: UUID, sheet_id: UUID, at: datetime) -> dict[str, Any]:
    """One printed version as it was printed, and how it stands now."""
    person = access.person_for(worker, person_id, Action.OPEN, at=at)
    printed = service_users.sheet_of(worker, person, sheet_id, clock.today(at))
    return {"person": person, "printed": printed, "crisis": services.service_of(worker).crisis_wording}


def person_to_edit(worker: Actor, person_id: UUID) -> Person:
    """The person, if the policy lets `worker` change their details; else NotYours."""
    return access.person_for(worker, person_id, Action.EDIT_DETAILS)


def contact_to_end(worker: Actor, person: Person, contact_id: UUID) -> KeyContact:
    """One of their contacts without a last day, or NotYours."""
    return service_users.contact_of(worker, person, contact_id)


def legal_page(worker: Actor, person_id: UUID, at: datetime) -> dict[str, Any]:
    """Where they stand in law."""
    person = access.person_for(worker, person_id, Action.OPEN, at=at)
    may = access.can(worker, person_id, Action.EDIT_DETAILS) and worker.may(Right.WRITE_DETAILS)
    statuses = service_users.legal_statuses_of(worker, person, at)
    return {"person": person, "statuses": statuses, "may_write": may}


def status_to_end(worker: Actor, person: Person, status_id: UUID) -> LegalStatus:
    """One of theirs that has not ended, or NotYours."""
    return service_users.legal_status_of(worker, person, status_id)


def section_choices() -> list[tuple[str, str]]:
    """The sections, as choices."""
    return [(section, known["name"]) for section, known in service_users.sections().items()]


def to_follow(worker: Actor, person: Person, day: date) -> list[tuple[str, str]]:
    """Whom a newcomer may take over from: those who are there and those who left, the latest first."""
    return [(str(one.pk), one.name) for one in service_users.contacts_of(worker, person)]


def left(day: date, since: date) -> Iterator[tuple[KeyContact, UUID]]:
    """For the clock: who left a printed sheet without a successor, and the key worker who is to be told."""
    now = clock.day_bounds(day)[0]
    for contact in service_users.left_on_sheets(day, since):
        held = Grant.objects.filter(
            Q(ends_at=None) | Q(ends_at__gt=now),
            person_id=contact.person_id,
            relationship=Relationship.KEY_WORKER,
            starts_at__lte=now,
        )
        owner = held.order_by("-starts_at", "-id").values_list("worker_id", flat=True).first()
        if owner is not None:
            yield contact, owner
