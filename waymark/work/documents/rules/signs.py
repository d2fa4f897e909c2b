"""Signs that no font here can print are replaced by one that shows that something stood there: never left out in silence."""

from bisect import bisect_right
from collections.abc import Sequence

NO_SIGN = "\u25a1"
"""An empty square."""
NOTHING = frozenset(
    "\u00ad\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufe0e\ufe0f\ufeff"
)
"""Signs that are not seen: kept where they join letters or set a direction, and never counted as missing."""
KEPT = frozenset("\u200c\u200d\u200e\u200f")


def printable(text: str, ranges: Sequence[Sequence[int]]) -> tuple[str, int]:
    """The text with what cannot be printed replaced, and how many signs that were. `ranges`: what can be, first and last, in order."""
    firsts = [first for first, _ in ranges]
    found, missing = [], 0
    for sign in text:
        if sign in NOTHING:
            found.append(sign if sign in KEPT else "")
        elif sign.isspace() or _is_in(ord(sign), ranges, firsts):
            found.append(sign)
        else:
            found.append(NO_SIGN)
            missing += 1
    return "".join(found), missing


def _is_in(code: int, ranges: Sequence[Sequence[int]], firsts: Sequence[int]) -> bool:
    place = bisect_right(firsts, code) - 1
    return place >= 0 and code <= ranges[place][1]
