"""What there can be about somebody's way in and out: referrals and what was done about them, what was sent on, stays, bands and weeks."""

from datetime import timedelta
from typing import Any

from tests.factories.base import made, make_grant
from tests.factories.diary import make_visit
from waymark.core import actions, clock
from waymark.core.ids import new_id
from waymark.people.access.choices import Relationship
from waymark.people.service_users.models import Person
from waymark.support.caseload.choices import BandDecision
from waymark.support.caseload.models import BandChange, KeptVisit, LeftUnplaced, Stay
from waymark.support.referrals.choices import State, StepKind
from waymark.support.referrals.models import FirstContact, Move, Referral, Reply, Sending, Step

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def furnish_referrals(r: Any) -> None:
    """One not decided, one waiting, and another's that waits with nobody's episode open; each with its canaries."""
    now = clock.now()
    texts = {
        name: r.said(f"referral {name}")
        for name in ("referrer_name", "referrer_from", "referrer_contact", "reason", "asked_for", "area")
    }
    given = {
        "unit": r.unit,
        "source": "gp",
        "knows": "agrees",
        "received_at": now - 2 * DAY,
        "taken_at": now - 2 * DAY,
        "taken_by": r.key_worker,
        **texts,
    }
    r.rows["referral"] = made(Referral, person=r.person, not_met=[r.said("need not met")], **given)
    wait = {"state": State.WAITING, "keeps_in_touch": r.lead, "acknowledged_at": now}
    waits = r.rows["waiting referral"] = made(
        Referral, person=r.person, waits_for=r.said("waits for"), **wait, **given
    )
    step = {"person": r.person, "referral": waits, "by": r.lead, "at": now}
    r.rows["referral step"] = made(
        Step, kind=StepKind.ACCEPTED, words=r.said("why"), alternative=r.said("what else"), **step
    )
    stranger = Person(id=new_id(), service=r.service, given_name=r.said("who waits"), added_at=now)
    with actions.frame("factory"):
        stranger.save(force_insert=True)
    r.rows["referral of a stranger"] = made(Referral, person=stranger, **wait, **given)
    make_grant(stranger, unit=r.unit, relationship=Relationship.LIVE)
    _sent(r)
    _stays(r)
    _weeks(r)


def _sent(r: Any) -> None:
    now = clock.now()
    words = {name: r.said(f"sending {name}") for name in ("to", "to_contact", "content", "agreed_words")}
    sending = r.rows["sending"] = made(
        Sending,
        person=r.person,
        unit=r.unit,
        kind="referral_on",
        agreed="part",
        sent_how="post",
        sent_by=r.key_worker,
        sent_at=now - 9 * DAY,
        reply_by=clock.today() - 2 * DAY,
        **words,
    )
    r.rows["reply"] = made(
        Reply,
        person=r.person,
        sending=sending,
        kind="chased",
        words=r.said("reply"),
        on=clock.today(),
        by=r.key_worker,
        at=now,
    )


def _stays(r: Any) -> None:
    now = clock.now()
    made(
        Stay,
        person=r.person,
        place=r.said("ward before"),
        admitted_at=now - 60 * DAY,
        left_at=now - 50 * DAY,
        left_to=r.said("left to"),
    )
    stay = r.rows["stay"] = made(
        Stay,
        person=r.person,
        place=r.said("ward"),
        legal_status=r.said("legal status"),
        admitted_at=now - 4 * DAY,
    )
    visit = make_visit(r.person, r.key_worker, now + 26 * HOUR)
    made(KeptVisit, person=r.person, stay=stay, visit=visit, words=r.said("kept visit"), by=r.lead, at=now)
    move = {"person": r.person, "stay": stay, "kind": "housing"}
    r.rows["move"] = made(
        Move, words=r.said("move"), who=r.said("who moves"), outcome=r.said("came of it"), **move
    )
    r.rows["first contact"] = made(
        FirstContact,
        person=r.person,
        unit=r.unit,
        owner=r.key_worker,
        because=r.said("first contact"),
        from_at=now,
        due_at=now + DAY,
        source_id=stay.pk,
    )


def _weeks(r: Any) -> None:
    now, allocation = clock.now(), r.rows["allocation"]
    with actions.frame("factory"):
        type(allocation).objects.filter(pk=allocation.pk).update(weekly_contacts=9)
    change = {
        "person": r.person,
        "allocation": allocation,
        "before": 4,
        "after": 5,
        "by": r.key_worker,
        "at": now - DAY,
    }
    r.rows["band change"] = made(BandChange, words=r.said("why more"), to_decide=True, **change)
    made(
        BandChange,
        words=r.said("why more before"),
        decision=BandDecision.KEPT,
        decision_words=r.said("why it stays"),
        decided_by=r.lead,
        decided_at=now,
        **change,
    )
    monday = clock.today() - timedelta(days=clock.today().weekday() + 14)
    r.rows["week unplaced"] = made(
        LeftUnplaced,
        person=r.person,
        allocation=allocation,
        monday=monday,
        missing=2,
        reason=r.said("why unplaced"),
        by=r.key_worker,
        at=now,
    )
