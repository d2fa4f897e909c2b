"""Once a day: who came to less than half of what was planned with them, told to whoever coordinates (SUR-05)."""

from datetime import datetime

from waymark.core import clock, heartbeats
from waymark.core.actors import system
from waymark.core.pages import Refused
from waymark.support.plans import actions, queries

PROCESS = "planned and kept"


def tell_of_drop_offs(at: datetime) -> int:
    """Returns how many were told of. Whoever has left is not told: the person then stands with nobody on the board."""
    today = clock.today(at).isoformat()
    if heartbeats.state_of(PROCESS).get("day") == today:
        return 0
    told = 0
    for found in queries.dropping_off(at):
        by = system("clock", found["unit__service_id"])
        try:
            told += actions.tell_of_drop_off(
                by=by, person_id=found["person_id"], came=found["came"], planned=found["planned"], at=at
            )
        except Refused:
            continue
    heartbeats.beat(PROCESS, {"day": today}, at)
    return told
