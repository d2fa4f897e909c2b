"""Taking a request, moving its clock, blacking out with a second person's agreement, and giving the copy (LDS-83)."""

from datetime import date, datetime
from uuid import UUID

from waymark.core import audit, clock
from waymark.core.actions import action
from waymark.core.actors import Actor
from waymark.core.ids import derived
from waymark.core.pages import ConflictingRepeat, NotYours, Refused
from waymark.governance.subject_access import permissions, queries, rules
from waymark.governance.subject_access.choices import How, Step, Why
from waymark.governance.subject_access.models import AccessRequest, Redaction, Release, RequestStep
from waymark.people.access import queries as access
from waymark.people.access.choices import Action

OTHERWISE = "This was kept before, otherwise. Open the page again to see what stands."
GIVEN = "The copy has been given. Nothing in it can change now."


@action
def log_request(
    *,
    by: Actor,
    id: UUID,
    person_id: UUID,
    received_on: date,
    asked_how: How,
    asked_for: str,
    identity: str,
    at: datetime,
) -> AccessRequest:
    """Take somebody's request. `identity`: how it is certain that it is them; '' means that they are asked, and the clock waits for it.

    Idempotent on `id`. Refused for a day to come; NotYours for a record that is not open to `by`.
    """
    permissions.require_take(by, person_id)
    made = AccessRequest.objects.kept(id)
    if made is not None:
        if (made.person_id, made.received_on) != (person_id, received_on):
            raise ConflictingRepeat(OTHERWISE)
        audit.write(by, "log_access_request", made, outcome="repeat")
        return made
    if received_on > clock.today(at):
        raise Refused("That day is still to come.")
    made = AccessRequest(
        id=id,
        service_id=by.service_id,
        person_id=person_id,
        received_on=received_on,
        asked_how=asked_how,
        asked_for=asked_for.strip(),
        logged_by_id=by.worker_id,
        logged_at=at,
    )
    made.save(force_insert=True)
    audit.write(by, "log_access_request", made, detail={"received_on": received_on})
    first = Step.IDENTITY_CHECKED if identity.strip() else Step.IDENTITY_ASKED
    _keep(by, made, derived(id, "identity"), first, received_on, identity, at)
    return made


@action
def note_step(
    *, by: Actor, id: UUID, request_id: UUID, step: Step, on: date, words: str, at: datetime
) -> RequestStep:
    """Something that moves the clock. Refused with a sentence where the law does not let it. Idempotent on `id`."""
    row = queries.row_for(by, request_id)
    made = RequestStep.objects.kept(id)
    if made is not None:
        if (made.request_id, made.step, made.on) != (row.pk, step, on):
            raise ConflictingRepeat(OTHERWISE)
        audit.write(by, "note_request_step", made, outcome="repeat")
        return made
    _require_open(row)
    day = clock.today(at)
    stands = queries.clock_of(row, day)
    if wrong := rules.wrong_with_step(step, on, queries.facts_of(row), day, stands.notify_by):
        raise Refused(wrong)
    return _keep(by, row, id, step, on, words, at)


def _keep(
    by: Actor, row: AccessRequest, id: UUID, step: Step, on: date, words: str, at: datetime
) -> RequestStep:
    made = RequestStep(
        id=id,
        person_id=row.person_id,
        request=row,
        step=step,
        on=on,
        words=words.strip(),
        by_id=by.worker_id,
        at=at,
    )
    made.save(force_insert=True)
    audit.write(by, "note_request_step", made, detail={"step": step, "on": on})
    return made


@action
def propose_redaction(
    *, by: Actor, id: UUID, request_id: UUID, item: str, passage: str, why: Why, words: str, at: datetime
) -> Redaction:
    """Ask that a passage is blacked out, with the reason. It stays in the copy until somebody else agrees. Idempotent on `id`."""
    row = queries.row_for(by, request_id)
    permissions.require_prepare(by, row.person_id)
    made = Redaction.objects.kept(id)
    if made is not None:
        if (made.request_id, made.passage) != (row.pk, passage):
            raise ConflictingRepeat(OTHERWISE)
        audit.write(by, "propose_redaction", made, outcome="repeat")
        return made
    _require_open(row)
    person = access.person_for(by, row.person_id, Action.EXPORT)
    text = next((one.text for one in queries.items(by, person) if one.key == item), "")
    if wrong := rules.wrong_with_passage(passage, text) or rules.wrong_with_why(words):
        raise Refused(wrong)
    made = Redaction(
        id=id,
        person_id=row.person_id,
        request=row,
        item=item,
        passage=passage,
        why=why,
        words=words.strip(),
        proposed_by_id=by.worker_id,
        proposed_at=at,
    )
    made.save(force_insert=True)
    audit.write(by, "propose_redaction", made, detail={"why": why})
    return made


@action
def decide_redaction(*, by: Actor, id: UUID, agreed: bool, at: datetime) -> Redaction:
    """Agree that a passage stays black, or not. Never by the one who proposed it; said once."""
    made = Redaction.objects.select_for_update().filter(pk=id, request__service_id=by.service_id).first()
    if made is None:
        raise NotYours("subject_access.redaction", id)
    row = queries.row_for(by, made.request_id)
    if why_not := permissions.why_not_agree(by, row.person_id, made.proposed_by_id):
        raise Refused(why_not)
    if made.agreed is not None:
        if made.agreed != agreed:
            raise Refused("Somebody has already said so. It cannot be changed.")
        audit.write(by, "decide_redaction", made, outcome="repeat")
        return made
    _require_open(row)
    made.agreed, made.decided_by_id, made.decided_at = agreed, by.worker_id, at
    made.save(update_fields=["agreed", "decided_by", "decided_at"])
    audit.write(by, "decide_redaction", made, detail={"agreed": agreed})
    return made


@action
def release_copy(*, by: Actor, id: UUID, request_id: UUID, given_how: str, at: datetime) -> Release:
    """Give the copy, as it stands now, for good. Refused before it is certain who asks, and while a passage waits for an answer."""
    row = queries.row_for(by, request_id)
    permissions.require_prepare(by, row.person_id)
    made = Release.objects.filter(request=row).first()
    if made is not None:
        audit.write(by, "release_copy", made, outcome="repeat")
        return made
    if queries.facts_of(row).identity_checked is None:
        raise Refused("Make certain first that it is them.")
    if row.redactions.filter(agreed=None).exists():
        raise Refused("Somebody has to agree, or not, to each passage that is to be black.")
    if not given_how.strip():
        raise Refused("Say how they get it.")
    made = Release(
        id=id,
        person_id=row.person_id,
        request=row,
        copy=queries.copy_of(by, row),
        given_how=given_how.strip(),
        by_id=by.worker_id,
        at=at,
    )
    made.save(force_insert=True)
    audit.write(by, "release_copy", made, detail={"black": len(made.copy["black"])})
    return made


def _require_open(row: AccessRequest) -> None:
    if Release.objects.filter(request=row).exists():
        raise Refused(GIVEN)
