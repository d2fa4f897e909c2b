"""What is to be confirmed again, and how each detail stands: its words, who asked last, and when (LDS-80)."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from waymark.core import clock
from waymark.core.actors import Actor
from waymark.core.ids import derived
from waymark.people.service_users import rules
from waymark.people.service_users.choices import (
    CONFIRM_IN_WORDS,
    CONFIRMED_IN_WORDS,
    TYPED_IN,
    Confirm,
    Confirmed,
)
from waymark.people.service_users.models import Confirmation, Person
from waymark.people.service_users.queries.knowing import to_know

ToConfirm = rules.ToConfirm


@dataclass(frozen=True)
class Stands:
    """One detail as it stands: in words, and the latest time it was asked (None: never)."""

    what: Confirm
    stands: str
    latest: Confirmation | None

    @property
    def words(self) -> str:
        return CONFIRM_IN_WORDS[self.what]

    @property
    def answer(self) -> str:
        return CONFIRMED_IN_WORDS[Confirmed(self.latest.answer)] if self.latest else "Never asked"

    @property
    def is_typed_here(self) -> bool:
        return self.what in TYPED_IN


def counts_from(person: Person) -> date:
    """The day from which the interval counts. No SQL: the person's row carries the dates."""
    return rules.oldest(_dates(person), clock.today(person.added_at))


def to_confirm(person: Person, due_on: date | None, day: date) -> ToConfirm | None:
    """What is to be confirmed on `day`; `due_on`: when the service's clock says so, counted from `counts_from`."""
    return rules.to_confirm(_dates(person), clock.today(person.added_at), due_on, day)


def was_answered(id: UUID) -> bool:
    """Whether these answers have been kept already: the page sent them twice."""
    return Confirmation.objects.filter(pk__in=[derived(id, what) for what in Confirm]).exists()


def standing(person: Person) -> dict[Confirm, str]:
    """The words of each detail as it stands now."""
    kept = to_know(person, clock.today())
    typed = {what: next(iter(_latest(person, what)), None) for what in (Confirm.CONSENT, Confirm.RHYTHM)}
    address = " ".join(filter(None, [kept.address.get("lines", ""), kept.address.get("postcode", "")]))
    said = {
        Confirm.ADDRESS: "Protected" if kept.address.get("protected") else ", ".join(address.splitlines()),
        Confirm.PHONE: ", ".join(point["value"] for point in kept.phones if point["kind"] == "phone"),
        Confirm.GP: person.gp_practice,
        Confirm.NEXT_OF_KIN: ", ".join(_named(other) for other in kept.people),
    }
    return said | {what: row.stands if row else "" for what, row in typed.items()}


def stands_of(worker: Actor, person: Person) -> list[Stands]:
    """Each of the six with who asked last and when. `person` comes from people/access."""
    rows = Confirmation.objects.filter(person=person, person__service_id=worker.service_id)
    latest = {row.what: row for row in rows.select_related("by").order_by("at", "id")}
    return [Stands(what, words, latest.get(what)) for what, words in standing(person).items()]


def _latest(person: Person, what: Confirm) -> list[Confirmation]:
    return list(Confirmation.objects.filter(person=person, what=what).order_by("-at", "-id")[:1])


def _dates(person: Person) -> dict[str, date]:
    return {what: date.fromisoformat(on) for what, on in person.to_know.get("confirmed", {}).items()}


def _named(other: dict[str, str]) -> str:
    return f"{other['name']} ({other['is_their']})" if other.get("is_their") else other["name"]
