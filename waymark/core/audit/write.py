"""Writing to the log: in the transaction of what it records, unsealed; the clock process seals the chain within seconds."""

from typing import Any
from uuid import UUID

from django.db import models

from waymark.core import actions, clock
from waymark.core.actors import Actor


def write(
    by: Actor,
    action: str,
    obj: models.Model | str = "",
    *,
    person_id: UUID | str | None = None,
    detail: dict[str, Any] | None = None,
    outcome: str = "done",
) -> None:
    """One row: who, as what, did what to which row of whom. `detail` holds ids and codes, never the words of a note (A33)."""
    from waymark.core.models import AuditEntry

    AuditEntry(
        at=clock.now(),
        actor=by.identity,
        actor_name=by.name,
        role=by.role,
        organisation=by.organisation,
        service_id=by.service_id,
        session=by.session,
        door=by.door,
        action=action,
        object=_name(obj),
        person_id=_person_of(obj, person_id),
        detail=detail or {},
        outcome=outcome,
    ).save(force_insert=True)
    actions.count_audited()


def refused(by: Actor, action: str, obj: models.Model | str = "", *, person_id: UUID | str | None = None, why: str = "") -> None:
    """A refusal is logged as carefully as a read (security.md: 4 of 4 refusals went unlogged)."""
    write(by, action, obj, person_id=person_id, detail={"why": why}, outcome="refused")


def _name(obj: models.Model | str) -> str:
    return obj if isinstance(obj, str) else f"{obj._meta.label_lower}:{obj.pk}"


def _person_of(obj: models.Model | str, given: UUID | str | None) -> UUID | str | None:
    if given is not None or isinstance(obj, str):
        return given
    return getattr(obj, getattr(obj, "audit_person", "") or "_", None)
