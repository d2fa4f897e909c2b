"""The chain: what a line of the log is, how it is sealed to the one before, and what shows that somebody changed it. Pure: no database.

A line's mac is HMAC-SHA256 over its canonical JSON without the mac; `prev` is the mac of the line before, so that a line cannot be changed,
moved, added or taken out unseen by anyone without the key. The end can be cut, or re-forged with the key: an anchor kept elsewhere shows
that (security.md: 402 of 2,000 tamperings were missed without one, none with).
"""

import hashlib
import hmac
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

ZEROS = "0" * 64
NAMED = 100
FIELDS = ("seq", "at", "actor", "action", "object", "detail", "prev", "mac")
Line = dict[str, Any]


def canonical(value: Any) -> bytes:
    """Canonical JSON: keys sorted, no spaces, characters as themselves in UTF-8."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode(
        "utf8", "surrogatepass"
    )


def mac_of(line: Line, key: bytes) -> str:
    """The seal of a line: over everything in it but the seal itself."""
    return hmac.new(key, canonical({k: v for k, v in line.items() if k != "mac"}), hashlib.sha256).hexdigest()


def sealed(content: Line, seq: int, prev: str, key: bytes) -> Line:
    """`content` (at, actor, action, object, detail) with its place in the chain."""
    line = {"seq": seq, **content, "prev": prev}
    return {**line, "mac": mac_of(line, key)}


def instant(at: datetime) -> str:
    """A time as lines write it: UTC to the microsecond, so that both databases give the same text."""
    return at.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def written(line: Line) -> bytes:
    """The line as it stands in an exported file, its end included. One line, whatever its text holds (A27)."""
    body = ",".join(f'"{name}":{canonical(line[name]).decode("utf8", "surrogatepass")}' for name in FIELDS)
    return b"{" + body.encode("utf8", "surrogatepass") + b"}\n"


def read(text: bytes) -> Line:
    """The line in `text`. ValueError with a sentence unless it is exactly as `written` would write it, to the byte."""
    try:
        line = json.loads(text.decode("utf8", "surrogatepass"))
    except (ValueError, RecursionError):
        raise ValueError("is not a line of the log") from None
    if not isinstance(line, dict) or set(line) != set(FIELDS) or type(line["seq"]) is not int:
        raise ValueError("is not a line of the log")
    if written(line) != text:
        raise ValueError("was rewritten: it is not as Waymark writes it")
    return line


@dataclass(frozen=True)
class Anchor:
    """A place in the chain that somebody wrote down elsewhere."""

    seq: int
    mac: str


def read_anchors(text: str) -> list[Anchor]:
    """Anchors from a file's lines (`{"seq": 12, "mac": "…"}`) or from `12:…` as typed. ValueError when there is none in it."""
    anchors = [_anchor(row.strip()) for row in text.splitlines() if row.strip()]
    if not anchors:
        raise ValueError("There is no anchor in it.")
    return anchors


def _anchor(row: str) -> Anchor:
    try:
        if row.startswith("{"):
            given = json.loads(row)
            return Anchor(int(given["seq"]), str(given["mac"]))
        seq, mac = row.split(":")
        return Anchor(int(seq), mac.strip())
    except (ValueError, KeyError, TypeError):
        raise ValueError(
            f"{row[:80]!r} is not an anchor: it is SEQ:MAC, or a line that `waymark audit anchor` wrote."
        ) from None


@dataclass
class Walk:
    """A walk along the chain from its start, or on from a line already walked. Each fault is a sentence that names its row."""

    key: bytes
    anchors: Sequence[Anchor] = ()
    seq: int = 0
    mac: str = ZEROS
    part: bool = False
    lines: int = 0
    faults: list[str] = field(default_factory=list)
    unnamed: int = 0

    def step(self, line: Line) -> None:
        """Check one line against the one before it."""
        for fault in self._wrong_with(line):
            self._found(fault)
        self.lines += 1
        self.seq, self.mac = max(line["seq"], self.seq) if self.part else line["seq"], line["mac"]

    def unreadable(self, place: int, why: str) -> None:
        """A line that cannot be read is a fault; the walk goes on as if it had been taken out."""
        self._found(f"Line {place} {why}.")
        self.lines += 1

    def end(self) -> list[str]:
        """Every fault found, once the last line has been walked."""
        cut = [a for a in self.anchors if a.seq > self.seq]
        missing = [
            f"Row {a.seq} is missing: an anchor names it, and the log ends at row {self.seq}." for a in cut
        ]
        return [*self.faults, *([f"{self.unnamed:,} faults more."] if self.unnamed else []), *missing]

    def _found(self, fault: str) -> None:
        """The first hundred are named, the rest counted: a log of millions under the wrong key must not fill the memory."""
        if len(self.faults) < NAMED:
            self.faults.append(fault)
        else:
            self.unnamed += 1

    def _wrong_with(self, line: Line) -> Iterator[str]:
        row = line["seq"]
        if self.part:
            if row <= self.seq:
                yield f"Row {row} is out of its place: it comes after row {self.seq}."
        elif row != self.seq + 1:
            yield f"Row {row} is out of its place: row {self.seq + 1} should stand there."
        elif line["prev"] != self.mac:
            yield f"Row {row} does not follow the row before it."
        if not hmac.compare_digest(
            mac_of(line, self.key).encode(), str(line["mac"]).encode("utf8", "surrogatepass")
        ):
            yield f"Row {row} was changed: its seal does not fit."
        if any(a.seq == row and a.mac != line["mac"] for a in self.anchors):
            yield f"Row {row} is not the row that was anchored."


def walk_file(lines: Iterable[bytes], walk: Walk) -> list[str]:
    """Walk an exported file, line by line. Returns its faults."""
    for place, text in enumerate(lines, start=1):
        try:
            line = read(text)
        except ValueError as wrong:
            walk.unreadable(place, str(wrong))
            continue
        walk.step(line)
    return walk.end()
