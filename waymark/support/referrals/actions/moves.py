"""From the ward to home: what is to be done, by whom and by when; leaving, and the first contact that is due from that moment (LDS-06)."""

from datetime import date, datetime, timedelta
from uuid import UUID

from waymark.core import audit, clock
from waymark.core.actions import action
from waymark.core.actors import Actor
from waymark.core.pages import ConflictingRepeat, NotYours, Refused
from waymark.organisation.services.models import Service
from waymark.support.caseload import actions as caseload
from waymark.support.caseload import queries as caseload_queries
from waymark.support.caseload.choices import Purpose
from waymark.support.caseload.models import Allocation, Stay
from waymark.support.referrals import permissions
from waymark.support.referrals.actions.first import set_first_contact
from waymark.support.referrals.choices import MoveKind
from waymark.support.referrals.models import Move

CLOCK = "first_contact_after_discharge"
NOBODY = "Nobody works with them, so nobody would be in touch once they have left. Allocate somebody first."


@action
def plan_move(
    *, by: Actor, id: UUID, stay_id: UUID, kind: MoveKind, words: str, who: str, by_on: date | None = None
) -> Move:
    """One thing to be done before, or when, they leave. Idempotent on `id`."""
    stay = _stay(by, stay_id)
    kept = Move.objects.kept(id)
    if kept is not None:
        if (kept.stay_id, kept.words, kept.kind) != (stay_id, words.strip(), kind):
            raise ConflictingRepeat("This was kept before, as something else. Open the page again.")
        audit.write(by, "plan_move", kept, outcome="repeat")
        return kept
    if not (words.strip() and who.strip()):
        raise Refused("Say what is to be done, and who does it.")
    move = Move(
        id=id,
        person_id=stay.person_id,
        stay=stay,
        kind=kind,
        words=words.strip(),
        who=who.strip(),
        by_on=by_on,
    )
    move.save(force_insert=True)
    audit.write(by, "plan_move", move, detail={"kind": kind})
    return move


@action
def finish_move(*, by: Actor, id: UUID, on: date, outcome: str = "") -> Move:
    """It is done, or was held. The same again changes nothing."""
    move = Move.objects.select_for_update().filter(pk=id, person__service_id=by.service_id).first()
    if move is None:
        raise NotYours("referrals.move", id)
    permissions.may_write_about(by, move.person_id)
    if move.done_on is not None:
        audit.write(by, "finish_move", move, outcome="repeat")
        return move
    if on > clock.today():
        raise Refused("Give a day that has come.")
    move.done_on, move.outcome = on, outcome.strip()[:500]
    move.save(update_fields=["done_on", "outcome"])
    audit.write(by, "finish_move", move)
    return move


@action
def hope_to_leave(*, by: Actor, stay_id: UUID, on: date) -> Stay:
    """The day they hope to leave, as it is planned now."""
    stay = _stay(by, stay_id)
    stay.hopes_to_leave_on = on
    stay.save(update_fields=["hopes_to_leave_on"])
    audit.write(by, "hope_to_leave", stay, detail={"on": on})
    return stay


@action
def leave_ward(*, by: Actor, stay_id: UUID, left_at: datetime, left_to: str = "") -> Stay:
    """They left. Where the service's clock says so, the first contact is due so many hours on, to the minute and in true hours: the
    coordinator is told when it passes, or the key worker where there is none.
    """
    stay = caseload.leave(by=by, id=stay_id, left_at=left_at, left_to=left_to)
    stated = Service.objects.values_list("clocks", flat=True).get(pk=by.service_id).get(CLOCK, {})
    hours = int(stated.get("hours") or 0)
    if stated.get("rule") != "after" or not hours:
        return stay
    allocation = _who_is_told(by, stay)
    if allocation is None:
        raise Refused(NOBODY)
    left = clock.local(left_at)
    set_first_contact(
        by=by,
        person_id=stay.person_id,
        unit_id=allocation.episode.unit_id,
        owner_id=allocation.worker_id,
        because=f"Left {stay.place} at {left:%H:%M} on {left.day} {left:%B %Y}",
        from_at=left_at,
        due_at=left_at + timedelta(hours=hours),
        source_id=stay.pk,
    )
    return stay


def _who_is_told(by: Actor, stay: Stay) -> Allocation | None:
    held = {
        allocation.purpose: allocation
        for allocation in caseload_queries.allocations_now(by, stay.person_id, clock.today())
    }
    return held.get(Purpose.CARE_COORDINATOR) or held.get(Purpose.KEY_WORKER) or held.get(Purpose.CO_WORKER)


def _stay(by: Actor, stay_id: UUID) -> Stay:
    stay = Stay.objects.filter(pk=stay_id, person__service_id=by.service_id).first()
    if stay is None:
        raise NotYours("caseload.stay", stay_id)
    permissions.may_write_about(by, stay.person_id)
    return stay
