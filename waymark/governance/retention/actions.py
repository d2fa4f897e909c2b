"""Holding a record, lifting a hold, and keeping one longer. Waymark destroys nothing."""

from datetime import date, datetime
from uuid import UUID

from waymark.core import audit, clock
from waymark.core.actions import action
from waymark.core.actors import Actor
from waymark.core.pages import NotYours, Refused, refuse_other
from waymark.governance.retention import permissions, rules
from waymark.governance.retention.choices import HoldKind
from waymark.governance.retention.models import Hold, Keep

OTHERWISE = "Something else was kept under this id. Open the page again to see what stands."


@action
def hold_record(*, by: Actor, id: UUID, person_id: UUID, kind: HoldKind, words: str, at: datetime) -> Hold:
    """Nothing of this record goes until the hold is lifted, whatever its age. Idempotent on `id`."""
    permissions.require_review_of(by, person_id)
    made = Hold.objects.kept(id)
    if made is not None:
        refuse_other(made, {"person_id": person_id, "words": words.strip()}, OTHERWISE)
        audit.write(by, "hold_record", made, outcome="repeat")
        return made
    _refuse(rules.wrong_with_words(words))
    made = Hold(id=id, person_id=person_id, kind=kind, words=words.strip(), by_id=by.worker_id, at=at)
    made.save(force_insert=True)
    audit.write(by, "hold_record", made, detail={"kind": kind})
    return made


@action
def lift_hold(*, by: Actor, hold_id: UUID, because: str, at: datetime) -> Hold:
    """The hold no longer stands; its period counts again. Twice is once."""
    hold = Hold.objects.select_for_update().filter(pk=hold_id).first()
    if hold is None:
        raise NotYours("retention.hold", hold_id)
    permissions.require_review_of(by, hold.person_id)
    if hold.lifted_at is not None:
        audit.write(by, "lift_hold", hold, outcome="repeat")
        return hold
    _refuse(rules.wrong_with_words(because))
    hold.lifted_by_id, hold.lifted_at, hold.lifted_because = by.worker_id, at, because.strip()
    hold.save()
    audit.write(by, "lift_hold", hold)
    return hold


@action
def keep_record(*, by: Actor, id: UUID, person_id: UUID, until: date, words: str, at: datetime) -> Keep:
    """It was looked at, and is kept until `until`, with why. Idempotent on `id`."""
    permissions.require_review_of(by, person_id)
    made = Keep.objects.kept(id)
    if made is not None:
        refuse_other(made, {"person_id": person_id, "until": until, "words": words.strip()}, OTHERWISE)
        audit.write(by, "keep_record", made, outcome="repeat")
        return made
    _refuse(rules.wrong_with_keeping(until, clock.today(at), words))
    made = Keep(id=id, person_id=person_id, until=until, words=words.strip(), by_id=by.worker_id, at=at)
    made.save(force_insert=True)
    audit.write(by, "keep_record", made)
    return made


def _refuse(sentence: str) -> None:
    if sentence:
        raise Refused(sentence)
