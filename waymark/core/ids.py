"""Ids made by whoever writes first: the phone, the page or the server. Time-ordered (RFC 9562 version 7) so that indexes stay local."""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from uuid import UUID, uuid5

# Ids under which nothing is kept when the action begins, each with the tables that have been asked for it since.
_fresh: ContextVar[dict[UUID, set[str]] | None] = ContextVar("fresh", default=None)


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
    child = uuid5(parent, "/".join(str(word) for word in words))
    fresh = _fresh.get()
    if fresh is not None and parent in fresh:
        fresh[child] = set()
    return child


@contextmanager
def nothing_under(root: UUID) -> Iterator[None]:
    """Inside, nothing is kept under `root`, nor under what is `derived` from it: whoever opens this has looked, in this transaction.

    So no room that is called asks again whether its row is there already (`kept` of its table).
    """
    token = _fresh.set({root: set()})
    try:
        yield
    finally:
        _fresh.reset(token)


def is_unused(table: str, id: UUID) -> bool:
    """Whether nothing can be under `id` in `table`. True once for each table: who asks is about to write it."""
    fresh = _fresh.get()
    if fresh is None or id not in fresh or table in fresh[id]:
        return False
    fresh[id].add(table)
    return True
