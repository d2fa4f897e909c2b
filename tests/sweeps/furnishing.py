"""Everything there can be on a person's record, a row of every table, each free text with its canary. In the order it would happen."""

import hashlib
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from tests.factories.access import make_override, make_privacy_alert
from tests.factories.base import (
    actor_of,
    made,
    make_allocation,
    make_episode,
    make_exclusion,
    make_holding,
    make_post,
    make_unit,
    make_worker,
)
from tests.factories.case_notes import make_mark, make_note
from tests.factories.goals import make_change, make_goal, make_hope, make_progress, make_step
from tests.sweeps.furnishing_details import more_details
from tests.sweeps.furnishing_diary import furnish_diary
from tests.sweeps.furnishing_goals import furnish_goals
from tests.sweeps.furnishing_plans import furnish_plans
from tests.sweeps.furnishing_referrals import furnish_referrals
from tests.sweeps.furnishing_rights import furnish_rights
from tests.sweeps.furnishing_support import furnish_support
from tests.sweeps.furnishing_team import team_rows
from waymark.core import actions, clock
from waymark.core.ids import new_id
from waymark.doors.data_quality.models import Correction
from waymark.doors.imports import actions as imports
from waymark.doors.imports import queries as sheets
from waymark.doors.imports.models import Batch
from waymark.doors.lists.models import SavedList
from waymark.organisation.services.models import Service, Unit
from waymark.organisation.staff.models import Worker
from waymark.people.access.choices import Curiosity, Sensitivity
from waymark.people.service_users import actions as service_users
from waymark.people.service_users.choices import AddressKind, NeedKind, PointKind
from waymark.people.service_users.models import Person
from waymark.support.case_notes.choices import MarkKind, NoteKind
from waymark.support.caseload.choices import Purpose
from waymark.support.goals.choices import GoalState
from waymark.work.due.models import Deferral, Obligation
from waymark.work.search import actions as search
from waymark.work.tasks.choices import TaskKind
from waymark.work.tasks.models import HandOver, PutOff, Task

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@dataclass
class Record:
    """One person with everything, the key worker who may write all of it, and the lead of their team. `rows`: what stands in addresses."""

    name: str
    person: Person
    key_worker: Worker
    lead: Worker
    unit: Unit
    number: str
    canaries: dict[str, str] = field(default_factory=dict)
    rows: dict[str, Any] = field(default_factory=dict)

    @property
    def service(self) -> Service:
        return self.unit.service

    def said(self, what: str) -> str:
        """The canary of one text of this record, the same whenever it is asked for."""
        canary = "CNRY" + hashlib.sha256(f"{self.name}/{what}".encode()).hexdigest()[:12]
        self.canaries[canary.lower()] = f"{self.name}: {what}"
        return canary

    def id(self, what: str) -> str:
        """The id of one of its rows, as it stands in an address."""
        return str(self.rows[what].pk)


def furnish(record: Record) -> None:
    """All of it, written by the key worker."""
    _themselves(record)
    _episode(record)
    _details(record)
    more_details(record)
    _goals(record)
    furnish_diary(record)
    _notes(record)
    _asked(record)
    _access(record)
    furnish_rights(record)
    furnish_referrals(record)
    _beside(record)
    furnish_support(record)
    furnish_plans(record)


def _keep(record: Record, what: str, row: Any) -> Any:
    record.rows[what] = row
    return row


def _themselves(r: Record) -> None:
    person = r.rows["person"] = r.person
    person.given_name, person.family_name = r.said("given name"), r.said("family name")
    person.chosen_name, person.pronouns = r.said("chosen name"), r.said("pronouns")
    person.birth_year, person.birth_month, person.birth_day = 1984, 2, 3
    person.nhs_number, person.nhs_number_status = r.number, "01"
    person.gp_practice, person.other_numbers = r.said("practice"), {"local": r.said("other number")}
    with actions.frame("factory"):
        person.save(force_insert=True)


def _episode(r: Record) -> None:
    long_ago = clock.today() - 90 * DAY
    episode = make_episode(r.person, r.unit, opened_on=long_ago, referred_by=r.said("referred by"))
    _keep(r, "episode", episode)
    _keep(
        r,
        "allocation",
        make_allocation(episode, r.key_worker, weight=5, over_limit_reason=r.said("why over the limit")),
    )
    _keep(r, "part", make_allocation(episode, r.lead, purpose=Purpose.CO_WORKER))
    _keep(
        r,
        "closed episode",
        make_episode(
            r.person,
            r.unit,
            opened_on=long_ago - 90 * DAY,
            closed_on=long_ago - 60 * DAY,
            closed_because=r.said("why it closed"),
            what_follows=r.said("what follows"),
        ),
    )


