"""What the clock process does with messages: sends what waits, asks what became of what was sent.

By GOV.UK Notify, whose template holds one place, ((message)). It was tried against a stand-in that checks our tokens, and never live.
A message that was being sent when a process ended is looked for at the sender by its reference before it is sent again.
"""

import http.client
import json
from datetime import datetime
from typing import Any
from urllib.parse import urlencode, urlsplit

from django.conf import settings

from waymark.core import clock
from waymark.core.actors import Actor, system
from waymark.people.service_users import queries as service_users
from waymark.work.correspondence import actions, queries, rules
from waymark.work.correspondence.choices import Channel, State
from waymark.work.correspondence.models import Outgoing

AT_ONCE = 20
TIMEOUT = 5
"""Seconds. The clock process waits once in a pass for a sender that does not answer."""
GONE = "They have died. Nothing is sent to them."
BAD_REQUEST, REFUSED, SERVER = 400, 403, 500
ADDRESSES = {
    Channel.TEXT: ("/v2/notifications/sms", "phone_number"),
    Channel.EMAIL: ("/v2/notifications/email", "email_address"),
}


class SenderFails(RuntimeError):
    """The sender does not know us, or does not answer: messages wait, and pages say that alerts are not running.

    `in_doubt`: it may have the message all the same, so that it is looked for before it is sent again.
    """

    def __init__(self, sentence: str, *, in_doubt: bool = True) -> None:
        super().__init__(sentence)
        self.in_doubt = in_doubt


class NoAnswer(SenderFails):
    """Nobody is there: the next message is not tried in this pass, in which others wait to be told of worries."""

    def __init__(self) -> None:
        super().__init__("GOV.UK Notify does not answer.")


def send_due(at: datetime) -> int:
    """Send and ask about a few. Returns how many were due. Raises SenderFails in the end, when one that failed has been put back."""
    if not settings.NOTIFY_KEY:
        return 0
    found, failed = queries.due(at, AT_ONCE), None
    for message in found:
        by = system("correspondence", message.service_id)
        try:
            _ask(by, message, at) if message.state == State.SENT else _forward(by, message, at)
        except NoAnswer:
            raise
        except SenderFails as fails:
            failed = fails
    if failed is not None:
        raise failed
    return len(found)


def _forward(by: Actor, message: Outgoing, at: datetime) -> None:
    """Send it, unless the sender has it already. Where that cannot be known it is tried again later."""
    in_doubt = message.state == State.SENDING
    if not actions.take_message(by=by, message=message, at=at):
        return
    try:
        if in_doubt and _found(message):
            actions.note_sent(by=by, message=message, at=at)
        else:
            _send(by, message, at)
    except SenderFails as fails:
        actions.try_later(by=by, message=message, in_doubt=fails.in_doubt, at=at)
        raise


def _send(by: Actor, message: Outgoing, at: datetime) -> None:
    """What safe contact says at this moment counts, not what it said when it was written."""
    channel = Channel(message.channel)
    safe = service_users.safe_contact_of(by, message.person)
    why = GONE if message.person.died_on else rules.barred(channel, safe)
    if why:
        actions.give_up(by=by, message=message, state=State.HELD, why=why, at=at)
        return
    address, name = ADDRESSES[channel]
    status, said = _call("POST", address, {
        name: message.to, "template_id": settings.NOTIFY_TEMPLATES[channel],
        "personalisation": {"message": message.words}, "reference": str(message.pk),
    })  # fmt: skip
    if status < BAD_REQUEST:
        actions.note_sent(by=by, message=message, at=at)
    elif status == BAD_REQUEST:
        actions.give_up(by=by, message=message, state=State.FAILED, why=_why(said), at=at)
    elif status == REFUSED:
        raise SenderFails("GOV.UK Notify does not take our key.", in_doubt=False)
    else:
        actions.try_later(by=by, message=message, in_doubt=status >= SERVER, at=at)


def _ask(by: Actor, message: Outgoing, at: datetime) -> None:
    """What became of it; asked again later where the sender does not say."""
    try:
        status = str(_found(message).get("status", ""))
    except SenderFails:
        actions.note_became(by=by, message=message, arrived=False, at=at)
        raise
    if status in rules.FAILED:
        actions.give_up(by=by, message=message, state=State.FAILED, why=rules.FAILED[status], at=at)
    else:
        actions.note_became(by=by, message=message, arrived=status == "delivered", at=at)


def _found(message: Outgoing) -> dict[str, Any]:
    """The sender's own row of it; {} where it has none. Raises SenderFails where it cannot be known."""
    status, said = _call("GET", f"/v2/notifications?{urlencode({'reference': message.pk})}", None)
    if status >= BAD_REQUEST:
        raise SenderFails("GOV.UK Notify does not say what became of a message.")
    rows = said.get("notifications") or [{}]
    found: dict[str, Any] = rows[0]
    return found


def _call(method: str, address: str, body: dict[str, Any] | None) -> tuple[int, dict[str, Any]]:
    """One question and its answer. Raises NoAnswer where there is none."""
    where = urlsplit(settings.NOTIFY_URL)
    kind = http.client.HTTPSConnection if where.scheme == "https" else http.client.HTTPConnection
    connection = kind(where.hostname or "", where.port, timeout=TIMEOUT)
    headers = {
        "Authorization": f"Bearer {rules.token(settings.NOTIFY_KEY, int(clock.machine().timestamp()))}",
        "Content-Type": "application/json",
        "User-Agent": "Waymark",
    }
    try:
        connection.request(method, where.path + address, json.dumps(body) if body else None, headers)
        answer = connection.getresponse()
        return answer.status, json.loads(answer.read() or b"{}")
    except (OSError, http.client.HTTPException, ValueError):
        raise NoAnswer from None
    finally:
        connection.close()


def _why(said: dict[str, Any]) -> str:
    """The sender's reason, in its own words: they name the field and never the message."""
    first: dict[str, Any] = next(iter(said.get("errors") or []), {})
    return f"The sender says: {first.get('message', 'not accepted')}"[:200]
