"""A case that becomes more, or less. Above what the role may hold, whoever leads reallocates or records why (SUR-18)."""

from uuid import UUID

from waymark.core import audit, clock
from waymark.core.actions import action
from waymark.core.actors import Actor
from waymark.core.ids import derived
from waymark.core.pages import ConflictingRepeat, NotYours, Refused
from waymark.organisation.staff import queries as staff
from waymark.support.caseload import permissions, queries, rules
from waymark.support.caseload.choices import BAND, BandDecision
from waymark.support.caseload.models import Allocation, BandChange
from waymark.work.tasks import actions as tasks
from waymark.work.tasks.choices import Weight


@action
def change_band(*, by: Actor, id: UUID, allocation_id: UUID, weight: int, words: str) -> BandChange:
    """The case weighs otherwise from now on, and why. By the one who holds it, or who leads.

    Where the role of whoever holds it may not hold as much, the one who answers for the team is asked to reallocate or to record why.
    """
    allocation = _allocation(by, allocation_id)
    kept = BandChange.objects.kept(id)
    if kept is not None:
        if (kept.allocation_id, kept.after, kept.words) != (allocation_id, weight, words.strip()):
            raise ConflictingRepeat("This was kept before, with other content. Open the page again.")
        audit.write(by, "change_band", kept, outcome="repeat")
        return kept
    _refuse(rules.wrong_with_amounts(weight, allocation.weekly_minutes))
    _refuse("It is that already." if weight == allocation.weight else rules.wrong_with_reason(words))
    above = _above(by, allocation, weight)
    change = BandChange(
        id=id,
        person_id=allocation.person_id,
        allocation=allocation,
        before=allocation.weight,
        after=weight,
        words=words.strip(),
        by_id=by.worker_id,
        at=clock.now(),
        to_decide=above,
    )
    change.save(force_insert=True)
    allocation.weight = weight
    allocation.save(update_fields=["weight"])
    audit.write(by, "change_band", change, detail={"before": change.before, "after": weight})
    if above:
        _ask_to_decide(by, change, allocation)
    return change


@action
def keep_above_band(*, by: Actor, id: UUID, words: str) -> BandChange:
    """The case stays with whoever holds it, though it is more than their role may hold, and why. The lead's alone."""
    change = queries.allocation_above_band(by, id)
    permissions.may_change(by, change.person_id)
    if change.decision:
        if (change.decision, change.decision_words) != (BandDecision.KEPT, words.strip()):
            raise ConflictingRepeat("This was decided before. Open the page again to see what stands.")
        audit.write(by, "keep_above_band", change, outcome="repeat")
        return change
    _refuse(rules.wrong_with_reason(words))
    change.decision, change.decision_words = BandDecision.KEPT, words.strip()
    change.decided_by_id, change.decided_at = by.worker_id, clock.now()
    change.save(update_fields=["decision", "decision_words", "decided_by", "decided_at"])
    audit.write(by, "keep_above_band", change)
    return change


def _above(by: Actor, allocation: Allocation, weight: int) -> bool:
    limits = queries.limits_of(by)
    senior = not limits.bands or permissions.is_senior(by, allocation.worker_id, clock.today())
    return rules.above_band(weight, limits, senior=senior)


def _ask_to_decide(by: Actor, change: BandChange, allocation: Allocation) -> None:
    lead = staff.duty_senior(
        allocation.episode.unit.service_id,
        allocation.episode.unit_id,
        clock.now(),
        not_worker_id=allocation.worker_id,
    )
    bands = rules.bands_in_words(queries.limits_of(by).bands)
    tasks.make_task(
        by=by,
        id=derived(change.pk, "decide"),
        words=f"Reallocate or record why: {allocation.worker.name} holds this as band {change.after}, and the role "
        f"holds bands {bands}. It is on the workload page.",
        owner_id=lead.pk,
        person_id=allocation.person_id,
        weight=Weight.MUST,
        due_at=clock.day_bounds(clock.today())[1],
        source=BAND,
        source_id=change.pk,
    )


def _allocation(by: Actor, allocation_id: UUID) -> Allocation:
    """Held until the transaction ends, so that two who press at once are one after the other."""
    found = (
        Allocation.objects.select_for_update(of=("self",))
        .filter(pk=allocation_id, episode__unit__service_id=by.service_id, ends_on__isnull=True)
        .select_related("episode__unit", "worker", "person")
        .first()
    )
    if found is None:
        raise NotYours("caseload.allocation", allocation_id)
    if found.worker_id != by.worker_id and not permissions.leads(by, found.person_id):
        raise NotYours("caseload.allocation", allocation_id, found.person_id)
    permissions.may_write_about(by, found.person_id)
    return found


def _refuse(sentence: str) -> None:
    if sentence:
        raise Refused(sentence)
