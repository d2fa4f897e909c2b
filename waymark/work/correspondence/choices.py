"""The ways to write to a person, and where a message stands."""

from enum import StrEnum


class Channel(StrEnum):
    """How the person themselves is written to."""

    TEXT = "text"
    EMAIL = "email"
    VOICEMAIL = "voicemail"


CHANNELS = {Channel.TEXT: "Text message", Channel.EMAIL: "Email", Channel.VOICEMAIL: "Voicemail"}


class State(StrEnum):
    """WAITING until the sender has taken it; SENDING while it is asked; SENT until it is known what became of it."""

    WAITING = "waiting"
    SENDING = "sending"
    SENT = "sent"
    DELIVERED = "delivered"
    HELD = "held"
    FAILED = "failed"


STATES = {
    State.WAITING: "Waits to be sent",
    State.SENDING: "Is being sent",
    State.SENT: "Sent; not yet known whether it arrived",
    State.DELIVERED: "Arrived",
    State.HELD: "Not sent",
    State.FAILED: "Did not arrive",
}
