"""What the clock process does with sheets: brings in the one that waits, and erases what has lain for a week or was left behind."""

from collections.abc import Callable
from datetime import datetime

from waymark.core import clock
from waymark.core.actors import Actor, system
from waymark.core.pages import Refused
from waymark.doors.imports import actions, permissions, queries
from waymark.doors.imports.models import Batch, KeptFile
from waymark.organisation.staff import queries as staff

GONE_WRONG = "Something went wrong here, and nobody was brought in. Try again; if it happens again, tell whoever looks after Waymark."
NO_LONGER = "Whoever asked for this no longer holds a post that brings people in."


def bring_in_waiting(at: datetime) -> int:
    """Bring in one sheet that waits. Returns how many there were: 0 or 1."""
    batch = queries.next_waiting(at)
    if batch is None or not actions.take_up(by=_clock(batch), id=batch.pk, at=at):
        return 0
    by = actor_of(batch)
    if by is None:
        actions.give_up(by=_clock(batch), id=batch.pk, why=NO_LONGER)
    else:
        bring_in_taken(by, batch)
    return 1


def bring_in_taken(by: Actor, batch: Batch, tell: Callable[[int, int], None] | None = None) -> Batch:
    """Read the sheet again and bring it in; it has been taken up. Whatever happens, it does not stay half way."""
    kept, at = KeptFile(batch.pk), clock.now()
    kept.note_progress(0, batch.coming)
    try:
        checked = queries.read_again(by, batch, clock.today(at))
        return actions.bring_in(by=by, id=batch.pk, checked=checked, at=at, tell=tell or kept.note_progress)
    except actions.NotAllSound as changed:
        actions.give_up(by=by, id=batch.pk, why=str(changed))
        return actions.look_again(by=by, id=batch.pk, checked=checked)
    except Refused as refusal:
        actions.give_up(by=by, id=batch.pk, why=str(refusal))
        batch.refresh_from_db()
        return batch
    except Exception:
        actions.give_up(by=by, id=batch.pk, why=GONE_WRONG)
        raise


def erase_old(at: datetime) -> int:
    """Throw away sheets that have lain for a week, and files nobody needs any more. Returns how many."""
    old = queries.left_lying(at)
    for batch in old:
        actions.erase_unused(by=_clock(batch), id=batch.pk, at=at)
    needless = queries.files_left_behind(at)
    for batch_id in needless:
        KeptFile(batch_id).erase()
    return len(old) + len(needless)


def actor_of(batch: Batch) -> Actor | None:
    """Whoever gave the sheet, as they may act today; None when they no longer may."""
    if batch.worker is None:
        return permissions.operator(batch.service_id)
    user = batch.worker.user
    found = (
        staff.actor_for(user, clock.today(), service=batch.service.slug) if user and user.is_active else None
    )
    same = found is not None and found.service_id == batch.service_id
    return found.through("import") if found and same else None


def _clock(batch: Batch) -> Actor:
    return system("clock", batch.service_id)
