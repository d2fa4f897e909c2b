"""Keeping a meeting with the parent organisation's link (LDS-23)."""

from datetime import date
from uuid import UUID

from waymark.core import audit, clock
from waymark.core.actions import action
from waymark.core.actors import Actor
from waymark.core.pages import ConflictingRepeat, NotYours, Refused
from waymark.organisation.parent_link import queries, rules
from waymark.organisation.parent_link.choices import EVERY, NO_DETAILS
from waymark.organisation.parent_link.models import LinkMeeting


@action
def keep_meeting(
    *, by: Actor, id: UUID, worker_id: UUID, held_on: date, words: str, again_in_months: int
) -> LinkMeeting:
    """A meeting that was held, by either of the two. Idempotent on id. Refuses an NHS number in its words, and a day to come."""
    day = clock.today()
    pair = queries.pair_for(by, worker_id, day)
    kept = LinkMeeting.objects.kept(id)
    if kept is not None:
        return _same(by, kept, worker_id, words)
    if pair.link is None:
        raise Refused("Nobody holds the link's post today.")
    if rules.holds_a_number(words):
        raise Refused(NO_DETAILS)
    if held_on > day:
        raise Refused("Give the day on which you met, today at the latest.")
    if again_in_months not in dict(EVERY):
        raise Refused("Choose when you meet again.")
    meeting = LinkMeeting(
        id=id,
        service_id=by.service_id,
        worker=pair.worker,
        link=pair.link,
        held_on=held_on,
        words=words.strip(),
        again_in_months=again_in_months,
        recorded_by_id=by.worker_id,
        recorded_at=clock.now(),
    )
    meeting.save(force_insert=True)
    audit.write(by, "keep_link_meeting", meeting, detail={"worker": worker_id, "held_on": held_on})
    return meeting


def _same(by: Actor, kept: LinkMeeting, worker_id: UUID, words: str) -> LinkMeeting:
    if kept.recorded_by_id != by.worker_id or kept.worker_id != worker_id:
        raise NotYours("parent_link.linkmeeting", kept.pk)
    if kept.words != words.strip():
        raise ConflictingRepeat("This was kept already, with other words. Look at what stands.")
    audit.write(by, "keep_link_meeting", kept, outcome="repeat")
    return kept
