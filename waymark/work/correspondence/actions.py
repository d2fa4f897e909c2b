"""A message is queued in the transaction that keeps it; the clock process takes it, sends it, and says what became of it."""

from datetime import datetime
from uuid import UUID

from waymark.core import audit
from waymark.core.actions import action
from waymark.core.actors import Actor
from waymark.core.ids import derived
from waymark.core.pages import refuse_other
from waymark.people.service_users.models import Person
from waymark.work.correspondence import rules
from waymark.work.correspondence.choices import CHANNELS, Channel, State
from waymark.work.correspondence.models import Outgoing
from waymark.work.tasks import actions as tasks
from waymark.work.tasks.choices import TaskKind, Weight

OTHERWISE = "Another message waits under this id."
NOT_TAKEN = "The sender did not take it. Try another way."
NOT_KNOWN = (
    "The sender did not answer, so nobody knows whether it was sent. Ask the person, or try another way."
)


@action
def queue_message(
    *, by: Actor, id: UUID, person: Person, channel: Channel, to: str, words: str, at: datetime
) -> Outgoing:
    """Put a message among those to be sent. The caller has asked who may write and what it may say. Idempotent on `id`."""
    made = Outgoing.objects.kept(id)
    if made is not None:
        refuse_other(made, {"person_id": person.pk, "to": to, "words": words}, OTHERWISE)
        audit.write(by, "queue_message", made, outcome="repeat")
        return made
    made = Outgoing(
        id=id, service_id=person.service_id, person=person, channel=channel, to=to, words=words, by_id=by.worker_id, at=at, next_at=at
    )  # fmt: skip
    made.save(force_insert=True)
    audit.write(by, "queue_message", made, detail={"channel": channel})
    return made


@action
def take_message(*, by: Actor, message: Outgoing, at: datetime) -> bool:
    """Take one to send, before it is sent: of two processes that find it, one has it. Whether this one has."""
    taken = Outgoing.objects.filter(pk=message.pk, state=message.state, attempts=message.attempts).update(
        state=State.SENDING, attempts=message.attempts + 1, next_at=at + rules.LOST_AFTER
    )
    if taken:
        message.state, message.attempts = State.SENDING, message.attempts + 1
    audit.write(by, "take_message", message, outcome="done" if taken else "repeat")
    return bool(taken)


@action
def note_sent(*, by: Actor, message: Outgoing, at: datetime) -> None:
    """The sender has it."""
    message.state, message.sent_at, message.next_at = State.SENT, at, at + rules.ASK_AGAIN
    message.save()
    audit.write(by, "note_sent", message)


@action
def note_became(*, by: Actor, message: Outgoing, arrived: bool, at: datetime) -> None:
    """It arrived, or the sender does not know yet: asked again until nobody tells any more."""
    if arrived:
        message.state, message.next_at = State.DELIVERED, None
    else:
        known_by = (message.sent_at or message.at) + rules.KNOWN_BY
        message.next_at = at + rules.ASK_AGAIN if at < known_by else None
    message.save()
    audit.write(by, "note_became", message)


@action
def try_later(*, by: Actor, message: Outgoing, in_doubt: bool, at: datetime) -> None:
    """It did not go through, or (`in_doubt`) nobody knows: tried again later, and after the last time it has failed."""
    wait = rules.next_try(message.attempts)
    if wait is None:
        give_up(by=by, message=message, state=State.FAILED, why=NOT_KNOWN if in_doubt else NOT_TAKEN, at=at)
        return
    message.state, message.next_at = State.SENDING if in_doubt else State.WAITING, at + wait
    message.save()
    audit.write(by, "try_later", message, detail={"attempt": message.attempts})


@action
def give_up(*, by: Actor, message: Outgoing, state: State, why: str, at: datetime) -> None:
    """It is held or has failed: whoever wrote it has a task that says so and why. Nothing implies that the person was told."""
    message.state, message.reason, message.next_at = state, why[:200], None
    message.save()
    audit.write(by, "give_up", message, detail={"state": state})
    tasks.make_task(
        by=by,
        id=derived(message.pk, "did not go"),
        words=f"{CHANNELS[Channel(message.channel)]} to {message.person.name} was not received. {why}",
        owner_id=message.by_id,
        person_id=message.person_id,
        kind=TaskKind.FOLLOW_UP,
        weight=Weight.MUST,
        due_at=at,
        source="correspondence.outgoing",
        source_id=message.pk,
    )
