"""What is over and not written up yet."""

from collections.abc import Set
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from waymark.core import clock
from waymark.core.actors import Actor
from waymark.core.kinds import with_rows
from waymark.core.pages import NotYours
from waymark.people.access import queries as access
from waymark.people.access.choices import Action
from waymark.people.service_users.models import Person
from waymark.support.case_notes import rules
from waymark.support.case_notes.models import Note
from waymark.support.diary.choices import MECHANISM_IN_WORDS, Mechanism, VisitState
from waymark.support.diary.models import Contact, Visit

WITHOUT_A_NOTE = ~Exists(Note.objects.filter(contact=OuterRef("pk")))
"""Of contacts: nobody has written one up. Asked before anything is joined: most have a note, and nothing else is looked up for those."""
LOOK_BACK = timedelta(days=92)
"""How far back a contact without a note is looked for. A visit nobody wrote up is listed however old it is."""


@dataclass(frozen=True)
class Unwritten:
    """A visit that is over and not recorded (`visit_id`), or a contact without a note (`contact_id`)."""

    starts_at: datetime
    person: Person | None
    visit_id: UUID | None
    contact_id: UUID | None
    purpose: str
    mechanism: str
    deadline: str = ""
    is_late: bool = False

    @property
    def id(self) -> UUID | None:
        return self.visit_id or self.contact_id

    @property
    def person_id(self) -> UUID | None:
        return self.person.pk if self.person else None

    @property
    def name(self) -> str:
        return self.person.name if self.person else "Somebody who gave no name"

    @property
    def words(self) -> str:
        """'Visit not recorded: 14:00', 'Contact without a note: by telephone, 03:05' (TPL-50)."""
        time = f"{clock.local(self.starts_at):%H:%M}"
        if self.contact_id:
            return f"Contact without a note: {MECHANISM_IN_WORDS[Mechanism(self.mechanism)]}, {time}"
        return f"Visit not recorded: {time}"


def unwritten(
    worker: Actor, at: datetime | None = None, *, there: Set[str] | None = None, limit: int = 50
) -> list[Unwritten]:
    """What is over and not written up, of the worker's own, the oldest first: it stays until it is (TPL-50).

    One statement where there is nothing, and one for each kind that there is: on most days there is neither, or a visit. `there`: which
    of `may_be_unwritten` have rows, where that was asked together with other things.
    """
    at = at or clock.now()
    if there is not None and not there & {VISIT, CONTACT}:
        return []
    rows = may_be_unwritten(worker, at)
    kinds = with_rows(**rows) if there is None else there
    found: list[Unwritten] = []
    if VISIT in kinds:
        found += [
            Unwritten(v.starts_at, v.person, v.pk, None, v.purpose, v.mechanism)
            for v in rows[VISIT].select_related("person").order_by("ends_at", "id")[:limit]
        ]
    if CONTACT in kinds:
        found += [
            Unwritten(c.started_at, c.person, c.visit_id, c.pk, "", c.mechanism)
            for c in rows[CONTACT].select_related("person").order_by("started_at", "id")[:limit]
        ]
    return [with_deadline(worker, one, at) for one in sorted(found, key=lambda one: one.starts_at)]


def with_deadline(worker: Actor, one: Unwritten, at: datetime) -> Unwritten:
    """The same, with the service's time for writing a note, and whether it has passed."""
    by = rules.write_by(one.starts_at, rules.limit_hours(worker.clocks))
    return replace(one, deadline=rules.writing_words(clock.local(by), late=at > by), is_late=at > by)


VISIT, CONTACT = "unwritten_visit", "unwritten_contact"


def may_be_unwritten(worker: Actor, at: datetime) -> dict[str, QuerySet[Any]]:
    """The worker's own visits that are over and contacts without a note, by what they are: for asking which of them there are."""
    people = access.visible_ids(worker, Action.WRITE_ENTRY)
    visits = Visit.objects.filter(
        worker_id=worker.worker_id,
        unit__service_id=worker.service_id,
        state=VisitState.PLANNED,
        ends_at__lte=at,
        person__in=people,
    )
    contacts = Contact.objects.filter(
        WITHOUT_A_NOTE,
        Q(person__in=people) | Q(person__isnull=True),
        worker_id=worker.worker_id,
        unit__service_id=worker.service_id,
        started_at__gt=at - LOOK_BACK,
        started_at__lte=at,
    )
    return {VISIT: visits, CONTACT: contacts}


def contact_without_note(worker: Actor, contact_id: UUID) -> Contact:
    """A contact of the worker's own that has no note yet, or NotYours."""
    found = (
        Contact.objects.filter(
            WITHOUT_A_NOTE,
            pk=contact_id,
            worker_id=worker.worker_id,
            unit__service_id=worker.service_id,
        )
        .select_related("person")
        .first()
    )
    if found is None:
        raise NotYours("diary.contact", contact_id)
    return found
