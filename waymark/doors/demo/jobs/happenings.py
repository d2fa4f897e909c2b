"""Letting one event happen, through the actions that the pages call, by the worker who would have pressed the button."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction

from waymark.core import clock
from waymark.core.actors import Actor
from waymark.core.ids import derived
from waymark.doors.contact import actions as contacts
from waymark.doors.contact.choices import Tell
from waymark.doors.demo.choices import REVIEWED
from waymark.doors.demo.jobs import may_know, planning
from waymark.doors.demo.jobs.answering import answer
from waymark.doors.demo.jobs.making import Event, Made
from waymark.doors.demo.queries import TeamOf
from waymark.organisation.services.models import Service
from waymark.people.access import queries as access
from waymark.people.access.choices import Action
from waymark.people.service_users import actions as service_users
from waymark.people.service_users.choices import AddressKind, NeedKind, PointKind
from waymark.people.service_users.models import Person
from waymark.support.case_notes import actions as case_notes
from waymark.support.case_notes.choices import MarkKind, NoteKind
from waymark.support.caseload import actions as caseload
from waymark.support.caseload.choices import Purpose
from waymark.support.diary import actions as diary
from waymark.support.diary.choices import Attendance, Mechanism
from waymark.support.goals import actions as goals
from waymark.support.goals.choices import GoalState
from waymark.support.referrals import actions as referrals
from waymark.support.referrals.choices import StepKind
from waymark.work.due import actions as due
from waymark.work.due.choices import Counts
from waymark.work.tasks import actions as tasks
from waymark.work.tasks.models import Task

MINUTE = timedelta(minutes=1)
OVER = "A colleague is away until the new year; agreed in supervision"
SAID_IT = "They said it, and it was written down in their words"
What = Mapping[str, Any]


class Happenings:
    """The events of one team. `what` is the event's; ids follow from the team and the words of a key."""

    def __init__(self, service: Service, team: TeamOf, now: datetime) -> None:
        self.service, self.team, self.now = service, team, now

    def of(self, event: Event) -> Callable[[], None]:
        """What lets `event` happen, whole or not at all."""
        does: Callable[[int, datetime, What], None] = getattr(self, f"_{event.do}")

        def happen() -> None:
            with transaction.atomic():
                does(event.about, event.at, event.what)

        return happen

    # -------------------------------------------------------------- coming to the service

    def _take_on(self, number: int, at: datetime, what: What) -> None:
        """The lead brings somebody in and says who works with them."""
        made: Made = what["made"]
        lead, episode = self.team.lead, self._id(number, "episode")
        self._bring_in(lead, number, made, at)
        caseload.open_episode(
            by=lead,
            id=episode,
            person_id=self._id(number),
            unit_id=self.team.unit.id,
            opened_on=what["on"],
            referred_on=what["on"] - timedelta(days=6),
            referred_by=what["referred_by"],
        )
        if what["key_worker"] is not None:
            caseload.allocate(
                by=lead,
                id=self._id(number, "key-worker"),
                episode_id=episode,
                worker_id=self._worker(number).worker_id,
                purpose=Purpose.KEY_WORKER,
                starts_on=what["on"],
                weekly_minutes=what["weekly_minutes"],
                weekly_contacts=1,
                weight=what["weight"],
                reason=OVER,
            )
            self._start_clocks(number, what["on"])

    def _refer(self, number: int, at: datetime, what: What) -> None:
        """Somebody new is referred; one of them waits, and a colleague keeps in touch."""
        worker, lead, id = self._worker(number), self.team.lead, self._id(number, what["key"])
        asked = referrals.Asked(
            source="gp",
            reason="Has hardly been out since the summer, and asks for somebody to go along at first.",
            knows="asked",
            received_at=at - 20 * MINUTE,
            referrer_from="The surgery",
            urgency="3",
        )
        newcomer = referrals.Newcomer(what["name"], "Byrne")
        referrals.take_referral(by=worker, id=id, unit_id=self.team.unit.id, asked=asked, newcomer=newcomer)
        if what["waits_for"]:
            told = {"words": "Rang the surgery and left word", "at": at}
            referrals.acknowledge_referral(by=worker, id=derived(id, "told"), referral_id=id, **told)
            referrals.decide_referral(
                by=lead,
                id=derived(id, "decided"),
                referral_id=id,
                kind=StepKind.ACCEPTED,
                words="Lives here, wants this, and can say what for.",
                waits_for=what["waits_for"],
                keeps_in_touch_id=worker.worker_id,
                in_touch_by=clock.today(self.now) + timedelta(days=1),
            )

    def _bring_in(self, lead: Actor, number: int, made: Made, at: datetime) -> None:
        person = service_users.add_person(
            by=lead,
            id=self._id(number),
            at=at,
            given_name=made.given,
            family_name=made.family,
            chosen_name=made.chosen,
            pronouns=made.pronouns,
            birth=made.born,
            nhs_number=made.nhs_number,
            nhs_number_status="01",
            gender=made.gender,
            ethnicity=made.ethnicity,
            gp_practice=f"{made.street.splitlines()[-1]} Medical Practice" if number % 8 else "",
        )
        service_users.add_address(
            by=lead,
            id=self._id(number, "address"),
            person=person,
            kind=AddressKind.HOME,
            lines=made.street,
            postcode=made.postcode,
        )
        service_users.add_contact_point(
            by=lead, id=self._id(number, "phone"), person=person, kind=PointKind.PHONE, value=made.phone
        )

    def _start_clocks(self, number: int, on: Any) -> None:
        """Of the service's review clocks those that count in days from a start; a stay's own are another room's."""
        for kind in REVIEWED:
            rule = self.service.clocks.get(kind, {})
            if rule.get("rule") in (Counts.CARE_ACT, Counts.EVERY) and rule.get("days", 0) >= 7:
                due.start_clock(
                    by=self._worker(number),
                    id=self._id(number, "due", kind),
                    person_id=self._id(number),
                    kind=kind,
                    start=on,
                )

    def _get_to_know(self, number: int, at: datetime, what: What) -> None:
        """The key worker writes down what the person says of themselves, and what must be known at every opening."""
        made: Made = what["made"]
        worker, person = self._worker(number), self._person(number)
        service_users.set_about(by=worker, id=self._id(number, "about"), person=person, at=at, **made.about)
        for place, need in enumerate(made.needs):
            service_users.add_need(
                by=worker,
                id=self._id(number, "need", place),
                person=person,
                kind=NeedKind(need["kind"]),
                words=need["words"],
                from_on=clock.today(at),
                review_on=clock.today(at) + timedelta(days=365),
            )
        if made.safe:
            service_users.set_safe_contact(by=worker, person=person, **made.safe)
        if made.important:
            service_users.add_important_person(
                by=worker, id=self._id(number, "important"), person=person, **made.important
            )
        may_know.ask(self._worker(number), person, self._id(number, "sharing"), number, at)

    def _set_goals(self, number: int, at: datetime, what: What) -> None:
        """What they hope for, what they work towards, and the steps on the way."""
        made: Made = what["made"]
        wanted = [made.goal, *([made.second[1]] if made.second else [])]
        if made.hope:
            goals.write_hope(
                by=self._worker(number),
                id=self._id(number, "hope"),
                person_id=self._id(number),
                words=made.hope,
                said_on=clock.today(at),
            )
        for which, goal in enumerate(wanted):
            self._set_goal(number, which, goal, at)

    def _set_goal(self, number: int, which: int, goal: What, at: datetime) -> None:
        worker, goal_id = self._worker(number), self._id(number, "goal", which)
        goals.write_goal(
            by=worker,
            id=goal_id,
            person_id=self._id(number),
            words=goal["words"],
            agreed_how=SAID_IT,
            why=goal["why"],
            opened_on=clock.today(at),
        )
        for place, words in enumerate(goal["steps"]):
            goals.write_step(
                by=worker, id=self._id(number, "step", which, place), goal_id=goal_id, words=words
            )

    def _write_plan(self, number: int, at: datetime, what: What) -> None:
        id, worker = self._id(number, "support-plan"), self._worker(number)
        planning.write_plan(worker, self.team.lead, id, self._id(number), what["made"], what["words"], at)

    def _look_since(self, number: int, at: datetime, what: What) -> None:
        id = self._id(number, "support-plan")
        planning.look_since(self._worker(number), id, self._id(number), what["words"], at)

    # -------------------------------------------------------------- visits and contacts

    def _plan(self, number: int, at: datetime, what: What) -> None:
        diary.plan_visit(
            by=self._worker(number),
            id=self._id(number, what["key"]),
            person_id=self._id(number),
            worker_id=self._worker(number).worker_id,
            unit_id=self.team.unit.id,
            starts_at=what["starts"],
            ends_at=what["starts"] + what["minutes"] * MINUTE,
            mechanism=Mechanism(what["mechanism"]),
            place=what["place"],
            purpose=what["purpose"],
        )

    def _move(self, number: int, at: datetime, what: What) -> None:
        diary.rearrange_visit(
            by=self._worker(number),
            id=self._id(number, what["key"]),
            new_id=self._id(number, what["to"]),
            starts_at=what["starts"],
            ends_at=what["starts"] + what["minutes"] * MINUTE,
            reason="They asked for another day",
            clash_reason="Agreed with both of them",
        )

    def _meet(self, number: int, at: datetime, what: What) -> None:
        """What the contact page writes. A review answers what is due besides."""
        worker, contact = self._worker(number), self._id(number, what["key"])
        given = self._given(number, what["given"])
        contacts.record_contact(by=worker, id=contact, given=given)
        for kind in REVIEWED if what.get("answers") else ():
            due.answer_obligation(
                by=worker,
                person_id=self._id(number),
                kind=kind,
                on=clock.today(given.started_at),
                source="diary.contact",
                source_id=contact,
            )

    def _given(self, number: int, said: What) -> contacts.Given:
        work = [
            contacts.GoalWork(self._id(number, "goal", which), rating, support)
            for which, rating, support in said.get("goals", ())
        ]
        step = said.get("step")
        return contacts.Given(
            attendance=Attendance(said["attendance"]),
            mechanism=said["mechanism"],
            started_at=said["starts"],
            minutes=said.get("minutes", 0),
            person_id=self._id(number),
            visit_id=self._id(number, said["visit"]) if "visit" in said else None,
            text=said["text"],
            their_words=said.get("their_words", ""),
            went_well=said.get("went_well", ""),
            worries=said.get("worries", ""),
            tell=Tell.DUTY_SENIOR if said.get("worries") else None,
            what_next=said.get("what_next", ""),
            sensitivity=said.get("sensitivity", "ordinary"),
            goals=tuple(work),
            steps_done=(self._id(number, "step", 0, step),) if step is not None else (),
            follow_up=self._follow_up(number, said),
            tenth_miles=said.get("tenth_miles", 0),
            travelled_by=said.get("travelled_by", ""),
        )

    def _follow_up(self, number: int, said: What) -> contacts.FollowUp | None:
        if "follow_up" not in said:
            return None
        return contacts.FollowUp(said["follow_up"], self._worker(number).worker_id, said["follow_up_by"])

    def _draft(self, number: int, at: datetime, what: What) -> None:
        starts = clock.local(what["starts"])
        when = {"date": starts.date().isoformat(), "start": f"{starts:%H:%M}", "minutes": "45"}
        contacts.save_draft(
            by=self._worker(number),
            id=self._id(number, what["key"]),
            fields={**what["fields"], **when},
            revision=1,
            person_id=self._id(number),
            visit_id=self._id(number, what["visit"]),
            at=at,
        )

    # -------------------------------------------------------------- what follows

    def _see(self, number: int, at: datetime, what: What) -> None:
        """Whoever the worry was given to opens it."""
        task = self._task(number, what["key"], "concern")
        tasks.see_task(by=self._owner(task), id=task.id, at=at)

    def _answer(self, number: int, at: datetime, what: What) -> None:
        task = self._task(number, what["key"], "concern")
        tasks.finish_task(by=self._owner(task), id=task.id, outcome=what["outcome"], at=at)

    def _finish(self, number: int, at: datetime, what: What) -> None:
        task = self._task(number, what["key"], "follow_up")
        tasks.finish_task(by=self._owner(task), id=task.id, at=at)

    def _add(self, number: int, at: datetime, what: What) -> None:
        contact = self._id(number, what["key"])
        case_notes.add_addendum(
            by=self._worker(number),
            id=derived(contact, "addendum"),
            note_id=derived(contact, "note"),
            text=what["text"],
            reason=what["reason"],
        )

    def _notice(self, number: int, at: datetime, what: What) -> None:
        """A colleague of the team writes down what they saw."""
        case_notes.sign_note(
            by=self.team.workers[what["worker"]],
            id=self._id(number, what["key"]),
            kind=NoteKind.OBSERVATION,
            occurred_at=at,
            text=what["text"],
            person_id=self._id(number),
            unit_id=self.team.unit.id,
        )

    def _answers(self, number: int, at: datetime, what: What) -> None:
        """Somebody and their worker go through a questionnaire."""
        answer(self._worker(number), self._id(number, what["key"]), self._id(number), what["points"], at)

    def _comment(self, number: int, at: datetime, what: What) -> None:
        contact = self._id(number, what["key"])
        case_notes.mark_note(
            by=self.team.lead,
            id=derived(contact, "comment"),
            note_id=derived(contact, "note"),
            kind=MarkKind.COMMENT,
            words=what["words"],
        )

    def _reach_goal(self, number: int, at: datetime, what: What) -> None:
        """Somebody has got where they wanted to be."""
        for which in range(2 if what["made"].second else 1):
            goals.close_goal(
                by=self._worker(number),
                id=self._id(number, "goal", which),
                on=what["on"],
                state=GoalState.ACHIEVED,
                words="They say it is part of the week now",
                decided_by="They did",
            )

    def _move_on(self, number: int, at: datetime, what: What) -> None:
        caseload.close_episode(
            by=self.team.lead,
            id=self._id(number, "episode"),
            on=what["on"],
            because="They no longer need us, said so first, and know the way back",
        )

    # -------------------------------------------------------------- who and which

    def _id(self, number: int, *key: object) -> UUID:
        return derived(self.service.id, "demo", self.team.unit.code, number, *key)

    def _worker(self, number: int) -> Actor:
        return self.team.workers[number % len(self.team.workers)]

    def _person(self, number: int) -> Person:
        return access.person_for(self._worker(number), self._id(number), Action.EDIT_DETAILS)

    def _task(self, number: int, key: str, which: str) -> Task:
        return Task.objects.get(pk=derived(self._id(number, key), which))

    def _owner(self, task: Task) -> Actor:
        return self.team.everybody[task.owner_id]
