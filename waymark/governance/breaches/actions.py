"""Reporting that information went where it should not, and saying what was found (LDS-108; rules.md 19)."""

from datetime import datetime
from uuid import UUID

from waymark.core import audit
from waymark.core.actions import action
from waymark.core.actors import Actor
from waymark.core.ids import derived
from waymark.core.pages import ConflictingRepeat, NotYours, Refused
from waymark.governance.breaches import permissions, rules
from waymark.governance.breaches.choices import Effect
from waymark.governance.breaches.models import Breach
from waymark.people.access import actions as access
from waymark.people.access.choices import Told


@action
def report_breach(
    *,
    by: Actor,
    id: UUID,
    what: str,
    where_now: str,
    aware_at: datetime,
    at: datetime,
    person_id: UUID | None = None,
    source_id: UUID | None = None,
) -> Breach:
    """Anybody's report: the record opens, 72 hours run from `aware_at`, and the privacy officer is told at once. Idempotent on `id`."""
    made = Breach.objects.kept(id)
    if made is not None:
        if (made.reported_by_id, made.what) != (by.worker_id, what.strip()):
            raise ConflictingRepeat("This was kept before, with other words.")
        audit.write(by, "report_breach", made, outcome="repeat")
        return made
    if person_id is not None:
        permissions.may_report_about(by, person_id)
    if not what.strip() or not where_now.strip():
        raise Refused("Say what went where, and where it is now.")
    if wrong := rules.wrong_with_awareness(aware_at, at):
        raise Refused(wrong)
    made = Breach(
        id=id,
        service_id=by.service_id,
        person_id=person_id,
        what=what.strip(),
        where_now=where_now.strip(),
        aware_at=aware_at,
        reported_by_id=by.worker_id,
        reported_at=at,
        source_id=source_id,
    )
    made.save(force_insert=True)
    audit.write(by, "report_breach", made, detail={"due_at": rules.due_at(aware_at)})
    access.raise_alert(
        by=by,
        id=derived(id, "alert"),
        service_id=by.service_id,
        kind=Told.BREACH,
        worker_id=by.worker_id,
        person_id=person_id,
        at=at,
    )
    return made


@action
def close_breach(
    *,
    by: Actor,
    id: UUID,
    effect: Effect,
    finding: str,
    at: datetime,
    told_regulator_at: datetime | None = None,
    told_person_at: datetime | None = None,
) -> Breach:
    """What was found, and who was told when. The privacy officer's, never about what they reported themselves. Said once."""
    row = Breach.objects.select_for_update().filter(pk=id, service_id=by.service_id).first()
    if row is None:
        raise NotYours("breaches.breach", id)
    permissions.require_close(by, row.reported_by_id)
    if row.closed_at is not None:
        if row.finding != finding.strip():
            raise Refused("Somebody has already said what they found. It cannot be changed.")
        audit.write(by, "close_breach", row, outcome="repeat")
        return row
    if wrong := rules.wrong_with_finding(effect, told_regulator_at, told_person_at, finding):
        raise Refused(wrong)
    row.effect, row.finding = effect, finding.strip()
    row.told_regulator_at, row.told_person_at = told_regulator_at, told_person_at
    row.closed_at, row.closed_by_id = at, by.worker_id
    names = ["effect", "finding", "told_regulator_at", "told_person_at", "closed_at", "closed_by"]
    row.save(update_fields=names)
    audit.write(by, "close_breach", row, detail={"effect": effect})
    return row
