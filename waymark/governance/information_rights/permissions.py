"""Who reads how much of the log."""

from waymark.core.actors import Actor
from waymark.people.access.choices import Profile


def reads_whole_log(worker: Actor) -> bool:
    """The privacy officer and the auditor read the service's whole log; a manager the rows about people of their own teams."""
    return bool({Profile.INFORMATION_GOVERNANCE, Profile.AUDITOR} & set(worker.profiles))
