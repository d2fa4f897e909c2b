"""One person's record: whether it opens to a worker, what they may do there, and which of its entries they may read.

`person_for` and `can` give for one record what `visible_people` gives for lists; a test holds them equal.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from waymark.core import clock
from waymark.core.actors import Actor
from waymark.core.audit import collector
from waymark.core.pages import NotYours
from waymark.people.access import rules
from waymark.people.access.choices import Action, Answer, Sensitivity
from waymark.people.access.queries.overrides import running
from waymark.people.access.queries.standing import (
    NOBODY_SPECIAL,
    ORDINARY,
    is_here,
    profiles_of,
    relationships,
)
from waymark.people.service_users.models import Person


@dataclass(frozen=True)
class EntryAccess:
    """Which kinds of entry a worker may read in one record, which among those they wrote, and which show at all, be it as a line."""

    readable: frozenset[Sensitivity]
    own: frozenset[Sensitivity]
    shown: frozenset[Sensitivity]


def person_for(
    worker: Actor, person_id: UUID, action: Action = Action.OPEN, *, at: datetime | None = None
) -> Person:
    """The person, if `worker` may do `action` on their record now; else `NotYours` (404, logged). Notes the basis for the read log."""
    require(worker, person_id, action, at=at)
    person = Person.objects.filter(pk=person_id, service_id=worker.service_id).first()
    if person is None:
        raise NotYours("service_users.person", person_id, person_id)
    return person


def require(worker: Actor, person_id: UUID, action: Action, *, at: datetime | None = None) -> None:
    """As `person_for`, where the person themselves are not wanted: raises NotYours, or notes the basis."""
    if not can(worker, person_id, action, at=at):
        raise NotYours("service_users.person", person_id, person_id)
    collector.on_basis(", ".join(sorted(relationships(worker, person_id, at=at))))
    _note_override(worker, person_id, at or clock.now())


def can(
    worker: Actor,
    person_id: UUID,
    action: Action,
    sensitivity: Sensitivity = ORDINARY,
    *,
    theirs: bool = False,
    at: datetime | None = None,
) -> bool:
    """Whether `worker` may do `action` on this record: for buttons, which ask what the server asks, and for queries of one person's rows.

    `theirs`: on an entry they wrote. Without a relationship the person must at least be of the worker's service.
    """
    related = relationships(worker, person_id, at=at)
    answer = rules.decide(profiles_of(worker), related, sensitivity, action)
    known = related != NOBODY_SPECIAL
    return rules.lets_through(answer, theirs=theirs) and (known or is_here(worker, person_id))


def readable(worker: Actor, person_id: UUID, *, at: datetime | None = None) -> frozenset[Sensitivity]:
    """The sensitivities whose text `worker` may read on this record; entries they wrote may be theirs to read besides (`own_readable`)."""
    return rules.readable_sensitivities(profiles_of(worker), relationships(worker, person_id, at=at))


def own_readable(worker: Actor, person_id: UUID, *, at: datetime | None = None) -> frozenset[Sensitivity]:
    """The sensitivities whose text `worker` may read among the entries they themselves wrote on this record."""
    return rules.readable_sensitivities(
        profiles_of(worker), relationships(worker, person_id, at=at), theirs=True
    )


def entry_access(worker: Actor, person_id: UUID, *, at: datetime | None = None) -> EntryAccess:
    """What `worker` may see of the entries of one record. One query, for a page that shows many of them."""
    profiles, related = profiles_of(worker), relationships(worker, person_id, at=at)
    shown = (s for s in Sensitivity if rules.decide(profiles, related, s, Action.OPEN) is Answer.YES)
    return EntryAccess(
        readable=rules.readable_sensitivities(profiles, related),
        own=rules.readable_sensitivities(profiles, related, theirs=True),
        shown=frozenset(shown),
    )


def readable_entries_of(
    worker: Actor, person_id: UUID, *, author: str = "author", at: datetime | None = None
) -> Q:
    """The same filter over the rows of one person: by their sensitivity, and by who wrote them. The rows are narrowed by the caller."""
    may = entry_access(worker, person_id, at=at)
    own = Q(sensitivity__in=may.own, **{author: worker.worker_id}) if author else Q(pk__in=[])
    return Q(sensitivity__in=may.readable) | own


def _note_override(worker: Actor, person_id: UUID, at: datetime) -> None:
    """Every row this request writes about the person names the override (access_cases 12)."""
    if override := running(worker, person_id, at):
        collector.under(person_id, override.pk)
