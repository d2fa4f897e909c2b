"""Setting regular visits, putting them into diaries once, and keeping how a skill goes (ASC-09, ASC-23)."""

from dataclasses import dataclass, field
from datetime import date, datetime, time
from uuid import UUID

from waymark.core import audit, clock
from waymark.core.actions import action
from waymark.core.actors import Actor
from waymark.core.ids import derived
from waymark.core.pages import ConflictingRepeat, NotYours, Refused, refuse_other
from waymark.people.service_users.models import Person
from waymark.support.diary import actions as diary
from waymark.support.diary import permissions as diary_permissions
from waymark.support.diary import queries as diary_queries
from waymark.support.diary.choices import Mechanism, VisitState, Whose
from waymark.support.diary.models import Contact, Visit
from waymark.support.goals.choices import SupportLevel
from waymark.support.goals.models import Goal
from waymark.support.schedules import permissions, queries, rules
from waymark.support.schedules.choices import SKILL_IN_WORDS, Skill
from waymark.support.schedules.models import Practice, Schedule
from waymark.work.tasks import actions as tasks
from waymark.work.tasks import permissions as task_permissions

CLASH = "A regular visit. One of the two has to move."
OTHERWISE = "This was kept before, with other content. Open it to see what stands."
OVER = "These visits have ended already."


@dataclass
class Made:
    """What one run put into diaries: how many visits, and which could not be planned and why."""

    visits: int = 0
    not_planned: list[tuple[Schedule, date, str]] = field(default_factory=list)


@action
def set_schedule(
    *,
    by: Actor,
    id: UUID,
    person_id: UUID,
    worker_id: UUID,
    unit_id: UUID,
    weekdays: list[int],
    start: time,
    minutes: int,
    starts_on: date,
    mechanism: Mechanism,
    every_weeks: int = 1,
    ends_on: date | None = None,
    place: str = "",
    purpose: str = "",
    goal_id: UUID | None = None,
    skill: str = "",
    follows_id: UUID | None = None,
    second_id: UUID | None = None,
) -> Schedule:
    """Set a pattern of visits, by London's clock, and put those of the next fourteen days into the diary (ASC-23). Idempotent on `id`.

    Where two go to meet the person, `second_id` says who goes too (LDS-97).
    """
    permissions.may_write_about(by, person_id)
    permissions.may_plan_for(by, worker_id)
    given = {
        "person_id": person_id,
        "worker_id": worker_id,
        "unit_id": unit_id,
        "weekdays": sorted(set(weekdays)),
        "start": start,
        "minutes": minutes,
        "every_weeks": every_weeks,
        "starts_on": starts_on,
        "ends_on": ends_on,
        "mechanism": mechanism,
        "place": place.strip(),
        "purpose": purpose.strip(),
        "goal_id": goal_id,
        "skill": skill,
        "second_id": second_id,
    }
    kept = Schedule.objects.kept(id)
    if kept is not None:
        refuse_other(kept, given, OTHERWISE)
        audit.write(by, "set_schedule", kept, outcome="repeat")
        return kept
    _refuse(rules.wrong_with_pattern(weekdays, every_weeks, minutes, starts_on, ends_on))
    _refuse("" if skill in ("", *Skill) else "Choose a skill from the list.")
    diary_permissions.may_count_for(by, unit_id)
    person = Person.objects.get(pk=person_id)
    _refuse(diary_queries.wrong_with_second(by, person, mechanism, worker_id, second_id))
    if goal_id and not Goal.objects.filter(pk=goal_id, person_id=person_id).exists():
        raise NotYours("goals.goal", goal_id, person_id)
    made = Schedule(id=id, follows_id=follows_id, made_by_id=by.worker_id, made_at=clock.now(), **given)
    made.save(force_insert=True)
    audit.write(by, "set_schedule", made, detail={"worker": worker_id, "every_weeks": every_weeks})
    today = clock.today()
    _plan(by, made, today, today + rules.AHEAD, Made())
    return made


