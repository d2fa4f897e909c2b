"""Passages of text, as the rooms above push them."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from waymark.core.actors import Actor
from waymark.core.ids import new_id
from waymark.people.access.choices import Sensitivity
from waymark.people.service_users.models import Person
from waymark.work.search import actions
from waymark.work.search.models import Passage

SOMETIME = datetime(2026, 3, 4, 10, tzinfo=UTC)


def make_passage(
    text: str,
    *,
    by: Actor,
    person: Person | None,
    id: UUID | None = None,
    occurred_at: datetime = SOMETIME,
    sensitivity: Sensitivity = Sensitivity.ORDINARY,
    **fields: Any,
) -> Passage:
    """A note's text, written by `by`."""
    return actions.push_passage(
        by=by,
        id=id or new_id(),
        person_id=person.pk if person else None,
        source=fields.get("source", "case_notes.note"),
        author_id=fields.get("author_id", by.worker_id),
        occurred_at=occurred_at,
        sensitivity=sensitivity,
        text=text,
    )
