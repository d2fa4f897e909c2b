"""Once a day: visits whose second holds no post on their day, so that nobody is left to go alone (LDS-97)."""

from datetime import datetime

from waymark.core import clock, heartbeats
from waymark.core.actors import system
from waymark.core.pages import Refused
from waymark.support.diary import actions, queries

PROCESS = "who goes too"


def look_for_seconds(at: datetime) -> int:
    """Ask whoever goes for another, once for each who left. Returns how many were found. Whoever has left themselves is not asked: their
    visits stand first in their team's diary.
    """
    today = clock.today(at)
    if heartbeats.state_of(PROCESS).get("day") == today.isoformat():
        return 0
    found = 0
    for visit in queries.with_a_second_who_left(at):
        try:
            actions.second_has_left(by=system("clock", visit.unit.service_id), visit=visit, at=at)
        except Refused:
            continue
        found += 1
    heartbeats.beat(PROCESS, {"day": today.isoformat()}, at)
    return found
