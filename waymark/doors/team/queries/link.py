"""Whether words for the parent organisation name somebody of the service (LDS-23)."""

from waymark.core.actors import Actor
from waymark.core.pages import Refused
from waymark.doors.team import rules
from waymark.organisation.parent_link.choices import NO_DETAILS
from waymark.people.access import queries as access


def refuse_names(worker: Actor, words: str) -> None:
    """Raise Refused where the words hold the name of anybody the worker may know. Names are compared, and no record is opened."""
    people = access.visible_people(worker).values_list("given_name", "family_name", "chosen_name")
    names = [(name, family) for given, family, chosen in people for name in (given, chosen) if name]
    if rules.names_somebody(words, names):
        raise Refused(NO_DETAILS)
