"""What in a service file is ours rather than the job description's, so that a screen can say so (capabilities.md 2.8)."""

from collections.abc import Iterator
from typing import Any

from waymark.organisation.services.rules.shape import ROWS, Data, name_of

OURS = "[P]"


def our_defaults(data: Data) -> list[str]:
    """The dotted names of all that is our default: those under `defaults`, and every row and clock whose source is ours."""
    return sorted({*data["defaults"], *_by_source(data)})


def is_our_default(data: Data, name: str) -> bool:
    """Whether `name` (such as `clocks.support_plan_review` or `posts.RW-014`) is our default, itself or with all that holds it."""
    ours = our_defaults(data)
    return any(name == default or name.startswith(f"{default}.") for default in ours)


def default_problems(data: Data) -> list[str]:
    """Each name under `defaults` must be a setting of this file."""
    return [
        f"defaults: there is no setting '{name}' in this file."
        for name in data["defaults"]
        if not _exists(data, name.split("."))
    ]


def _by_source(data: Data) -> Iterator[str]:
    if OURS in data["hours"]["source"]:
        yield "hours"
    if OURS in data["referrals"]["source"]:
        yield "referrals"
    for key in ROWS:
        yield from (f"{key}.{name_of(row)}" for row in data[key] if OURS in row.get("source", ""))
    yield from (
        f"clocks.{key}"
        for key, clock in data["clocks"].items()
        if isinstance(clock, dict) and OURS in clock["source"]
    )


def _exists(value: Any, steps: list[str]) -> bool:
    if not steps:
        return True
    if isinstance(value, list):
        value = {name_of(row): row for row in value if isinstance(row, dict)}
    return isinstance(value, dict) and steps[0] in value and _exists(value[steps[0]], steps[1:])
