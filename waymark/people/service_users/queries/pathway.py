"""Who does what now for one person, and the sheets that were printed of it. `person` comes from people/access (ASC-20, SUR-10)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from waymark.core.actors import Actor
from waymark.core.pages import NotYours
from waymark.people.service_users import rules
from waymark.people.service_users.choices import UNDERSTOOD_IN_WORDS, Understood
from waymark.people.service_users.models import KeyContact, Pathway, Person, Sheet, SheetGiven

SHOWN = ("name", "does", "agency", "reach", "hours", "contact_when", "cover")


@dataclass(frozen=True)
class Map:
    """Where they are, what happens next, and who does what on `day`."""

    stage: str
    what_next: str
    if_worse: str
    contacts: list[KeyContact]
    leaving: list[KeyContact]

    @property
    def terms(self) -> list[rules.Term]:
        """The words of the system that stand in it, explained."""
        said = [self.stage, self.what_next, self.if_worse, *(one.does for one in self.contacts)]
        return rules.terms_in(*said)

    @property
    def content(self) -> dict[str, Any]:
        """All that a printed sheet holds."""
        return {
            "stage": self.stage,
            "what_next": self.what_next,
            "if_worse": self.if_worse,
            "terms": [[term.word, term.means] for term in self.terms],
            "contacts": [
                {"id": str(one.pk), **{name: getattr(one, name) for name in SHOWN}} for one in self.contacts
            ],
        }


@dataclass(frozen=True)
class Printed:
    """A printed version, how it stands, and what was said when it was given."""

    sheet: Sheet
    words: str
    given: list[SheetGiven]
    holds: bool

    @property
    def given_words(self) -> list[str]:
        return [
            f"Given on {one.on.day} {one.on:%B %Y}: {UNDERSTOOD_IN_WORDS[Understood(one.understood)].lower()}"
            + (f". {one.words}" if one.words else "")
            for one in self.given
        ]


def map_of(worker: Actor, person: Person, day: date) -> Map:
    """The map as it stands on `day`."""
    latest = Pathway.objects.filter(person=person, person__service_id=worker.service_id)
    said = latest.order_by("-at", "-id").first()
    contacts = list(_contacts(worker, person).filter(Q(until=None) | Q(until__gte=day)))
    return Map(
        stage=said.stage if said else "",
        what_next=said.what_next if said else "",
        if_worse=said.if_worse if said else "",
        contacts=contacts,
        leaving=[one for one in contacts if one.until],
    )


def contact_of(worker: Actor, person: Person, contact_id: UUID) -> KeyContact:
    """One of their contacts that has no last day yet, or NotYours."""
    found = _contacts(worker, person).filter(pk=contact_id, until=None).first()
    if found is None:
        raise NotYours("service_users.keycontact", contact_id, person.pk)
    return found


def contacts_of(worker: Actor, person: Person) -> QuerySet[KeyContact]:
    """Everybody who ever did something for them, those who left too, the latest first."""
    return _contacts(worker, person).order_by("-added_at", "-id")


def sheets_of(worker: Actor, person: Person, day: date) -> list[Printed]:
    """Every version that was printed, the latest first, and how each stands on `day`."""
    rows = Sheet.objects.filter(person=person, person__service_id=worker.service_id)
    sheets = list(rows.select_related("by").prefetch_related("given").order_by("-number"))
    untils = dict(_contacts(worker, person).values_list("pk", "until"))
    return [_printed(sheet, sheets[0].number, untils, day) for sheet in sheets]


def sheet_of(worker: Actor, person: Person, sheet_id: UUID, day: date) -> Printed:
    """One of their printed sheets as it stands on `day`, or NotYours."""
    for printed in sheets_of(worker, person, day):
        if printed.sheet.pk == sheet_id:
            return printed
    raise NotYours("service_users.sheet", sheet_id, person.pk)


def left_on_sheets(day: date, since: date) -> Iterable[KeyContact]:
    """For the clock: those who left between `since` and `day`, whom nobody followed, of people who were given a printed sheet."""
    followed = KeyContact.objects.filter(follows=OuterRef("pk"))
    printed = Sheet.objects.filter(person=OuterRef("person"))
    return (
        KeyContact.objects.filter(Exists(printed), ~Exists(followed), until__lt=day, until__gte=since)
        .select_related("person")
        .order_by("until", "id")
    )


def _contacts(worker: Actor, person: Person) -> QuerySet[KeyContact]:
    rows = KeyContact.objects.filter(person=person, person__service_id=worker.service_id)
    return rows.order_by("added_at", "id")


def _printed(sheet: Sheet, latest: int, untils: dict[UUID, date | None], day: date) -> Printed:
    named = [UUID(one["id"]) for one in sheet.content["contacts"]]
    since = rules.gone_since((untils.get(id) for id in named), day)
    words = rules.sheet_words(sheet.number, latest, since)
    given = sorted(sheet.given.all(), key=lambda one: (one.on, one.at))
    return Printed(sheet, words, given, sheet.number == latest and since is None)
