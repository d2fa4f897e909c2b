"""Regular visits as they stand: a person's patterns, a week of what they made, and how each skill goes."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from waymark.core import clock
from waymark.core.actors import Actor
from waymark.core.ids import derived
from waymark.core.pages import NotYours
from waymark.people.access import queries as access
from waymark.people.access.choices import Action
from waymark.support.diary.choices import VisitState
from waymark.support.diary.models import Visit
from waymark.support.goals.choices import SUPPORT_IN_WORDS, SupportLevel
from waymark.support.schedules import permissions, rules
from waymark.support.schedules.choices import DAYS, EVERY_IN_WORDS, SKILL_IN_WORDS, Skill
from waymark.support.schedules.models import Practice, Schedule

EXCEPTIONS = frozenset({VisitState.REARRANGED, VisitState.CANCELLED})


@dataclass(frozen=True)
class SkillShown:
    """How one skill of a person goes: the help it took, in order of time."""

    skill: Skill
    levels: list[str] = field(default_factory=list)

    @property
    def words(self) -> str:
        return SKILL_IN_WORDS[self.skill]

    @property
    def line(self) -> str:
        """'together, together, prompted, alone'."""
        return ", ".join(SUPPORT_IN_WORDS[SupportLevel(level)] for level in self.levels)


@dataclass(frozen=True)
class ScheduleShown:
    """A pattern as pages show it. `skill`: how its skill goes, where it is for one."""

    schedule: Schedule
    skill: SkillShown | None
    day: date

    @property
    def id(self) -> UUID:
        return self.schedule.pk

    @property
    def words(self) -> str:
        """'Tuesdays and Thursdays at 10:00, every week'."""
        days = " and ".join(f"{DAYS[n]}s" for n in sorted(self.schedule.weekdays))
        return f"{days} at {self.schedule.start:%H:%M}, {EVERY_IN_WORDS[self.schedule.every_weeks]}"

    @property
    def what_for(self) -> str:
        return self.schedule.purpose or (self.skill.words if self.skill else "Regular visit")

    @property
    def is_over(self) -> bool:
        return self.schedule.ends_on is not None and self.schedule.ends_on < self.day

    @property
    def suggests_less(self) -> bool:
        """Whether to ask if every two weeks is enough."""
        levels = self.skill.levels if self.skill else []
        ends = self.schedule.ends_on is not None
        return not ends and rules.suggests_less(levels, self.schedule.every_weeks)


@dataclass(frozen=True)
class Occurrence:
    """One visit that a pattern made, or should have. `moved_to`: where it went, if it was moved."""

    day: date
    starts_at: datetime
    schedule: Schedule
    visit: Visit | None
    moved_to: datetime | None = None

    @property
    def exception(self) -> str:
        """'exception: dentist' for one that was moved or called off."""
        if self.visit is None or self.visit.state not in EXCEPTIONS:
            return ""
        return rules.exception_words(self.visit.state_reason)


def visit_id_of(schedule_id: UUID, day: date) -> UUID:
    """The id of the visit that a pattern makes on a day: the same whenever it is asked for, so that it is made once."""
    return derived(schedule_id, "visit", day.isoformat())


def schedules_of(worker: Actor, person_id: UUID, day: date) -> list[ScheduleShown]:
    """A person's patterns, those that run first. Nothing when the record may not be read."""
    if not access.can(worker, person_id, Action.READ_ENTRY):
        return []
    found = Schedule.objects.filter(person_id=person_id, unit__service_id=worker.service_id)
    rows = list(found.select_related("worker", "goal").order_by("start", "made_at", "id"))
    skills = {one.skill: one for one in _skills(person_id)}
    shown = [ScheduleShown(row, _skill_of(row, skills), day) for row in rows]
    return sorted(shown, key=lambda one: one.is_over)


def schedule_for(worker: Actor, schedule_id: UUID, day: date) -> ScheduleShown:
    """One pattern, or NotYours."""
    row = (
        permissions.schedules(worker)
        .select_related("person", "worker", "second", "goal", "made_by")
        .filter(pk=schedule_id)
        .first()
    )
    if row is None:
        raise NotYours("schedules.schedule", schedule_id)
    return ScheduleShown(row, _skill_of(row, {one.skill: one for one in _skills(row.person_id)}), day)


def schedule_of_visit(worker: Actor, visit: Visit | None) -> Schedule | None:
    """The pattern that made this visit (or the one it was moved from), if any. At most two statements."""
    if visit is None or visit.source_id is None:
        return None
    first = Visit.objects.filter(pk=visit.source_id).values_list("source_id", flat=True).first()
    return permissions.schedules(worker).filter(pk__in=[visit.source_id, *filter(None, [first])]).first()


def week(worker: Actor, monday: date, *, whose: UUID | None = None) -> list[Occurrence]:
    """What the patterns make in the week of `monday`: the worker's own, everybody's for those who allocate. Three statements."""
    sunday = date.fromordinal(monday.toordinal() + 6)
    rows = running(worker, monday, sunday).select_related("person", "worker")
    patterns = list(rows.filter(worker_id=whose) if whose else rows)
    planned = [(row, day) for row in patterns for day in days_of(row, monday, sunday)]
    ids = {visit_id_of(row.pk, day) for row, day in planned}
    visits = Visit.objects.in_bulk(list(ids)) if ids else {}
    moved = dict(Visit.objects.filter(source_id__in=ids).values_list("source_id", "starts_at")) if ids else {}
    found = []
    for row, day in planned:
        visit = visits.get(visit_id_of(row.pk, day))
        begins = rules.instants(day, row.start, row.minutes, clock.from_local)[0]
        found.append(Occurrence(day, begins, row, visit, moved.get(visit.pk) if visit else None))
    return sorted(found, key=lambda one: (one.starts_at, one.schedule.pk))


def running(worker: Actor, first: date, last: date) -> QuerySet[Schedule]:
    """The patterns that run on some of these days, of the worker's own or of all for whoever allocates, and for the clock."""
    seen = (
        Schedule.objects.filter(unit__service_id=worker.service_id)
        if worker.worker_id is None
        else permissions.schedules(worker)
    )
    until = Q(ends_on__isnull=True) | Q(ends_on__gte=first)
    return seen.filter(permissions.whose(worker), until, starts_on__lte=last).order_by("made_at", "id")


def days_of(row: Schedule, first: date, last: date) -> list[date]:
    """The days on which a pattern falls."""
    return rules.days_of(row.weekdays, row.every_weeks, row.starts_on, row.ends_on, first, last)


def _skills(person_id: UUID) -> list[SkillShown]:
    levels: dict[str, list[str]] = defaultdict(list)
    for row in Practice.objects.filter(person_id=person_id).order_by("at", "id"):
        levels[row.skill].append(row.level)
    return [SkillShown(skill, levels[skill]) for skill in Skill if skill in levels]


def _skill_of(row: Schedule, skills: dict[Skill, SkillShown]) -> SkillShown | None:
    if not row.skill:
        return None
    skill = Skill(row.skill)
    return skills.get(skill, SkillShown(skill))
