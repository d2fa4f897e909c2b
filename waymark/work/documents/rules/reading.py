"""A page of ours, read for printing: its headings, paragraphs, lists, tables and facts in their order, and nothing to press.

Only what stands in the page's main part is read. Forms, navigation, paragraphs of links alone and pictures are left out
(each picture has its table beside it).
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "legend": 3}
TEXTS = {
    "p",
    "li",
    "dt",
    "dd",
    "th",
    "td",
    "caption",
    "blockquote",
    "pre",
    "summary",
    "figcaption",
    *HEADINGS,
}
NOT_PRINTED = {
    "form",
    "nav",
    "script",
    "style",
    "svg",
    "button",
    "select",
    "input",
    "textarea",
    "template",
    "video",
    "audio",
}
UNSEEN = ("nhsuk-u-visually-hidden", "wm-no-print")
HOLDERS = {"li", "dt", "dd", "th", "td"}
"""What may hold paragraphs of its own: they are lines of it."""
ON_A_LINE_OF_ITS_OWN = "nhsuk-caption"
EMPTY = {"input", "br", "img", "hr", "meta", "link", "wbr", "source", "col"}
HEAD_LINE = "wm-printed"
Block = dict[str, Any]


class NoPage(ValueError):
    """What was answered is no page of ours."""


@dataclass(frozen=True)
class Read:
    """A page as it is printed. `title`: its first heading; `line`: who printed it and when, where the page itself says so."""

    title: str
    line: str = ""
    blocks: list[Block] = field(default_factory=list)


def read(html: str) -> Read:
    """What is printed of a page. Raises NoPage for one without a heading."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    blocks = list(_in_steps(_with_something_under(reader.blocks)))
    title = next((block["text"] for block in blocks if block["kind"] == "heading"), "")
    if not title:
        raise NoPage
    return Read(title=title.replace("\n", ", "), line=reader.line, blocks=blocks)


def _with_something_under(blocks: list[Block]) -> list[Block]:
    """Without headings under which only things to press stood. The first is the document's own."""
    title = next((block for block in blocks if block["kind"] == "heading"), None)
    kept: list[Block] = []
    for block in reversed(blocks):
        after = kept[-1] if kept else {"kind": "heading", "level": 0}
        nothing_under = after["kind"] == "heading" and after["level"] <= block.get("level", 0)
        if block is title or not (block["kind"] == "heading" and nothing_under):
            kept.append(block)
    return kept[::-1]


def _in_steps(blocks: list[Block]) -> Iterator[Block]:
    """Headings one step at a time, from the first level on, as whoever listens to a document moves through it."""
    level = 0
    for block in blocks:
        if block["kind"] != "heading":
            yield block
            continue
        level = min(block["level"], level + 1)
        yield {**block, "level": level}


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[Block] = []
        self.line = ""
        self.in_main = False
        self.skipped: list[str] = []
        self.words: list[str] = []
        self.open: list[str] = []
        self.row: list[str] | None = None
        self.term = ""
        self.is_line = False
        self.links = 0
        self.only_links = True

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        said = dict(attributes)
        if tag == "main":
            self.in_main = True
        if not self.in_main or tag in EMPTY:
            if tag == "br":
                self.words.append("\n")
            return
        kinds = (said.get("class") or "").split()
        if self.skipped or tag in NOT_PRINTED or "hidden" in said or any(kind in UNSEEN for kind in kinds):
            self.skipped.append(tag)
            return
        if tag == "a":
            self.links += 1
        if tag == "table":
            self.blocks.append({"kind": "table", "head": [], "rows": []})
        if tag == "tr":
            self._flush()
            self.row = []
        if any(kind.startswith(ON_A_LINE_OF_ITS_OWN) for kind in kinds) or self._is_a_line(tag):
            self.words.append("\n")
        elif tag in TEXTS:
            self._flush()
            self.open.append(tag)
            self.is_line = HEAD_LINE in kinds

    def handle_endtag(self, tag: str) -> None:
        if tag == "main":
            self._flush()
            self.in_main = False
        if not self.in_main or tag in EMPTY:
            return
        if self.skipped:
            if self.skipped[-1] == tag:
                self.skipped.pop()
            return
        if tag == "a":
            self.links -= 1
        if self._is_a_line(tag):
            self.words.append("\n")
        elif tag in TEXTS:
            self._flush(tag)
            if tag in self.open:
                self.open.remove(tag)
        if tag == "tr" and self.row is not None:
            self._row()

    def handle_data(self, data: str) -> None:
        if self.in_main and not self.skipped:
            self.only_links = self.only_links and bool(self.links or not data.strip())
            self.words.append(
                data if self.open and self.open[-1] == "pre" else " ".join(f"_{data}_".split())[1:-1]
            )

    def _is_a_line(self, tag: str) -> bool:
        return tag in TEXTS and tag not in HOLDERS and any(held in HOLDERS for held in self.open)

    def _flush(self, tag: str = "") -> None:
        """What was read so far is a block of the innermost kind that is open."""
        lines = [" ".join(line.split()) for line in "".join(self.words).split("\n")]
        text = "\n".join(line for line in lines if line)
        self.words.clear()
        inside = tag or (self.open[-1] if self.open else "p")
        if inside in ("th", "td") and tag and self.row is not None:
            self.row.append(text)
            self._heads(inside)
        elif text and self.is_line:
            self.line = text
        elif text and not (inside == "p" and self.only_links):
            self._add(inside, text)
        self.is_line, self.only_links = False, True

    def _heads(self, tag: str) -> None:
        if tag == "th" and self.row is not None and self.blocks and self.blocks[-1]["kind"] == "table":
            self.blocks[-1].setdefault("ths", []).append(len(self.row) - 1)

    def _row(self) -> None:
        row, self.row = self.row or [], None
        table = next((block for block in reversed(self.blocks) if block["kind"] == "table"), None)
        if table is None or not row:
            return
        heads = table.pop("ths", [])
        if len(heads) == len(row) and not table["head"]:
            table["head"] = row
        else:
            table["rows"].append(row)

    def _add(self, tag: str, text: str) -> None:
        last: Block = self.blocks[-1] if self.blocks else {"kind": ""}
        if tag in HEADINGS:
            self.blocks.append({"kind": "heading", "level": HEADINGS[tag], "text": text})
        elif tag == "li":
            if last["kind"] == "items":
                last["items"].append(text)
            else:
                self.blocks.append({"kind": "items", "items": [text]})
        elif tag == "dt":
            self.term = text
        elif tag == "dd":
            if last["kind"] == "facts":
                last["pairs"].append([self.term, text])
            else:
                self.blocks.append({"kind": "facts", "pairs": [[self.term, text]]})
        elif tag == "caption" and last["kind"] == "table":
            last["caption"] = text
        else:
            self.blocks.append({"kind": "text", "text": text})
