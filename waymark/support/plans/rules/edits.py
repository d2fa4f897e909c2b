"""How often a part of a draft was kept, and from which open page: so that what one page keeps by itself never stands in the way of what the
same page sends next, and what another page kept meanwhile always does.

`edits`: by part, `n` how often it was kept, `page` from which page last, and `since` the first of that page's uninterrupted run.
"""

from collections.abc import Mapping
from typing import Any

from waymark.support.plans.choices import Part

Edits = Mapping[str, Mapping[str, Any]]


def edit_of(edits: Edits, part: Part) -> int:
    """How often a part was kept."""
    return int(edits.get(part, {}).get("n", 0))


def kept_from(edits: Edits, part: Part, page: str) -> dict[str, Any]:
    """The edits after `page` has kept the part once more."""
    before, number = edits.get(part, {}), edit_of(edits, part) + 1
    since = before["since"] if page and before.get("page") == page else number
    return {**edits, part: {"n": number, "page": page, "since": since}}


def is_up_to_date(edits: Edits, part: Part, seen: int, page: str) -> bool:
    """Whether nothing was kept since `seen` but by the same page."""
    kept = edits.get(part, {})
    return edit_of(edits, part) == seen or bool(
        page and kept.get("page") == page and kept["since"] <= seen + 1
    )
