"""What is known of a person, read with the row itself: `to_know` costs no further SQL at every opening (rules.md 1.2, 1.3)."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import QuerySet

from waymark.core.actors import Actor
from waymark.people.service_users.models import (
    About,
    Address,
    ContactPoint,
    ImportantPerson,
    Need,
    Person,
    PersonName,
)


@dataclass(frozen=True)
class ToKnow:
    """What must be known at every opening, as of `day`: in force, in words, in the order it matters on a doorstep."""

    person: Person
    needs: list[dict[str, Any]] = field(default_factory=list)
    safe_contact: list[str] = field(default_factory=list)
    discreet: bool = False
    phones: list[dict[str, Any]] = field(default_factory=list)
    address: dict[str, Any] = field(default_factory=dict)
    about: dict[str, Any] = field(default_factory=dict)
    people: list[dict[str, Any]] = field(default_factory=list)

    @property
    def anything(self) -> bool:
        """Whether there is something to show above the fold."""
        return bool(
            self.needs or self.safe_contact or self.about.get("please_do") or self.about.get("please_do_not")
        )


def to_know(person: Person, day: date) -> ToKnow:
    """What must be known about `person` on `day`. No SQL: the person's row carries it."""
    kept = person.to_know
    addresses = _in_force(kept.get("addresses", []), day)
    return ToKnow(
        person=person,
        needs=_in_force(kept.get("needs", []), day),
        safe_contact=kept.get("safe_contact", []),
        discreet=bool(kept.get("discreet")),
        phones=_in_force(kept.get("points", []), day),
        address=addresses[0] if addresses else {},
        about=kept.get("about", {}),
        people=_in_force(kept.get("people", []), day),
    )


def _in_force(rows: list[dict[str, Any]], day: date) -> list[dict[str, Any]]:
    return [row for row in rows if not row.get("until") or row["until"] >= day.isoformat()]


def names_of(worker: Actor, person: Person) -> QuerySet[PersonName]:
    """Every name the person has or had. `person` comes from people/access, which asked the policy."""
    return PersonName.objects.filter(person=person, person__service_id=worker.service_id).order_by("id")


def history_of(worker: Actor, person: Person) -> dict[str, QuerySet[Any]]:
    """Everything ever kept about how to reach and support the person, ended rows included, latest first."""
    kinds = {
        "abouts": About,
        "needs": Need,
        "addresses": Address,
        "contact_points": ContactPoint,
        "important_people": ImportantPerson,
    }
    return {
        name: model.objects.filter(person=person, person__service_id=worker.service_id).order_by("-id")
        for name, model in kinds.items()
    }
