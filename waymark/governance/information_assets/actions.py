"""Bringing a file in, and taking something out with a reason (DUR-46)."""

from datetime import datetime
from hashlib import sha256
from uuid import UUID

from waymark.core import audit
from waymark.core.actions import action
from waymark.core.actors import Actor
from waymark.core.ids import derived
from waymark.core.pages import ConflictingRepeat, Refused
from waymark.governance.information_assets import permissions, queries, rules
from waymark.governance.information_assets.choices import Taken
from waymark.governance.information_assets.models import BroughtIn, Content, TakenOut
from waymark.people.access.choices import Sensitivity
from waymark.people.service_users.models import Person

OTHERWISE = "This was kept before, otherwise. Open the page again to see what stands."


@action
def bring_in(
    *,
    by: Actor,
    id: UUID,
    person: Person,
    file_name: str,
    data: bytes,
    source: str,
    sensitivity: Sensitivity,
    at: datetime,
) -> BroughtIn:
    """Keep a file with where it came from. Refused with a sentence for what may not come in (rules.look_at). Idempotent on `id`."""
    permissions.require_bring_in(by, person.pk)
    digest = sha256(data).hexdigest()
    made = BroughtIn.objects.kept(id)
    if made is not None:
        if (made.person_id, made.sha256) != (person.pk, digest):
            raise ConflictingRepeat(OTHERWISE)
        audit.write(by, "bring_in", made, outcome="repeat")
        return made
    name = rules.plain_name(file_name)
    looked = rules.look_at(name, data)
    if looked.why_not or looked.kind is None:
        raise Refused(looked.why_not)
    if not source.strip():
        raise Refused("Say where it came from.")
    made = BroughtIn(
        id=id,
        person=person,
        file_name=name,
        kind=looked.kind,
        size=len(data),
        pages=looked.pages,
        sha256=digest,
        source=source.strip(),
        sensitivity=sensitivity,
        author_id=by.worker_id,
        at=at,
    )
    made.save(force_insert=True)
    Content(id=derived(id, "content"), person=person, brought_in=made, data=data).save(force_insert=True)
    audit.write(by, "bring_in", made, detail={"size": len(data), "kind": looked.kind})
    return made


@action
def print_plan(*, by: Actor, id: UUID, person: Person, reason: str, at: datetime) -> TakenOut:
    """Note that the plan is printed, why and by whom; its page is then open for a quarter of an hour. Idempotent on `id`."""
    permissions.require_take_out(by, person.pk)
    return _take_out(by, "print_plan", id, person.pk, Taken.PLAN, None, reason, at)


@action
def export_paper(*, by: Actor, id: UUID, paper_id: UUID, reason: str, at: datetime) -> TakenOut:
    """Note that a paper brought in is saved as a file, why and by whom. Idempotent on `id`."""
    row = queries.paper_for(by, paper_id).row
    permissions.require_take_out(by, row.person_id)
    return _take_out(by, "export_paper", id, row.person_id, Taken.PAPER, row.pk, reason, at)


def _take_out(
    by: Actor,
    verb: str,
    id: UUID,
    person_id: UUID,
    what: Taken,
    paper_id: UUID | None,
    reason: str,
    at: datetime,
) -> TakenOut:
    made = TakenOut.objects.kept(id)
    if made is not None:
        if (made.person_id, made.brought_in_id, made.worker_id) != (person_id, paper_id, by.worker_id):
            raise ConflictingRepeat(OTHERWISE)
        audit.write(by, verb, made, outcome="repeat")
        return made
    if wrong := rules.wrong_with_reason(reason):
        raise Refused(wrong)
    made = TakenOut(
        id=id,
        person_id=person_id,
        what=what,
        brought_in_id=paper_id,
        reason=reason.strip(),
        worker_id=by.worker_id,
        at=at,
    )
    made.save(force_insert=True)
    audit.write(by, verb, made, detail={"people": [str(person_id)]})
    return made