def _details(r: Record) -> None:
    by, person, today = actor_of(r.key_worker), r.person, clock.today()
    service_users.change_name(
        by=by, person=person, on=today, given_name=person.given_name, family_name=r.said("family name now"),
        chosen_name=person.chosen_name, pronouns=person.pronouns,
    )  # fmt: skip
    words = {
        name: r.said(name)
        for name in ("in_their_words", "what_matters", "please_do", "please_do_not", "helped_by")
    }
    service_users.set_about(by=by, id=new_id(), person=person, at=clock.now(), **words)
    need = service_users.add_need(
        by=by,
        id=new_id(),
        person=person,
        kind=NeedKind.FORMAT,
        words=r.said("need"),
        code=r.said("code"),
        from_on=today,
    )
    _keep(r, "need", need)
    service_users.add_address(
        by=by, id=new_id(), person=person, kind=AddressKind.HOME, lines=r.said("address"), postcode="ZZ99 3VZ"
    )
    service_users.add_contact_point(
        by=by,
        id=new_id(),
        person=person,
        kind=PointKind.EMAIL,
        value=f"{r.said('email')}@example.org",
        note=r.said("note to email"),
    )
    service_users.add_important_person(
        by=by, id=new_id(), person=person, name=r.said("sister"), is_their=r.said("is their"), phone=r.said("sister's phone"),
        may_be_told=r.said("may be told"),
    )  # fmt: skip
    service_users.set_safe_contact(
        by=by,
        person=person,
        no_voicemail=True,
        discreet=True,
        code_name=r.said("code name"),
        words=r.said("safe contact"),
    )


def _goals(r: Record) -> None:
    by, now = r.key_worker, clock.now()
    goal = _keep(r, "goal", _goal(r, "goal"))
    _keep(r, "resting goal", _goal(r, "resting goal", state=GoalState.ON_HOLD))
    _goal(
        r, "closed goal", state=GoalState.NOT_YET, closed_on=clock.today(), closed_words=r.said("closed words"),
        decided_by=r.said("decided by"),
        contributors=r.said("who works towards it"),
    )  # fmt: skip
    _keep(r, "hope", make_hope(r.person, by, r.said("hope")))
    _keep(r, "step", make_step(goal, r.said("step"), who=r.said("step who")))
    make_step(goal, r.said("step done"), done_on=clock.today() - DAY)
    for days in (21, 7):
        r.rows["progress"] = make_progress(
            goal,
            by,
            now - days * DAY,
            words=r.said(f"progress {days}"),
            their_rating=days // 7,
            worker_rating=4,
        )
    before = {name: r.said(f"{name} before") for name in ("words", "why", "agreed_how", "said")}
    _keep(r, "change", make_change(goal, by, **before))
    furnish_goals(r)


def _goal(r: Record, name: str, **fields: Any) -> Any:
    agreed = r.said(f"{name} agreed how")
    return make_goal(
        r.person, r.key_worker, r.said(name), why=r.said(f"{name} why"), agreed_how=agreed, **fields
    )


def _notes(r: Record) -> None:
    note = _keep(r, "note", _note(r, "note", contact=r.rows["contact"], kind=NoteKind.CONTACT))
    _keep(r, "restricted note", _note(r, "restricted note", sensitivity=Sensitivity.RESTRICTED))
    _keep(r, "sealed note", _note(r, "sealed note", sensitivity=Sensitivity.SEALED))
    _keep(r, "note to read", _note(r, "note to read"))
    _keep(r, "addendum", _note(r, "addendum", kind=NoteKind.ADDENDUM, amends=note))
    wrong = _keep(r, "note in error", _note(r, "note in error"))
    make_mark(wrong, r.key_worker, MarkKind.ENTERED_IN_ERROR, words=r.said("why in error"), second=r.lead)
    _keep(r, "mark", make_mark(note, r.lead, MarkKind.COMMENT, words=r.said("comment")))


def _note(r: Record, name: str, **fields: Any) -> Any:
    words = {
        part: r.said(f"{name} {part}")
        for part in ("their_words", "worries", "what_next", "reason", "went_well")
    }
    device = {"name": r.said(f"{name} device")}
    note = make_note(r.person, r.key_worker, r.said(f"{name} text"), **words, device=device, **fields)
    search.push_passage(
        by=actor_of(r.key_worker),
        id=note.pk,
        person_id=r.person.pk,
        source="case_notes.note",
        author_id=r.key_worker.pk,
        occurred_at=note.occurred_at,
        sensitivity=note.sensitivity,
        text=f"lighthouse {note.text} {note.their_words}",
    )
    return note


