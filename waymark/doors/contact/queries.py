"""What the contact page already knows, so that nothing known is asked: the visit, the goals, the tasks, who answers now."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.urls import reverse

from waymark.core import clock
from waymark.core.actors import Actor
from waymark.core.ids import derived, read_id
from waymark.core.pages import NotYours
from waymark.core.prepared import Prepared
from waymark.doors.contact import rules
from waymark.doors.contact.models import GROUP as GROUP
from waymark.doors.contact.models import Draft as Draft
from waymark.doors.data_quality import queries as data_quality
from waymark.money.expenses.models import Journey
from waymark.organisation.staff import queries as staff
from waymark.organisation.staff.models import Worker
from waymark.people.access import queries as access
from waymark.people.access.choices import Action
from waymark.people.service_users import queries as service_users
from waymark.people.service_users.models import Person
from waymark.support.advice import queries as advice
from waymark.support.advice.models import Advice
from waymark.support.caseload import queries as caseload
from waymark.support.diary import queries as diary
from waymark.support.diary.choices import HAPPENED, MECHANISM_IN_WORDS, Attendance, Mechanism
from waymark.support.diary.models import Contact, Visit
from waymark.support.goals import queries as goals
from waymark.support.goals.choices import SUPPORT_IN_WORDS, SupportLevel
from waymark.support.goals.models import Progress, Step
from waymark.support.goals.queries import Shown as GoalShown
from waymark.support.schedules import queries as schedules
from waymark.support.schedules.choices import SKILL_IN_WORDS, Skill
from waymark.support.schedules.models import Practice
from waymark.work.due.models import Obligation
from waymark.work.tasks import queries as tasks
from waymark.work.tasks.choices import TaskKind
from waymark.work.tasks.models import Task


@dataclass(frozen=True)
class Known:
    """Everything shown on the page before the first key is pressed; None for `person`: an anonymous contact.

    Each is asked for when the page first shows it, or when what was typed answers it: a save does not ask for what it does not use.
    """

    worker: Actor
    at: datetime
    person: Person | None = None
    visit: Visit | None = None

    @property
    def me_id(self) -> UUID | None:
        return self.worker.worker_id

    @cached_property
    def to_know(self) -> service_users.ToKnow | None:
        return service_users.to_know(self.person, clock.today(self.at)) if self.person else None

    @cached_property
    def goals(self) -> list[GoalShown]:
        return goals.goals_to_work_on(self.worker, self.person.pk) if self.person else []

    @cached_property
    def tasks(self) -> list[Task]:
        """The worker's own about the person."""
        if self.person is None:
            return []
        return tasks.tasks_of(self.worker, self.person.pk, own=True)

    @cached_property
    def colleagues(self) -> list[Worker]:
        return list(staff.workers_in(self.worker, clock.today(self.at)))

    @cached_property
    def two_go(self) -> bool:
        """Whether nobody is to meet them alone (LDS-97)."""
        return self.person is not None and service_users.two_go(self.person)

    @cached_property
    def who_may_go_too(self) -> list[Worker]:
        return diary.who_may_go_too(self.worker, clock.today(self.at), but=self.me_id)

    def wrong_with_second(self, said: Mapping[str, Any]) -> str:
        """Of the next visit, by how they met and who is to go too."""
        if self.person is None:
            return ""
        second = read_id(said.get("next_second"))
        return diary.wrong_with_second(self.worker, self.person, said.get("mechanism", ""), None, second)

    def wrong_with_next_visit(self, given: rules.Given) -> str:
        """Of the next visit: that it leaves too little time to travel, where it was not said why both can stand (DUR-59)."""
        to_come = given.next_visit
        if to_come is None or not to_come.place or to_come.clash_reason or self.me_id is None:
            return ""
        if given.mechanism != Mechanism.FACE_TO_FACE:
            return ""
        ends_at = to_come.starts_at + timedelta(minutes=to_come.minutes)
        stop = diary.Stop(to_come.starts_at, ends_at, to_come.place)
        return diary.travel_warning(self.worker, self.me_id, stop)[0]

    @cached_property
    def duty_senior(self) -> Worker | None:
        """Who would be told now; None where nobody else holds a post in the service."""
        unit_id = unit_for(self.worker, self.person.pk if self.person else None)
        try:
            return staff.duty_senior(self.worker.service_id, unit_id, self.at, not_worker_id=self.me_id)
        except staff.NobodyThere:
            return None

    @cached_property
    def key_worker(self) -> Worker | None:
        return key_worker_other_than_me(self.worker, self.person.pk) if self.person else None

    @cached_property
    def all_sessions(self) -> list[diary.Session]:
        return diary.sessions(self.worker)

    @property
    def sessions(self) -> dict[str, str]:
        """The kinds of session that are within the worker's role, by their codes (LDS-14)."""
        return {kind.code: kind.name for kind in self.all_sessions if kind.within_role}

    def wrong_with_session(self, code: str) -> str:
        return diary.wrong_with_session(code, self.all_sessions)

    @cached_property
    def skill(self) -> Skill | None:
        schedule = schedules.schedule_of_visit(self.worker, self.visit)
        return Skill(schedule.skill) if schedule and schedule.skill else None

    @property
    def skill_words(self) -> str:
        return SKILL_IN_WORDS[self.skill] if self.skill else ""

    @cached_property
    def to_ask_again(self) -> list[advice.Given]:
        if self.person is None:
            return []
        return advice.to_ask_again(self.worker, self.person.pk, clock.today(self.at))


