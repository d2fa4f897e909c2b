"""First contacts whose moment has passed: their owner is told once, whoever is signed in or not (LDS-06)."""

from datetime import datetime

from waymark.core.actors import system
from waymark.support.referrals import actions, queries


def tell_of_first_contacts(at: datetime) -> int:
    """A hundred a pass. Returns how many people were told."""
    told = 0
    for first in queries.passed(at):
        by = system("clock", first.row.person.service_id)
        told += actions.tell_of_first_contact(by=by, id=first.row.pk)
    return told
