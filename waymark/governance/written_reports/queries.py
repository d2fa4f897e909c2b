"""Reports about people whose entries `worker` may read, and the facts a report can rest on."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, Q

from waymark.core import clock
from waymark.core.actors import Actor
from waymark.core.pages import NotYours
from waymark.governance.sharing import queries as sharing
from waymark.governance.sharing.models import Recipient
from waymark.governance.written_reports import rules
from waymark.governance.written_reports.choices import KINDS, ReportKind
from waymark.governance.written_reports.models import SentReport, WrittenReport
from waymark.people.access import queries as access
from waymark.people.access.choices import Action
from waymark.people.service_users.models import Person
from waymark.support.case_notes import queries as case_notes
from waymark.support.diary.choices import (
    ATTENDANCE_IN_WORDS,
    HAPPENED,
    MECHANISM_IN_WORDS,
    Attendance,
    Mechanism,
)
from waymark.support.goals import queries as goals

Fact = rules.Fact
COPIES = SentReport.objects.filter(report=OuterRef("pk"))


@dataclass(frozen=True)
class Gathered:
    """What the record says of some days. `held_back`: entries that not everybody may read, which do not leave in a report."""

    facts: list[Fact]
    held_back: int = 0


def reports_of(worker: Actor, person_id: UUID) -> list[WrittenReport]:
    """The worker's own reports about one person, and everybody's of which a copy was sent, the latest first."""
    people = access.visible_ids(worker, Action.READ_ENTRY)
    rows = WrittenReport.objects.annotate(is_sent=Exists(COPIES)).filter(
        Q(is_sent=True) | Q(by_id=worker.worker_id), person_id=person_id, person__in=people
    )
    return list(rows.select_related("by").order_by("-begun_at", "-id"))


def report_for(worker: Actor, report_id: UUID) -> WrittenReport:
    """One of them, or NotYours."""
    people = access.visible_ids(worker, Action.READ_ENTRY)
    found = (
        WrittenReport.objects.annotate(is_sent=Exists(COPIES))
        .filter(Q(is_sent=True) | Q(by_id=worker.worker_id), pk=report_id, person__in=people)
        .select_related("person", "by")
        .first()
    )
    if found is None:
        raise NotYours("written_reports.writtenreport", report_id)
    return found


def copies_of(report: WrittenReport) -> list[SentReport]:
    """Every copy that was sent of it, the first first. The caller has asked the policy."""
    return list(report.sent.select_related("disclosure__recipient", "by").order_by("at", "id"))


def copy_for(worker: Actor, copy_id: UUID) -> SentReport:
    """One copy as it was sent, or NotYours."""
    people = access.visible_ids(worker, Action.READ_ENTRY)
    found = (
        SentReport.objects.filter(pk=copy_id, person__in=people)
        .select_related("person", "disclosure__recipient", "by")
        .first()
    )
    if found is None:
        raise NotYours("written_reports.sentreport", copy_id)
    return found


def recipients(worker: Actor, person: Person) -> list[Recipient]:
    """Whom this person's information may go to."""
    return sharing.recipients_of(worker, person)


def gathered(worker: Actor, person_id: UUID, first: date, last: date) -> Gathered:
    """The dated facts of these days: contacts, and what became of goals, each with where it stands (DUR-57)."""
    met, held_back = case_notes.contacts_between(worker, person_id, first, last)
    facts = [_contact(one) for one in met]
    for goal in goals.goals_of(worker, person_id):
        facts += [fact for fact in _of_goal(goal) if first <= fact.on <= last]
    return Gathered(rules.in_order(facts), held_back)


def heading_of(report: WrittenReport) -> str:
    """What it is, in words."""
    return KINDS[ReportKind(report.kind)]


def _contact(met: case_notes.Met) -> Fact:
    attendance = Attendance(met.attendance)
    how = MECHANISM_IN_WORDS[Mechanism(met.mechanism)]
    words = (
        f"{how[0].upper()}{how[1:]}, {met.minutes} minutes, with {met.by}."
        if attendance in HAPPENED
        else f"{ATTENDANCE_IN_WORDS[attendance]} ({how}, {met.by})."
    )
    return Fact(f"note:{met.note_id}", met.on, words, f"Entry of {met.by}", str(met.note_id))


def _of_goal(shown: goals.Shown) -> list[Fact]:
    goal, said = shown.goal, f"“{shown.words}”"
    source = f"Goal of {goal.opened_on:%-d %B %Y}"
    facts = [Fact(f"goal:{goal.pk}", goal.opened_on, f"Goal set, in their words: {said}.", source)]
    facts += [
        Fact(
            f"rating:{one.pk}",
            clock.today(one.at),
            f"{said}: they rate it {one.their_rating} out of 10.",
            source,
        )
        for one in shown.progress
        if one.their_rating is not None
    ]
    facts += [
        Fact(f"step:{step.pk}", step.done_on, f"{said}: a step done, {step.words}.", source)
        for step in shown.steps
        if step.done_on
    ]
    if goal.closed_on:
        facts.append(
            Fact(f"closed:{goal.pk}", goal.closed_on, f"{said}: {shown.state_words.lower()}.", source)
        )
    return facts
