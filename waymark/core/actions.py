"""What makes a function an action: one transaction, and an audit row inside it or nothing is kept (security.md)."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import wraps
from typing import Any, TypeVar

from django.db import models, transaction

Result = TypeVar("Result")


class ActionNotAudited(RuntimeError):
    """An action ended without an audit row; its transaction is rolled back."""


class WrittenOutsideAction(RuntimeError):
    """A row of the record was saved by something that is not an action."""


@dataclass
class Frame:
    """One action under way. `audited` counts the audit rows it and the actions it called have written.

    `waiting` are those rows: the outermost action writes them in one statement before its transaction ends. What an action that failed
    had to say of itself is gone with what it wrote.
    """

    name: str
    audited: int = 0
    waiting: list[models.Model] = field(default_factory=list)


_frames: ContextVar[tuple[Frame, ...]] = ContextVar("frames", default=())


@contextmanager
def frame(name: str) -> Iterator[Frame]:
    """Open an action by hand: for the test factories and the bulk loader of the test kit, which write without a worker."""
    around = _frames.get()
    mine = Frame(name)
    token = _frames.set((*around, mine))
    try:
        yield mine
        if around:
            around[-1].waiting += mine.waiting
        else:
            _write(mine.waiting)
    finally:
        _frames.reset(token)


def write_with_the_rest(rows: list[models.Model]) -> None:
    """Told by the audit log: rows of it, written at the end of the outermost action under way, or now where there is none."""
    around = _frames.get()
    for open_frame in around:
        open_frame.audited += len(rows)
    if around:
        around[-1].waiting += rows
    else:
        _write(rows)


def _write(rows: list[models.Model]) -> None:
    if rows:
        type(rows[0])._default_manager.bulk_create(rows, batch_size=500)


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
