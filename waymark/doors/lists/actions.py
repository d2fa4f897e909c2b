"""Keeping a list, dropping it, and taking it out of the product: an export says why, and everybody on it can be told (A31)."""

from datetime import datetime
from uuid import UUID

from waymark.core import audit, clock
from waymark.core.actions import action
from waymark.core.actors import Actor
from waymark.core.pages import ConflictingRepeat, Refused
from waymark.core.sheets import Cell, csv_of, xlsx_of
from waymark.doors.lists import permissions, queries
from waymark.doors.lists.choices import KINDS, Format
from waymark.doors.lists.models import SavedList
from waymark.doors.lists.rules import Filters

WHY = "Say what the export is for. Your reason is kept in the log of everybody on the list."
NOBODY = "There is nothing on this list that you may export."
OTHERWISE = "This was kept before, as another list. Open your lists to see what stands."


@action
def save_list(*, by: Actor, id: UUID, name: str, filters: Filters, at: datetime) -> SavedList:
    """Keep a list under a name (SUR-36). Idempotent on `id`."""
    permissions.may_ask(by, filters)
    kept = SavedList.objects.kept(id)
    if kept is not None:
        if (kept.worker_id, kept.name, kept.asks) != (by.worker_id, name, filters):
            raise ConflictingRepeat(OTHERWISE)
        audit.write(by, "save_list", kept, outcome="repeat")
        return kept
    row = SavedList(
        id=id,
        service_id=by.service_id,
        worker_id=by.worker_id,
        name=name,
        kind=filters.kind,
        filters=filters.kept,
        made_at=at,
    )
    row.save(force_insert=True)
    audit.write(by, "save_list", row, detail={"kind": filters.kind.value, **filters.kept})
    return row


@action
def drop_list(*, by: Actor, id: UUID, at: datetime) -> None:
    """Take a list of one's own away. Nobody's record changes."""
    row = queries.saved_list_for(by, id)
    row.dropped_at = at
    row.save(update_fields=["dropped_at"])
    audit.write(by, "drop_list", row)


@action
def export_list(
    *, by: Actor, id: UUID, filters: Filters, reason: str, format: Format, at: datetime
) -> tuple[bytes, queries.Report]:
    """The whole list as a file (TPL-69). Needs a reason; one row of the log for the export and one for everybody on it."""
    if not reason.strip():
        raise Refused(WHY)
    made = queries.report(by, filters, at, to_export=True)
    if not made.rows:
        raise Refused(NOBODY)
    about = {"export": str(id), "reason": reason.strip(), "format": format.value}
    audit.write(
        by,
        "export_list",
        f"lists.export:{id}",
        detail={**about, "kind": filters.kind.value, "asked": filters.kept, "rows": len(made.rows)},
    )
    audit.write_many(by, "export", [(person, about) for person in made.people.values()])
    cells = [row.cells for row in made.rows]
    if format is Format.CSV:
        return csv_of(made.headings, cells), made
    return xlsx_of(KINDS[filters.kind], made.headings, cells, _about(by, made, reason)), made


def _about(by: Actor, made: queries.Report, reason: str) -> list[tuple[str, Cell]]:
    return [
        ("List", made.filters.words),
        *made.totals.items(),
        ("Worked out", f"{made.day.isoformat()} {clock.local(made.at):%H:%M}"),
        ("Complete", f"{made.complete}: {made.stated}"),
        ("Exported by", f"{by.name}, {by.role}"),
        ("What for", reason.strip()),
    ]
