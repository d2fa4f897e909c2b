"""What the demo's people say of who may know what: their GP, and for every other one an employer, who is to know nothing."""

from datetime import datetime
from uuid import UUID

from waymark.core import clock
from waymark.core.actors import Actor
from waymark.core.ids import derived
from waymark.governance.sharing import actions as sharing
from waymark.governance.sharing.choices import Kind, RecipientKind, Said
from waymark.people.service_users.models import Person

MAY_KNOW = (
    (RecipientKind.GP, "Castle Surgery", Said.AGREES, "She should know what we are doing"),
    (RecipientKind.EMPLOYER, "Mill Foods", Said.REFUSES, "Work must not know"),
)


def ask(worker: Actor, person: Person, id: UUID, number: int, at: datetime) -> None:
    """By the key worker, while getting to know somebody. Everything follows from `id`."""
    for which, (kind, name, said, words) in enumerate(MAY_KNOW[: 1 + number % 2]):
        recipient = sharing.add_recipient(
            by=worker, id=derived(id, "recipient", which), person=person, kind=kind, name=name
        )
        sharing.record_choice(
            by=worker,
            id=derived(id, "choice", which),
            person=person,
            recipient_id=recipient.pk,
            kinds=(Kind.HEALTH, Kind.PLAN),
            said=said,
            words=words,
            said_on=clock.today(at),
        )
