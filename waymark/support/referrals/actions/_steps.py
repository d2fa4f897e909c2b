"""What the actions of this room share: a row of a referral's history, and the access that goes with a part in it."""

from datetime import datetime
from uuid import UUID

from waymark.core import audit, clock
from waymark.core.actors import Actor
from waymark.core.ids import derived
from waymark.people.access import actions as access
from waymark.people.access.choices import Relationship
from waymark.support.referrals.choices import REFERRAL, StepKind
from waymark.support.referrals.models import Referral, Step


def step(
    by: Actor,
    referral: Referral,
    kind: StepKind,
    words: str = "",
    *,
    id: UUID | None = None,
    why: str = "",
    alternative: str = "",
) -> Step:
    """One more row of the history."""
    row = Step(
        id=id or derived(referral.pk, kind, words),
        person_id=referral.person_id,
        referral=referral,
        kind=kind,
        why=why,
        words=words.strip(),
        alternative=alternative.strip(),
        by_id=by.worker_id,
        at=clock.now(),
    )
    row.save(force_insert=True)
    audit.write(by, f"referral_{kind}", row)
    return row


def let_worker_in(by: Actor, referral: Referral, worker_id: UUID, part: str) -> None:
    """Whoever decides or keeps in touch may open the record while they do, whatever their team."""
    access.grant(
        by=by,
        person_id=referral.person_id,
        relationship=Relationship.LIVE,
        source=f"{REFERRAL}.{part}",
        source_id=derived(referral.pk, part, worker_id),
        starts_at=clock.now(),
        worker_id=worker_id,
    )


def end_access(by: Actor, referral: Referral, at: datetime) -> None:
    """Nothing of the referral is live any longer: its team's access, and theirs who decided or kept in touch, end two hours later."""
    access.end_grants(by=by, source=REFERRAL, source_id=referral.pk, at=at)
    for part, worker_id in (("decides", referral.decider_id), ("in_touch", referral.keeps_in_touch_id)):
        if worker_id is not None:
            access.end_grants(
                by=by, source=f"{REFERRAL}.{part}", source_id=derived(referral.pk, part, worker_id), at=at
            )
