"""A worker's own list of journeys (DUR-59)."""

from uuid import UUID

from waymark.core import audit
from waymark.core.actions import action
from waymark.core.actors import Actor
from waymark.support.diary import queries, rules
from waymark.support.diary.actions._parts import refuse
from waymark.support.diary.models import TravelTime


@action
def set_travel_time(*, by: Actor, one_place: str, other_place: str, minutes: int) -> TravelTime:
    """The minutes one takes between two places, either way: one's own list. The same two places again change the minutes (DUR-59)."""
    one, other = one_place.strip(), other_place.strip()
    refuse(rules.wrong_with_journey(one, other))
    ways = queries.journeys_of(by.worker_id)
    kept = next((w for w in ways if rules.same_journey((w.one_place, w.other_place), (one, other))), None)
    way = kept or TravelTime(worker_id=by.worker_id, one_place=one, other_place=other)
    same = kept is not None and kept.minutes == minutes
    way.minutes = minutes
    way.save()
    audit.write(by, "set_travel_time", way, outcome="repeat" if same else "done")
    return way


@action
def drop_travel_time(*, by: Actor, id: UUID) -> None:
    """A journey off one's own list. Idempotent."""
    way = TravelTime.objects.filter(pk=id, worker_id=by.worker_id).first()
    audit.write(by, "drop_travel_time", f"diary.traveltime:{id}", outcome="done" if way else "repeat")
    if way is not None:
        way.delete()
