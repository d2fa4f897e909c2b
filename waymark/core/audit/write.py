"""Writing to the log: in the transaction of what it records, unsealed; the clock process seals the chain within seconds."""

import math
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db import models

from waymark.core import actions, clock
from waymark.core.actors import Actor
from waymark.core.audit import collector

if TYPE_CHECKING:
    from waymark.core.models import AuditEntry


def write(
    by: Actor,
    action: str,
    obj: models.Model | str = "",
    *,
    person_id: UUID | str | None = None,
    detail: dict[str, Any] | None = None,
    outcome: str = "done",
) -> None:
    """One row: who, as what, did what to which row of whom. `detail` holds ids and codes, never the words of a note (A33).

    While the person's record is open by an override, the row carries the override's id by itself (access_cases 12).
    """
    actions.write_with_the_rest([_entry(by, action, obj, person_id, detail, outcome)])


def write_many(
    by: Actor,
    action: str,
    told: Iterable[tuple[models.Model | str, dict[str, Any]]],
    *,
    outcome: str = "done",
) -> None:
    """One row for each of many things done at once, with its detail: hundreds of people brought in, say. As `write`."""
    actions.write_with_the_rest([_entry(by, action, obj, None, detail, outcome) for obj, detail in told])


def _entry(
    by: Actor,
    action: str,
    obj: models.Model | str,
    person_id: UUID | str | None,
    detail: dict[str, Any] | None,
    outcome: str,
) -> "AuditEntry":
    from waymark.core.models import AuditEntry

    person = _person_of(obj, person_id)
    return AuditEntry(
        at=clock.machine(),
        actor=_fit(by.identity, 80),
        actor_name=_fit(by.name, 200),
        role=_fit(by.role, 200),
        organisation=_fit(by.organisation, 200),
        service_id=by.service_id,
        session=_fit(by.session, 64),
        door=_fit(by.door, 40),
        action=_fit(action, 80),
        object=_fit(_name(obj), 200),
        person_id=person,
        detail=plain({**collector.override_on(person), **(detail or {})}),
        outcome=_fit(outcome, 20),
    )


def refused(
    by: Actor,
    action: str,
    obj: models.Model | str = "",
    *,
    person_id: UUID | str | None = None,
    why: str = "",
) -> None:
    """A refusal is logged as carefully as a read (security.md: 4 of 4 refusals went unlogged)."""
    write(by, action, obj, person_id=person_id, detail={"why": why}, outcome="refused")


def plain(value: Any) -> Any:
    """`value` as both databases can keep it: text without NUL or half a character, ids and dates as text (A27, hostile strings)."""
    if isinstance(value, str):
        return _storable(str(value))
    if value is None or isinstance(value, bool | int) or (isinstance(value, float) and math.isfinite(value)):
        return value
    if isinstance(value, Mapping):
        return {_storable(str(k)): plain(v) for k, v in value.items()}
    if isinstance(value, set | frozenset):
        return sorted(plain(v) for v in value)
    if isinstance(value, list | tuple):
        return [plain(v) for v in value]
    return _storable(str(value))


def _storable(text: str) -> str:
    return text.replace("\x00", "\ufffd").encode("utf8", "replace").decode("utf8")


def _fit(text: str, length: int) -> str:
    return _storable(text)[:length]


def _name(obj: models.Model | str) -> str:
    return obj if isinstance(obj, str) else f"{obj._meta.label_lower}:{obj.pk}"


def _person_of(obj: models.Model | str, given: UUID | str | None) -> UUID | str | None:
    if given is not None or isinstance(obj, str):
        return given
    return getattr(obj, getattr(obj, "audit_person", "") or "_", None)