wrong_with_typed = rules.wrong_with_typed


def known_about(worker: Actor, person_id: UUID | None, visit_id: UUID | None, at: datetime) -> Known:
    """What is known for a contact with this person (None: an anonymous one), planned as this visit if it was planned."""
    if person_id is None:
        return Known(worker, at)
    person = access.person_for(worker, person_id, Action.WRITE_ENTRY, at=at)
    visit = diary.visit_for(worker, visit_id) if visit_id else None
    if visit is not None and visit.person_id != person_id:  # never another's visit on this person's page
        raise NotYours("diary.visit", visit_id, person_id)
    return Known(worker, at, person, visit)


def unit_for(worker: Actor, person_id: UUID | None) -> UUID:
    """The team a contact counts for: the person's open episode that the worker is part of, else the worker's own post's unit."""
    unit_id = caseload.unit_of(worker, person_id) if person_id else None
    return unit_id or staff.own_unit(worker, clock.today()).id


def key_worker_other_than_me(worker: Actor, person_id: UUID) -> Worker | None:
    """The key worker, unless that is the one recording."""
    key_worker = caseload.key_worker_of(worker, person_id)
    return key_worker if key_worker and key_worker.id != worker.worker_id else None


@Prepared
def my_drafts(worker: Actor) -> QuerySet[Draft]:
    """The worker's own unsigned drafts about people they still work with, latest first."""
    return _my_drafts(worker)


def _my_drafts(worker: Actor) -> QuerySet[Draft]:
    people = access.visible_ids(worker, Action.WRITE_ENTRY)
    mine = Draft.objects.filter(worker_id=worker.worker_id)
    return (
        (mine.filter(person__isnull=True) | mine.filter(person__in=people))
        .select_related("person")
        .defer("fields", "person__to_know", "person__other_numbers")
        .order_by("-saved_at")
    )


def my_draft(worker: Actor, draft_id: UUID) -> Draft:
    """One of the worker's own drafts, or NotYours."""
    draft = _my_drafts(worker).filter(pk=draft_id).first()
    if draft is None:
        raise NotYours("contact.draft", draft_id)
    return draft


def draft_if_any(worker: Actor, draft_id: UUID) -> Draft | None:
    """The draft under this id, None when nothing has been typed yet, NotYours when it is another worker's, or has been signed by them."""
    draft = Draft.objects.filter(pk=draft_id, worker_id=worker.worker_id).select_related("person").first()
    if draft is None:
        theirs = Contact.objects.filter(pk=draft_id).exclude(worker_id=worker.worker_id)
        if Draft.objects.filter(pk=draft_id).values("pk").union(theirs.values("pk")).exists():
            raise NotYours("contact.draft", draft_id)
    elif draft.person_id and not access.can(worker, draft.person_id, Action.WRITE_ENTRY):
        raise NotYours("contact.draft", draft_id)
    return draft


def draft_of_visit(worker: Actor, visit_id: UUID | None) -> Draft | None:
    """What the worker has typed of this visit so far: recording it again goes on with that."""
    return _my_drafts(worker).filter(visit_id=visit_id).first() if visit_id else None


def drafts_of(worker: Actor, person_id: UUID) -> list[Draft]:
    """The worker's own drafts about one person: pinned on top of their page."""
    return _drafts_of(worker, person_id) if access.can(worker, person_id, Action.WRITE_ENTRY) else []


