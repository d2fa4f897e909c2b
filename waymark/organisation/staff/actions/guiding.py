"""Guiding a new starter: who guides whom, until when, and the checklist they go through together (SUR-14)."""

from datetime import date
from uuid import UUID

from waymark.core import audit, clock
from waymark.core.actions import action
from waymark.core.actors import Actor
from waymark.core.ids import derived
from waymark.core.pages import ConflictingRepeat, NotYours, Refused
from waymark.organisation.staff import permissions, queries, rules
from waymark.organisation.staff.models import Guidance, GuidedStep


@action
def give_guidance(
    *,
    by: Actor,
    id: UUID,
    starter_id: UUID,
    guide_id: UUID,
    starts_on: date,
    ends_on: date,
    checklist: str,
) -> Guidance:
    """A colleague guides a new starter; `checklist`: a line each. It opens the visits they share and this checklist, and nothing else.

    Idempotent on id. Refuses guiding oneself, days that are wrong, an empty checklist, and a guide who holds no post here on the first day.
    """
    permissions.may_manage(by)
    starter, guide = queries.worker_for(by, starter_id), queries.worker_for(by, guide_id)
    lines = rules.checklist(checklist)
    kept = Guidance.objects.kept(id)
    if kept is not None:
        return _same(by, kept, (starter_id, guide_id, starts_on, ends_on))
    wrong = rules.wrong_with_days_away(starts_on, ends_on)
    if starter.pk == guide.pk:
        wrong = "Choose somebody else: nobody guides themselves."
    held = queries.holdings_on(starts_on).filter(worker=guide, post__service_id=by.service_id)
    if not wrong and not held.exists():
        wrong = f"{guide.name} holds no post here on that day."
    if not wrong and not lines:
        wrong = "Give at least one line of what they are shown."
    if wrong:
        raise Refused(wrong)
    guidance = Guidance(
        id=id,
        service_id=by.service_id,
        guide=guide,
        starter=starter,
        starts_on=starts_on,
        ends_on=ends_on,
        given_by_id=by.worker_id,
        given_at=clock.now(),
    )
    guidance.save(force_insert=True)
    for position, words in enumerate(lines):
        GuidedStep(id=derived(id, position), guidance=guidance, position=position, words=words).save(
            force_insert=True
        )
    audit.write(by, "give_guidance", guidance, detail={"guide": guide_id, "starter": starter_id})
    return guidance


@action
def tick_step(*, by: Actor, id: UUID) -> GuidedStep:
    """The guide says that a line of the checklist was shown today. Idempotent."""
    step = GuidedStep.objects.select_related("guidance").filter(pk=id).first()
    if step is None:
        raise NotYours("staff.guidedstep", id)
    guidance = queries.guidance_for(by, step.guidance_id, clock.today())
    if guidance.guide_id != by.worker_id:
        raise Refused("The guide says what was shown.")
    if step.done_on:
        audit.write(by, "tick_step", step, outcome="repeat")
        return step
    step.done_on, step.done_by_id = clock.today(), by.worker_id
    step.save(update_fields=["done_on", "done_by"])
    audit.write(by, "tick_step", step)
    return step


def _same(by: Actor, kept: Guidance, asked: tuple[UUID, UUID, date, date]) -> Guidance:
    if kept.service_id != by.service_id:
        raise NotYours("staff.guidance", kept.pk)
    if (kept.starter_id, kept.guide_id, kept.starts_on, kept.ends_on) != asked:
        raise ConflictingRepeat("This was kept already, with other words. Look at what stands.")
    audit.write(by, "give_guidance", kept, outcome="repeat")
    return kept
