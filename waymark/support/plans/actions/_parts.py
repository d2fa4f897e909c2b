"""What the writing of this room shares: the same sent twice, sentences that refuse, and lines named by their keys."""

from typing import Any
from uuid import UUID

from waymark.core import audit, clock
from waymark.core.actors import Actor
from waymark.core.pages import NotYours, Refused, refuse_other
from waymark.support.plans import rules
from waymark.support.plans.models import PlanDraft, PlanVersion

OTHERWISE = "This was kept before, with other words. Open the plan again to see what stands."
NO_DRAFT = "There is no draft now: it was put in force, or nobody has begun one. Open the plan again to see what stands."
NO_SUCH_LINE = "That line is not in the plan any more. Open the plan again to see what stands."


def refuse(sentence: str) -> None:
    if sentence:
        raise Refused(sentence)


def again(by: Actor, verb: str, kept: Any, **given: object) -> Any:
    """The row that stands under this id, when it is the same that was sent; else ConflictingRepeat, and nothing is kept."""
    refuse_other(kept, given, OTHERWISE)
    audit.write(by, verb, kept, outcome="repeat")
    return kept


def in_force(person_id: UUID) -> PlanVersion | None:
    return PlanVersion.objects.filter(person_id=person_id).order_by("-number").first()


def begun(by: Actor, id: UUID, person_id: UUID, before: PlanVersion | None, body: rules.Body) -> PlanDraft:
    """A new draft, with this in it."""
    now = clock.now()
    draft = PlanDraft(
        id=id, person_id=person_id, before=before, body=body, begun_by_id=by.worker_id, begun_at=now,
        saved_by_id=by.worker_id, saved_at=now,
    )  # fmt: skip
    draft.save(force_insert=True)
    return draft


def draft_of(person_id: UUID) -> PlanDraft:
    draft = PlanDraft.objects.select_for_update().filter(person_id=person_id).first()
    if draft is None:
        raise Refused(NO_DRAFT)
    return draft


def line_named(person_id: UUID, key: str) -> rules.Line:
    """A line of the draft or of the version in force, by its key; else NotYours: nobody says something of another's."""
    draft = PlanDraft.objects.filter(person_id=person_id).first()
    version = in_force(person_id)
    for body in (draft.body if draft else {}, version.body if version else {}):
        for line in rules.lines_of(body):
            if line.key == key:
                return line
    raise NotYours("plans.line", key, person_id)
