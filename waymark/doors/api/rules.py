"""What a note sent by a device says, and when it happened. Pure: values in, values out (security.md, working without a connection).

A device's clock may be wrong. It says what it read (`device_now`) as it sends; the difference to the server's clock is taken off the time
of the event. What the device said is kept beside it, and a clock more than two minutes out is marked.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

LONGEST_TEXT = 100_000
LONGEST_REASON = 300
LONGEST_DEVICE = 100
MOST = 1 << 53
"""The largest whole number that every reader of JSON keeps whole."""
ON_THE_WAY = timedelta(seconds=5)
"""A difference as short as this is the time a message takes, not a clock that is wrong."""
WRONG = timedelta(minutes=2)
_UNKEEPABLE = re.compile("[\x00\ud800-\udfff]")


@dataclass(frozen=True)
class Sent:
    """A note as it was sent. Times are aware; `device` is '' and `device_seq` None where the sender is no device of ours."""

    person_id: UUID
    text: str
    occurred_at: datetime
    reason: str = ""
    device_now: datetime | None = None
    device: str = ""
    device_seq: int | None = None


def read(body: Mapping[str, Any]) -> tuple[Sent | None, dict[str, str]]:
    """What was sent, or what is wrong with it: field name -> a sentence that says what to send."""
    wrong = {name: sentence for name, check in CHECKS.items() if (sentence := check(body.get(name)))}
    if wrong:
        return None, wrong
    sent = Sent(
        person_id=UUID(body["person"]),
        text=body["text"],
        occurred_at=_moment(body["occurred_at"]),  # type: ignore[arg-type]  # the checks have seen that it is one
        reason=body.get("reason") or "",
        device_now=_moment(body.get("device_now")),
        device=body.get("device") or "",
        device_seq=body.get("device_seq"),
    )
    return sent, {}


def _wrong_with_person(value: object) -> str:
    return "" if isinstance(value, str) and _is_id(value) else "Send the id of the person the note is about."


def _wrong_with_text(value: object) -> str:
    if not isinstance(value, str) or not value.strip():
        return "Send the text of the note."
    if len(value) > LONGEST_TEXT:
        return f"Send at most {LONGEST_TEXT:,} characters; put the rest into a second note."
    return (
        "Send the text without NUL and without half characters: no database keeps them."
        if _UNKEEPABLE.search(value)
        else ""
    )


def _wrong_with_occurred_at(value: object) -> str:
    return "" if _moment(value) else "Send when it happened, with its zone: 2026-11-25T14:05:00+00:00."


def _wrong_with_device_now(value: object) -> str:
    is_right = value is None or _moment(value)
    return "" if is_right else "Send what the device's clock reads, with its zone: 2026-11-25T14:05:00+00:00."


def _wrong_with_device_seq(value: object) -> str:
    is_count = isinstance(value, int) and not isinstance(value, bool) and 0 <= value < MOST
    return (
        ""
        if value is None or is_count
        else "Send the device's own count of its messages, a whole number from 0."
    )


def _at_most(longest: int, what: str) -> Callable[[object], str]:
    def wrong_with(value: object) -> str:
        is_right = isinstance(value, str) and len(value) <= longest and not _UNKEEPABLE.search(value)
        return "" if value is None or is_right else f"Send {what} in at most {longest} characters."

    return wrong_with


CHECKS: dict[str, Callable[[object], str]] = {
    "person": _wrong_with_person,
    "text": _wrong_with_text,
    "occurred_at": _wrong_with_occurred_at,
    "reason": _at_most(LONGEST_REASON, "why it is written now"),
    "device_now": _wrong_with_device_now,
    "device": _at_most(LONGEST_DEVICE, "the device's name"),
    "device_seq": _wrong_with_device_seq,
}


@dataclass(frozen=True)
class Placed:
    """When it happened by the server's clock, and what to keep of what the device said."""

    occurred_at: datetime
    device: dict[str, object]


def placed(sent: Sent, received_at: datetime) -> Placed:
    """Correct the time of the event by how far the device's clock is out, never past `received_at`. Keeps the raw values."""
    out = received_at - sent.device_now if sent.device_now else timedelta(0)
    moved = sent.occurred_at + (out if abs(out) > ON_THE_WAY else timedelta(0))
    said: dict[str, object] = {
        "name": sent.device,
        "seq": sent.device_seq,
        "occurred_at": sent.occurred_at.isoformat(),
    }
    if sent.device_now:
        said |= {
            "now": sent.device_now.isoformat(),
            "out_seconds": round(out.total_seconds()),
            "clock_wrong": abs(out) > WRONG,
        }
    return Placed(min(moved, received_at), said)


def _is_id(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True


def _moment(value: object) -> datetime | None:
    """An aware time, UTC. None for anything else, and for years that cannot be counted with."""
    try:
        read = datetime.fromisoformat(value) if isinstance(value, str) else None
        return read.astimezone(UTC) if read and read.tzinfo and 1900 < read.year < 2200 else None
    except (ValueError, OverflowError):
        return None
