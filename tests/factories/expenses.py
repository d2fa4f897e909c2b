"""Journeys, as recording a contact keeps them."""

from datetime import date
from uuid import UUID

from waymark.core.actors import Actor
from waymark.core.ids import new_id
from waymark.money.expenses import actions
from waymark.money.expenses.models import Journey


def make_journey(
    *,
    by: Actor,
    made_on: date = date(2026, 3, 4),
    tenth_miles: int = 124,
    travelled_by: str = "car",
    id: UUID | None = None,
    source_id: UUID | None = None,
) -> Journey:
    """12.4 miles by car on 4 March 2026, unless said otherwise."""
    return actions.keep_journey(
        by=by,
        id=id or new_id(),
        made_on=made_on,
        tenth_miles=tenth_miles,
        travelled_by=travelled_by,
        source_id=source_id,
    )