@action
def end_schedule(*, by: Actor, id: UUID, last_day: date, reason: str) -> Schedule:
    """No more of these visits after `last_day`: those in the diary still to come are called off by the service."""
    row = permissions.schedule_to_change(by, id)
    if row.ends_on == last_day and row.ended_because:
        audit.write(by, "end_schedule", row, outcome="repeat")
        return row
    _refuse(OVER if row.ended_because else "")
    _refuse("Say why, in a few words." if len(reason.split()) < 2 else "")
    _refuse("It cannot end before it began." if last_day < row.starts_on else "")
    _refuse("It ends before that already." if row.ends_on and row.ends_on < last_day else "")
    row.ends_on, row.ended_because = last_day, reason.strip()[:300]
    row.save(update_fields=["ends_on", "ended_because"])
    audit.write(by, "end_schedule", row, detail={"last_day": last_day})
    _call_off_after(by, row, max(last_day, clock.today()))
    return row


@action
def make_fortnightly(*, by: Actor, id: UUID, schedule_id: UUID, from_day: date, agreed: str) -> Schedule:
    """Every two weeks from `from_day`, as agreed with the person: the weekly pattern ends the day before, and `id` follows it (ASC-09)."""
    row = permissions.schedule_to_change(by, schedule_id)
    kept = Schedule.objects.filter(pk=id, follows=row).first()
    if kept is not None:
        audit.write(by, "make_fortnightly", kept, outcome="repeat")
        return kept
    _refuse("It is not every week now." if row.every_weeks != 1 else "")
    _refuse("Give a day to come." if from_day <= clock.today() else "")
    _refuse("Say what you agreed with them." if len(agreed.split()) < 2 else "")
    why = f"Every two weeks now: {agreed.strip()}"
    end_schedule(
        by=by,
        id=schedule_id,
        last_day=date.fromordinal(from_day.toordinal() - 1),
        reason=why,
    )
    made = set_schedule(
        by=by,
        id=id,
        person_id=row.person_id,
        worker_id=row.worker_id,
        unit_id=row.unit_id,
        weekdays=row.weekdays,
        start=row.start,
        minutes=row.minutes,
        starts_on=from_day,
        mechanism=Mechanism(row.mechanism),
        every_weeks=2,
        place=row.place,
        purpose=row.purpose,
        goal_id=row.goal_id,
        skill=row.skill,
        follows_id=row.pk,
        second_id=row.second_id,
    )
    audit.write(by, "make_fortnightly", made, detail={"instead_of": row.pk})
    return made


@action
def name_regular_second(*, by: Actor, id: UUID, second_id: UUID) -> Made:
    """Say who goes too to all of these visits from now on, or that somebody else does; those not yet in the diary are put there (LDS-97).

    A visit at whose time they are elsewhere is left as it is, and told.
    """
    row, made, today = permissions.schedule_to_change(by, id), Made(), clock.today()
    if row.second_id == second_id:
        audit.write(by, "name_regular_second", row, outcome="repeat")
        return made
    _refuse(OVER if row.ended_because else "")
    _refuse(diary_queries.wrong_with_second(by, row.person, row.mechanism, row.worker_id, second_id))
    row.second_id = second_id
    row.save(update_fields=["second"])
    audit.write(by, "name_regular_second", row, detail={"second": second_id})
    to_come = Visit.objects.filter(source_id=row.pk, starts_at__gt=clock.now(), state=VisitState.PLANNED)
    for visit in to_come.exclude(second_id=second_id).order_by("starts_at", "id"):
        try:
            diary.name_second(by=by, id=visit.pk, second_id=second_id)
        except Refused as refusal:
            made.not_planned.append((row, clock.today(visit.starts_at), str(refusal)))
    _plan(by, row, today, today + rules.AHEAD, made)
    return made


@action
def put_in_diaries(*, by: Actor, first: date, last: date) -> Made:
    """Put the regular visits of these days into diaries, each once however often it is asked; one that was moved or called off stays so.

    Nothing is planned for a day that is over: it would stand there as a visit nobody wrote up.
    """
    made, first = Made(), max(first, clock.today())
    for row in queries.running(by, first, last):
        _plan(by, row, first, last, made)
    audit.write(by, "put_in_diaries", detail={"first": first, "last": last, "visits": made.visits})
    return made


