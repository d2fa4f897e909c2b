"""What the database holds, straight from its tables, to be compared with what the product acknowledged. Never the text itself."""

import hashlib
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, Model

from waymark.money.expenses.models import Journey
from waymark.support.case_notes.models import Note
from waymark.support.diary.models import Contact, Visit
from waymark.support.goals.models import Progress
from waymark.work.tasks.models import Task

AT_A_TIME = 2_000
LEDGERS: dict[str, tuple[type[Model], str]] = {
    "notes": (Note, "contact_id"),
    "progress": (Progress, "source_id"),
    "tasks": (Task, "source_id"),
    "visits": (Visit, "source_id"),
    "journeys": (Journey, "source_id"),
}
"""What a contact writes beside itself, and the column that names the contact."""


def notes() -> Iterator[dict[str, Any]]:
    """Every note in the order of its id. `sha256` is made here from the text that is there, not read from beside it."""
    for batch in _batches(Note, "id", "text", "author_id", "person_id", "occurred_at", "received_at"):
        for row_id, text, author, person, occurred, received in batch:
            yield {
                "id": str(row_id),
                "sha256": hashlib.sha256(text.encode()).hexdigest(),
                "author": str(author),
                "person": str(person) if person else None,
                "occurred_at": _said(occurred),
                "received_at": _said(received),
            }


def contacts() -> Iterator[dict[str, Any]]:
    """Every contact in the order of its id, and how many rows of each ledger followed from it."""
    for batch in _batches(Contact, "id", "worker_id", "person_id", "started_at", "recorded_at"):
        followed = {name: _followed(name, [row[0] for row in batch]) for name in LEDGERS}
        for row_id, worker, person, started, recorded in batch:
            yield {
                "id": str(row_id),
                "worker": str(worker),
                "person": str(person) if person else None,
                "started_at": _said(started),
                "recorded_at": _said(recorded),
                "ledgers": {name: followed[name].get(row_id, 0) for name in LEDGERS},
            }


KINDS = {"notes": notes, "contacts": contacts}


def _batches(model: type[Model], *columns: str) -> Iterator[Sequence[tuple[Any, ...]]]:
    """The rows of a table in the order of their id, so many at a time that memory stays bounded. The first column is the id."""
    rows = model._default_manager.order_by("id").values_list(*columns)
    batch = list(rows[:AT_A_TIME])
    while batch:
        yield batch
        batch = list(rows.filter(id__gt=batch[-1][0])[:AT_A_TIME])


def _followed(name: str, contact_ids: list[UUID]) -> dict[UUID, int]:
    model, column = LEDGERS[name]
    asked = [contact_ids[n : n + 500] for n in range(0, len(contact_ids), 500)]
    return {
        source: many
        for some in asked
        for source, many in model._default_manager.filter(**{f"{column}__in": some})
        .values_list(column)
        .annotate(many=Count("id"))
    }


def _said(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")
