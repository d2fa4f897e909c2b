"""One contact writes every ledger: one save, one transaction, one audit trail (issue 2, section 6; capabilities 1.5).

A later ledger (warning signs, medicines, lone-worker check-out, money) is one more function in LEDGERS and one more branch on the
page, never a second form.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import UUID

from waymark.core import audit, clock
from waymark.core.actions import action
from waymark.core.actors import Actor
from waymark.core.ids import derived, nothing_under
from waymark.core.pages import NotYours, Refused
from waymark.doors.contact import permissions, queries
from waymark.doors.contact.choices import Tell
from waymark.doors.contact.models import Draft
from waymark.doors.contact.rules import FollowUp, Given, GoalWork, NextVisit
from waymark.money.expenses import actions as expenses
from waymark.organisation.staff import queries as staff
from waymark.people.access.choices import Sensitivity
from waymark.support.advice import actions as advice
from waymark.support.case_notes import actions as case_notes
from waymark.support.case_notes.choices import NoteKind
from waymark.support.diary import actions as diary
from waymark.support.diary import queries as diary_queries
from waymark.support.diary.actions import ClashingVisit as ClashingVisit
from waymark.support.diary.choices import Mechanism
from waymark.support.diary.models import Contact
from waymark.support.goals import actions as goals
from waymark.support.goals.choices import SupportLevel
from waymark.support.schedules import actions as schedules
from waymark.support.schedules.choices import Skill
from waymark.work.due import actions as due
from waymark.work.tasks import actions as tasks
from waymark.work.tasks.choices import TaskKind, Weight

__all__ = ["FollowUp", "Given", "GoalWork", "NextVisit", "discard_draft", "record_contact", "save_draft"]

ANSWERS = "contact"
NOBODY = (
    "Nobody else holds a post in your service today, so nobody here can be told. Ring somebody now. Keep this as a draft, and sign it "
    "when an administrator has given a colleague a post."
)


@action
def record_contact(*, by: Actor, id: UUID, given: Given) -> Contact:
    """Keep everything that follows from one contact. `id` is made by the page: the same id again returns the first and writes nothing.

    Raises NotYours for another's person, and whatever sentence a room refuses with; then nothing at all is kept.
    """
    already = Contact.objects.kept(id)
    if already is not None:
        return _again(by, already)
    permissions.may_record(by, given.person_id)
    unit_id = queries.unit_for(by, given.person_id)
    with nothing_under(id):
        contact = _keep(by, id, unit_id, given)
        for ledger in LEDGERS:
            ledger(by, contact, given)
    Draft.objects.filter(pk=id, worker_id=by.worker_id).delete()
    audit.write(by, "record_contact", contact)
    return contact


def _again(by: Actor, contact: Contact) -> Contact:
    """What stands under this id: the worker's own, or another's whose record they may read."""
    if contact.worker_id != by.worker_id and diary_queries.contact_by_id(by, contact.pk) is None:
        raise NotYours("diary.contact", contact.pk, contact.person_id)
    audit.write(by, "record_contact", contact, outcome="repeat")
    return contact


def _keep(by: Actor, id: UUID, unit_id: UUID, given: Given) -> Contact:
    return diary.keep_contact(
        by=by,
        id=id,
        unit_id=unit_id,
        person_id=given.person_id,
        anonymous=given.anonymous,
        visit_id=given.visit_id,
        attendance=given.attendance,
        mechanism=Mechanism(given.mechanism),
        started_at=given.started_at,
        minutes=given.minutes if given.happened else 0,
        place=given.place,
        present=given.present,
        session=given.session if given.happened else "",
        group_id=given.group_id,
    )


def _note(by: Actor, contact: Contact, given: Given) -> None:
    case_notes.sign_note(
        by=by,
        id=derived(contact.id, "note"),
        kind=NoteKind.CONTACT if given.happened else NoteKind.NON_ATTENDANCE,
        occurred_at=given.started_at,
        text=given.text,
        their_words=given.their_words,
        went_well=given.went_well,
        worries=given.worries,
        what_next=given.what_next,
        person_id=given.person_id,
        kept_with=contact,
        sensitivity=Sensitivity(given.sensitivity),
        unit_id=contact.unit_id,
        device=given.device,
        reason=given.late_reason,
    )


def _goals(by: Actor, contact: Contact, given: Given) -> None:
    if given.person_id and (given.goals or given.steps_done):
        goals.work_at_contact(
            by=by,
            contact_id=contact.id,
            person_id=given.person_id,
            at=given.started_at,
            goals=given.goals,
            steps_done=given.steps_done,
        )


def _tasks(by: Actor, contact: Contact, given: Given) -> None:
    for task_id in given.tasks_done:
        tasks.finish_task(by=by, id=task_id, outcome="Done at this contact", at=clock.now())


def _concern(by: Actor, contact: Contact, given: Given) -> None:
    """A worry has an owner from the moment it is saved: the duty senior, or the key worker when somebody else saw the person."""
    if not given.worries:
        return
    owner_id = _who_must_know(by, contact, given)
    tasks.make_task(
        by=by,
        id=derived(contact.id, "concern"),
        words=given.worries,
        owner_id=owner_id,
        person_id=given.person_id,
        kind=TaskKind.CONCERN,
        sensitivity=Sensitivity(given.sensitivity),
        weight=Weight.MUST,
        due_at=clock.now(),
        source="diary.contact",
        source_id=contact.id,
    )


def _who_must_know(by: Actor, contact: Contact, given: Given) -> UUID:
    if given.tell is Tell.KEY_WORKER and given.person_id:
        key_worker = queries.key_worker_other_than_me(by, given.person_id)
        if key_worker is not None:
            return key_worker.id
    try:
        return staff.duty_senior(by.service_id, contact.unit_id, clock.now(), not_worker_id=by.worker_id).id
    except staff.NobodyThere:
        raise Refused(NOBODY) from None


def _skill(by: Actor, contact: Contact, given: Given) -> None:
    if given.skill and given.skill_level:
        schedules.note_practice(
            by=by,
            id=derived(contact.id, "practice"),
            contact=contact,
            skill=Skill(given.skill),
            level=SupportLevel(given.skill_level),
        )


def _advice(by: Actor, contact: Contact, given: Given) -> None:
    if given.advice and given.person_id:
        advice.give_advice(
            by=by,
            id=derived(contact.id, "advice"),
            person_id=given.person_id,
            contact=contact,
            topic=given.advice.topic,
            options=given.advice.options,
            source=given.advice.source,
            decision=given.advice.decision,
            settled=given.advice.settled,
        )


def _follow_up(by: Actor, contact: Contact, given: Given) -> None:
    if given.follow_up:
        tasks.make_task(
            by=by,
            id=derived(contact.id, "follow_up"),
            words=given.follow_up.words,
            owner_id=given.follow_up.owner_id,
            person_id=given.person_id,
            due_at=given.follow_up.due_at,
            source="diary.contact",
            source_id=contact.id,
        )


def _next_visit(by: Actor, contact: Contact, given: Given) -> None:
    if given.next_visit and given.person_id:
        diary.plan_visit(
            by=by,
            id=derived(contact.id, "next_visit"),
            person_id=given.person_id,
            worker_id=by.worker_id,
            unit_id=contact.unit_id,
            starts_at=given.next_visit.starts_at,
            ends_at=given.next_visit.starts_at + timedelta(minutes=given.next_visit.minutes),
            mechanism=Mechanism(given.mechanism),
            place=given.next_visit.place,
            second_id=given.next_visit.second_id,
            clash_reason=given.next_visit.clash_reason,
            source_id=contact.id,
        )


def _due(by: Actor, contact: Contact, given: Given) -> None:
    if given.person_id and given.happened:
        due.answer_obligation(
            by=by,
            person_id=given.person_id,
            kind=ANSWERS,
            on=clock.local(given.started_at).date(),
            source="diary.contact",
            source_id=contact.id,
        )


def _journey(by: Actor, contact: Contact, given: Given) -> None:
    if given.tenth_miles:
        expenses.keep_journey(
            by=by,
            id=derived(contact.id, "journey"),
            made_on=clock.local(given.started_at).date(),
            tenth_miles=given.tenth_miles,
            travelled_by=given.travelled_by,
            source_id=contact.id,
        )


LEDGERS: tuple[Callable[[Actor, Contact, Given], None], ...] = (
    _note,
    _goals,
    _skill,
    _advice,
    _tasks,
    _concern,
    _follow_up,
    _next_visit,
    _due,
    _journey,
)


@action
def save_draft(
    *,
    by: Actor,
    id: UUID,
    fields: dict[str, object],
    revision: int,
    person_id: UUID | None,
    visit_id: UUID | None,
    at: datetime,
    form: str = "contact",
) -> Draft:
    """Keep what has been typed so far. A save that arrives after a later one changes nothing; another worker's draft is not touched."""
    if person_id is not None:
        permissions.may_record(by, person_id)
    draft, made = Draft.objects.get_or_create(
        pk=id,
        worker_id=by.worker_id,
        defaults={
            "person_id": person_id,
            "visit_id": visit_id,
            "form": form,
            "fields": fields,
            "revision": revision,
            "started_at": at,
            "saved_at": at,
        },
    )
    newer = revision > draft.revision
    if newer and not made:
        draft.fields, draft.revision, draft.saved_at = fields, revision, at
        draft.save()
    audit.write(by, "save_draft", draft, outcome="done" if made or newer else "repeat")
    return draft


@action
def discard_draft(*, by: Actor, id: UUID) -> None:
    """Throw away one's own draft, by one's own choice."""
    draft = queries.my_draft(by, id)
    audit.write(by, "discard_draft", draft)
    draft.delete()
