"""Keeping a journey, when the contact it was made for is recorded: the claim later asks nothing twice (LDS-72, SUR-13)."""

from datetime import date
from uuid import UUID

from waymark.core import audit, clock
from waymark.core.actions import action
from waymark.core.actors import Actor
from waymark.core.ids import is_unused
from waymark.core.pages import Refused
from waymark.money.expenses import rules
from waymark.money.expenses.choices import TravelledBy
from waymark.money.expenses.models import Journey


@action
def keep_journey(
    *,
    by: Actor,
    id: UUID,
    made_on: date,
    tenth_miles: int,
    travelled_by: str,
    source_id: UUID | None = None,
) -> Journey:
    """Keep how far `by` travelled, in tenths of a mile, and how. `source_id`: the contact it was for, which has one journey.

    The same id, or the same source, again changes nothing. Raises Refused for no distance, for more than 500 miles, for a way of
    travelling there is no word for, and for an actor who is nobody.
    """
    kept = _kept(by, id, source_id)
    if kept is not None:
        audit.write(by, "keep_journey", kept, outcome="repeat")
        return kept
    if by.worker_id is None:
        raise Refused("Only a worker makes a journey.")
    wrong = rules.wrong_with_distance(tenth_miles)
    if not wrong and travelled_by not in set(TravelledBy):
        wrong = "Say how you travelled."
    if wrong:
        raise Refused(wrong)
    made = Journey(
        id=id,
        service_id=by.service_id,
        worker_id=by.worker_id,
        made_on=made_on,
        tenth_miles=tenth_miles,
        travelled_by=travelled_by,
        source_id=source_id,
        recorded_at=clock.now(),
    )
    made.save(force_insert=True)
    audit.write(by, "keep_journey", made, detail={"tenth_miles": tenth_miles})
    return made


def _kept(by: Actor, id: UUID, source_id: UUID | None) -> Journey | None:
    """By its own id or by its contact's; nothing for one that follows from a contact which is only being written."""
    if is_unused(Journey._meta.label_lower, id):
        return None
    mine = Journey.objects.filter(worker_id=by.worker_id)
    if source_id is None:
        return mine.filter(pk=id).first()
    return (mine.filter(pk=id) | mine.filter(source_id=source_id)).first()
