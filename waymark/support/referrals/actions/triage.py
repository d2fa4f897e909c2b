"""What becomes of a referral: acknowledged, given to somebody to decide, decided with a reason, waiting with a name beside it, taken on."""

from datetime import date, datetime
from uuid import UUID

from waymark.core import audit, clock
from waymark.core.actions import action
from waymark.core.actors import Actor, system
from waymark.core.ids import derived
from waymark.core.pages import NotYours, Refused
from waymark.organisation.staff import queries as staff
from waymark.support.caseload import actions as caseload
from waymark.support.caseload import queries as caseload_queries
from waymark.support.caseload.choices import Purpose
from waymark.support.caseload.models import Allocation
from waymark.support.referrals import permissions, queries, rules
from waymark.support.referrals.actions._steps import end_access, let_worker_in, step
from waymark.support.referrals.actions.first import set_first_contact
from waymark.support.referrals.choices import OPEN, REFERRAL, SOURCE_IN_WORDS, Source, State, StepKind
from waymark.support.referrals.models import Referral, Step
from waymark.work.tasks import actions as tasks

ENDED = "This referral is ended. Open it again to see what became of it."
STATE_AFTER = {
    StepKind.ACCEPTED: State.WAITING,
    StepKind.DECLINED: State.DECLINED,
    StepKind.WITHDRAWN: State.WITHDRAWN,
}


@action
def acknowledge_referral(*, by: Actor, id: UUID, referral_id: UUID, words: str, at: datetime) -> Step:
    """The referrer knows that we have it: whom we told, and how. Once; the same again changes nothing."""
    referral, before = _referral(by, referral_id), _step(id, referral_id)
    if before is not None:
        return _repeat(by, before)
    _refuse("Say whom you told, and how." if len(words.split()) < rules.FEWEST_WORDS else "")
    if referral.acknowledged_at is None:
        referral.acknowledged_at = at
        referral.save(update_fields=["acknowledged_at"])
    return step(by, referral, StepKind.ACKNOWLEDGED, words, id=id)


@action
def give_referral(*, by: Actor, id: UUID, referral_id: UUID, decider_id: UUID) -> Step:
    """Name the colleague who decides. By whoever leads the team; they may open the record while it is theirs to decide."""
    referral, before = _referral(by, referral_id), _step(id, referral_id)
    if before is not None:
        return _repeat(by, before)
    permissions.may_lead(by, referral.unit_id)
    _still_open(referral)
    decider = permissions.colleague(by, decider_id)
    referral.decider = decider
    referral.save(update_fields=["decider"])
    let_worker_in(by, referral, decider.pk, "decides")
    return step(by, referral, StepKind.GIVEN, decider.name, id=id)


@action
def decide_referral(
    *,
    by: Actor,
    id: UUID,
    referral_id: UUID,
    kind: StepKind,
    words: str,
    why: str = "",
    alternative: str = "",
    waits_for: str = "",
    keeps_in_touch_id: UUID | None = None,
    in_touch_by: date | None = None,
) -> Step:
    """Accept, ask for more, decline or note that it was withdrawn: by a named person, with the reason (TPL-17).

    None is declined without saying what else there is, and none accepted without saying what they wait for and who keeps in touch.
    """
    referral, before = _referral(by, referral_id), _step(id, referral_id)
    if before is not None:
        return _repeat(by, before)
    permissions.may_decide(by, referral)
    _still_open(referral)
    _refuse("" if kind in (*STATE_AFTER, StepKind.ASKED) else "Say what you decide.")
    _refuse(rules.wrong_with_decision(kind, words, why=why, alternative=alternative))
    if kind == StepKind.ACCEPTED:
        _wait(by, referral, waits_for, keeps_in_touch_id, in_touch_by)
    declined = kind == StepKind.DECLINED
    made = step(
        by,
        referral,
        kind,
        words,
        id=id,
        why=why if declined else "",
        alternative=alternative if declined else "",
    )
    if kind in STATE_AFTER:
        referral.state = STATE_AFTER[StepKind(kind)]
        referral.ended_at = None if kind == StepKind.ACCEPTED else clock.now()
        referral.save(update_fields=["state", "ended_at", "waits_for", "keeps_in_touch", "in_touch_by"])
    if referral.ended_at is not None:
        end_access(by, referral, referral.ended_at)
    return made


@action
def change_waiting(
    *,
    by: Actor,
    id: UUID,
    referral_id: UUID,
    words: str,
    waits_for: str,
    keeps_in_touch_id: UUID,
    in_touch_by: date | None = None,
) -> Step:
    """While somebody waits: that we were in touch, or that they wait for something else, or who keeps in touch from now on."""
    referral, before = _referral(by, referral_id), _step(id, referral_id)
    if before is not None:
        return _repeat(by, before)
    if referral.state != State.WAITING:
        raise Refused("They are not on the waiting list. Open the referral again to see how it stands.")
    if referral.keeps_in_touch_id != by.worker_id:
        permissions.may_decide(by, referral)
    _refuse("Say what was done, or what changes." if len(words.split()) < rules.FEWEST_WORDS else "")
    _wait(by, referral, waits_for, keeps_in_touch_id, in_touch_by)
    referral.save(update_fields=["waits_for", "keeps_in_touch", "in_touch_by"])
    return step(by, referral, StepKind.WAITS, words, id=id)


