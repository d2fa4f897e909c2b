"""Where somebody stands in law, written down as its papers say, and ended as they say (rules.md 16). Nothing ends by itself."""

from datetime import date, datetime
from uuid import UUID

from waymark.core import audit, clock
from waymark.core.actions import action
from waymark.core.actors import Actor
from waymark.core.pages import ConflictingRepeat, Refused
from waymark.people.service_users import permissions, queries, rules
from waymark.people.service_users.actions import _gather as gather
from waymark.people.service_users.models import LegalStatus, Person

OTHERWISE = "This was kept before, as something else. Open the page again to see what stands."


@action
def add_legal_status(
    *,
    by: Actor,
    id: UUID,
    person: Person,
    section: str,
    starts_at: datetime,
    source: str,
    at: datetime,
    period: int = 1,
    conditions: str = "",
    tribunal_on: date | None = None,
) -> LegalStatus:
    """A status, from when, and what says so. Until when follows from the section as it is today. Idempotent on `id`."""
    permissions.may_write_details(by, person)
    known = queries.sections().get(section)
    if known is None:
        raise Refused("Choose one of the sections.")
    if starts_at > at:
        raise Refused("It has not begun yet. Put the day right.")
    until = rules.until(known, starts_at, clock.today(starts_at), period)
    told = {
        "section": section,
        "period": period,
        "starts_at": starts_at,
        "conditions": conditions,
        "tribunal_on": tribunal_on,
        "source": source,
    }
    row, new = LegalStatus.objects.get_or_create(
        pk=id,
        defaults={
            "person": person,
            "last_day": until.last_day,
            "expires_at": until.at,
            "written_by_id": by.worker_id,
            "written_at": at,
            **told,
        },
    )
    if row.person_id != person.pk or {name: getattr(row, name) for name in told} != told:
        raise ConflictingRepeat(OTHERWISE)
    if new:
        gather.again(person)
    audit.write(by, "add_legal_status", row, detail={"section": section}, outcome="done" if new else "repeat")
    return row


@action
def end_legal_status(*, by: Actor, status: LegalStatus, on: date, source: str) -> LegalStatus:
    """It ended on that day, as something says."""
    permissions.may_write_details(by, status.person)
    if on < clock.today(status.starts_at) or on > clock.today():
        raise Refused("That is not between the day it began and today. Put the day right.")
    status.ended_on, status.ended_source = on, source
    status.save(update_fields=["ended_on", "ended_source"])
    gather.again(status.person)
    audit.write(by, "end_legal_status", status)
    return status
