"""A row of every kind in a person's record, each with a canary, and who may see it by the policy."""

from typing import Any

from waymark.core import actions, clock
from waymark.doors.contact.models import Draft
from waymark.governance.breaches.models import Breach
from waymark.governance.information_assets.models import BroughtIn, Ending, TakenOut
from waymark.governance.retention.models import Hold, Keep
from waymark.governance.sharing.models import Disclosure, Message, Recipient, SharingChoice
from waymark.governance.subject_access.models import AccessRequest, Redaction, Release, RequestStep
from waymark.governance.written_reports.models import WrittenReport
from waymark.people.access.models import Override, PrivacyAlert
from waymark.people.service_users import models as known
from waymark.support.case_notes.models import Note, NoteMark
from waymark.support.case_notes.rules import Said, searchable
from waymark.support.diary.models import Contact, MoveAnswer, MoveOffer, Visit
from waymark.support.goals.models import Change, Goal, Hope, Progress, Step
from waymark.support.measures.models import Filled
from waymark.work.due.models import Deferral, Obligation
from waymark.work.questionnaires.models import Version
from waymark.work.search import actions as search
from waymark.work.tasks.models import HandOver, PutOff, Task
from waymark_testkit.seed.ground import SignIn
from waymark_testkit.seed.keeping import DAY, HOUR, Keeping

WRITES = {"record_contacts"}


def answers_for_access(user: SignIn) -> bool:
    """Whether this is the privacy officer: information governance, and let into the access log."""
    return user.profile == "information_governance" and "see_access_log" in user.rights


