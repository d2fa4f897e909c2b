"""The log as lines of the chain, straight from the table in batches: for sealing, export and verification. Never loads it whole."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from waymark.core.audit.chain import ZEROS, Anchor, Line, instant
from waymark.core.models import AuditEntry

BATCH = 2_000
SEALED_WITHIN = timedelta(seconds=60)
COLUMNS = (
    "id", "at", "actor", "actor_name", "role", "organisation", "service_id", "session", "door",
    "action", "object", "person_id", "detail", "outcome",
)  # fmt: skip


def content(row: tuple[Any, ...]) -> Line:
    """What a row of the table says, as a line says it. Everything the row holds is in it, so that the seal covers it."""
    (
        row_id,
        at,
        actor,
        name,
        role,
        organisation,
        service,
        session,
        door,
        action,
        about,
        person,
        detail,
        outcome,
    ) = row
    return {
        "at": instant(at),
        "actor": actor,
        "action": action,
        "object": about,
        "detail": {
            "row": row_id,
            "name": name,
            "role": role,
            "organisation": organisation,
            "service": str(service or ""),
            "session": session,
            "door": door,
            "person": str(person or ""),
            "outcome": outcome,
            "what": detail,
        },
    }


def sealed_lines(
    *, service_id: UUID | None = None, after: int = 0, most: int | None = None
) -> Iterator[Line]:
    """The sealed log in order, from the line after `after`, at most `most` lines; one service's alone if asked."""
    left = most
    while left is None or left > 0:
        rows = list(_next(service_id, after)[: BATCH if left is None else min(BATCH, left)])
        for *row, seq, prev, mac in rows:
            yield {"seq": seq, **content(tuple(row)), "prev": prev, "mac": mac}
        if not rows:
            return
        after, left = rows[-1][-3], None if left is None else left - len(rows)


def _next(service_id: UUID | None, after: int) -> QuerySet[AuditEntry, tuple[Any, ...]]:
    rows = AuditEntry.objects.filter(seq__gt=after).order_by("seq")
    return (rows.filter(service_id=service_id) if service_id else rows).values_list(
        *COLUMNS, "seq", "prev", "mac"
    )


def head() -> Anchor:
    """The last sealed line; row 0 and zeros when nothing is sealed yet."""
    last = AuditEntry.objects.filter(seq__isnull=False).order_by("-seq").values_list("seq", "mac").first()
    return Anchor(last[0] or 0, last[1]) if last else Anchor(0, ZEROS)


def unsealed() -> QuerySet[AuditEntry]:
    """Rows that wait for the clock process."""
    return AuditEntry.objects.filter(seq__isnull=True).order_by("id")


def late(at: datetime) -> QuerySet[AuditEntry]:
    """Rows that have waited longer than 60 seconds at `at`: the clock process is not running, or somebody added them by hand."""
    return unsealed().filter(at__lt=at - SEALED_WITHIN)