@action
def note_practice(*, by: Actor, id: UUID, contact: Contact, skill: Skill, level: SupportLevel) -> Practice:
    """Keep how much help a skill took at a contact. When it goes alone at last, whoever visits is asked about fewer visits (ASC-09)."""
    kept = Practice.objects.kept(id)
    if kept is not None:
        if (kept.contact_id, kept.skill, kept.level) != (contact.pk, skill, level):
            raise ConflictingRepeat(OTHERWISE)
        audit.write(by, "note_practice", kept, outcome="repeat")
        return kept
    if contact.person_id is None or contact.worker_id != by.worker_id:
        raise NotYours("diary.contact", contact.pk, contact.person_id)
    permissions.may_write_about(by, contact.person_id)
    _refuse("" if skill in set(Skill) else "Choose a skill from the list.")
    _refuse("" if level in set(SupportLevel) else "Choose how much help it took from the list.")
    row = Practice(
        id=id,
        person_id=contact.person_id,
        skill=skill,
        level=level,
        contact=contact,
        at=contact.started_at,
        noted_by_id=by.worker_id,
    )
    row.save(force_insert=True)
    audit.write(by, "note_practice", row, detail={"skill": skill, "level": level})
    _ask_about_less(by, contact.person_id, skill)
    return row


def _ask_about_less(by: Actor, person_id: UUID, skill: Skill) -> None:
    """A task for whoever makes the visits, once for each pattern."""
    today = clock.today()
    for shown in queries.schedules_of(by, person_id, today):
        row = shown.schedule
        if row.skill != skill or not shown.suggests_less or shown.skill is None:
            continue
        if task_permissions.wrong_with_owner(by, row.worker_id, person_id, today):
            continue
        tasks.make_task(
            by=by,
            id=derived(row.pk, "less"),
            words=f"{SKILL_IN_WORDS[skill]}: {shown.skill.line}. Ask whether every two weeks is enough.",
            owner_id=row.worker_id,
            person_id=person_id,
            source="schedules.schedule",
            source_id=row.pk,
        )


def _plan(by: Actor, row: Schedule, first: date, last: date, made: Made) -> None:
    """The visits of one pattern that are not there yet. What a rule refuses is told, and stops no other."""
    days = queries.days_of(row, first, last)
    ids = {queries.visit_id_of(row.pk, day): day for day in days}
    there = set(Visit.objects.filter(pk__in=list(ids)).values_list("pk", flat=True)) if ids else set()
    for visit_id, day in ids.items():
        if visit_id in there:
            continue
        try:
            _visit(by, row, visit_id, day)
        except Refused as refusal:
            made.not_planned.append((row, day, str(refusal)))
        else:
            made.visits += 1


def _visit(by: Actor, row: Schedule, visit_id: UUID, day: date) -> None:
    begins, ends = rules.instants(day, row.start, row.minutes, clock.from_local)
    if diary_queries.team_for(by, row.person_id, begins) is None:
        raise Refused("They are no longer with this service on that day.")
    there = diary_queries.in_the_way(by, row.worker_id, begins, ends)
    diary.plan_visit(
        by=by,
        id=visit_id,
        person_id=row.person_id,
        worker_id=row.worker_id,
        unit_id=row.unit_id,
        starts_at=begins,
        ends_at=ends,
        mechanism=Mechanism(row.mechanism),
        place=row.place,
        purpose=row.purpose or (SKILL_IN_WORDS[Skill(row.skill)] if row.skill else ""),
        goal_id=row.goal_id,
        source_id=row.pk,
        clash_reason=CLASH if there else "",
        second_id=row.second_id,
    )


def _call_off_after(by: Actor, row: Schedule, day: date) -> None:
    after: datetime = clock.day_bounds(day)[1]
    to_come = Visit.objects.filter(source_id=row.pk, starts_at__gte=after, state=VisitState.PLANNED)
    for visit_id in list(to_come.values_list("pk", flat=True)):
        diary.cancel_visit(by=by, id=visit_id, reason="The regular visits have ended", whose=Whose.SERVICE)


def _refuse(sentence: str) -> None:
    if sentence:
        raise Refused(sentence)
