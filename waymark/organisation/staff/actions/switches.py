"""The optional duties of one post: manages people, holds a budget, acts up (DUR-64)."""

from uuid import UUID

from waymark.core import audit, clock
from waymark.core.actions import action
from waymark.core.actors import Actor
from waymark.core.pages import ConflictingRepeat, NotYours, Refused
from waymark.organisation.services import actions as services
from waymark.organisation.staff import permissions, queries
from waymark.organisation.staff.models import SwitchChange

STANDS = "It stands so already. Nothing was changed."
OTHERWISE = "This was kept already, otherwise. Look at the post's page."


@action
def set_post_switch(
    *, by: Actor, id: UUID, post_id: UUID, switch: str, on: bool, reason: str
) -> SwitchChange:
    """Turn an optional duty of a post on or off, from the holder's next page on. Who, when and why are kept for good (DUR-64).

    Idempotent on id. Refuses one's own post, a change without a reason, and one that changes nothing.
    """
    permissions.may_switch(by)
    post = queries.post_for(by, post_id)
    permissions.not_own_post(by, post.id, clock.today())
    kept = SwitchChange.objects.kept(id)
    if kept is not None:
        return _same(by, kept, post_id, switch, on)
    if not reason.strip():
        raise Refused("Say why.")
    if bool(post.switches.get(switch)) == on:
        raise Refused(STANDS)
    services.set_switch(by=by, post_id=post_id, switch=switch, on=on)
    change = SwitchChange(
        id=id, post=post, switch=switch, on=on, reason=reason.strip(), by_id=by.worker_id, at=clock.now()
    )
    change.save(force_insert=True)
    audit.write(by, "set_post_switch", change, detail={"post": post.number, "switch": switch, "on": on})
    return change


def _same(by: Actor, kept: SwitchChange, post_id: UUID, switch: str, on: bool) -> SwitchChange:
    if kept.by_id != by.worker_id:
        raise NotYours("staff.switchchange", kept.pk)
    if (kept.post_id, kept.switch, kept.on) != (post_id, switch, on):
        raise ConflictingRepeat(OTHERWISE)
    audit.write(by, "set_post_switch", kept, outcome="repeat")
    return kept
