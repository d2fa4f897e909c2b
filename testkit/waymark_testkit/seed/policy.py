"""Who may do what with whose record, read from docs/policy/access.csv by the words of docs/policy/README.md.

A second reading, on purpose: what the manifest says is visible must not come from the code that makes it visible (hooks.md).
"""

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

PAPER = Path("docs/policy/access.csv")
BARS = frozenset({"own_record", "declared_conflict"})
STRONGEST_FIRST = ("yes", "author", "break_glass")


class NoPolicy(FileNotFoundError):
    """The policy's paper is not here: the seed is made in a clone of the repository."""


@dataclass(frozen=True)
class Row:
    """One line of the policy."""

    role: str
    relationship: str
    sensitivity: str
    action: str
    answer: str

    def is_about(self, role: str, relationship: str, sensitivity: str, action: str) -> bool:
        """A `*` stands for every word; as relationship, for every one that does not bar."""
        return (
            self.role in ("*", role)
            and (self.relationship == relationship or (self.relationship == "*" and relationship not in BARS))
            and self.sensitivity in ("*", sensitivity)
            and self.action in ("*", action)
        )


@cache
def rows() -> tuple[Row, ...]:
    """The policy, line by line."""
    paper = next((folder / PAPER for folder in Path(__file__).parents if (folder / PAPER).exists()), None)
    if paper is None:
        raise NoPolicy(f"{PAPER} is not here: run the seed from a clone of the repository.")
    with paper.open(encoding="utf8", newline="") as file:
        return tuple(
            Row(**{name: line[name] for name in Row.__annotations__}) for line in csv.DictReader(file)
        )


def answer(roles: frozenset[str], relationships: frozenset[str], sensitivity: str, action: str) -> str:
    """'yes', 'author' (only what is theirs), 'break_glass' (after an override) or 'no', by the README's 'Which row wins'."""
    if relationships & BARS or any(_always_no(role, action) for role in roles):
        return "no"
    found = {
        one for role in roles for kind in relationships for one in _answers(role, kind, sensitivity, action)
    }
    return next((strong for strong in STRONGEST_FIRST if strong in found), "no")


@cache
def _answers(role: str, relationship: str, sensitivity: str, action: str) -> tuple[str, ...]:
    return tuple(row.answer for row in rows() if row.is_about(role, relationship, sensitivity, action))


@cache
def _always_no(role: str, action: str) -> bool:
    """Denied whatever the relationship: no other post helps."""
    return any(
        row.answer == "no" and row.relationship == "*" and row.role == role and row.action == action
        for row in rows()
    )
