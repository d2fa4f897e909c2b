"""Details asked again on the service's interval, each with who asked and when (LDS-80). What stood before stays beside what stands."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from waymark.core import audit, clock
from waymark.core.actions import action
from waymark.core.actors import Actor
from waymark.core.ids import derived
from waymark.core.pages import ConflictingRepeat, Refused
from waymark.people.service_users import permissions, queries
from waymark.people.service_users.actions import _gather as gather
from waymark.people.service_users.choices import TYPED_IN, Confirm, Confirmed
from waymark.people.service_users.models import Confirmation, Person

OTHERWISE = "This was kept before, with other answers. Open the page again to see what stands."


@dataclass(frozen=True)
class Said:
    """How one detail was answered. `words`: what is right now, for those that are put right where they are confirmed."""

    answer: Confirmed
    words: str = ""


@action
def confirm_details(
    *, by: Actor, id: UUID, person: Person, said: Mapping[Confirm, Said], at: datetime
) -> list[Confirmation]:
    """Keep how each detail was answered: a row each, dated, by whom. Not asked leaves no row. Idempotent on `id`.

    Words that differ from those that stood are a correction: the former ones are kept with it. Refused where nothing was asked.
    """
    permissions.may_write_details(by, person)
    if not said:
        raise Refused("Say how at least one of them was answered.")
    kept = [row for what in Confirm if (row := Confirmation.objects.filter(pk=derived(id, what)).first())]
    if kept:
        return _again(by, person, kept, said)
    stood = queries.standing(person)
    rows = [_row(by, id, person, what, said[what], stood[what], at) for what in Confirm if what in said]
    for row in rows:
        row.save(force_insert=True)
        audit.write(by, "confirm_details", row, detail={"what": row.what, "answer": row.answer})
    _keep_gp(person, rows)
    gather.again(person)
    return rows


def _row(
    by: Actor, id: UUID, person: Person, what: Confirm, said: Said, stood: str, at: datetime
) -> Confirmation:
    words = said.words.strip() if what in TYPED_IN else stood
    asked = said.answer in (Confirmed.RIGHT, Confirmed.CHANGED)
    if asked and what in TYPED_IN and not words:
        raise Refused("Write what is right, or say that it is not known.")
    changed = asked and words != stood
    return Confirmation(
        id=derived(id, what),
        person=person,
        what=what,
        answer=Confirmed.CHANGED if changed else Confirmed.RIGHT if asked else said.answer,
        stands=words if asked else "",
        before=stood if changed or not asked else "",
        on=clock.today(at),
        at=at,
        by_id=by.worker_id,
    )


def _keep_gp(person: Person, rows: list[Confirmation]) -> None:
    for row in rows:
        if row.what == Confirm.GP and row.stands and person.gp_practice != row.stands:
            person.gp_practice = row.stands[:200]
            person.save(update_fields=["gp_practice"])


def _again(
    by: Actor, person: Person, kept: list[Confirmation], said: Mapping[Confirm, Said]
) -> list[Confirmation]:
    whose = {row.person_id for row in kept}
    if whose != {person.pk} or {row.what for row in kept} != set(said):
        raise ConflictingRepeat(OTHERWISE)
    audit.write(by, "confirm_details", kept[0], outcome="repeat")
    return kept
