"""Who may load, publish and retire: whoever may change the service's settings. Reading what is in use is for everybody in it."""

from waymark.core.actors import Actor
from waymark.core.pages import Refused
from waymark.organisation.staff.choices import Right


def require_keeper(worker: Actor) -> None:
    """Raise Refused for anyone who may not change the service's settings."""
    if not worker.may(Right.CONFIGURE_SERVICE):
        raise Refused("Only whoever may change the service's settings does this.")