def _asked(r: Record) -> None:
    by, now, today = r.key_worker, clock.now(), clock.today()
    given = {"service": r.service, "person": r.person, "owner": by, "made_by": by, "made_at": now - DAY}
    task = _keep(
        r, "task", made(Task, kind=TaskKind.FOLLOW_UP, words=r.said("task"), due_at=now + HOUR, **given)
    )
    worry = {**given, "made_by": r.lead}
    _keep(r, "worry", made(Task, kind=TaskKind.CONCERN, words=r.said("worry"), due_at=now, **worry))
    made(
        Task,
        kind=TaskKind.FOLLOW_UP,
        words=r.said("done task"),
        done_at=now,
        done_by=by,
        outcome=r.said("outcome"),
        **given,
    )
    made(
        HandOver,
        task=task,
        from_worker=r.lead,
        to_worker=by,
        by=r.lead,
        reason=r.said("handed over"),
        at=now - HOUR,
    )
    made(PutOff, task=task, weight="must", to_due=now, reason=r.said("put off"), by=by, at=now - HOUR)
    due = {
        "service": r.service,
        "person": r.person,
        "rule": {"rule": "every", "days": 90},
        "opens_on": today - 30 * DAY,
    }
    obligation = _keep(
        r, "obligation", made(Obligation, kind="support_plan_review", due_on=today - DAY, **due)
    )
    _keep(
        r, "deferral",
        made(Deferral, obligation=obligation, to=today + DAY, reason=r.said("deferred"), asked_by=by, approved_by=r.lead, at=now),
    )  # fmt: skip


def _access(r: Record) -> None:
    """An emergency opening by a colleague, an alert about another, and somebody who may never open it."""
    opened = make_worker(f"Opened {r.name}", unit=r.unit)
    override = make_override(r.person, opened, clock.now() - 2 * DAY, reason=r.said("override"))
    _keep(r, "override", override)
    make_override(
        r.person,
        opened,
        clock.now() - 9 * DAY,
        reason=r.said("override judged"),
        verdict="justified",
        verdict_words=r.said("verdict"),
        reviewed_by=r.lead,
        reviewed_at=clock.now(),
    )
    _keep(
        r, "alert",
        make_privacy_alert(opened, r.person, kind=Curiosity.COLLEAGUE, raised_at=clock.now(), words=r.said("alert"), outcome=""),
    )  # fmt: skip
    make_privacy_alert(
        opened, r.person, kind=Curiosity.OFF_SHIFT, raised_at=clock.now() - DAY, outcome=r.said("alert outcome"),
        closed_at=clock.now(), closed_by=r.lead,
    )  # fmt: skip
    make_exclusion(r.person, make_worker(f"Cousin of {r.name}", unit=r.unit))


def _beside(r: Record) -> None:
    """What is around a record and no part of it: another team, somebody with nothing outstanding, posts, colleagues."""
    second = _keep(r, "second team", make_unit(r.service, parent=r.unit))
    _keep(r, "finder", make_worker(f"Of another team than {r.name}", unit=second))
    bare = Person(id=new_id(), service=r.service, given_name=r.said("bare name"), added_at=clock.now())
    with actions.frame("factory"):
        bare.save(force_insert=True)
    _keep(r, "bare episode", make_episode(bare, r.unit, opened_on=clock.today() - 9 * DAY))
    colleague = _keep(r, "colleague", make_worker(f"Colleague of {r.name}", unit=r.unit))
    _keep(r, "holding", colleague.holdings.get())
    _keep(r, "empty post", make_post(r.unit))
    newcomer = _keep(r, "newcomer", made(Worker, name=f"Newcomer to {r.name}"))
    make_holding(newcomer, make_post(r.unit))
    _keep(r, "sheet", _sheet(r))
    for what, row in team_rows(r).items():
        _keep(r, what, row)
    _keep(r, "list", _list(r))
    _keep(r, "correction", _correction(r))


def _list(r: Record) -> SavedList:
    """A list the key worker keeps."""
    said = {"name": r.said("name of a list"), "kind": "people", "filters": {"whose": "mine", "days": 14}}
    return made(SavedList, service=r.service, worker=r.key_worker, made_at=clock.now(), **said)


def _correction(r: Record) -> Correction:
    """The practice, put right once."""
    said = {name: r.said(f"{name} of a correction") for name in ("former", "value", "reason")}
    return made(
        Correction, person=r.person, field="gp-practice", worker=r.key_worker, made_at=clock.now(), **said
    )


def _sheet(r: Record) -> Batch:
    """A sheet of people that the lead gave: one who can come in, and one whose row is wrong."""
    by, today = actor_of(r.lead), clock.today()
    rows = [
        "First name,Last name,Date of birth,Team",
        f"Sam,Okafor,1 February 1984,{r.unit.name}",
        f"Lee,{r.said('surname in a sheet')},{r.said('birth date in a sheet')},{r.unit.name}",
    ]
    data = "\n".join(rows).encode()
    checked = sheets.read_file(by, data, today, invented=True)
    given = {"file_name": f"{r.said('file name')}.csv", "data": data, "checked": checked, "invented": True}
    return imports.check_sheet(by=by, id=new_id(), at=clock.now(), **given)
