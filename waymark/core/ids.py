"""Ids made by whoever writes first: the phone, the page or the server. Time-ordered (RFC 9562 version 7) so that indexes stay local."""

import os
import time
from uuid import UUID, uuid5


def new_id(at_ms: int | None = None) -> UUID:
    """A fresh UUIDv7. `at_ms`: milliseconds since 1970, given only by tests and by replays that must sort by event time."""
    ms = time.time_ns() // 1_000_000 if at_ms is None else at_ms
    value = (ms & ((1 << 48) - 1)) << 80 | int.from_bytes(os.urandom(10))
    value = value & ~(0xF << 76) | 0x7 << 76
    return UUID(int=value & ~(0x3 << 62) | 0x2 << 62)


def read_id(text: object) -> UUID | None:
    """The UUID in `text`, or None when it is not one. For form fields and addresses made by a client."""
    try:
        return UUID(str(text))
    except ValueError:
        return None


def derived(parent: UUID, *words: object) -> UUID:
    """The id of a row that follows from `parent`: the same words give the same id, so that a repeated action writes nothing twice."""
    return uuid5(parent, "/".join(str(word) for word in words))
