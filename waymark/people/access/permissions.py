"""Who may judge emergency openings and close privacy alerts: the privacy officer, and never about themselves (rules.md 0.1)."""

from uuid import UUID

from waymark.core.actors import Actor
from waymark.core.pages import Refused
from waymark.organisation.staff.choices import Right
from waymark.people.access import rules
from waymark.people.access.choices import Profile


def is_privacy_officer(worker: Actor) -> bool:
    """Whether this worker answers for information rights here: the profile, and the right to see the log."""
    return Profile.INFORMATION_GOVERNANCE in worker.profiles and worker.may(Right.SEE_ACCESS_LOG)


def why_not_judge(worker: Actor, about: UUID) -> str:
    """Why `worker` may not judge what the worker `about` did, as a sentence; empty when they may."""
    if not is_privacy_officer(worker):
        return "Only the information governance lead can close this."
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
