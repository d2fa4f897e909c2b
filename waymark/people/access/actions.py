"""Writing relationships: called by the rooms above (caseload, diary), which decide; access only keeps the dates."""

from datetime import datetime
from uuid import UUID

from waymark.core import audit
from waymark.core.actions import action
from waymark.core.actors import Actor
from waymark.core.ids import new_id
from waymark.people.access.choices import Relationship
from waymark.people.access.models import Grant


@action
def grant(
    *,
    by: Actor,
    person_id: UUID,
    relationship: Relationship,
    source: str,
    source_id: UUID,
    starts_at: datetime,
    ends_at: datetime | None = None,
    worker_id: UUID | None = None,
    unit_id: UUID | None = None,
) -> Grant:
    """Give a worker or a unit a relationship to a person. Idempotent on (source, source_id, relationship)."""
    made, _ = Grant.objects.get_or_create(
        source=source,
        source_id=source_id,
        relationship=relationship,
        defaults={
            "id": new_id(),
            "person_id": person_id,
            "worker_id": worker_id,
            "unit_id": unit_id,
            "starts_at": starts_at,
            "ends_at": ends_at,
        },
    )
    audit.write(
        by,
        "grant_access",
        made,
        detail={"relationship": relationship, "worker": str(worker_id or ""), "unit": str(unit_id or "")},
    )
    return made


@action
def end_grants(*, by: Actor, source: str, source_id: UUID, at: datetime) -> int:
    """End what `source` gave, at `at`. Returns how many were still open."""
    ended = 0
    for held in Grant.objects.filter(source=source, source_id=source_id, ends_at__isnull=True):
        held.ends_at = at
        held.save(update_fields=["ends_at"])
        audit.write(by, "end_access", held, detail={"relationship": held.relationship})
        ended += 1
    if not ended:
        audit.write(by, "end_access", f"{source}:{source_id}", outcome="repeat")
    return ended
