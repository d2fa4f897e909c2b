"""Why a contact that was planned for found no place in its week (LDS-40)."""

from datetime import date
from uuid import UUID

from waymark.core import audit, clock
from waymark.core.actions import action
from waymark.core.actors import Actor
from waymark.core.pages import ConflictingRepeat, NotYours, Refused
from waymark.support.caseload import permissions, queries, rules
from waymark.support.caseload.models import LeftUnplaced


@action
def leave_unplaced(*, by: Actor, id: UUID, allocation_id: UUID, day: date, reason: str) -> LeftUnplaced:
    """Say why, for one person and the week of `day`. One's own people alone; once a week for each."""
    monday = rules.week_of(day)[0]
    line = next((x for x in queries.planner(by, monday) if x.allocation.pk == allocation_id), None)
    if line is None:
        raise NotYours("caseload.allocation", allocation_id)
    permissions.may_write_about(by, line.allocation.person_id)
    kept = LeftUnplaced.objects.filter(allocation_id=allocation_id, monday=monday).first()
    if kept is not None:
        if kept.reason != reason.strip():
            raise ConflictingRepeat("A reason stands for that week already. Open the page again to read it.")
        audit.write(by, "leave_unplaced", kept, outcome="repeat")
        return kept
    if not line.missing:
        raise Refused("Every contact of that week has its place. There is nothing to explain.")
    wrong = rules.wrong_with_reason(reason)
    if wrong:
        raise Refused(wrong)
    kept = LeftUnplaced(
        id=id,
        person_id=line.allocation.person_id,
        allocation_id=allocation_id,
        monday=monday,
        missing=line.missing,
        reason=reason.strip(),
        by_id=by.worker_id,
        at=clock.now(),
    )
    kept.save(force_insert=True)
    audit.write(by, "leave_unplaced", kept, detail={"missing": line.missing})
    return kept
