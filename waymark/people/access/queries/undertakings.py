"""The undertaking in force, who has signed it, and whether a signature still holds (DUR-45)."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from waymark.core.actors import Actor
from waymark.organisation.staff import queries as staff
from waymark.organisation.staff.models import Worker
from waymark.people.access import permissions, rules
from waymark.people.access.models import Undertaking, UndertakingText


@dataclass(frozen=True)
class Text:
    """What is signed now. `published_at`: None for the product's own words, before the service wrote any."""

    version: int
    words: str
    renew_months: int
    published_at: datetime | None = None


@dataclass(frozen=True)
class Signer:
    """A colleague and their latest signature. `why_not`: what is missing, in words; '' when it holds."""

    worker: Worker
    signed: Undertaking | None
    why_not: str


def undertaking_text(service_id: UUID) -> Text:
    """The text in force in a service."""
    row = UndertakingText.objects.filter(service_id=service_id).order_by("-version").first()
    if row is None:
        return Text(rules.FIRST_VERSION, rules.FIRST_WORDS, rules.RENEWED_AFTER)
    return Text(row.version, row.words, row.renew_months, row.published_at)


def signed_undertaking(worker: Actor) -> Undertaking | None:
    """The worker's own latest signature in this service."""
    mine = Undertaking.objects.filter(worker_id=worker.worker_id, service_id=worker.service_id)
    return mine.order_by("-signed_at", "-id").first()


def undertaking_stands(worker: Actor, day: date) -> bool:
    """Whether the worker has signed the text in force, and the signature has not run out by `day`. Two statements."""
    signed = signed_undertaking(worker)
    if signed is None:
        return False
    return rules.stands(_of(signed), undertaking_text(worker.service_id).version, day)


def signers(worker: Actor, day: date) -> list[Signer]:
    """Everybody with a post in the service on `day`, those who must sign first. For the privacy officer."""
    permissions.require_privacy_officer(worker)
    version = undertaking_text(worker.service_id).version
    latest: dict[UUID, Undertaking] = {}
    for row in Undertaking.objects.filter(service_id=worker.service_id).order_by("signed_at", "id"):
        latest[row.worker_id] = row
    found = [_signer(one, latest.get(one.pk), version, day) for one in staff.workers_in(worker, day)]
    return sorted(found, key=lambda one: (not one.why_not, one.worker.name))


def _signer(worker: Worker, signed: Undertaking | None, version: int, day: date) -> Signer:
    if rules.stands(_of(signed) if signed else None, version, day):
        why_not = ""
    elif signed is None:
        why_not = "Has not signed"
    elif signed.version != version:
        why_not = f"Signed version {signed.version}, and version {version} is in force"
    else:
        why_not = "The signature has run out"
    return Signer(worker, signed, why_not)


def _of(signed: Undertaking) -> tuple[int, date]:
    return signed.version, signed.good_until
