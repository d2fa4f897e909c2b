"""Writing the next version: one draft for each person, kept part by part. Two at once: both texts are kept, and a person decides."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from waymark.core import audit, clock
from waymark.core.actions import action
from waymark.core.actors import Actor
from waymark.core.ids import derived, new_id
from waymark.core.pages import NotYours, Refused
from waymark.support.measures import queries as measures
from waymark.support.plans import permissions, queries, rules
from waymark.support.plans.actions._parts import begun, draft_of, in_force, refuse
from waymark.support.plans.choices import Part
from waymark.support.plans.models import Aside, PlanDraft
from waymark.work.questionnaires.choices import STRENGTHS_AND_NEEDS
from waymark.work.tasks import actions as tasks

NOT_AN_ASSESSMENT = (
    "A plan is begun from an assessment of strengths and needs. This is another questionnaire."
)
DAYS_TO_READ = timedelta(days=3)


@dataclass(frozen=True)
class Written:
    """A part that was kept; or, in `aside`, what was sent while somebody else had changed it, kept beside what stands."""

    draft: PlanDraft
    aside: Aside | None = None


@action
def begin_draft(*, by: Actor, id: UUID, person_id: UUID) -> PlanDraft:
    """The next version, begun from the one in force; the draft there is, where somebody has begun it already."""
    permissions.may_write_about(by, person_id)
    kept = PlanDraft.objects.filter(person_id=person_id).first()
    if kept is not None:
        audit.write(by, "begin_draft", kept, outcome="repeat")
        return kept
    before = in_force(person_id)
    draft = begun(by, id, person_id, before, before.body if before else {})
    audit.write(by, "begin_draft", draft, detail={"from": before.number if before else None})
    return draft


@action
def start_from_assessment(*, by: Actor, id: UUID, filled_id: UUID) -> PlanDraft:
    """Begin the plan from an assessment of strengths and needs: its needs stand in the draft with their text, and lead back to it (DUR-55).

    Into the draft there is, where one is begun: what it says already stays. The same assessment again adds nothing.
    """
    filled = measures.filled_for(by, filled_id)
    refuse("" if filled.version.name == STRENGTHS_AND_NEEDS else NOT_AN_ASSESSMENT)
    begin_draft(by=by, id=id, person_id=filled.person_id)
    draft = draft_of(filled.person_id)
    parts = rules.with_assessment(
        draft.body, filled.answers, str(filled.pk), lambda part: str(derived(filled.pk, "need", part))
    )
    if parts:
        draft.body = {**draft.body, **parts}
        for part in parts:
            draft.edits = rules.kept_from(draft.edits, part, "")
        draft.saved_by_id, draft.saved_at = by.worker_id, clock.now()
        draft.save()
    audit.write(by, "start_from_assessment", draft, detail={"filled": filled_id, "parts": len(parts)})
    return draft


@action
def write_part(
    *,
    by: Actor,
    person_id: UUID,
    part: Part,
    said: Mapping[str, Any],
    edit: int,
    page: UUID | None = None,
    settles: UUID | None = None,
) -> Written:
    """Keep one part of the draft. `edit`: how often it had been kept when the page was opened; `page`: which open page sends it.

    Kept by somebody else since, with other words: nothing of it is changed, what was sent is put aside, and both are shown.
    `settles`: what was put aside, and is decided by this.
    """
    permissions.may_write_about(by, person_id)
    draft = draft_of(person_id)
    before = rules.part_of(draft.body, part)
    tidy = rules.tidied(part, said, before, by.name, clock.today().isoformat())
    refuse(rules.too_many_lines(tidy))
    sender = str(page or "")
    if not rules.is_up_to_date(draft.edits, part, edit, sender):
        if not rules.same_words(before, tidy):
            return Written(draft, _put_aside(by, draft, part, tidy))
        audit.write(by, "write_part", draft, detail={"part": part}, outcome="repeat")
        return Written(draft)
    if not rules.same_words(before, tidy):
        draft.body = {**draft.body, part: tidy}
        draft.edits = rules.kept_from(draft.edits, part, sender)
        draft.saved_by_id, draft.saved_at = by.worker_id, clock.now()
        draft.offered_by_id = draft.offered_to_id = draft.offered_at = None
        draft.save()
    if settles is not None:
        _settle(by, person_id, settles)
    audit.write(by, "write_part", draft, detail={"part": part, "edit": rules.edit_of(draft.edits, part)})
    return Written(draft)


@action
def settle_aside(*, by: Actor, person_id: UUID, aside_id: UUID) -> Aside:
    """What stands in the draft is to stay: what somebody else wrote at the same time was read, and is not taken over."""
    permissions.may_write_about(by, person_id)
    aside = _settle(by, person_id, aside_id)
    audit.write(by, "settle_aside", aside)
    return aside


@action
def offer_draft(*, by: Actor, person_id: UUID, to_id: UUID) -> PlanDraft:
    """Send the draft to whoever puts it in force: they have it on their list with three days to read it (SUR-04)."""
    permissions.may_write_about(by, person_id)
    draft = draft_of(person_id)
    if draft.offered_to_id == to_id:
        audit.write(by, "offer_draft", draft, outcome="repeat")
        return draft
    if to_id not in {one.pk for one in queries.who_agrees(by, person_id)}:
        raise Refused("Choose a colleague who puts plans in force and works with this person.")
    now = clock.now()
    draft.offered_by_id, draft.offered_to_id, draft.offered_at = by.worker_id, to_id, now
    draft.save(update_fields=["offered_by", "offered_to", "offered_at"])
    tasks.make_task(
        by=by,
        id=derived(draft.pk, f"offered {now.isoformat()}"),
        words="Read the draft support plan, and put it in force or say what to change.",
        owner_id=to_id,
        person_id=person_id,
        due_at=now + DAYS_TO_READ,
        source="plans.offered",
        source_id=person_id,
    )
    audit.write(by, "offer_draft", draft, detail={"to": to_id})
    return draft


def _put_aside(by: Actor, draft: PlanDraft, part: Part, tidy: Mapping[str, Any]) -> Aside:
    """One for each writer and part, as they last sent it: pages keep what is typed every few seconds."""
    aside = Aside.objects.filter(
        person_id=draft.person_id, part=part, by_id=by.worker_id, settled_at__isnull=True
    ).first() or Aside(id=new_id(), person_id=draft.person_id, part=part, by_id=by.worker_id)
    aside.said, aside.at = dict(tidy), clock.now()
    aside.save()
    audit.write(by, "put_aside", aside, detail={"part": part})
    return aside


def _settle(by: Actor, person_id: UUID, aside_id: UUID) -> Aside:
    aside = Aside.objects.filter(pk=aside_id, person_id=person_id).first()
    if aside is None:
        raise NotYours("plans.aside", aside_id, person_id)
    if aside.settled_at is None:
        aside.settled_by_id, aside.settled_at = by.worker_id, clock.now()
        aside.save(update_fields=["settled_by", "settled_at"])
    return aside
