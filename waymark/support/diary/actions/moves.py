"""Something urgent takes another's time: nobody is dropped silently (ASC-21).

Whoever was to be seen then becomes something their worker must do, until they have answered an offer of another time or the visit was
called off.
"""

from datetime import datetime
from uuid import UUID

from waymark.core import audit, clock
from waymark.core.actions import action
from waymark.core.actors import Actor
from waymark.core.ids import derived
from waymark.core.pages import NotYours, refuse_other
from waymark.support.diary import permissions, queries, rules
from waymark.support.diary.actions._parts import OTHERWISE, has_to_move, refuse, still_planned
from waymark.support.diary.actions.visits import rearrange_visit
from waymark.support.diary.choices import MOVE, MoveSaid, Told
from waymark.support.diary.models import MoveAnswer, MoveOffer, Visit


@action
def offer_move(
    *,
    by: Actor,
    id: UUID,
    visit_id: UUID,
    first_at: datetime,
    second_at: datetime | None,
    told: Told,
    because: str,
) -> MoveOffer:
    """Keep that somebody was offered another time, or one of two: how they were told and why. Idempotent on `id`.

    The visit stands where it is until they have answered, as something its worker must do.
    """
    given = {
        "visit_id": visit_id,
        "first_at": first_at,
        "second_at": second_at,
        "told": told,
        "because": because.strip(),
    }
    kept = MoveOffer.objects.kept(id)
    if kept is not None:
        permissions.visit_to_change(by, kept.visit_id)
        refuse_other(kept, given, OTHERWISE)
        audit.write(by, "offer_move", kept.visit, outcome="repeat")
        return kept
    visit = permissions.visit_to_change(by, visit_id)
    still_planned(visit)
    refuse(rules.wrong_with_exception(because) or rules.wrong_with_offer(first_at, second_at, clock.now()))
    for at in filter(None, (first_at, second_at)):
        there = queries.in_the_way(
            by, visit.worker_id, at, at + (visit.ends_at - visit.starts_at), but=[visit.pk]
        )
        refuse(rules.taken_words(clock.local(at)) if there else "")
    offer = MoveOffer(id=id, by_id=by.worker_id, at=clock.now(), **given)
    offer.save(force_insert=True)
    has_to_move(by, visit)
    audit.write(by, "offer_move", visit, detail={"offer": id})
    return offer


@action
def answer_move(*, by: Actor, id: UUID, offer_id: UUID, said: MoveSaid, words: str = "") -> Visit:
    """Keep what they said. A time they chose is where the visit moves to, and is returned; else it goes on waiting. Idempotent on `id`."""
    offer = MoveOffer.objects.filter(pk=offer_id).first()
    if offer is None:
        raise NotYours("diary.moveoffer", offer_id)
    visit = permissions.visit_to_change(by, offer.visit_id)
    kept = MoveAnswer.objects.kept(id)
    if kept is not None:
        refuse_other(kept, {"offer_id": offer_id, "said": said, "words": words.strip()}, OTHERWISE)
        audit.write(by, "answer_move", visit, outcome="repeat")
        return Visit.objects.filter(pk=derived(id, MOVE)).first() or visit
    still_planned(visit)
    starts_at = {MoveSaid.FIRST: offer.first_at, MoveSaid.SECOND: offer.second_at}.get(said)
    refuse("There was no second time." if said == MoveSaid.SECOND and starts_at is None else "")
    MoveAnswer(id=id, offer=offer, said=said, words=words.strip(), by_id=by.worker_id, at=clock.now()).save(
        force_insert=True
    )
    audit.write(by, "answer_move", visit, detail={"offer": offer_id, "said": said})
    if starts_at is None:
        return visit
    return rearrange_visit(
        by=by,
        id=visit.pk,
        new_id=derived(id, MOVE),
        starts_at=starts_at,
        ends_at=starts_at + (visit.ends_at - visit.starts_at),
        reason=offer.because,
    )
