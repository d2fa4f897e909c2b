"""The log's codes as words a privacy officer reads. Pure."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from waymark.governance.information_rights.choices import ACTIONS, BASES, THINGS, TOLD
from waymark.people.access.choices import Relationship


def action_in_words(action: str) -> str:
    """'Looked at', or the action's own name as words: sign_note is 'Sign note'."""
    return ACTIONS.get(action) or action.replace("_", " ").capitalize()


def basis_in_words(basis: str) -> str:
    """'key worker, in their team'; '' for none given."""
    codes = [code for code in basis.split(", ") if code]
    return ", ".join(BASES.get(Relationship(c), c) if c in set(Relationship) else c for c in codes)


def things_in_words(rows: Mapping[str, Any], names: Mapping[str, str]) -> str:
    """What was loaded, most first: 'notes (3), goals'. `names`: a table's name in the plural. Unknown tables show their own label."""
    counts = Counter(
        {THINGS.get(label) or names.get(label) or label: len(ids) for label, ids in rows.items()}
    )
    told = sorted(counts.items(), key=lambda thing: (-thing[1], thing[0]))
    return ", ".join(f"{name} ({number})" if number > 1 else name for name, number in told)


def together(readings: Iterable[Mapping[str, Any]]) -> dict[str, set[str]]:
    """Every row that several readings loaded, each once."""
    found: dict[str, set[str]] = {}
    for rows in readings:
        for label, ids in rows.items():
            found.setdefault(label, set()).update(ids)
    return found


def why_told(basis: str) -> str:
    """Why somebody looked, in words for the person: the nearest of the relationships they had. '' where none is known."""
    had = {code for code in basis.split(", ") if code}
    return next((words for code, words in TOLD.items() if code in had), "")
