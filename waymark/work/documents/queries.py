"""A page of ours as a tagged PDF (PDF/UA-1): typst sets it, with the fonts that come with Waymark and no others."""

import importlib
import json
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

from django.http import HttpResponse

from waymark.core.pages import as_a_file
from waymark.work.documents import rules
from waymark.work.documents.choices import POINTS, Shape

DATA = Path(__file__).parent / "data"
FONTS = DATA / "fonts"
NOT_PRINTED = "Signs of this document that could not be printed: {}. A square stands in place of each."
STANDARD = "ua-1"
PDF = "application/pdf"
NoPage = rules.NoPage


def as_asked(page: HttpResponse, said: str, name: str, save: Callable[[str, Shape], bytes]) -> HttpResponse:
    """The page, or where its address asks for a PDF (`?as=pdf`, `?as=large-print`) what `save` makes of it, as a file of this name."""
    if said not in set(Shape):
        return page
    return as_a_file(save(page.content.decode(), Shape(said)), f"{name}.pdf", PDF)


def title_of(html: str) -> str:
    """The first heading of a page, which is what the document is called."""
    return rules.read(html).title


def pdf_of(html: str, shape: Shape, *, line: str = "") -> bytes:
    """The page in `html` as a PDF. `line`: at the foot of every page, where the page itself says nothing of who printed it.

    Raises NoPage for what is no page of ours.
    """
    page = rules.read(html)
    document = {
        "title": page.title,
        "author": "Waymark",
        "line": page.line or line,
        "points": POINTS[shape],
        "blocks": [_set(block) for block in page.blocks],
    }
    return _compiled(_printable(document))


def _set(block: dict[str, Any]) -> dict[str, Any]:
    """A table with as many columns in each row as in its longest."""
    if block["kind"] != "table":
        return block
    columns = max(map(len, [block["head"], *block["rows"]]), default=0) or 1
    rows = [row + [""] * (columns - len(row)) for row in block["rows"]]
    head = block["head"] + [""] * (columns - len(block["head"])) if block["head"] else []
    return {**block, "columns": columns, "head": head, "rows": rows}


def _printable(document: dict[str, Any]) -> dict[str, Any]:
    counted = [0]
    found = _each(document, counted)
    if counted[0]:
        found["blocks"].append({"kind": "text", "text": NOT_PRINTED.format(counted[0])})
    return dict(found)


def _each(said: Any, counted: list[int]) -> Any:
    if isinstance(said, str):
        text, missing = rules.printable(said, _ranges())
        counted[0] += missing
        return text
    if isinstance(said, list):
        return [_each(one, counted) for one in said]
    if isinstance(said, dict):
        return {name: _each(one, counted) for name, one in said.items()}
    return said


@cache
def _ranges() -> list[list[int]]:
    found: list[list[int]] = json.loads((FONTS / "coverage.json").read_text())["ranges"]
    return found


def _compiled(document: dict[str, Any]) -> bytes:
    """typst is loaded when the first document is made: most processes make none."""
    typst = importlib.import_module("typst")
    made: bytes = typst.compile(
        str(DATA / "page.typ"),
        root=str(DATA),
        font_paths=[str(FONTS)],
        ignore_system_fonts=True,
        sys_inputs={"document": json.dumps(document)},
        pdf_standards=[STANDARD],
    )
    return made