class Record(Keeping):
    """Fills one person's record."""

    def fill(self) -> None:
        """Everything."""
        self._what_is_known()
        goal = self._goals()
        self._diary(goal)
        notes = {sensitivity: self._note(sensitivity) for sensitivity in ("ordinary", "restricted", "sealed")}
        for sensitivity, note in notes.items():
            self._mark(note)
            self._task(sensitivity)
        self._due()
        self._draft()
        self._override()
        self._shared()
        self._answered(notes["ordinary"])

    # ------------------------------------------------------------------ the person

    def _what_is_known(self) -> None:
        self.detail(known.About, written_at=self.now - DAY)
        self.detail(known.PersonName, kind="previous")
        self.detail(known.Address, kind="home", postcode="DH1 1AA")
        self.detail(known.ContactPoint, kind="phone")
        self.detail(known.SafeContact, no_post=True)
        self.detail(known.Need, kind="communication", from_on=self.today)
        self.detail(known.ImportantPerson)

    # ------------------------------------------------------------------ support

    def _goals(self) -> Goal:
        author = {"made_by_id": self.case.author.worker_id}
        goal = self.detail(Goal, opened_on=self.today - 20 * DAY, made_at=self.now - 20 * DAY, **author)
        self.detail(Hope, said_on=self.today, heard_by_id=self.case.author.worker_id)
        self.detail(Step, goal=goal, made_at=self.now - 19 * DAY)
        self.detail(Progress, goal=goal, at=self.now - 2 * DAY, noted_by_id=self.case.author.worker_id)
        self.detail(Change, goal=goal, **self._of_a_change())
        return goal

    def _of_a_change(self) -> dict[str, Any]:
        """What a change of a goal's words keeps besides them."""
        names = {field.attname for field in Change._meta.local_concrete_fields}
        given = {
            "by_id": self.case.author.worker_id,
            "at": self.now - DAY,
            "on": self.today,
            "kind": "words",
            "state": "active",
        }
        return {name: value for name, value in given.items() if name in names}

    def _diary(self, goal: Goal) -> None:
        """A visit is part of the record, and known to the one who goes."""
        worker_id, unit_id = self.case.author.worker_id, self.case.place.unit.id
        goes = self.ground.may(self.person.id, "find", rights={"see_own_day", "open_records"})
        begins = clock.from_local(self.today + DAY, clock.local(self.now).time().replace(hour=10, minute=0))
        known_to = self.case.seen_by | (goes & {self.case.author.username})
        visit = self.row(
            Visit, known_to, person=self.person, worker_id=worker_id, unit_id=unit_id, goal=goal,
            starts_at=begins, ends_at=begins + HOUR, mechanism="01", made_at=self.now,
        )  # fmt: skip
        offer = self.row(
            MoveOffer,
            known_to,
            about=self.person.id,
            visit=visit,
            first_at=begins + DAY,
            told="text",
            by_id=worker_id,
            at=self.now,
        )
        self.row(
            MoveAnswer,
            known_to,
            about=self.person.id,
            offer=offer,
            said="not_reached",
            by_id=worker_id,
            at=self.now,
        )
        self.row(
            Contact, self.case.seen_by, person=self.person, worker_id=worker_id, unit_id=unit_id, attendance="5",
            mechanism="01", started_at=self.now - 2 * DAY, minutes=45, recorded_at=self.now - 2 * DAY,
        )  # fmt: skip

    def _note(self, sensitivity: str) -> Note:
        author, service_id = self.case.author, self.service.id
        at = self.now - 3 * DAY
        readers = self.readers(sensitivity)
        note, canary = self.canaries.planted(
            Note, service_id=service_id, person=self.person, author_id=author.worker_id, author_role=author.role[:200],
            unit_id=self.case.place.unit.id, kind="observation", sensitivity=sensitivity, occurred_at=at,
            recorded_at=at, received_at=at, sha256="0" * 64,
        )  # fmt: skip
        self.ground.planted(note, canary, readers, self.person.id)
        said = Said(note.text, note.their_words, note.worries, note.what_next, note.reason, note.went_well)
        search.push_passage(
            by=self.acting(author.worker_id), id=note.id, person_id=self.person.id, source="case_notes.note",
            author_id=author.worker_id, occurred_at=at, sensitivity=note.sensitivity, text=searchable(said),
        )  # fmt: skip
        return note

    def _mark(self, note: Note) -> None:
        """A comment is read with the note, and by the one who wrote it."""
        self.row(
            NoteMark, self.readers(note.sensitivity), person=self.person, note=note, kind="comment",
            by_id=self.case.second.worker_id, at=self.now,
        )  # fmt: skip

    # ------------------------------------------------------------------ work

    def _task(self, sensitivity: str) -> None:
        owner, service_id = self.case.author.worker_id, self.service.id
        readers = self.readers(sensitivity)
        task = self.row(
            Task, readers, service_id=service_id, person=self.person, kind="follow_up", sensitivity=sensitivity,
            owner_id=owner, made_by_id=owner, made_at=self.now - DAY, due_at=self.now + DAY,
        )  # fmt: skip
        second = self.case.second.worker_id
        self.row(
            HandOver, readers, about=self.person.id, task=task, from_worker_id=second, to_worker_id=owner, by_id=second,
            at=self.now - HOUR,
        )  # fmt: skip
        self.row(
            PutOff, readers, about=self.person.id, task=task, weight="must", to_due=self.now + DAY, by_id=owner, at=self.now - HOUR,
        )  # fmt: skip

    def _due(self) -> None:
        with actions.frame("testkit seed"):
            due = Obligation.objects.create(
                service_id=self.service.id, person=self.person, kind="support_plan_review",
                rule={"rule": "every", "days": 182}, opens_on=self.today - 30 * DAY, due_on=self.today - DAY,
            )  # fmt: skip
        self.row(
            Deferral, self.case.seen_by, about=self.person.id, obligation=due, to=self.today + 7 * DAY,
            asked_by_id=self.case.author.worker_id, at=self.now,
        )  # fmt: skip

    def _draft(self) -> None:
        """What is typed and not signed is its writer's alone, as long as they may write in the record."""
        writers = self.ground.may(
            self.person.id, "write_entry", rights=WRITES, theirs=self.case.author.worker_id
        )
        canary = self.canaries.one()
        with actions.frame("testkit seed"):
            draft = Draft.objects.create(
                worker_id=self.case.author.worker_id, person=self.person, revision=1, started_at=self.now,
                saved_at=self.now, fields={"text": f"Unsigned {canary}", "attendance": "5", "what_next": canary},
            )  # fmt: skip
        self.ground.planted(draft, canary, writers & {self.case.author.username}, self.person.id)

    def _override(self) -> None:
        """An emergency opening of last week, judged where there is somebody to judge it; told to them alone (docs/policy/README.md)."""
        officers = [user for user in self.ground.of(self.service.slug) if answers_for_access(user)]
        lookers = {user.username for user in officers}
        managers = self.ground.may(self.person.id, "allocate", rights={"see_access_log"})
        judged = {
            "verdict": "justified", "reviewed_by_id": officers[0].worker_id, "reviewed_at": self.now - DAY,
        } if officers else {}  # fmt: skip
        override = self.row(
            Override, lookers | managers, person=self.person, worker_id=self.case.second.worker_id, reason_code="other",
            starts_at=self.now - 7 * DAY, ends_at=self.now - 7 * DAY + 4 * HOUR, **judged,
        )  # fmt: skip
        self.row(
            PrivacyAlert, lookers, service_id=self.service.id, kind="override", person=self.person,
            worker_id=self.case.second.worker_id, override=override, raised_at=self.now - 7 * DAY,
        )  # fmt: skip

    def _answered(self, note: Note) -> None:
        """A questionnaire they filled in, by a version of their own."""
        worker_id, at = self.case.author.worker_id, self.now - DAY
        item = {"linkId": "one", "text": "How was the week?", "type": "text"}
        version, _ = self.canaries.planted(
            Version, service_id=self.service.id, name=str(self.person.id), number=1, title="The week", licence="ours", state="retired",
            body={"resourceType": "Questionnaire", "title": "The week", "item": [item]}, sha256="0" * 64, source="week.json",
            loaded_by_id=worker_id, loaded_at=at,
        )  # fmt: skip
        self.row(
            Filled, self.case.seen_by, about=self.person.id, person=self.person, version=version, note=note,
            answers={"one": "Long"}, figures={}, answered_by="themselves", mode="01", answered_at=at, recorded_at=at,
            author_id=worker_id,
        )  # fmt: skip

    def _shared(self) -> None:
        """Who may know what, what left, a message, and something that went astray: the privacy officer reads lists of the last two."""
        officers = {user.username for user in self.ground.of(self.service.slug) if answers_for_access(user)}
        worker_id, seen_by, at = self.case.author.worker_id, self.case.seen_by, self.now - DAY
        of = {"about": self.person.id, "person": self.person}
        recipient = self.row(
            Recipient, seen_by | officers, kind="family", added_by_id=worker_id, added_at=at, **of
        )
        self.row(
            SharingChoice, seen_by, recipient=recipient, kind="health", said="agrees", said_on=self.today,
            recorded_by_id=worker_id, recorded_at=at, **of,
        )  # fmt: skip
        self.row(
            Disclosure, seen_by, recipient=recipient, kinds="health", way="letter", basis="agreed", worker_id=worker_id,
            at=at, **of,
        )  # fmt: skip
        days = {"first": self.today - 30 * DAY, "last": self.today, "begun_at": at, "saved_at": at}
        self.row(
            WrittenReport, seen_by & {self.case.author.username}, kind="review", by_id=worker_id, **days, **of
        )
        self.row(Message, seen_by, channel="text", to="+447700900123", worker_id=worker_id, at=at, **of)
        self.row(
            Breach, officers | {self.case.author.username}, service_id=self.service.id, aware_at=at,
            reported_by_id=worker_id, reported_at=at, **of,
        )  # fmt: skip

        self.row(
            Hold, officers, kind="inquiry", by_id=worker_id, at=at, lifted_by_id=worker_id, lifted_at=at, **of
        )
        self.row(Keep, officers, until=self.today + 400 * DAY, by_id=worker_id, at=at, **of)
        known = seen_by | officers
        request = self.row(
            AccessRequest, known, service_id=self.service.id, received_on=self.today, asked_how="phone",
            logged_by_id=worker_id, logged_at=at, **of,
        )  # fmt: skip
        self.row(
            RequestStep,
            known,
            request=request,
            step="identity_checked",
            on=self.today,
            by_id=worker_id,
            at=at,
            **of,
        )
        self.row(
            Redaction, known, request=request, item="details", why="third_party", proposed_by_id=worker_id,
            proposed_at=at, agreed=False, decided_by_id=self.case.second.worker_id, decided_at=at, **of,
        )  # fmt: skip
        self.row(
            Release, known, request=request, copy={"items": [], "black": []}, by_id=worker_id, at=at, **of
        )

        paper = self.row(
            BroughtIn,
            known,
            kind="text",
            size=5,
            sha256="0" * 64,
            sensitivity="ordinary",
            author_id=worker_id,
            at=at,
            what="letter",
            paper_pages=1,
            **of,
        )
        self.row(Ending, known, brought_in=paper, became="filed", by_id=worker_id, at=at, **of)
        self.row(TakenOut, known, what="plan", worker_id=worker_id, at=at, **of)