@Prepared
def _drafts_of(worker: Actor, person_id: UUID) -> QuerySet[Draft]:
    mine = Draft.objects.filter(worker_id=worker.worker_id, person_id=person_id)
    return mine.order_by("-saved_at")


@dataclass(frozen=True)
class Line:
    """One thing a save wrote: which ledger, in words, and where it can be seen."""

    ledger: str
    words: str
    href: str = ""
    more: str = ""


def written_by(worker: Actor, contact_id: UUID) -> dict[str, object]:
    """Everything one save wrote, ledger by ledger, as kept: read back from the rooms, not from the form."""
    contact = diary.contact_by_id(worker, contact_id)
    if contact is None:
        raise NotYours("diary.contact", contact_id)
    lines = [*_record_lines(worker, contact), *_goal_lines(contact), *_next_lines(contact)]
    return {"contact": contact, "lines": lines, "missing": _missing(worker, contact, lines)}


def _missing(worker: Actor, contact: Contact, lines: list[Line]) -> data_quality.Line | None:
    """One thing nobody has asked them yet, after a contact that went well: never beside a worry, and never before signing (DUR-34)."""
    worried = any(line.ledger == "Worry" for line in lines)
    if worried or contact.person is None or Attendance(contact.attendance) not in HAPPENED:
        return None
    return data_quality.to_ask_some_day(worker, contact.person, clock.today())


def _record_lines(worker: Actor, contact: Contact) -> list[Line]:
    met = Attendance(contact.attendance) in HAPPENED
    counted = (
        f"{contact.minutes} minutes, {MECHANISM_IN_WORDS[Mechanism(contact.mechanism)]}"
        if met
        else "did not take place"
    )
    if contact.session:
        names = {kind.code: kind.name for kind in diary.sessions(worker)}
        counted += f", {names.get(contact.session, contact.session)}"
    lines = [
        Line("Note", "The note is signed", reverse("note", args=[derived(contact.id, "note")])),
        Line("Activity", f"Contact: {counted}"),
    ]
    due_rows = Obligation.objects.filter(answer_source="diary.contact", answer_source_id=contact.id)
    lines += [
        Line("Due", "Answered what was due", more=f"It was due by {row.due_on:%-d %b %Y}.")
        for row in due_rows
    ]
    journeys = Journey.objects.filter(source_id=contact.id)
    return lines + [Line("Travel", f"{row.tenth_miles / 10:g} miles kept for your claim") for row in journeys]


def _goal_lines(contact: Contact) -> list[Line]:
    progress = Progress.objects.filter(source_id=contact.id).select_related("goal")
    steps = Step.objects.filter(done_source_id=contact.id)
    return [
        *(Line("Goal", row.goal.words, reverse("goal", args=[row.goal_id]), _rated(row)) for row in progress),
        *(Line("Step", f"Done: {row.words}") for row in steps),
        *_skill_lines(contact),
    ]


def _skill_lines(contact: Contact) -> list[Line]:
    """How a skill went, and the advice that was given."""
    practised = Practice.objects.filter(contact=contact)
    given = Advice.objects.filter(contact=contact)
    return [
        *(
            Line(SKILL_IN_WORDS[Skill(p.skill)], SUPPORT_IN_WORDS[SupportLevel(p.level)].capitalize())
            for p in practised
        ),
        *(
            Line(
                "Advice", row.topic, reverse("advice", args=[row.person_id]), f"They decided: {row.decision}"
            )
            for row in given
        ),
    ]


def _rated(row: Progress) -> str:
    said = [f"They rate it {row.their_rating} out of 10"] if row.their_rating is not None else []
    return ", ".join(
        [*said, *([SUPPORT_IN_WORDS[SupportLevel(row.support_level)]] if row.support_level else [])]
    )


def _next_lines(contact: Contact) -> list[Line]:
    visits = Visit.objects.filter(source_id=contact.id)
    made = Task.objects.filter(source="diary.contact", source_id=contact.id).select_related("owner")
    return [
        *(
            Line("Diary", f"Next visit {clock.local(row.starts_at):%-d %b %Y, %H:%M}", more=row.place)
            for row in visits
        ),
        *(
            Line(
                "Worry" if row.kind == TaskKind.CONCERN else "Task",
                row.words,
                reverse("task", args=[row.id]),
                _owner(row),
            )
            for row in made
        ),
    ]


def _owner(task: Task) -> str:
    return f"{task.owner.name} has been told" if task.kind == TaskKind.CONCERN else f"For {task.owner.name}"
