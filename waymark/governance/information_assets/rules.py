"""What a file is, whether it may come in, and the line every printout carries. Pure. Serves DUR-46."""

import re
import unicodedata
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import NamedTuple

from waymark.governance.information_assets.choices import ENDINGS, Became, FileKind

LARGEST = 10 * 1024 * 1024
SHORTEST_REASON = 10
OPEN_FOR = timedelta(minutes=15)
"""How long a printout's page stays open to the one who asked for it; then they ask again."""
_BEGINS = ((b"%PDF-", FileKind.PDF), (b"\x89PNG\r\n\x1a\n", FileKind.PNG), (b"\xff\xd8\xff", FileKind.JPEG))
_DOES_SOMETHING = re.compile(rb"/(JavaScript|JS|Launch|EmbeddedFile|RichMedia)\b")
_PAGE = re.compile(rb"/Type\s*/Page(?![a-zA-Z])")


class Looked(NamedTuple):
    """What was found in a file. `why_not`: the sentence that says why it may not come in."""

    kind: FileKind | None
    pages: int | None = None
    why_not: str = ""


def look_at(name: str, data: bytes) -> Looked:
    """What is in a file: its kind by its content, its pages where they can be counted, and whether it may come in."""
    if not data:
        return Looked(None, why_not="That file is empty.")
    if len(data) > LARGEST:
        return Looked(None, why_not=f"That file is too large: {LARGEST // 1024 // 1024} MB at most.")
    kind = _kind(data)
    if kind is None:
        return Looked(None, why_not="Bring in a PDF, a PNG or JPEG picture, or plain text.")
    if not name.lower().endswith(ENDINGS[kind]):
        return Looked(kind, why_not="The name of that file does not fit what is in it. Ask whoever sent it.")
    if kind is FileKind.PDF and _DOES_SOMETHING.search(data):
        return Looked(
            kind,
            why_not="That PDF would run something when it is opened. Ask for one that does not, or scan the paper.",
        )
    return Looked(kind, len(_PAGE.findall(data)) or None if kind is FileKind.PDF else None)


def _kind(data: bytes) -> FileKind | None:
    for begins, kind in _BEGINS:
        if data.startswith(begins):
            return kind
    try:
        text = data.decode("utf8")
    except UnicodeDecodeError:
        return None
    return (
        None if any(unicodedata.category(c) == "Cc" and c not in "\t\r\n\f" for c in text) else FileKind.TEXT
    )


def plain_name(name: str) -> str:
    """A file's own name: no folder before it, no unseen character, 200 letters at most."""
    last = re.split(r"[\\/]", name)[-1]
    return "".join(c for c in last if unicodedata.category(c)[0] != "C").strip()[-200:] or "file"


def size_in_words(size: int) -> str:
    """'812 bytes', '42 KB', '1.3 MB'."""
    if size < 1024:
        return f"{size} bytes"
    return f"{round(size / 1024):,} KB" if size < 1024 * 1024 else f"{size / 1024 / 1024:.1f} MB"


class Checked(NamedTuple):
    """One look at a paper beside its file: how many pages could be read, and whether by the one who scanned it."""

    readable: int
    by_scanner: bool


def wrong_with_pages(pages: int | None, readable: int) -> str:
    """What to say of a check; '' when it will do."""
    if pages is None:
        return "Say how many pages the paper has when you bring it in: this one was brought in without."
    return (
        f"The paper has {pages} page{'' if pages == 1 else 's'}: give a number up to that."
        if readable > pages
        else ""
    )


def wrong_with_ending(became: str, where: str, pages: int | None, checks: Sequence[Checked]) -> str:
    """What to say of what became of the paper; '' when it may be so. Destroyed only once a second person has read every page of the file
    against it: until then the paper is the only whole copy (LDS-113).
    """
    if became == Became.FILED and not where.strip():
        return "Say where it is filed."
    if became != Became.DESTROYED:
        return ""
    whole = [check for check in checks if pages and check.readable == pages]
    if not any(not check.by_scanner for check in whole):
        return "A second person checks every page first. Until then keep the paper."
    return ""


def scanned_words(written: date | None, scanned: date, today: date) -> str:
    """'written 2 March, scanned 4 March'; the year where it is not this one."""
    said = [f"written {_day(written, today)}"] if written else []
    return ", ".join([*said, f"scanned {_day(scanned, today)}"])


def _day(day: date, today: date) -> str:
    return f"{day.day} {day:%B}" if day.year == today.year else f"{day.day} {day:%B %Y}"


def wrong_with_reason(reason: str) -> str:
    """What to say of the reason for taking something out; '' when it will do."""
    plain = " ".join(reason.split())
    if len(plain) < SHORTEST_REASON or len(plain.split()) < 2:
        return "Say what it is for, in a sentence of at least 10 characters."
    return ""


def printed_by(name: str, there: datetime) -> str:
    """The line on every printout, `there` as a clock in London shows it: 'Printed by Ann Dodds 3 March 2026 10:12'."""
    return f"Printed by {name} {there.day} {there:%B %Y %H:%M}"


def still_open(at: datetime, now: datetime) -> bool:
    """Whether a printout asked for at `at` may still be looked at."""
    return now - at <= OPEN_FOR
