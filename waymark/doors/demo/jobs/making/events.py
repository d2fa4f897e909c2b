"""One thing that happens in the made-up month."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any


@dataclass(frozen=True)
class Event:
    """`do` names the method of Happenings that lets it happen at `at`, about the person `about` of its team. `what`: what it needs.

    Keys in `what` are words from which ids follow, so that the same month writes nothing twice.
    """

    at: datetime
    do: str
    about: int
    what: Mapping[str, Any] = field(default_factory=dict)
