"""Workers, and the posts they are given and leave. The sign-in follows the post: its rights begin and end with these dates."""

from datetime import date
from uuid import UUID

from waymark.core import audit
from waymark.core.actions import action
from waymark.core.actors import Actor
from waymark.core.pages import ConflictingRepeat, NotYours, Refused
from waymark.organisation.services.models import Post, Service
from waymark.organisation.staff import permissions, queries, rules
from waymark.organisation.staff.models import Holding, Worker


@action
def add_worker(*, by: Actor, id: UUID, name: str, pronouns: str = "", travels_by: str = "") -> Worker:
    """A member of staff, volunteer or student (DUR-02). They can do nothing until they are given a post. Idempotent on id."""
    permissions.may_manage(by)
    worker, new = Worker.objects.get_or_create(
        id=id, defaults={"name": name, "pronouns": pronouns, "travels_by": travels_by}
    )
    audit.write(by, "add_worker", worker, outcome="done" if new else "repeat")
    return worker


@action
def give_post(
    *,
    by: Actor,
    id: UUID,
    worker_id: UUID,
    post_id: UUID,
    starts_on: date,
    ends_on: date | None = None,
    acting: bool = False,
) -> Holding:
    """Give a worker a post from one London date to another, both included (DUR-02, DUR-24, LDS-04). Idempotent on id.

    Refuses a term longer than the post's, a second holder where no job share is marked, acting up without an end, one's own post,
    and a post of another service.
    """
    permissions.may_manage(by)
    permissions.not_about_oneself(by, worker_id)
    worker, post = _worker(worker_id), _post(post_id)
    permissions.one_of_ours(by, worker=worker, post=post)
    holding = Holding(id=id, worker=worker, post=post, starts_on=starts_on, ends_on=ends_on, acting=acting)
    given = Holding.objects.kept(id)
    if given is not None:
        if _detail(given) != _detail(holding):
            raise ConflictingRepeat(
                "This was kept already, and stands otherwise now. Look at Posts, and begin again from there."
            )
        audit.write(by, "give_post", given, outcome="repeat")
        return given
    wrong = (
        rules.wrong_with_term(starts_on, ends_on, post.fixed_term_months, acting=acting)
        or _wrong_beside_others(holding, ends_on)
        or _wrong_with_acting(by, holding)
    )
    if wrong:
        raise Refused(wrong)
    holding.save(force_insert=True)
    audit.write(by, "give_post", holding, detail=_detail(holding))
    return holding


@action
def take_on(
    *,
    by: Actor,
    id: UUID,
    name: str,
    pronouns: str,
    holding_id: UUID,
    post_id: UUID,
    starts_on: date,
    ends_on: date | None = None,
    acting: bool = False,
) -> Worker:
    """A new worker with their first post, or neither. Idempotent on both ids."""
    worker = add_worker(by=by, id=id, name=name, pronouns=pronouns)
    give_post(
        by=by,
        id=holding_id,
        worker_id=id,
        post_id=post_id,
        starts_on=starts_on,
        ends_on=ends_on,
        acting=acting,
    )
    return worker


@action
def end_post(*, by: Actor, id: UUID, on: date) -> Holding:
    """End a holding, or move its end: `on` is the last day, and at midnight in London after it the sign-in is refused (DUR-02).

    Idempotent. Refuses to leave the service without anybody who can administer, approve or be escalated to, and a later
    end in days in which somebody else holds the post.
    """
    permissions.may_manage(by)
    holding = Holding.objects.select_related("worker__user", "post__role").filter(pk=id).first()
    if holding is None:
        raise NotYours("staff.holding", id)
    permissions.one_of_ours(by, post=holding.post)
    permissions.not_about_oneself(by, holding.worker_id)
    if holding.ends_on == on:
        audit.write(by, "end_post", holding, outcome="repeat")
        return holding
    wrong = rules.wrong_with_term(holding.starts_on, on, holding.post.fixed_term_months) or _why_not(
        holding, on
    )
    if wrong:
        raise Refused(wrong)
    holding.ends_on = on
    holding.save(update_fields=["ends_on"])
    audit.write(by, "end_post", holding, detail=_detail(holding))
    return holding


def _worker(worker_id: UUID) -> Worker:
    found = Worker.objects.filter(pk=worker_id).first()
    if found is None:
        raise NotYours("staff.worker", worker_id)
    return found


def _post(post_id: UUID) -> Post:
    """Locked, so that two who fill the same vacancy at once do not both succeed."""
    found = Post.objects.select_for_update().filter(pk=post_id, retired=False).first()
    if found is None:
        raise NotYours("services.post", post_id)
    return found


def _why_not(holding: Holding, on: date) -> str:
    """What stands against a new last day, as a sentence: a later one may run into others, an earlier one may leave nobody."""
    if holding.ends_on is not None and on > holding.ends_on:
        return _wrong_beside_others(holding, on)
    # Locked, so that two who end each other's posts at once do not both succeed.
    Service.objects.select_for_update().get(pk=holding.post.service_id)
    return queries.why_not_leave(holding, on)


def _wrong_with_acting(by: Actor, holding: Holding) -> str:
    """Acting up is a duty of the post somebody holds already: it is turned on there first, with a reason (DUR-64).

    Nothing stands against somebody who holds no post of their own in those days.
    """
    if not holding.acting or not by.worker_id:
        return ""
    held = queries.holdings_on(holding.starts_on).filter(
        worker=holding.worker, post__service_id=holding.post.service_id, acting=False
    )
    own = [one.post for one in held.select_related("post")]
    if not own or any(post.switches.get("acts_up") for post in own):
        return ""
    return f"{holding.worker.name}'s post does not act up. Turn that duty on first, on the page of {own[0].number}."


def _wrong_beside_others(holding: Holding, ends_on: date | None) -> str:
    """What stands against the post's other holders of those days. Somebody who acts does not keep a post from being filled."""
    worker, post = holding.worker, holding.post
    beside = [
        held
        for held in Holding.objects.filter(post=post).exclude(pk=holding.pk).select_related("worker")
        if rules.overlap(holding.starts_on, ends_on, held.starts_on, held.ends_on)
    ]
    if any(held.worker_id == worker.id for held in beside):
        return f"{worker.name} holds this post already in those days."
    others = [held.worker.name for held in beside if not held.acting]
    return rules.wrong_with_second_holder(others, job_share=post.job_share, acting=holding.acting)


def _detail(holding: Holding) -> dict[str, object]:
    return {
        "worker": holding.worker_id,
        "post": holding.post.number,
        "starts_on": holding.starts_on,
        "ends_on": holding.ends_on or "",
        "acting": holding.acting,
    }
