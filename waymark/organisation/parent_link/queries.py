"""Pairs of a worker and their link by the professional line, and their meetings: seen by the two, and by nobody else (LDS-02, LDS-23)."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from waymark.core.actors import Actor
from waymark.core.pages import NotYours
from waymark.organisation.parent_link import rules
from waymark.organisation.parent_link.models import LinkMeeting
from waymark.organisation.staff import queries as staff
from waymark.organisation.staff.models import Worker


@dataclass(frozen=True)
class Pair:
    """A worker, their link today (None while the link's post is vacant), and when they met, the latest first."""

    worker: Worker
    link: Worker | None
    meetings: list[LinkMeeting]
    day: date

    @property
    def due_on(self) -> date | None:
        if not self.meetings:
            return None
        return rules.due_on(self.meetings[0].held_on, self.meetings[0].again_in_months)

    @property
    def words(self) -> str:
        """'due', 'by 5 March 2026' or 'not held yet'."""
        return rules.stands(self.due_on, self.day)


def own_pair(worker: Actor, day: date) -> Pair | None:
    """The worker with their own link; None where no post of theirs has a professional line."""
    held = staff.holdings_on(day).filter(worker_id=worker.worker_id, post__service_id=worker.service_id)
    for holding in held.filter(post__professional_line__isnull=False).select_related("worker", "post"):
        line = holding.post.professional_line_id
        holders = staff.holders_of(line, day) if line else []
        return _pair(worker, holding.worker, holders[0].worker if holders else None, day)
    return None


def pairs_of_link(worker: Actor, day: date) -> list[Pair]:
    """Everybody whose professional line leads to a post of the worker's, by name."""
    mine = staff.holdings_on(day).filter(worker_id=worker.worker_id, post__service_id=worker.service_id)
    me = Worker.objects.filter(pk=worker.worker_id).first()
    theirs = staff.holdings_on(day).filter(
        post__professional_line__in=list(mine.values_list("post_id", flat=True)),
        post__service_id=worker.service_id,
    )
    found = theirs.exclude(worker_id=worker.worker_id).select_related("worker").order_by("worker__name", "id")
    return [_pair(worker, holding.worker, me, day) for holding in found]


def pair_for(worker: Actor, worker_id: UUID, day: date) -> Pair:
    """The pair in which `worker` is one of the two; NotYours for everybody else, their manager too."""
    own = own_pair(worker, day) if worker.worker_id == worker_id else None
    found = [own] if own else [one for one in pairs_of_link(worker, day) if one.worker.pk == worker_id]
    if not found:
        raise NotYours("parent_link.pair", worker_id)
    return found[0]


def _pair(by: Actor, worker: Worker, link: Worker | None, day: date) -> Pair:
    meetings = LinkMeeting.objects.filter(worker=worker, service_id=by.service_id)
    return Pair(worker, link, list(meetings.select_related("link").order_by("-held_on", "-id")), day)
