"""When a plan is looked at again, and how its actions went since: what a review is held from."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from waymark.core import clock
from waymark.core.actors import Actor
from waymark.organisation.services import queries as services
from waymark.people.access import queries as access
from waymark.people.access.choices import Action
from waymark.support.plans import rules
from waymark.support.plans.choices import (
    DECISION_IN_WORDS,
    GOAL_DECISION_IN_WORDS,
    PROMPTS,
    REVIEW,
    TEXTS,
    TOOK_PART_IN_WORDS,
    VERDICT_IN_WORDS,
    Decision,
    GoalDecision,
    Part,
    TookPart,
    Verdict,
)
from waymark.support.plans.models import PlanReview, PlanVersion, Seen
from waymark.work.due import queries as due


@dataclass(frozen=True)
class SeenShown:
    """One observation."""

    row: Seen

    @property
    def verdict_words(self) -> str:
        return VERDICT_IN_WORDS[Verdict(self.row.verdict)]


@dataclass(frozen=True)
class Evaluated:
    """One action of the version in force, with everything seen of it since it was in force."""

    line: rules.Line
    seen: list[SeenShown]


@dataclass(frozen=True)
class LookShown:
    """One review that was held."""

    row: PlanReview

    @property
    def decided(self) -> list[tuple[rules.Line, str]]:
        """Each action with 'Keep', 'Change' or 'Stop'."""
        return [
            (line, DECISION_IN_WORDS[Decision(self.row.decisions[line.key])])
            for line in rules.actions_of(self.row.version.body)
            if line.key in self.row.decisions
        ]

    @property
    def goals_decided(self) -> list[str]:
        """'Kept: see my son. Next look 12 June 2026.', for each goal of the time."""
        return [_goal_words(said) for said in self.row.goals.values()]

    @property
    def took_part_words(self) -> list[str]:
        return [TOOK_PART_IN_WORDS[TookPart(one)] for one in self.row.took_part]

    @property
    def late(self) -> str:
        """'1 h 15 late', where it was due by the hour."""
        return rules.late_words(self.row.due_at, self.row.held_at) if self.row.due_at else ""


def _goal_words(said: dict[str, str]) -> str:
    after = said.get("next_look", "")
    day = f" Next look {date.fromisoformat(after):%-d %B %Y}." if after else ""
    return f"{GOAL_DECISION_IN_WORDS[GoalDecision(said['decision'])]}: {said['words']}.{day}"


def review_clock(worker: Actor) -> dict[str, object]:
    """The service's clock for plans, as it is now."""
    return dict(services.service_of(worker).clocks.get(REVIEW, {"rule": "off"}))


def due_by_the_hour(version: PlanVersion) -> datetime | None:
    """When it is to be looked at, where hours are counted: from the last review, or from when it was put in force (TPL-06)."""
    if version.review_hours is None:
        return None
    last = (
        PlanReview.objects.filter(version=version)
        .order_by("-held_at")
        .values_list("held_at", flat=True)
        .first()
    )
    return rules.due_at(last or version.published_at, version.review_hours)


def by_the_hour_in_words(due: datetime, at: datetime) -> tuple[str, bool]:
    """'due 10:15, 7 March 2026' or '1 h 15 late', and whether it is late."""
    late = rules.late_words(due, at)
    return late or f"due {clock.local(due):%H:%M, %-d %B %Y}", bool(late)


def review_due(worker: Actor, version: PlanVersion, at: datetime) -> tuple[str, bool]:
    """When it is looked at again, in words, and whether that is past: 'due 13 April 2026', '1 h 15 late'. '' where no clock is set."""
    by_the_hour = due_by_the_hour(version)
    if by_the_hour is not None:
        return by_the_hour_in_words(by_the_hour, at)
    items = [one for one in due.due_of(worker, version.person_id, clock.today(at)) if one.kind == REVIEW]
    return (items[0].words, items[0].is_overdue) if items else ("", False)


def evaluation(worker: Actor, version: PlanVersion) -> list[Evaluated]:
    """Each action with what was seen of it since this version was in force, in the order of time (LDS-19)."""
    if not access.can(worker, version.person_id, Action.READ_ENTRY):
        return []
    seen: dict[str, list[SeenShown]] = defaultdict(list)
    rows = Seen.objects.filter(person_id=version.person_id, seen_on__gte=version.starts_on)
    for row in rows.select_related("by").order_by("seen_on", "at", "id"):
        seen[row.line].append(SeenShown(row))
    return [Evaluated(line, seen[line.key]) for line in rules.actions_of(version.body)]


def never_discussed(worker: Actor, version: PlanVersion) -> list[str]:
    """Of what recovery means to the person: what nobody has talked with them about yet, where the service's plans ask it (LDS-34)."""
    said = rules.part_of(version.body, Part.RECOVERY)
    return (
        [words for name, words in TEXTS[Part.RECOVERY].items() if not said[name]]
        if worker.has_on(PROMPTS)
        else []
    )


def looks_of(worker: Actor, person_id: UUID) -> list[LookShown]:
    """The reviews that were held, the latest first."""
    if not access.can(worker, person_id, Action.READ_ENTRY):
        return []
    rows = PlanReview.objects.filter(person_id=person_id).select_related("version", "by")
    return [LookShown(row) for row in rows.order_by("-held_at", "-id")]
