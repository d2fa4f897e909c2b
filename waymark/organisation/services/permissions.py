"""Who may change a service. The rights' codes are `staff.choices.Right`'s; staff stands above this room, so the word is written here."""

from waymark.core.actors import Actor
from waymark.core.pages import Refused

CONFIGURE = "configure_service"
MANAGE_STAFF = "manage_staff"


def may_load(by: Actor, slug: str) -> None:
    """The installer on the command line, or somebody who may configure this very service. Refuses everyone else with a sentence."""
    if by.role == "system" and by.worker_id is None:
        return
    if by.service != slug:
        raise Refused("A service is changed by its own administrators only.")
    if not by.may(CONFIGURE):
        raise Refused("Changing the service's settings is not available to your role.")


def may_change(by: Actor) -> None:
    """Somebody who may configure the service they act in: its teams, and whom its posts answer to."""
    if not by.may(CONFIGURE):
        raise Refused("Changing the structure is not available to your role.")


def may_switch(by: Actor) -> None:
    """Whoever manages staff says which optional duties a post has (DUR-64)."""
    if not by.may(MANAGE_STAFF):
        raise Refused("Switching a post's duties is not available to your role.")
