"""How colleagues reach a worker, what they lead on, how they travel, and who covers while they are away (LDS-18, DUR-59)."""

from datetime import date
from uuid import UUID

from waymark.core import audit, clock
from waymark.core.actions import action
from waymark.core.actors import Actor
from waymark.core.pages import ConflictingRepeat, NotYours, Refused
from waymark.organisation.staff import permissions, queries, rules
from waymark.organisation.staff.models import Cover, Worker


@action
def set_reach(*, by: Actor, worker_id: UUID, phone: str, email: str, leads_on: str) -> Worker:
    """A worker's own number and address at work, and what they lead on. Their own, or whoever manages staff."""
    worker = queries.worker_for(by, worker_id)
    permissions.own_or_managed(by, worker_id)
    said = {"phone": phone.strip(), "email": email.strip(), "leads_on": leads_on.strip()}
    changed = [name for name, value in said.items() if getattr(worker, name) != value]
    for name, value in said.items():
        setattr(worker, name, value)
    worker.save(update_fields=list(said))
    audit.write(by, "set_reach", worker, detail={"changed": changed}, outcome="done" if changed else "repeat")
    return worker


@action
def set_travel(
    *, by: Actor, worker_id: UUID, travels_by: str, travel_needs: str, travel_minutes_more: int
) -> Worker:
    """How a worker travels, what they need for it, and the minutes more each journey takes them (DUR-59). Their own, or whoever manages
    staff.
    """
    worker = queries.worker_for(by, worker_id)
    permissions.own_or_managed(by, worker_id)
    said = {
        "travels_by": travels_by,
        "travel_needs": travel_needs.strip(),
        "travel_minutes_more": travel_minutes_more,
    }
    changed = [name for name, value in said.items() if getattr(worker, name) != value]
    for name, value in said.items():
        setattr(worker, name, value)
    worker.save(update_fields=list(said))
    audit.write(
        by, "set_travel", worker, detail={"changed": changed}, outcome="done" if changed else "repeat"
    )
    return worker


@action
def set_cover(
    *, by: Actor, id: UUID, worker_id: UUID, covered_by_id: UUID | None, starts_on: date, ends_on: date
) -> Cover:
    """A worker is away from one day to another, both included; a colleague covers, or nobody yet. Idempotent on id.

    Refuses covering for oneself, a colleague who is away or holds no post on one of those days, and days that are in another such row.
    """
    worker = queries.worker_for(by, worker_id)
    permissions.own_or_managed(by, worker_id)
    kept = Cover.objects.kept(id)
    asked = (worker_id, covered_by_id, starts_on, ends_on)
    if kept is not None:
        return _same(by, kept, asked)
    wrong = rules.wrong_with_days_away(starts_on, ends_on) or _wrong_with_cover(by, worker, *asked[1:])
    if wrong:
        raise Refused(wrong)
    cover = Cover(
        id=id,
        service_id=by.service_id,
        worker=worker,
        covered_by_id=covered_by_id,
        starts_on=starts_on,
        ends_on=ends_on,
        made_by_id=by.worker_id,
        made_at=clock.now(),
    )
    cover.save(force_insert=True)
    detail = {"worker": worker_id, "covered_by": covered_by_id, "starts_on": starts_on, "ends_on": ends_on}
    audit.write(by, "set_cover", cover, detail=detail)
    return cover


@action
def take_back_cover(*, by: Actor, id: UUID) -> Cover:
    """They are not away after all, or are back early. What was said stays in the log. Idempotent."""
    cover = queries.cover_for(by, id)
    permissions.own_or_managed(by, cover.worker_id)
    if cover.taken_back_at:
        audit.write(by, "take_back_cover", cover, outcome="repeat")
        return cover
    cover.taken_back_at = clock.now()
    cover.save(update_fields=["taken_back_at"])
    audit.write(by, "take_back_cover", cover)
    return cover


def _wrong_with_cover(by: Actor, worker: Worker, covered_by_id: UUID | None, first: date, last: date) -> str:
    away = list(queries.covers_between(by.service_id, first, last))
    if any(one.worker_id == worker.id for one in away):
        return f"{worker.name} is away on some of those days already. Take that back first."
    if covered_by_id is None:
        return ""
    if covered_by_id == worker.id:
        return "Choose somebody else: nobody covers for themselves."
    colleague = queries.worker_for(by, covered_by_id)
    if any(one.worker_id == covered_by_id for one in away):
        return f"{colleague.name} is away on some of those days."
    held = [queries.holdings_on(day).filter(worker_id=covered_by_id) for day in (first, last)]
    if not all(one.filter(post__service_id=by.service_id).exists() for one in held):
        return f"{colleague.name} holds no post here on some of those days."
    return ""


def _same(by: Actor, kept: Cover, asked: tuple[UUID, UUID | None, date, date]) -> Cover:
    if kept.service_id != by.service_id or kept.made_by_id != by.worker_id:
        raise NotYours("staff.cover", kept.pk)
    if (kept.worker_id, kept.covered_by_id, kept.starts_on, kept.ends_on) != asked:
        raise ConflictingRepeat("This was kept already, with other days. Look at what stands.")
    audit.write(by, "set_cover", kept, outcome="repeat")
    return kept
