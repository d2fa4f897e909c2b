"""Who may judge emergency openings and close privacy alerts: never about themselves (rules.md 0.1).

The privacy officer does both for the whole service. A manager who may see who looked judges the openings of their own teams' records
(DUR-35: "review emergency access to the team's records").
"""

from uuid import UUID

from waymark.core.actors import Actor
from waymark.core.pages import Refused
from waymark.organisation.staff.choices import Right
from waymark.people.access import rules
from waymark.people.access.choices import Profile


def is_privacy_officer(worker: Actor) -> bool:
    """Whether this worker answers for information rights here: the profile, and the right to see the log."""
    return Profile.INFORMATION_GOVERNANCE in worker.profiles and worker.may(Right.SEE_ACCESS_LOG)


def is_reviewer(worker: Actor) -> bool:
    """Whether this worker judges emergency openings: the privacy officer, or a manager for the records of their own teams."""
    manages = Profile.LEAD in worker.profiles and worker.may(Right.SEE_ACCESS_LOG)
    return manages or is_privacy_officer(worker)


def require_reviewer(worker: Actor) -> None:
    """Raise `Refused` for anyone else."""
    if not is_reviewer(worker):
        raise Refused("Only the information governance lead and managers see this page.")


def why_not_judge(worker: Actor, about: UUID) -> str:
    """Why `worker` may not judge what the worker `about` did, as a sentence; empty when they may."""
    if not is_reviewer(worker):
        return "Only the information governance lead, or the manager of that team, can close this."
    if not rules.may_judge(about, worker.worker_id):
        return "This is about you. Somebody else has to look at it."
    return ""


def require_judge(worker: Actor, about: UUID) -> None:
    """Raise `Refused` with the sentence unless `worker` may judge it."""
    if why := why_not_judge(worker, about):
        raise Refused(why)


def require_privacy_officer(worker: Actor) -> None:
    """Raise `Refused` for anyone else."""
    if not is_privacy_officer(worker):
        raise Refused("Only the information governance lead sees this page.")
