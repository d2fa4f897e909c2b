"""Somebody with a life on record: what a person's page, a day and a board look like when they are lived in."""

from dataclasses import dataclass
from datetime import timedelta

from tests.factories.base import (
    actor_of,
    make_allocation,
    make_episode,
    make_person,
    make_service,
    make_unit,
    make_worker,
    post_of,
)
from waymark.core import actions, clock
from waymark.core.ids import new_id
from waymark.organisation.staff.models import Worker
from waymark.people.access.choices import Profile
from waymark.people.service_users import actions as service_users
from waymark.people.service_users.choices import AddressKind, NeedKind, PointKind
from waymark.people.service_users.models import Person
from waymark.support.case_notes import actions as case_notes
from waymark.support.case_notes.choices import NoteKind
from waymark.support.diary import actions as diary
from waymark.support.diary.choices import Mechanism
from waymark.support.diary.models import Visit
from waymark.support.goals import actions as goals
from waymark.support.goals.models import Goal, Step
from waymark.work.due import actions as due
from waymark.work.tasks import actions as tasks
from waymark.work.tasks.choices import TaskKind


@dataclass
class Lived:
    """Ann works with Maya; Lee leads; there is a visit today."""

    ann: Worker
    lee: Worker
    maya: Person
    goal: Goal
    step: Step
    visit: Visit


def make_lived_in() -> Lived:
    """A team of two, one person with words, needs, a goal with steps and ratings, notes, a visit today, something overdue and a worry."""
    team, now = make_unit(make_service(name="Support & Recovery North"), name="North"), clock.now()
    lee = make_worker("Lee Carter", unit=team, profile=Profile.LEAD)
    ann = make_worker("Ann Dodds", unit=team, reports_to=post_of(lee))
    _named(lee, "Area manager")
    _named(ann, "Recovery worker")
    by = actor_of(ann)
    maya = make_person(
        "Maya",
        "Krishnan",
        service=team.service,
        birth_year=1984,
        birth_month=2,
        birth_day=3,
        nhs_number="9990237573",
    )
    make_allocation(make_episode(maya, team), ann)
    _known(by, maya, now)
    goal = goals.write_goal(
        by=by,
        id=new_id(),
        person_id=maya.id,
        words="Get the bus to my sister’s on my own",
        why="I miss her kitchen",
        agreed_how="Maya’s own words",
    )
    first = goals.write_step(
        by=by, id=new_id(), goal_id=goal.id, words="Ride two stops together", who="Maya and Ann"
    )
    step = goals.write_step(
        by=by, id=new_id(), goal_id=goal.id, words="Ride to the market, Ann behind", who="Maya"
    )
    goals.finish_step(by=by, id=first.id, on=(now - timedelta(days=7)).date())
    for days, rating in ((21, 3), (14, 4), (7, 6)):
        goals.note_progress(
            by=by,
            id=new_id(),
            goal_id=goal.id,
            at=now - timedelta(days=days),
            their_rating=rating,
            support_level="together",
        )
    _written(by, team, maya, now)
    starts = now.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)
    visit = diary.plan_visit(
        by=by,
        id=new_id(),
        person_id=maya.id,
        worker_id=ann.id,
        unit_id=team.id,
        starts_at=starts,
        ends_at=starts + timedelta(minutes=60),
        mechanism=Mechanism.FACE_TO_FACE,
        place="The market hall",
        purpose="Bus to the market",
        goal_id=goal.id,
    )
    _asked(by, lee, ann, maya, now)
    return Lived(ann, lee, maya, goal, step, visit)


def _named(worker: Worker, title: str) -> None:
    """A title as a service has them, and an employer with a name."""
    post = post_of(worker)
    post.role.title, post.employer.name = title, "Durham County Council"
    with actions.frame("factory"):
        post.role.save()
        post.employer.save()


def _known(by, maya, now) -> None:
    service_users.set_about(
        by=by,
        id=new_id(),
        person=maya,
        at=now - timedelta(days=30),
        in_their_words="I do best in the mornings. Talk to me straight, and laugh with me. I am a cook first and everything else after.",
        what_matters="My sister, cooking for people, and sleeping in my own bed.",
        please_do="Sit beside me, not opposite. Text before you come.",
        please_do_not="Turn up without saying.",
    )
    service_users.add_need(
        by=by,
        id=new_id(),
        person=maya,
        kind=NeedKind.INTERPRETER,
        words="Tamil interpreter for meetings",
        from_on=now.date(),
    )
    service_users.add_need(
        by=by,
        id=new_id(),
        person=maya,
        kind=NeedKind.FORMAT,
        words="Large print, 18 point",
        from_on=now.date(),
    )
    service_users.set_safe_contact(by=by, person=maya, no_voicemail=True, discreet=True)
    service_users.add_contact_point(
        by=by, id=new_id(), person=maya, kind=PointKind.PHONE, value="+447700900123", note="text first"
    )
    service_users.add_address(
        by=by,
        id=new_id(),
        person=maya,
        kind=AddressKind.HOME,
        lines="4 Mill Lane\nDurham",
        postcode="DH1 1AA",
    )
    service_users.add_important_person(
        by=by,
        id=new_id(),
        person=maya,
        name="Leila",
        is_their="sister",
        may_be_told="appointment times, nothing else",
    )


def _written(by, team, maya, now) -> None:
    for days, text, said in (
        (
            21,
            "Met at home. Planned the bus ride on the timetable and wrote the stops on a card.",
            "I can do this if nobody rushes me.",
        ),
        (
            14,
            "Rode two stops together and walked back along the river.",
            "My legs were shaking and I did it anyway.",
        ),
        (
            7,
            "Rode two stops; Maya paid and asked the driver about the market stop herself.",
            "He called me love. I got off smiling.",
        ),
    ):
        case_notes.sign_note(
            by=by,
            id=new_id(),
            kind=NoteKind.OBSERVATION,
            occurred_at=now - timedelta(days=days),
            text=text,
            their_words=said,
            what_next="Same time next week",
            person_id=maya.id,
            unit_id=team.id,
            reason="Written up from the paper diary",
        )


def _asked(by, lee, ann, maya, now) -> None:
    due.set_obligation(
        by=by,
        id=new_id(),
        person_id=maya.id,
        kind="support_plan",
        rule={"rule": "every", "days": 182},
        opens_on=now.date() - timedelta(days=60),
        due_on=now.date() - timedelta(days=2),
    )
    tasks.make_task(
        by=by,
        id=new_id(),
        words="Ask the walking group about boots",
        owner_id=ann.id,
        person_id=maya.id,
        due_at=now + timedelta(hours=4),
    )
    tasks.make_task(
        by=actor_of(lee),
        id=new_id(),
        words="Rang this morning in tears, worth a call before you go",
        owner_id=ann.id,
        person_id=maya.id,
        kind=TaskKind.CONCERN,
        due_at=now,
    )
