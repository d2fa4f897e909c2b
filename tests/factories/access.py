"""Emergency openings and privacy alerts as they stand after the fact, and what a person is found by."""

from datetime import datetime, timedelta
from typing import Any

from tests.factories.base import made
from waymark.core.ids import new_id
from waymark.organisation.staff.models import Worker
from waymark.people.access import rules
from waymark.people.access.choices import OverrideReason, Relationship
from waymark.people.access.models import Grant, Override, PrivacyAlert
from waymark.people.service_users.models import FindKey, Person
from waymark.people.service_users.rules import keys_of


def make_override(
    person: Person,
    worker: Worker,
    starts_at: datetime,
    *,
    reason: str = "Her mother rang: she is at the door in tears",
    **fields: Any,
) -> Override:
    """`worker` opened the record in an emergency: the row, what it lets them do, and the alert."""
    ends_at = starts_at + timedelta(hours=4)
    given = {
        "reason_code": OverrideReason.DUTY_CALL,
        "reason": reason,
        "starts_at": starts_at,
        "ends_at": ends_at,
    }
    override = made(Override, person=person, worker=worker, **{**given, **fields})
    made(
        Grant,
        person=person,
        worker=worker,
        relationship=Relationship.BREAK_GLASS,
        starts_at=starts_at,
        ends_at=ends_at,
        source="access.override",
        source_id=override.pk,
    )
    make_privacy_alert(
        worker,
        person,
        kind=rules.BREAK_GLASS,
        raised_at=starts_at,
        override=override,
        id=rules.override_alert_id(override.pk),
    )
    return override


def make_privacy_alert(
    worker: Worker, person: Person, *, kind: str, raised_at: datetime, **fields: Any
) -> PrivacyAlert:
    """Something the privacy officer of the person's service has to look at."""
    given = {"id": new_id(), "words": rules.WORDS[kind], **fields}
    return made(
        PrivacyAlert,
        service=person.service,
        kind=kind,
        person=person,
        worker=worker,
        raised_at=raised_at,
        **given,
    )


def make_findable(person: Person) -> Person:
    """The person with the keys Find goes by."""
    for key in keys_of(names=[person.legal_name, person.chosen_name]):
        FindKey.objects.create(
            person=person, service=person.service, kind=key.kind, key=key.key, said=key.said
        )
    return person
