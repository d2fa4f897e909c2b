"""The operating log: one line of JSON for each thing an operator should know, to standard error. Never a word of a record.

An exception's own words may hold a person's (a database quotes the row it refuses), so only its kind and where it happened are kept.
"""

import json
import logging
import traceback
from datetime import UTC, datetime


class OneLine(logging.Formatter):
    """A record as JSON: line breaks and quotes in anything are escaped, so that nothing can forge a second line (A27)."""

    def format(self, record: logging.LogRecord) -> str:
        line = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "from": record.name,
            "says": record.getMessage()[:500],
        }
        wrong = record.exc_info[1] if record.exc_info else None
        if wrong is not None:
            line |= {"error": kind_of(wrong), "where": where(wrong)}
        return json.dumps(line)


def kind_of(wrong: BaseException) -> str:
    """What kind of error it was, and what kind caused it."""
    cause = wrong.__cause__ or wrong.__context__
    name = f"{type(wrong).__module__}.{type(wrong).__qualname__}"
    return f"{name} from {kind_of(cause)}" if cause is not None and cause is not wrong else name


def where(wrong: BaseException, most: int = 12) -> str:
    """The last steps to it, the nearest last."""
    steps = traceback.extract_tb(wrong.__traceback__)[-most:]
    return " > ".join(f"{step.filename}:{step.lineno} {step.name}" for step in steps)
