"""Opening and closing episodes, allocating and handing over. Everyone open has exactly one key worker at all times, or is listed as having
none. Each write gives or ends the access that goes with it (people/access), in the same transaction.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Q

from waymark.core import audit, clock
from waymark.core.actions import action
from waymark.core.actors import Actor
from waymark.core.ids import derived
from waymark.core.pages import ConflictingRepeat, NotYours, Refused
from waymark.people.access import actions as access
from waymark.people.access.choices import Relationship
from waymark.support.caseload import permissions, queries, rules
from waymark.support.caseload.actions.bands import change_band, keep_above_band
from waymark.support.caseload.actions.many import TakenOn, take_on_many
from waymark.support.caseload.actions.stays import admit, keep_visit, leave
from waymark.support.caseload.actions.weeks import leave_unplaced
from waymark.support.caseload.choices import ALLOCATION, EPISODE, BandDecision, Purpose
from waymark.support.caseload.models import Allocation, BandChange, Episode
from waymark.support.diary import queries as diary
from waymark.work.tasks import actions as tasks
from waymark.work.tasks.choices import Weight

__all__ = [
    "ALLOCATION",
    "EPISODE",
    "KeyWorkerNeeded",
    "OverLimit",
    "TakenOn",
    "admit",
    "allocate",
    "change_band",
    "close_episode",
    "end_allocation",
    "hand_over_caseload",
    "keep_above_band",
    "keep_visit",
    "leave",
    "leave_unplaced",
    "open_episode",
    "take_on_many",
]

DAY = timedelta(days=1)
PART = ("episode_id", "worker_id", "purpose", "starts_on", "weekly_minutes", "weight", "weekly_contacts")
OTHERWISE = "This was kept before, with other content. Open the page again to see what stands."


class OverLimit(Refused):
    """The worker would carry more than the service's limit; a reason lets it stand (DUR-39)."""


class KeyWorkerNeeded(Refused):
    """Somebody would have no key worker."""


@action
def open_episode(
    *,
    by: Actor,
    id: UUID,
    person_id: UUID,
    unit_id: UUID,
    opened_on: date,
    referred_on: date | None = None,
    referred_by: str = "",
) -> Episode:
    """Begin an episode with a team, which from then on may open the record. One open episode a person and team; idempotent on `id`."""
    permissions.may_open_episode(by, person_id, unit_id)
    kept = Episode.objects.kept(id)
    if kept is not None:
        _same(kept.person_id == person_id and kept.unit_id == unit_id and kept.opened_on == opened_on)
        audit.write(by, "open_episode", kept, outcome="repeat")
        return kept
    _refuse(
        "They were referred before they were taken on. Put the dates right."
        if (referred_on or opened_on) > opened_on
        else ""
    )
    if Episode.objects.filter(person_id=person_id, unit_id=unit_id, closed_on__isnull=True).exists():
        raise Refused("There is an open episode with this team already.")
    episode = Episode(
        id=id,
        person_id=person_id,
        unit_id=unit_id,
        opened_on=opened_on,
        referred_on=referred_on,
        referred_by=referred_by.strip()[:200],
    )
    episode.save(force_insert=True)
    audit.write(by, "open_episode", episode, detail={"unit": unit_id})
    access.grant(
        by=by,
        person_id=person_id,
        relationship=Relationship.TEAM,
        source=EPISODE,
        source_id=id,
        starts_at=clock.day_bounds(opened_on)[0],
        unit_id=unit_id,
    )
    return episode


@action
def allocate(
    *,
    by: Actor,
    id: UUID,
    episode_id: UUID,
    worker_id: UUID,
    purpose: Purpose,
    starts_on: date,
    weekly_minutes: int = 0,
    weekly_contacts: int = 0,
    weight: int = 1,
    reason: str = "",
) -> Allocation:
    """Give a worker a part in an episode, and with it access. Over the service's limit it needs a reason (OverLimit: '27 over limit 25').

    Refused when they hold no post that day, have declared a relationship, may not hold the band, or there is a key worker already.
    """
    episode = _episode(by, episode_id)
    kept = Allocation.objects.kept(id)
    if kept is not None:
        given = (episode_id, worker_id, purpose, starts_on, weekly_minutes, weight, weekly_contacts)
        _same(given == tuple(getattr(kept, name) for name in PART))
        audit.write(by, "allocate", kept, outcome="repeat")
        return kept
    permissions.may_allocate(by, episode)
    _refuse(_wrong_with_part(episode, worker_id, purpose, starts_on))
    return _allocate(
        by,
        id,
        episode,
        worker_id,
        purpose,
        starts_on,
        weekly_minutes=weekly_minutes,
        weekly_contacts=weekly_contacts,
        weight=weight,
        reason=reason,
    )


