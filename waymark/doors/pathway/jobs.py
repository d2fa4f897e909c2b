"""Sheets whose people leave: the key worker gets a task the day after (SUR-10). Looks a month back; a task is made once."""

from datetime import datetime, timedelta

from waymark.core import clock
from waymark.core.actors import system
from waymark.core.ids import derived
from waymark.core.pages import Refused
from waymark.doors.pathway import actions, queries
from waymark.doors.pathway.choices import LEFT
from waymark.work.tasks import queries as tasks

LOOK_BACK = timedelta(days=31)


def tell_of_leavers(at: datetime) -> int:
    """Make the tasks that are not made yet. Returns how many. An owner who holds no post today waits for the next key worker."""
    day, made = clock.today(at), 0
    for contact, owner_id in queries.left(day, day - LOOK_BACK):
        if tasks.is_made(derived(contact.pk, LEFT)):
            continue
        by = system("clock", contact.person.service_id)
        try:
            actions.tell_of_leaver(by=by, contact=contact, owner_id=owner_id)
        except Refused:
            continue
        made += 1
    return made
