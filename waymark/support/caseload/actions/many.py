"""A whole caseload at once, as it stands: for a sheet of people brought in, where one at a time would hold the database for minutes."""

from collections.abc import Sequence
from uuid import UUID

from waymark.core import audit, clock
from waymark.core.actions import action
from waymark.core.actors import Actor
from waymark.core.ids import derived
from waymark.core.pages import Refused
from waymark.people.access import actions as access
from waymark.people.access.choices import Relationship
from waymark.support.caseload import permissions, queries, rules
from waymark.support.caseload.choices import ALLOCATION, EPISODE, Purpose
from waymark.support.caseload.models import Allocation, Episode

AT_ONCE = 500
TakenOn = rules.TakenOn


@action
def take_on_many(*, by: Actor, people: Sequence[TakenOn], reason: str) -> None:
    """Open an episode for each of many new people and give each their first key worker, all or none (what open_episode and allocate do).

    Over the limit `reason` stands for all. Refused where anybody has been taken on before.
    """
    permissions.may_take_on_many(by, people)
    if any(new.referred_on and new.referred_on > new.opened_on for new in people):
        raise Refused("Somebody was referred before they were taken on. Put the dates right.")
    episodes = [_episode(new) for new in people]
    allocations = _first_allocations(by, people, reason)
    Episode.objects.bulk_create(episodes, batch_size=AT_ONCE)
    Allocation.objects.bulk_create(allocations, batch_size=AT_ONCE)
    audit.write_many(by, "open_episode", ((row, {"unit": row.unit_id}) for row in episodes))
    audit.write_many(by, "allocate", ((row, _allocated(row)) for row in allocations))
    access.grant_many(by=by, grants=[*map(_team_grant, episodes), *map(_worker_grant, allocations)])


def _episode(new: TakenOn) -> Episode:
    return Episode(
        id=new.episode_id,
        person_id=new.person_id,
        unit_id=new.unit_id,
        opened_on=new.opened_on,
        referred_on=new.referred_on,
        referred_by=new.referred_by.strip()[:200],
    )


def _first_allocations(by: Actor, people: Sequence[TakenOn], reason: str) -> list[Allocation]:
    """Each new person's key worker. What each worker carries is counted on, and the reason kept with whoever goes over the limit."""
    limits = queries.limits_of(by)
    loads: dict[UUID, rules.Load] = {}
    made = []
    for new in people:
        worker_id, starts_on = new.key_worker_id, new.key_worker_from
        if worker_id is None or starts_on is None:
            continue
        load = loads.get(worker_id) or queries.load_of(by, worker_id, starts_on)
        over = rules.over_limit(load, 1, limits)
        loads[worker_id] = rules.Load((*load.weights, 1), load.weekly_minutes)
        made.append(
            Allocation(
                id=derived(new.episode_id, "key worker"),
                person_id=new.person_id,
                episode_id=new.episode_id,
                worker_id=worker_id,
                purpose=Purpose.KEY_WORKER,
                starts_on=starts_on,
                over_limit_reason=reason if over else "",
            )
        )
    return made


def _allocated(row: Allocation) -> dict[str, object]:
    over = bool(row.over_limit_reason)
    return {"worker": row.worker_id, "purpose": row.purpose, "weight": row.weight, "over": over}


def _team_grant(episode: Episode) -> access.NewGrant:
    return access.NewGrant(
        person_id=episode.person_id,
        relationship=Relationship.TEAM,
        source=EPISODE,
        source_id=episode.pk,
        starts_at=clock.day_bounds(episode.opened_on)[0],
        unit_id=episode.unit_id,
    )


def _worker_grant(allocation: Allocation) -> access.NewGrant:
    return access.NewGrant(
        person_id=allocation.person_id,
        relationship=Relationship.KEY_WORKER,
        source=ALLOCATION,
        source_id=allocation.pk,
        starts_at=clock.day_bounds(allocation.starts_on)[0],
        worker_id=allocation.worker_id,
    )
