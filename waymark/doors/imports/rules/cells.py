"""Reading one cell as words, a name, or yes and no. Nothing is guessed; what is empty stays empty."""

import re
from datetime import date

from waymark.core.names import fold
from waymark.core.typed import tidy
from waymark.doors.imports.choices import Doubt, Problem
from waymark.doors.imports.rules.findings import Cell, Findings

NAME_LONGEST = 200
ONE_LINE = 300
"""Characters; what may be longer keeps its line breaks."""
ERROR = re.compile(r"#(N/A|REF!|VALUE!|NAME\?|DIV/0!|NULL!|NUM!|#+)", re.I)
_FORMULA = re.compile(r"[=+@-](?=[A-Za-z@=+(\"'|-])|\t|=")
NOT_KNOWN = re.compile(
    r"unknown|not known|not given|not recorded|none|nil|null|n[./]?[ka]|u/?k|tb[ac]|[?.-]+|none known|"
    r"no (needs|adjustments|preference|phone|mobile|email)( known)?",
    re.I,
)
"""What people write in a cell that has nothing to say. Not for names: 'Na' is one."""
_NO_NAME = re.compile(
    r"(unknown|unk|not (known|given|recorded)|n/k|tb[ac]|(test|dummy|new|blank|no) ?(client|patient|person|user|name|surname|forename)|"
    r"test\d*|dummy|anonymous|a ?n other|joe bloggs|xx+|anon|name|withheld|refused|declined)",
    re.I,
)
_YES = frozenset({"y", "yes", "true", "1", "x", "✓", "✔", "☑", "tick", "ticked", "yes please"})
_NO = frozenset({"n", "no", "false", "0", "none", "na", "n a", "nil", "☐", "not applicable"})


def words(cell: Cell, found: Findings, longest: int) -> str:
    """Short words as written, tidied; '' where there are none. Too long is refused, never cut."""
    text = (
        text_of(cell.raw)
        if longest <= ONE_LINE
        else "\n".join(map(tidy, str(cell.raw or "").strip().splitlines()))
    )
    if len(text) > longest:
        found.add(Problem.TOO_LONG, cell, count=len(text), most=longest)
        return ""
    if _FORMULA.match(text):
        found.add(Doubt.LOOKS_LIKE_FORMULA, cell)
    return text


def text_of(raw: object) -> str:
    """A cell as words: a whole number without the '.0' some programs give it, a date as people write it."""
    if raw is None or isinstance(raw, bool):
        return "" if raw is None else "Yes" if raw else "No"
    if isinstance(raw, float) and raw.is_integer():
        return str(int(raw))
    if isinstance(raw, date):
        return f"{raw.day}/{raw.month}/{raw.year}"
    text = tidy(str(raw))
    return text[:-2] if text.endswith(".0") and text[:-2].isdecimal() else text


def said(cell: Cell, found: Findings, longest: int) -> str:
    """As `words`, with 'unknown', 'n/a' and their like as empty."""
    text = words(cell, found, longest)
    return "" if NOT_KNOWN.fullmatch(text) else text


_NO_FAMILY_NAME = re.compile(r"unknown|not (known|given|recorded)|n/[ak]|[?.-]+", re.I)


def family_name(cell: Cell, found: Findings) -> str:
    """A family name as written; '' where it is not known, for some people have one name only. 'Na' is a name."""
    return "" if _NO_FAMILY_NAME.fullmatch(text_of(cell.raw)) else name(cell, found)


def name(cell: Cell, found: Findings) -> str:
    """A name as written."""
    text = words(cell, found, NAME_LONGEST)
    if not text:
        return ""
    if not any(character.isalpha() for character in text):
        found.add(Problem.NAME_HAS_NO_LETTER, cell)
    elif _NO_NAME.fullmatch(text.strip("?*() ")):
        found.add(Problem.NAME_PLACEHOLDER, cell)
    elif any(character.isdigit() for character in text):
        found.add(Doubt.NAME_HAS_FIGURE, cell)
    return text


def yes(cell: Cell, found: Findings, *, is_permission: bool = False) -> bool | None:
    """Yes, no, or None for an empty cell. Anything else is refused: a wrong guess can put somebody in danger.

    An x is a tick beside 'No voicemail', which errs to the safe side; beside a permission it could as well be a cross.
    """
    text = text_of(cell.raw)
    if not text:
        return None
    short = " ".join(fold(text)) or text
    if short in _YES | _NO and not (short == "x" and is_permission):
        return short in _YES
    found.add(Problem.YES_NO_UNCLEAR, cell)
    return None


def language_needed(text: str) -> str:
    """What an interpreter column says: '' for no need, the need in words for yes or a language."""
    short = " ".join(fold(text))
    if not short or short in _NO or short in ("not needed", "not required", "english"):
        return ""
    return (
        "Needs an interpreter"
        if short in _YES or short in ("needed", "required")
        else f"Needs an interpreter: {text}"
    )