@action
def end_allocation(
    *, by: Actor, id: UUID, on: date, successor_id: UUID | None = None, reason: str = ""
) -> Allocation:
    """End a worker's part, `on` being its last day; a successor has it from the day after. A key worker's needs one (KeyWorkerNeeded
    names the person). `reason`: where the successor goes over the limit. The same end again changes nothing.
    """
    allocation = (
        Allocation.objects.filter(pk=id, episode__unit__service_id=by.service_id)
        .select_related("episode", "person")
        .first()
    )
    if allocation is None:
        raise NotYours(ALLOCATION, id)
    permissions.may_change(by, allocation.person_id)
    if allocation.ends_on is not None:
        _same(allocation.ends_on == on)
        audit.write(by, "end_allocation", allocation, outcome="repeat")
        return allocation
    if successor_id is None and _must_be_followed(allocation):
        raise KeyWorkerNeeded(rules.left_without([allocation.person.name]))
    _end(by, allocation, on)
    if successor_id is not None:
        _succeed(by, allocation, successor_id, on, reason)
    return allocation


@action
def hand_over_caseload(
    *, by: Actor, worker_id: UUID, on: date, successors: Mapping[UUID, UUID], reason: str = ""
) -> list[Allocation]:
    """End all that a colleague holds, `on` being the last day; `successors` names who takes over each allocation (ids to workers).

    Nothing at all is kept unless everyone they are key worker of has somebody: KeyWorkerNeeded names the people (rules.md 3).
    """
    held = queries.allocations_to_hand_over(by, worker_id, on)
    without = [a.person.name for a in held if _must_be_followed(a) and a.pk not in successors]
    if without:
        raise KeyWorkerNeeded(rules.left_without(without))
    audit.write(
        by, "hand_over_caseload", f"staff.worker:{worker_id}", detail={"on": on, "allocations": len(held)}
    )
    return [
        end_allocation(by=by, id=a.pk, on=on, successor_id=successors.get(a.pk), reason=reason) for a in held
    ]


@action
def close_episode(*, by: Actor, id: UUID, on: date, because: str, what_follows: str = "") -> Episode:
    """End an episode, `on` being its last day, with every allocation in it; the team reads the record for two weeks more.

    Refused with the list while tasks about the person are open or visits planned.
    """
    episode = _episode(by, id)
    permissions.may_change(by, episode.person_id)
    if episode.closed_on is not None:
        _same(episode.closed_on == on)
        audit.write(by, "close_episode", episode, outcome="repeat")
        return episode
    _refuse(rules.wrong_with_end(episode.opened_on, on))
    _refuse("Give a day that has come." if on > clock.today() else "")
    _refuse(rules.wrong_with_reason(because))
    still = queries.outstanding(by, episode, on)
    _refuse(rules.still_open(still) if still else "")
    episode.closed_on, episode.closed_because = on, because.strip()
    episode.what_follows = what_follows.strip()
    episode.save(update_fields=["closed_on", "closed_because", "what_follows"])
    audit.write(by, "close_episode", episode)
    access.end_grants(by=by, source=EPISODE, source_id=id, at=clock.day_bounds(on)[1])
    later = Q(ends_on__isnull=True) | Q(ends_on__gt=on)
    for allocation in Allocation.objects.filter(later, episode=episode):
        _end(by, allocation, max(on, allocation.starts_on), access_until=on)
    return episode


def _episode(by: Actor, episode_id: UUID) -> Episode:
    found = (
        Episode.objects.filter(pk=episode_id, unit__service_id=by.service_id).select_related("person").first()
    )
    if found is None:
        raise NotYours(EPISODE, episode_id)
    return found


def _wrong_with_part(episode: Episode, worker_id: UUID, purpose: Purpose, starts_on: date) -> str:
    if episode.closed_on is not None:
        return "This episode is closed."
    if starts_on < episode.opened_on:
        return f"The episode began on {episode.opened_on.day} {episode.opened_on:%B %Y}. Start on that day or later."
    standing = Allocation.objects.filter(episode=episode, ends_on__isnull=True)
    if purpose == Purpose.KEY_WORKER and standing.filter(purpose=Purpose.KEY_WORKER).exists():
        return "There is a key worker already. Change the key worker instead."
    if standing.filter(worker_id=worker_id, purpose=purpose).exists():
        return "They have this part already."
    return ""


