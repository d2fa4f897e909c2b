"""What is on a person's page: one readable list, each line a room's own query."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from waymark.core import clock
from waymark.core.actors import Actor
from waymark.doors.contact import queries as contact
from waymark.people.access import queries as access
from waymark.people.access.choices import Action
from waymark.people.service_users import queries as service_users
from waymark.people.service_users.models import Person
from waymark.support.case_notes import queries as case_notes
from waymark.support.caseload import queries as caseload
from waymark.support.diary import queries as diary
from waymark.support.diary.models import Visit
from waymark.support.goals import queries as goals
from waymark.work.due import queries as due
from waymark.work.tasks import queries as tasks

PAGE = 20
CONFIRM = "details_confirmed"


@dataclass(frozen=True)
class Looking:
    """What of the timeline is asked for: kinds of entry, words within, and before which moment."""

    kinds: tuple[str, ...] = ()
    words: str = ""
    before: datetime | None = None

    @property
    def narrowed(self) -> bool:
        return bool(self.kinds or self.words or self.before)


def person_page(worker: Actor, person_id: UUID, looking: Looking, at: datetime) -> dict[str, Any]:
    """Everything on the page of one person. Raises NotYours; notes the basis of access for the read log."""
    person = access.person_for(worker, person_id, Action.OPEN, at=at)
    day = clock.today(at)
    to_know = service_users.to_know(person, day)
    whole = [person_id, *to_know.merged]
    return {
        "person": person,
        "identity": service_users.identity_line(person, day),
        "to_know": to_know,
        "to_confirm": to_confirm(worker, person, day),
        "override": access.override_banner(worker, person_id, at=at),
        "key_worker": caseload.key_worker_of(worker, person_id),
        "goals": [goal for one in whole for goal in goals.goals_of(worker, one)],
        "due": [item for one in whole for item in due.due_of(worker, one, day) if item.kind != CONFIRM],
        "tasks": [task for one in whole for task in tasks.tasks_of(worker, one)],
        "next_visit": _soonest(diary.next_visit(worker, one) for one in whole),
        "drafts": [draft for one in whole for draft in contact.drafts_of(worker, one)],
        **timeline(worker, whole, looking),
    }


def to_confirm(worker: Actor, person: Person, day: date) -> service_users.ToConfirm | None:
    """What is to be asked again on `day`, by the service's clock, counted from the oldest answer (LDS-80)."""
    rule = worker.clocks.get(CONFIRM, {"rule": "off"})
    window = due.first_window(rule, service_users.counts_from(person))
    return service_users.to_confirm(person, window.due_on if window else None, day)


def timeline(worker: Actor, whole: Sequence[UUID], looking: Looking) -> dict[str, object]:
    """Twenty entries, and whether there are older ones. `whole`: the record opened by `person_for`, and those merged into it."""
    entries = [
        entry
        for one in whole
        for entry in case_notes.timeline(
            worker, one, kinds=looking.kinds, q=looking.words, before=looking.before, limit=PAGE + 1
        )
    ]
    entries.sort(key=lambda entry: entry.occurred_at, reverse=True)
    return {"entries": entries[:PAGE], "older": len(entries) > PAGE, "looking": looking}


def timeline_alone(worker: Actor, person_id: UUID, looking: Looking, at: datetime) -> dict[str, Any]:
    """The timeline for a filter without a reload: the same policy, the same log."""
    person = access.person_for(worker, person_id, Action.OPEN, at=at)
    merged = service_users.to_know(person, clock.today(at)).merged
    return {"person": person, **timeline(worker, [person_id, *merged], looking)}


def _soonest(visits: Iterable[Visit | None]) -> Visit | None:
    planned = [visit for visit in visits if visit is not None]
    return min(planned, key=lambda visit: visit.starts_at, default=None)


def story(worker: Actor, person_id: UUID, first: date, last: date, at: datetime) -> dict[str, object]:
    """What went well in these days, as the person said it, for the person (LDS-58)."""
    person = access.person_for(worker, person_id, Action.OPEN, at=at)
    return {"person": person, "told": case_notes.story_of(worker, person_id, first, last)}


def together(worker: Actor, person_id: UUID, at: datetime) -> dict[str, object]:
    """What can be looked at side by side with the person: their words, their goals, when we meet. Nothing of anybody else."""
    person = access.person_for(worker, person_id, Action.OPEN, at=at)
    return {
        "person": person,
        "to_know": service_users.to_know(person, clock.today(at)),
        "goals": goals.goals_of(worker, person_id),
        "next_visit": diary.next_visit(worker, person_id),
    }
