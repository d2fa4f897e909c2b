"""The plan as it is read: the version in force, part by part, with the person's words beside each line; and the versions before it."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from waymark.core.actors import Actor
from waymark.core.pages import NotYours
from waymark.organisation.services import queries as services
from waymark.people.access import queries as access
from waymark.people.access.choices import Action
from waymark.support.plans import rules
from waymark.support.plans.choices import (
    AGREED_IN_WORDS,
    AREAS,
    FORMAT_IN_WORDS,
    PART_IN_WORDS,
    STANDS_IN_WORDS,
    TEXTS,
    TOOK_PART_IN_WORDS,
    Agreed,
    Format,
    Part,
    Stands,
    TookPart,
)
from waymark.support.plans.models import PlanCopy, PlanVersion
from waymark.support.plans.queries.drafts import parts_for
from waymark.support.plans.queries.words import WordsShown, their_words_of


@dataclass(frozen=True)
class LineShown:
    """A need or an action, with what the person said of it."""

    line: rules.Line
    words: list[WordsShown]


@dataclass(frozen=True)
class AreaShown:
    """A part of life: all nine are shown, in the person's words, and how it stands where nothing is to be done (LDS-38)."""

    part: Part
    to_me: str
    for_me: str
    stands: str
    lines: list[LineShown]

    @property
    def name(self) -> str:
        return PART_IN_WORDS[self.part]

    @property
    def stands_words(self) -> str:
        """'Going well' or 'Not now' where no action stands; else how it stands, if they said."""
        return STANDS_IN_WORDS[Stands(self.stands)] if self.stands else ""


@dataclass(frozen=True)
class PlanShown:
    """One version as it is read, printed and copied."""

    version: PlanVersion
    areas: list[AreaShown]
    texts: list[tuple[str, list[tuple[str, str]]]]
    words: list[WordsShown]
    in_force: bool

    @property
    def took_part_words(self) -> list[str]:
        return [TOOK_PART_IN_WORDS[TookPart(one)] for one in self.version.took_part]

    @property
    def agreed_words(self) -> str:
        return AGREED_IN_WORDS[Agreed(self.version.agreed)]


@dataclass(frozen=True)
class CopyShown:
    """A copy that was given, or offered."""

    row: PlanCopy

    @property
    def format_words(self) -> str:
        return FORMAT_IN_WORDS[Format(self.row.format)]


def plan_of(worker: Actor, person_id: UUID) -> PlanShown | None:
    """The version in force; None where there is none. Nothing when the record may not be read."""
    if not access.can(worker, person_id, Action.READ_ENTRY):
        return None
    version = _versions(person_id).first()
    return _shown(worker, version, in_force=True) if version else None


def version_for(worker: Actor, version_id: UUID) -> PlanShown:
    """One version, in force or superseded; else NotYours."""
    people = access.visible_ids(worker, Action.READ_ENTRY)
    version = PlanVersion.objects.filter(pk=version_id, person__in=people).select_related(*WITH).first()
    if version is None:
        raise NotYours("plans.planversion", version_id)
    later = PlanVersion.objects.filter(person_id=version.person_id, number__gt=version.number).exists()
    return _shown(worker, version, in_force=not later)


def in_force_for(worker: Actor, version_id: UUID) -> PlanVersion:
    """A version of a person whose record `worker` may write in; else NotYours."""
    people = access.visible_ids(worker, Action.WRITE_ENTRY)
    version = PlanVersion.objects.filter(pk=version_id, person__in=people).select_related(*WITH).first()
    if version is None:
        raise NotYours("plans.planversion", version_id)
    return version


def versions_of(worker: Actor, person_id: UUID) -> list[PlanVersion]:
    """Every version, the latest first."""
    if not access.can(worker, person_id, Action.READ_ENTRY):
        return []
    return list(_versions(person_id))


def what_changed(worker: Actor, version: PlanVersion) -> list[rules.Changed]:
    """What a version has otherwise than the one before it; nothing of the first (DUR-14). For a page that may show the version."""
    before = PlanVersion.objects.filter(person_id=version.person_id, number=version.number - 1).first()
    return rules.changes(before.body, version.body) if before else []


def joint_of(worker: Actor, person_id: UUID) -> rules.Joint | None:
    """Which agency does what of the plan in force (DUR-50); None where there is none, or it may not be read."""
    plan = plan_of(worker, person_id)
    return rules.joint(plan.version.body, services.service_of(worker).name) if plan else None


def copies_of(worker: Actor, person_id: UUID) -> list[CopyShown]:
    """The copies that were given, the latest first."""
    if not access.can(worker, person_id, Action.READ_ENTRY):
        return []
    rows = PlanCopy.objects.filter(person_id=person_id).select_related("version", "by")
    return [CopyShown(row) for row in rows.order_by("-given_on", "-at", "-id")]


WITH = ("person", "drafted_by", "published_by")


def _versions(person_id: UUID) -> Any:
    return PlanVersion.objects.filter(person_id=person_id).select_related(*WITH).order_by("-number")


def _shown(worker: Actor, version: PlanVersion, *, in_force: bool) -> PlanShown:
    words = their_words_of(worker, version.person_id)
    beside: dict[str, list[WordsShown]] = defaultdict(list)
    for one in words:
        if one.row.line:
            beside[one.row.line].append(one)
    lines = rules.lines_of(version.body)
    areas = []
    for part in AREAS:
        kept = rules.part_of(version.body, part)
        shown = [LineShown(line, beside[line.key]) for line in lines if line.part == part]
        areas.append(AreaShown(part, kept["to_me"], kept["for_me"], kept["stands"], shown))
    parts = [part for part in parts_for(worker, version.body) if part in TEXTS]
    texts = [(PART_IN_WORDS[part], _written(version.body, part)) for part in parts]
    return PlanShown(version, areas, texts, words, in_force)


def _written(body: rules.Body, part: Part) -> list[tuple[str, str]]:
    """Each text of a part under its heading; one that is empty says so, because a reader must know that nobody wrote it."""
    return [(words, rules.part_of(body, part)[name]) for name, words in TEXTS[part].items()]
