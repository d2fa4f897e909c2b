"""What the actions about a colleague's sign-in have in common."""

from uuid import UUID

from waymark.core import audit, clock
from waymark.core.actors import Actor
from waymark.core.pages import NotYours, Refused
from waymark.organisation.staff import permissions, queries
from waymark.organisation.staff.models import User, Worker


def managed(by: Actor, worker_id: UUID, *, to_reset: bool = False) -> Worker:
    """A colleague whose sign-in `by` manages; `to_reset`: whose way in they may make anew. Else Refused or NotYours."""
    permissions.may_manage(by)
    permissions.not_about_oneself(by, worker_id)
    worker = Worker.objects.select_related("user").filter(pk=worker_id).first()
    if worker is None:
        raise NotYours("staff.worker", worker_id)
    permissions.one_of_ours(by, worker=worker)
    if to_reset:
        permissions.whole_sign_in(by, worker, clock.today())
    return worker


def login_of(worker: Worker) -> User:
    """Their login, or Refused."""
    if worker.user is None:
        raise Refused(f"{worker.name} has no sign-in yet.")
    return worker.user


def tell(by: Actor, what: str, user: User) -> None:
    """Once as done by whoever did it, once at the door, where the owner of the login finds it (ASVS 6.3.7)."""
    audit.write(by, what, user)
    audit.write(queries.DOOR, what, user, detail={"by": by.identity})
