"""What is known of a person, read with the row itself: `to_know` costs no further SQL at every opening (rules.md 1.2, 1.3)."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from waymark.core import clock, nhs
from waymark.core.actors import Actor
from waymark.core.partial_dates import PartialDate
from waymark.people.service_users.choices import NeedKind
from waymark.people.service_users.models import (
    About,
    Address,
    ContactPoint,
    Death,
    ImportantPerson,
    Need,
    Person,
    PersonName,
    SafeContact,
)


@dataclass(frozen=True)
class ToKnow:
    """What must be known at every opening, as of `day`: in force, in words, in the order it matters on a doorstep."""

    person: Person
    needs: list[dict[str, Any]] = field(default_factory=list)
    safe_contact: list[str] = field(default_factory=list)
    discreet: bool = False
    phones: list[dict[str, Any]] = field(default_factory=list)
    addresses: list[dict[str, Any]] = field(default_factory=list)
    about: dict[str, Any] = field(default_factory=dict)
    people: list[dict[str, Any]] = field(default_factory=list)
    confirmed: dict[str, str] = field(default_factory=dict)
    merged: list[UUID] = field(default_factory=list)
    duplicate: bool = False
    died: dict[str, Any] = field(default_factory=dict)
    alerts: list[dict[str, Any]] = field(default_factory=list)
    legal: list[dict[str, Any]] = field(default_factory=list)

    @property
    def address(self) -> dict[str, Any]:
        """The latest that stands; {} where none is known."""
        return self.addresses[0] if self.addresses else {}

    @property
    def protected(self) -> bool:
        """Whether any address that stands is protected: it is shown only to whoever says what for."""
        return any(one.get("protected") for one in self.addresses)

    @property
    def trusted(self) -> list[dict[str, Any]]:
        """Those they trust, for the profile of how to work well with them (LDS-17)."""
        return [other for other in self.people if other.get("trusted")]

    @property
    def interpreters(self) -> list[dict[str, Any]]:
        """The needs for an interpreter: each meeting planned gets a task to book one."""
        return [need for need in self.needs if need["kind"] == NeedKind.INTERPRETER]

    @property
    def written_on(self) -> date | None:
        """The day their own words were last set down."""
        at = self.about.get("written_at")
        return clock.local(datetime.fromisoformat(at)).date() if at else None

    @property
    def anything(self) -> bool:
        """Whether there is something to show above the fold."""
        return bool(
            self.needs
            or self.safe_contact
            or self.trusted
            or self.alerts
            or self.legal
            or self.about.get("please_do")
            or self.about.get("please_do_not")
        )


def to_know(person: Person, day: date) -> ToKnow:
    """What must be known about `person` on `day`. No SQL: the person's row carries it."""
    kept = person.to_know
    return ToKnow(
        person=person,
        needs=_in_force(kept.get("needs", []), day),
        safe_contact=kept.get("safe_contact", []),
        discreet=bool(kept.get("discreet")),
        phones=_in_force(kept.get("points", []), day),
        addresses=_in_force(kept.get("addresses", []), day),
        about=kept.get("about", {}),
        people=_in_force(kept.get("people", []), day),
        confirmed=kept.get("confirmed", {}),
        merged=[UUID(id) for id in kept.get("merged", [])],
        duplicate=bool(kept.get("duplicate")),
        legal=kept.get("legal", []),
        died=_dated(kept.get("died", {}), "on"),
        alerts=[
            {**_dated(row, "review_on"), "overdue": row["review_on"] < day.isoformat()}
            for row in kept.get("alerts", [])
        ],
    )


def _dated(row: dict[str, Any], name: str) -> dict[str, Any]:
    """The row with that day as a day."""
    return {**row, name: date.fromisoformat(row[name])} if row.get(name) else row


def named(person: str) -> list[str]:
    """What a list must load of somebody to name them, for `only`; `person`: the foreign key there. The rest of a person is much more."""
    return [f"{person}__{column}" for column in ("given_name", "family_name", "chosen_name")]


def has_died(person: Person) -> bool:
    """Whether a death is recorded: nothing is planned with them or sent to them any more. No SQL."""
    return bool(person.to_know.get("died"))


def two_go(person: Person) -> bool:
    """Whether an alert that a manager agreed has two go to meet them, past the day it was to be looked at again too (LDS-97). No SQL."""
    return any(alert.get("two_go") for alert in person.to_know.get("alerts", []))


def deaths_of(worker: Actor, person: Person) -> QuerySet[Death]:
    """What was ever told of their death, the latest first."""
    rows = Death.objects.filter(_theirs(person), person__service_id=worker.service_id)
    return rows.select_related("by", "undone_by").order_by("-at", "-id")


def _in_force(rows: list[dict[str, Any]], day: date) -> list[dict[str, Any]]:
    return [row for row in rows if not row.get("until") or row["until"] >= day.isoformat()]


def names_of(worker: Actor, person: Person) -> QuerySet[PersonName]:
    """Every name the person has or had. `person` comes from people/access, which asked the policy."""
    return PersonName.objects.filter(_theirs(person), person__service_id=worker.service_id).order_by("id")


def safe_contact_of(worker: Actor, person: Person) -> dict[str, Any]:
    """The safe-contact rules as they stand, for the page that changes them. `person` comes from people/access."""
    row = SafeContact.objects.filter(person=person, person__service_id=worker.service_id).first()
    names = (
        "no_voicemail",
        "no_post",
        "no_text",
        "no_email",
        "no_home_visit",
        "discreet",
        "code_name",
        "words",
    )
    return {name: getattr(row, name) for name in names} if row else {}


def history_of(worker: Actor, person: Person) -> dict[str, QuerySet[Any]]:
    """Everything ever kept about how to reach and support the person, ended rows included, latest first."""
    kinds: dict[str, type[Any]] = {
        "abouts": About,
        "needs": Need,
        "addresses": Address,
        "contact_points": ContactPoint,
        "important_people": ImportantPerson,
    }
    return {
        name: model.objects.filter(_theirs(person), person__service_id=worker.service_id).order_by("-id")
        for name, model in kinds.items()
    }


def birth_of(person: Person) -> PartialDate | None:
    """What is known of the birth date; None when nothing is."""
    return PartialDate(person.birth_year, person.birth_month, person.birth_day) if person.birth_year else None


def identity_line(person: Person, day: date) -> str:
    """Birth date, age and NHS number in one line, so that the right person is open: 'not known' is said, never left out."""
    birth = birth_of(person)
    born = f"Born {birth.display()}, {birth.age_words(day)}" if birth else "Birth date not known"
    number = nhs.show(person.nhs_number) if person.nhs_number else "not known"
    return f"{born}. NHS number {number}"


def _theirs(person: Person) -> Q:
    """Rows of the person, and of the records merged into theirs."""
    return Q(person=person) | Q(person__merged_into=person)