def _allocate(
    by: Actor,
    id: UUID,
    episode: Episode,
    worker_id: UUID,
    purpose: Purpose,
    starts_on: date,
    *,
    weekly_minutes: int,
    weekly_contacts: int,
    weight: int,
    reason: str,
) -> Allocation:
    worker = permissions.may_be_given(by, worker_id, episode.person_id, starts_on)
    over = _over(by, worker_id, worker.name, starts_on, weekly_minutes, weight, reason)
    allocation = Allocation(
        id=id,
        person_id=episode.person_id,
        episode=episode,
        worker_id=worker_id,
        purpose=purpose,
        starts_on=starts_on,
        weekly_minutes=weekly_minutes,
        weekly_contacts=weekly_contacts,
        weight=weight,
        over_limit_reason=reason.strip() if over else "",
    )
    allocation.save(force_insert=True)
    detail = {"worker": worker_id, "purpose": purpose, "weight": weight, "over": over}
    audit.write(by, "allocate", allocation, detail=detail)
    access.grant(
        by=by,
        person_id=episode.person_id,
        relationship=Relationship.KEY_WORKER if purpose == Purpose.KEY_WORKER else Relationship.ALLOCATED,
        source=ALLOCATION,
        source_id=id,
        starts_at=clock.day_bounds(starts_on)[0],
        worker_id=worker_id,
    )
    return allocation


def _over(
    by: Actor, worker_id: UUID, name: str, day: date, weekly_minutes: int, weight: int, reason: str
) -> str:
    """'27 over limit 25' when it goes over and a reason was given; raises OverLimit without one."""
    limits = queries.limits_of(by)
    _refuse(rules.wrong_with_amounts(weight, weekly_minutes))
    _refuse(
        rules.wrong_with_band(
            weight, limits, senior=not limits.bands or permissions.is_senior(by, worker_id, day)
        )
    )
    over = rules.over_limit(queries.load_of(by, worker_id, day), weight, limits)
    if over and rules.wrong_with_reason(reason):
        raise OverLimit(f"{name} would be at {over}. Say why, or choose somebody else.")
    return over


def _end(by: Actor, allocation: Allocation, on: date, *, access_until: date | None = None) -> None:
    _refuse(rules.wrong_with_end(allocation.starts_on, on))
    allocation.ends_on = on
    allocation.save(update_fields=["ends_on"])
    BandChange.objects.filter(allocation=allocation, to_decide=True, decision="").update(
        decision=BandDecision.REALLOCATED, decided_by=by.worker_id, decided_at=clock.now()
    )
    audit.write(by, "end_allocation", allocation, detail={"on": on, "worker": allocation.worker_id})
    access.end_grants(
        by=by, source=ALLOCATION, source_id=allocation.pk, at=clock.day_bounds(access_until or on)[1]
    )


def _must_be_followed(allocation: Allocation) -> bool:
    """Whether somebody must be key worker after it: the episode goes on."""
    return allocation.purpose == Purpose.KEY_WORKER and allocation.episode.closed_on is None


def _succeed(by: Actor, ended: Allocation, successor_id: UUID, on: date, reason: str) -> None:
    if successor_id == ended.worker_id:
        raise Refused("Choose somebody else to take over.")
    _allocate(
        by,
        derived(ended.pk, "successor", on),
        ended.episode,
        successor_id,
        Purpose(ended.purpose),
        on + DAY,
        weekly_minutes=ended.weekly_minutes,
        weekly_contacts=ended.weekly_contacts,
        weight=ended.weight,
        reason=reason,
    )
    _tell_of_visits(by, ended, successor_id, on)


def _tell_of_visits(by: Actor, ended: Allocation, successor_id: UUID, on: date) -> None:
    """Whoever takes over has what was promised to the person: nobody waits for somebody who no longer comes."""
    after = clock.day_bounds(on)[1]
    planned = diary.planned_by(by.service_id, ended.worker_id, ended.person_id, after)
    if planned:
        tasks.make_task(
            by=by,
            id=derived(ended.pk, "visits", on),
            words=rules.take_over_words(
                ended.person.name, ended.worker.name, [clock.local(at) for at in planned]
            ),
            owner_id=successor_id,
            person_id=ended.person_id,
            weight=Weight.MUST,
            due_at=planned[0],
            source=ALLOCATION,
            source_id=ended.pk,
        )


def _same(is_same: bool) -> None:
    if not is_same:
        raise ConflictingRepeat(OTHERWISE)


def _refuse(sentence: str) -> None:
    if sentence:
        raise Refused(sentence)
