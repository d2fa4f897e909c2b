"""What makes a function an action: one transaction, and an audit row inside it or nothing is kept (security.md)."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import wraps
from typing import Any, TypeVar

from django.db import transaction

Result = TypeVar("Result")


class ActionNotAudited(RuntimeError):
    """An action ended without an audit row; its transaction is rolled back."""


class WrittenOutsideAction(RuntimeError):
    """A row of the record was saved by something that is not an action."""


@dataclass
class Frame:
    """One action under way. `audited` counts the audit rows it and the actions it called have written."""

    name: str
    audited: int = 0


_frames: ContextVar[tuple[Frame, ...]] = ContextVar("frames", default=())


@contextmanager
def frame(name: str) -> Iterator[Frame]:
    """Open an action by hand: for the test factories and the bulk loader of the test kit, which write without a worker."""
    mine = Frame(name)
    token = _frames.set((*_frames.get(), mine))
    try:
        yield mine
    finally:
        _frames.reset(token)


def count_audited() -> None:
    """Told by the audit log for each row it writes."""
    for open_frame in _frames.get():
        open_frame.audited += 1


def require_open(model: type) -> None:
    """Refuse a write that no action stands behind."""
    if not _frames.get():
        raise WrittenOutsideAction(f"{model.__name__} is written by actions only.")


def action(function: Callable[..., Result]) -> Callable[..., Result]:
    """Mark a write: keyword-only, atomic, audited. Serves the audit rule of security.md; a sweep finds unmarked ones."""

    @wraps(function)
    def run(**kwargs: Any) -> Result:
        with transaction.atomic(), frame(function.__qualname__) as mine:
            result = function(**kwargs)
            if not mine.audited:
                raise ActionNotAudited(f"{function.__module__}.{function.__name__} wrote no audit row.")
        return result

    run.is_action = True  # type: ignore[attr-defined]
    return run