@action
def allocate_referral(
    *,
    by: Actor,
    id: UUID,
    referral_id: UUID,
    worker_id: UUID,
    starts_on: date,
    weekly_minutes: int = 0,
    weekly_contacts: int = 0,
    weight: int = 1,
    reason: str = "",
) -> Allocation:
    """Take them on: the episode and its key worker in one go, so that nobody is open without one; the first contact is due from then.

    A transfer ends the episode it came from on the same day. Over the limit it needs a reason (caseload.OverLimit). Idempotent on `id`.
    """
    referral = _referral(by, referral_id)
    episode_id = derived(referral_id, "episode")
    if referral.state == State.ALLOCATED:
        kept = Allocation.objects.filter(pk=id, episode_id=episode_id).first()
        if kept is None:
            raise Refused(ENDED)
        audit.write(by, "allocate_referral", referral, outcome="repeat")
        return kept
    permissions.may_lead(by, referral.unit_id)
    if referral.state != State.WAITING:
        raise Refused("Decide first: only who is accepted is taken on.")
    received, today = clock.today(referral.received_at), clock.today()
    episode = caseload.open_episode(
        by=by,
        id=episode_id,
        person_id=referral.person_id,
        unit_id=referral.unit_id,
        opened_on=today,
        referred_on=min(received, today),
        referred_by=rules.referred_by(
            SOURCE_IN_WORDS[Source(referral.source)], referral.referrer_name, referral.referrer_from
        ),
    )
    allocation = caseload.allocate(
        by=by,
        id=id,
        episode_id=episode.pk,
        worker_id=worker_id,
        purpose=Purpose.KEY_WORKER,
        starts_on=max(starts_on, today),
        weekly_minutes=weekly_minutes,
        weekly_contacts=weekly_contacts,
        weight=weight,
        reason=reason,
    )
    referral.state, referral.episode, referral.ended_at = State.ALLOCATED, episode, clock.now()
    referral.save(update_fields=["state", "episode", "ended_at"])
    step(by, referral, StepKind.ALLOCATED, f"{allocation.worker.name}, from {_said(allocation.starts_on)}")
    end_access(by, referral, clock.now())
    _first_contact(by, referral, allocation)
    _end_where_they_were(by, referral, allocation)
    audit.write(by, "allocate_referral", referral, detail={"worker": worker_id})
    return allocation


def _wait(
    by: Actor, referral: Referral, waits_for: str, keeps_in_touch_id: UUID | None, in_touch_by: date | None
) -> None:
    _refuse(rules.wrong_with_waiting(waits_for, keeps_in_touch_id))
    assert keeps_in_touch_id is not None
    keeper = permissions.colleague(by, keeps_in_touch_id)
    referral.waits_for, referral.keeps_in_touch, referral.in_touch_by = waits_for.strip(), keeper, in_touch_by
    let_worker_in(by, referral, keeper.pk, "in_touch")


def _first_contact(by: Actor, referral: Referral, allocation: Allocation) -> None:
    last = queries.due_on(queries.published(by).first_contact, allocation.starts_on)
    if last is not None:
        set_first_contact(
            by=by,
            person_id=referral.person_id,
            unit_id=referral.unit_id,
            owner_id=allocation.worker_id,
            because=f"Taken on by {referral.unit.name}",
            from_at=clock.now(),
            due_at=clock.day_bounds(last)[1],
            source_id=allocation.pk,
        )


def _end_where_they_were(by: Actor, referral: Referral, allocation: Allocation) -> None:
    """A transfer: the old key worker goes on until the new one begins, and no longer."""
    leaving = referral.leaving
    if leaving is None or leaving.closed_on is not None:
        return
    today = clock.today()
    if caseload_queries.key_worker_id(derived(referral.pk, "episode"), today) is None:
        _ask_to_close(by, referral, allocation)
        return
    caseload.close_episode(by=by, id=leaving.pk, on=today, because=f"Transferred to {referral.unit.name}")


def _ask_to_close(by: Actor, referral: Referral, allocation: Allocation) -> None:
    """The new part begins later: whoever leads the old team ends theirs then, so that there is no day between."""
    assert referral.leaving is not None
    begins = allocation.starts_on
    tasks.make_task(
        by=system("referral", by.service_id),
        id=derived(referral.pk, "close"),
        words=f"{referral.unit.name} begins on {_said(begins)}. Close your episode on that day, not before.",
        owner_id=staff.duty_senior(by.service_id, referral.leaving.unit_id, clock.now()).pk,
        person_id=referral.person_id,
        due_at=clock.day_bounds(begins)[1],
        source=REFERRAL,
        source_id=referral.pk,
    )


def _referral(by: Actor, referral_id: UUID) -> Referral:
    """Held until the transaction ends, so that two who press at once are one after the other."""
    found = (
        Referral.objects.select_for_update(of=("self",))
        .filter(pk=referral_id, person__service_id=by.service_id)
        .select_related("unit", "leaving")
        .first()
    )
    if found is None:
        raise NotYours("referrals.referral", referral_id)
    permissions.may_write_about(by, found.person_id)
    return found


def _step(id: UUID, referral_id: UUID) -> Step | None:
    found = Step.objects.kept(id)
    if found is not None and found.referral_id != referral_id:
        raise NotYours("referrals.step", id)
    return found


def _repeat(by: Actor, before: Step) -> Step:
    audit.write(by, f"referral_{before.kind}", before, outcome="repeat")
    return before


def _still_open(referral: Referral) -> None:
    if referral.state not in OPEN:
        raise Refused(ENDED)


def _said(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def _refuse(sentence: str) -> None:
    if sentence:
        raise Refused(sentence)
