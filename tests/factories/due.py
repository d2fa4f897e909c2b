"""Things that are due."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from waymark.core.actors import Actor
from waymark.core.ids import new_id
from waymark.people.service_users.models import Person
from waymark.work.due import actions
from waymark.work.due.models import Deferral, Obligation

EVERY_90_DAYS = {"rule": "every", "days": 90}


def make_obligation(
    person: Person,
    *,
    by: Actor,
    kind: str = "personal_risk_assessment",
    rule: Mapping[str, Any] = EVERY_90_DAYS,
    opens_on: date = date(2026, 3, 1),
    due_on: date = date(2026, 5, 30),
) -> Obligation:
    """Due as the product sets it: every 90 days, last done on 1 March 2026."""
    return actions.set_obligation(
        by=by, id=new_id(), person_id=person.pk, kind=kind, rule=rule, opens_on=opens_on, due_on=due_on
    )


def make_deferral(
    obligation: Obligation, *, by: Actor, approved_by: Any, to: date, **fields: Any
) -> Deferral:
    """Moved, with a colleague's agreement."""
    return actions.defer_obligation(
        by=by,
        id=fields.get("id") or new_id(),
        obligation_id=obligation.pk,
        to=to,
        reason=fields.get("reason", "Sam is in hospital until then"),
        approved_by_id=approved_by.pk,
    )
