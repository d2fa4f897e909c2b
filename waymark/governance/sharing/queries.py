"""What a person said about sharing, what left, and what they were sent; and the service's list of what left, for the privacy officer."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from waymark.core import clock
from waymark.core.actors import Actor
from waymark.core.pages import NotYours
from waymark.governance.sharing import permissions, rules
from waymark.governance.sharing.choices import BASES, KINDS, NOT_ASKED, SAID, Basis, Kind, Said
from waymark.governance.sharing.models import Disclosure, Message, Recipient, SharingChoice
from waymark.organisation.services.models import Service
from waymark.people.access import queries as access
from waymark.people.service_users import queries as service_users
from waymark.people.service_users.choices import PointKind
from waymark.people.service_users.models import ContactPoint, Person
from waymark.support.diary import queries as diary
from waymark.support.diary.models import Visit
from waymark.work.correspondence import queries as correspondence

PAGE = 50


@dataclass(frozen=True)
class Answer:
    """What stands for one kind of information and one recipient."""

    kind: str
    said: str
    code: str
    words: str = ""
    said_on: date | None = None


@dataclass(frozen=True)
class Row:
    """One recipient, with what the person said of each kind."""

    recipient: Recipient
    answers: list[Answer]


@dataclass(frozen=True)
class Left:
    """Something that left, in words. `person`: their name, '' where the reader may not know it."""

    row: Disclosure
    kinds: str
    basis: str
    person: str = ""


@dataclass(frozen=True)
class Shared:
    """The page of one person."""

    person: Person
    rows: list[Row]
    left: list[Left]
    messages: list[Message]
    standing: dict[UUID, correspondence.Standing]


def sharing(worker: Actor, person_id: UUID) -> Shared:
    """What this person said, what left, and what they were sent, latest first. NotYours where the record does not open."""
    person = access.person_for(worker, person_id)
    choices = _latest(person_id)
    sent = list(_messages(person_id))
    return Shared(
        person=person,
        rows=[Row(one, _answers(choices, one.pk)) for one in recipients_of(worker, person)],
        left=[_left(row) for row in _disclosures(person_id)],
        messages=sent,
        standing=correspondence.standing_of(one.pk for one in sent),
    )


def recipients_of(worker: Actor, person: Person) -> list[Recipient]:
    """Whom this person's information may concern. `person` comes from people/access."""
    return list(
        Recipient.objects.filter(person=person, person__service_id=worker.service_id).order_by(
            "added_at", "id"
        )
    )


def recipient_for(worker: Actor, person: Person, recipient_id: UUID) -> Recipient:
    """One of them, or NotYours."""
    found = Recipient.objects.filter(
        pk=recipient_id, person=person, person__service_id=worker.service_id
    ).first()
    if found is None:
        raise NotYours("sharing.recipient", recipient_id, person.pk)
    return found


def said_of(person: Person, recipient: Recipient) -> dict[Kind, Said]:
    """What holds now for this recipient; a kind that was not asked is not in it."""
    return {
        Kind(kind): Said(row.said) for (who, kind), row in _latest(person.pk).items() if who == recipient.pk
    }


def register(worker: Actor) -> list[Left]:
    """The latest of what left in the service: to whom, on what basis, and why. The privacy officer's. What was said is not in it."""
    permissions.require_register(worker)
    rows = Disclosure.objects.filter(person__service_id=worker.service_id)
    found = list(rows.select_related("recipient", "worker").defer("words").order_by("-at", "-id")[:PAGE])
    names = {
        p.pk: p.name for p in access.visible_people(worker).filter(pk__in=[row.person_id for row in found])
    }
    return [_left(row, names.get(row.person_id, "")) for row in found]


def points_of(worker: Actor, person: Person) -> list[ContactPoint]:
    """The numbers and emails that hold now."""
    points = service_users.history_of(worker, person)["contact_points"].filter(until__isnull=True)
    return sorted(points, key=lambda point: point.kind != PointKind.PHONE)


def facts_about(worker: Actor, person: Person) -> rules.Facts:
    """What must not stand in a message to them."""
    service = Service.objects.get(pk=worker.service_id)
    born = None
    if person.birth_year and person.birth_month and person.birth_day:
        born = date(person.birth_year, person.birth_month, person.birth_day)
    return rules.Facts(
        names=[person.given_name, person.family_name, person.chosen_name],
        numbers=[person.nhs_number],
        born=born,
        service_names=[service.name, str(service.brand.get("name", ""))],
    )


def service_name(worker: Actor) -> str:
    """What the service is called to the people it is for."""
    service = Service.objects.get(pk=worker.service_id)
    return str(service.brand.get("name") or service.name)


def next_visit(worker: Actor, person: Person, at: datetime | None = None) -> Visit | None:
    """The appointment a message may remind of."""
    return diary.next_visit(worker, person.pk, at or clock.now())


def _latest(person_id: UUID) -> dict[tuple[UUID, str], SharingChoice]:
    rows = SharingChoice.objects.filter(person_id=person_id).order_by("recorded_at", "id")
    return {(row.recipient_id, row.kind): row for row in rows}


def _answers(choices: dict[tuple[UUID, str], SharingChoice], recipient_id: UUID) -> list[Answer]:
    found = []
    for kind, words in KINDS.items():
        row = choices.get((recipient_id, kind))
        said = SAID[Said(row.said)] if row else NOT_ASKED
        found.append(
            Answer(
                words, said, row.said if row else "", row.words if row else "", row.said_on if row else None
            )
        )
    return found


def _disclosures(person_id: UUID) -> list[Disclosure]:
    rows = Disclosure.objects.filter(person_id=person_id).select_related("recipient", "worker")
    return list(rows.order_by("-at", "-id")[:PAGE])


def _messages(person_id: UUID) -> list[Message]:
    return list(
        Message.objects.filter(person_id=person_id).select_related("worker").order_by("-at", "-id")[:PAGE]
    )


def _left(row: Disclosure, person: str = "") -> Left:
    kinds = ", ".join(KINDS[Kind(kind)] for kind in row.kinds.split(","))
    return Left(row, kinds, BASES[Basis(row.basis)], person)
