"""Who may give and end posts and sign-ins: whoever manages staff, in their own service, and never about themselves (org-structure)."""

from datetime import date
from uuid import UUID

from django.db.models import Q

from waymark.core.actors import Actor
from waymark.core.pages import NotYours, Refused
from waymark.organisation.services.models import Post
from waymark.organisation.staff.choices import Right
from waymark.organisation.staff.models import Holding, Worker


def may_manage(by: Actor) -> None:
    """Raise Refused unless `by` manages staff. The command line, which is the installer's, may do what it is told."""
    if not by.may(Right.MANAGE_STAFF) and not _is_installer(by):
        raise Refused("Giving and ending posts and sign-ins is not available to your role.")


def not_about_oneself(by: Actor, worker_id: UUID) -> None:
    """Raise Refused where somebody would give, end or reset something of their own."""
    if by.worker_id == worker_id:
        raise Refused("This is your own. Somebody else who manages staff has to do it.")


def may_switch(by: Actor) -> None:
    """Raise Refused unless `by` manages staff: they say which optional duties a post has (DUR-64)."""
    if not by.may(Right.MANAGE_STAFF):
        raise Refused("Switching a post's duties is not available to your role.")


def not_own_post(by: Actor, post_id: UUID, day: date) -> None:
    """Raise Refused for a post one holds oneself: nobody gives themselves a duty."""
    held = Holding.objects.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=day), post_id=post_id)
    if held.filter(worker_id=by.worker_id).exists():
        raise Refused("This is your own post. Somebody else who manages staff has to do it.")


def own_or_managed(by: Actor, worker_id: UUID) -> None:
    """Raise NotYours unless it is one's own page, or `by` manages staff."""
    if by.worker_id != worker_id and not by.may(Right.MANAGE_STAFF):
        raise NotYours("staff.worker", worker_id)


def one_of_ours(by: Actor, *, worker: Worker | None = None, post: Post | None = None) -> None:
    """Raise NotYours for another service's post, and for somebody who works only in other services. A new worker is nobody's yet."""
    if _is_installer(by):
        return
    if post is not None and post.service_id != by.service_id:
        raise NotYours("services.post", post.id)
    if worker is not None:
        held = Holding.objects.filter(worker=worker)
        if held.exists() and not held.filter(post__service_id=by.service_id).exists():
            raise NotYours("staff.worker", worker.id)


def whole_sign_in(by: Actor, worker: Worker, day: date) -> None:
    """Raise Refused where this login opens another service as well, on `day` or later: whoever could reset it could sign in there.

    Only the installer gives anybody posts in two services, and only the installer resets such a login (`waymark staff`).
    """
    if _is_installer(by):
        return
    held = Holding.objects.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=day), worker=worker)
    if held.exclude(post__service_id=by.service_id).exists():
        raise Refused(
            "This sign-in is used beyond your service. Ask whoever runs this installation to do it."
        )


def _is_installer(by: Actor) -> bool:
    return by.role == "system" and by.worker_id is None
