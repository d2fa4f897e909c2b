"""The next version while it is written: its parts, what two wrote at once, what is left before it can be in force."""

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from waymark.core import clock
from waymark.core.actors import Actor
from waymark.organisation.staff import queries as staff
from waymark.organisation.staff.choices import Right
from waymark.organisation.staff.models import Worker
from waymark.people.access import queries as access
from waymark.people.access.choices import Action
from waymark.support.plans import rules
from waymark.support.plans.choices import (
    ANSWERED_FIRST,
    PART_IN_WORDS,
    PROMPTS,
    STANCE_IN_WORDS,
    STANDS_IN_WORDS,
    Part,
    Stance,
    Stands,
)
from waymark.support.plans.models import Aside, PlanDraft, PlanVersion, TheirWords
from waymark.work.tasks import permissions as task_permissions


@dataclass(frozen=True)
class PartShown:
    """One part of the draft in the list of parts."""

    part: Part
    said: dict[str, Any]
    edit: int

    @property
    def name(self) -> str:
        return PART_IN_WORDS[self.part]

    @property
    def summary(self) -> str:
        """'Going well', '2 needs, 3 actions', 'Nothing yet'."""
        if "stands" not in self.said:
            written = sum(bool(words) for words in self.said.values())
            return f"{written} of {len(self.said)} written" if written else "Nothing yet"
        lines = [(len(self.said["needs"]), "need"), (len(self.said["actions"]), "action")]
        counted = ", ".join(f"{many} {word}{'' if many == 1 else 's'}" for many, word in lines if many)
        stands = STANDS_IN_WORDS[Stands(self.said["stands"])] if self.said["stands"] else ""
        return ". ".join(filter(None, (stands, counted))) or "Nothing yet"


@dataclass(frozen=True)
class DraftShown:
    """The draft, its parts in order, and what two wrote at once."""

    draft: PlanDraft
    parts: list[PartShown]
    asides: list[Aside] = field(default_factory=list)
    left: str = ""

    @property
    def lines(self) -> list[rules.Line]:
        return rules.lines_of(self.draft.body)


def draft_shown(worker: Actor, person_id: UUID) -> DraftShown | None:
    """The draft, for whoever may read the record; None where nobody has begun one."""
    if not access.can(worker, person_id, Action.READ_ENTRY):
        return None
    draft = (
        PlanDraft.objects.filter(person_id=person_id)
        .select_related("begun_by", "saved_by", "offered_by", "offered_to", "before")
        .first()
    )
    if draft is None:
        return None
    parts = [_part(draft, part) for part in parts_for(worker, draft.body)]
    left = rules.wrong_with_body(draft.body) or left_to_do(person_id)
    return DraftShown(draft, parts, asides_of(worker, person_id), left)


def parts_for(worker: Actor, body: rules.Body) -> list[Part]:
    """The parts of a plan here: what recovery means to the person where the service's plans begin with it, or it is written (LDS-34)."""
    asks = worker.has_on(PROMPTS) or rules.is_written(rules.part_of(body, Part.RECOVERY))
    return [part for part in Part if asks or part != Part.RECOVERY]


def part_shown(worker: Actor, person_id: UUID, part: Part) -> PartShown | None:
    """One part of the draft, for writing; None where there is no draft."""
    access.require(worker, person_id, Action.WRITE_ENTRY)
    draft = PlanDraft.objects.filter(person_id=person_id).first()
    return _part(draft, part) if draft else None


def asides_of(worker: Actor, person_id: UUID) -> list[Aside]:
    """What was sent while somebody else had changed the same part, and waits for somebody to decide what stands."""
    if not access.can(worker, person_id, Action.READ_ENTRY):
        return []
    rows = Aside.objects.filter(person_id=person_id, settled_at__isnull=True)
    return list(rows.select_related("by").order_by("at", "id"))


def left_to_do(person_id: UUID) -> str:
    """What waits for an answer or a decision before a version may be in force; '' when nothing. The caller has asked the policy."""
    waiting = (
        TheirWords.objects.filter(person_id=person_id, stance__in=ANSWERED_FIRST, reply=None)
        .exclude(line="")
        .order_by("said_on", "at")
        .first()
    )
    if waiting is not None:
        said = STANCE_IN_WORDS[Stance(waiting.stance)].lower()
        return f"Answer what they said of {waiting.line_name} first: “{said}: {waiting.words[:80]}”."
    two = Aside.objects.filter(person_id=person_id, settled_at__isnull=True).order_by("at").first()
    if two is not None:
        return f"Two people wrote “{PART_IN_WORDS[Part(two.part)]}” at once. Decide what stands first."
    return ""


def said_since(person_id: UUID, before: PlanVersion | None) -> bool:
    """Whether anything of the person's own words was kept since a version was put in force. For actions that asked the policy."""
    rows = TheirWords.objects.filter(person_id=person_id)
    return (rows.filter(at__gt=before.published_at) if before else rows).exists()


def who_agrees(worker: Actor, person_id: UUID) -> list[Worker]:
    """The colleagues who put plans in force and may read this person's record, by name."""
    day = clock.today()
    held = (
        staff.holdings_on(day)
        .filter(post__service_id=worker.service_id)
        .exclude(worker_id=worker.worker_id)
        .select_related("worker", "post__role")
        .order_by("worker__name")
    )
    able = {one.worker_id: one.worker for one in held if Right.PUBLISH_PLANS in one.post.role.rights}
    return [
        one for one in able.values() if not task_permissions.wrong_with_owner(worker, one.pk, person_id, day)
    ]


def _part(draft: PlanDraft, part: Part) -> PartShown:
    return PartShown(part, rules.part_of(draft.body, part), rules.edit_of(draft.edits, part))
