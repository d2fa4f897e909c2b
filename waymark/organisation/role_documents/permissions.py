"""Who publishes a role's document: whoever manages staff. Who reads one: see queries; who signs: the worker, and their line."""

from waymark.core.actors import Actor
from waymark.core.pages import Refused
from waymark.organisation.staff.choices import Right


def may_publish(by: Actor) -> None:
    """Raise Refused unless `by` manages staff."""
    if not by.may(Right.MANAGE_STAFF):
        raise Refused("Publishing a role's document is not available to your role.")


def reads_all(worker: Actor) -> bool:
    """Whether the worker may read the documents of every role of the service."""
    return worker.may(Right.SEE_STRUCTURE) or worker.may(Right.MANAGE_STAFF)
