"""Reading the cells that must be one of a list: gender, ethnicity, the service's own teams and workers."""

import re
from uuid import UUID

from waymark.core.names import fold
from waymark.doors.imports.choices import Problem
from waymark.doors.imports.rules.cells import NAME_LONGEST, said, text_of
from waymark.doors.imports.rules.findings import Cell, Findings
from waymark.doors.imports.rules.known import Known, nearest
from waymark.people.service_users.choices import ETHNICITY, GENDER

_GENDER_WORDS = {
    "m": "1", "male": "1", "man": "1", "trans man": "1",
    "f": "2", "female": "2", "woman": "2", "trans woman": "2",
    "nb": "3", "non binary": "3", "nonbinary": "3", "enby": "3", "genderqueer": "3",
    "o": "4", "other": "4",
    "z": "Z", "not stated": "Z", "prefer not to say": "Z", "declined": "Z", "refused": "Z",
    "x": "X", "not known": "X", "unknown": "X", "not recorded": "X", "nk": "X", "n k": "X",
}  # fmt: skip
_ETHNICITY_WORDS = {
    "white british": "A", "british": "A", "english": "A", "welsh": "A", "scottish": "A", "white english": "A", "wb": "A",
    "white irish": "B", "irish": "B", "white other": "C", "any other white background": "C", "other white": "C",
    "white and black caribbean": "D", "white and black african": "E", "white and asian": "F", "any other mixed background": "G",
    "other mixed": "G", "mixed other": "G", "indian": "H", "asian indian": "H", "pakistani": "J", "asian pakistani": "J",
    "bangladeshi": "K", "asian bangladeshi": "K", "any other asian background": "L", "asian other": "L", "other asian": "L",
    "caribbean": "M", "black caribbean": "M", "african": "N", "black african": "N", "any other black background": "P",
    "black other": "P", "other black": "P", "chinese": "R", "any other ethnic group": "S", "other ethnic group": "S",
    "not stated": "Z", "prefer not to say": "Z", "declined": "Z", "refused": "Z", "not known": "99", "unknown": "99", "nk": "99",
    "n k": "99", "not recorded": "99",
}  # fmt: skip


_GENDER_WORDS |= {" ".join(fold(label)): code for code, label in GENDER.items()}
_ETHNICITY_WORDS |= {" ".join(fold(label)): code for code, label in ETHNICITY.items()}


def gender(cell: Cell, found: Findings) -> str:
    """The code of what the person says; '' where it was not asked."""
    return _coded(cell, found, GENDER, _GENDER_WORDS, Problem.GENDER_UNKNOWN_WORD)


def ethnicity(cell: Cell, found: Findings) -> str:
    """The code of what the person says. Not stated and not known stay apart."""
    return _coded(cell, found, ETHNICITY, _ETHNICITY_WORDS, Problem.ETHNICITY_UNKNOWN_WORD)


def _coded(
    cell: Cell, found: Findings, codes: dict[str, str], words: dict[str, str], problem: Problem
) -> str:
    text = text_of(cell.raw)
    if not text or re.fullmatch(r"[?.-]+|n/?a", text, re.I):
        return ""
    code = text.upper() if text.upper() in codes else words.get(" ".join(fold(text)), "")
    if not code:
        found.add(problem, cell)
    return code


def team(cell: Cell, found: Findings, known: Known) -> UUID | None:
    """The team's id; None where none is named."""
    text = said(cell, found, NAME_LONGEST)
    id = known.team_called(text) if text else None
    if text and id is None:
        found.add(Problem.TEAM_UNKNOWN, cell, hint=nearest(text, list(known.teams)))
    return id


def worker(cell: Cell, found: Findings, known: Known) -> UUID | None:
    """The worker's id; None where none is named, or two are."""
    text = said(cell, found, NAME_LONGEST)
    if not text or " ".join(fold(text)) in ("unallocated", "waiting list", "vacant", "duty"):
        return None
    ids = known.workers_called(text)
    if not ids:
        found.add(Problem.WORKER_UNKNOWN, cell, hint=nearest(text, [name for name, _ in known.workers]))
    elif len(ids) > 1:
        found.add(Problem.WORKER_TWO, cell)
    return ids[0] if len(ids) == 1 else None
