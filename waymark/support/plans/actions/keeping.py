"""Telling whoever coordinates that somebody comes to less than half of what is planned (SUR-05)."""

from datetime import datetime, timedelta
from uuid import UUID

from waymark.core import audit, clock
from waymark.core.actions import action
from waymark.core.actors import Actor
from waymark.core.ids import derived
from waymark.support.plans import queries, rules
from waymark.work.tasks import actions as tasks
from waymark.work.tasks import queries as task_queries
from waymark.work.tasks.choices import Weight

DROPS_OFF = "plans.drops_off"
TO_ASK_WITHIN = timedelta(days=7)


@action
def tell_of_drop_off(*, by: Actor, person_id: UUID, came: int, planned: int, at: datetime) -> bool:
    """A task for the care coordinator, or the key worker, once in four weeks. Whether anybody was told."""
    owner_id = queries.who_coordinates(by, person_id, at)
    id = derived(person_id, DROPS_OFF, clock.today(at).toordinal() // rules.DAYS)
    if owner_id is None or task_queries.is_made(id):
        audit.write(by, "tell_of_drop_off", DROPS_OFF, person_id=person_id, outcome="repeat")
        return False
    tasks.make_task(
        by=by,
        id=id,
        words=rules.drop_off_words(came, planned),
        owner_id=owner_id,
        person_id=person_id,
        weight=Weight.MUST,
        due_at=at + TO_ASK_WITHIN,
        source=DROPS_OFF,
        source_id=person_id,
    )
    audit.write(
        by, "tell_of_drop_off", DROPS_OFF, person_id=person_id, detail={"came": came, "planned": planned}
    )
    return True
