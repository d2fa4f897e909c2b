"""When a message may go, when it is tried again, and how the sender knows us."""

from collections.abc import Mapping
from datetime import timedelta

import jwt

from waymark.work.correspondence.choices import Channel

TRIES = (
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=8),
)
"""How long until the next try after each that did not go through. After the last it has failed."""
LOST_AFTER = timedelta(minutes=2)
"""A message still being sent after this was left behind by a process that ended: the sender is asked whether it has it."""
ASK_AGAIN = timedelta(minutes=10)
KNOWN_BY = timedelta(days=3)
"""The sender tells for three days what became of a message; then it stays sent."""
FAILED = {
    "permanent-failure": "There is no such number or address, or it takes no messages. Ask the person for another.",
    "temporary-failure": "The telephone was off or the mailbox full for three days. Try another way.",
    "technical-failure": "The sender could not send it. Try another way.",
}
"""What became of a message, in the sender's words and in ours."""
UUID_LENGTH = 36


def barred(channel: Channel, safe: Mapping[str, object]) -> str:
    """Why the person is not to be written to in this way; '' when they may be. `safe`: what safe contact says of them."""
    closed = {
        Channel.TEXT: ("no_text", "They asked for no text messages."),
        Channel.EMAIL: ("no_email", "They asked for no emails."),
        Channel.VOICEMAIL: ("no_voicemail", "They asked that no voicemail is left."),
    }
    name, sentence = closed[channel]
    return sentence if safe.get(name) else ""


def next_try(attempts: int) -> timedelta | None:
    """How long to wait after so many attempts; None when it has failed."""
    return TRIES[attempts - 1] if attempts <= len(TRIES) else None


def token(key: str, seconds: int) -> str:
    """What GOV.UK Notify knows us by: signed with the last 36 signs of the key, naming the service before them, and 30 seconds good."""
    service_id, secret = key[-2 * UUID_LENGTH - 1 : -UUID_LENGTH - 1], key[-UUID_LENGTH:]
    return jwt.encode({"iss": service_id, "iat": seconds}, secret, algorithm="HS256")
