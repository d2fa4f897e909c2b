"""Every day the regular visits of the next fourteen days are put into diaries, each once (ASC-23)."""

from datetime import datetime

from waymark.core import clock, heartbeats
from waymark.core.actors import system
from waymark.organisation.services.models import Service
from waymark.support.schedules import actions, rules
from waymark.support.schedules.models import Schedule

PROCESS = "regular visits"


def plan_ahead(at: datetime) -> int:
    """Once a day by London's date. Returns how many visits are new. Idempotent: what is there is left as it is."""
    today = clock.today(at)
    if heartbeats.state_of(PROCESS).get("day") == today.isoformat():
        return 0
    made = 0
    with_visits = Schedule.objects.order_by().values_list("unit__service_id", flat=True).distinct()
    for service in Service.objects.filter(pk__in=list(with_visits)).order_by("id"):
        by = system("clock", service.pk)
        made += actions.put_in_diaries(by=by, first=today, last=today + rules.AHEAD).visits
    heartbeats.beat(PROCESS, {"day": today.isoformat()}, at)
    return made
