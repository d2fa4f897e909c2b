"""What this request has asked the database already, so that it is not asked again. Gone with the request; outside one, nothing is kept.

Only for what a page asks many times over and nobody changes under it: who stands how to whom. Whoever does change it calls `forget`.
"""

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, TypeVar

Answer = TypeVar("Answer")
_kept: ContextVar[dict[Hashable, Any] | None] = ContextVar("kept", default=None)


@contextmanager
def remembering() -> Iterator[None]:
    """Keep answers inside: around one request."""
    token = _kept.set({})
    try:
        yield
    finally:
        _kept.reset(token)


def ask(key: Hashable, question: Callable[[], Answer]) -> Answer:
    """The answer under `key`, asked the first time."""
    kept = _kept.get()
    if kept is None:
        return question()
    if key not in kept:
        kept[key] = question()
    answer: Answer = kept[key]
    return answer


def forget() -> None:
    """Ask everything afresh from here on."""
    kept = _kept.get()
    if kept is not None:
        kept.clear()
