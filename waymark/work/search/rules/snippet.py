"""The stretch of a text that shows why it was found, in pieces, so that the template escapes every one of them (A19, A20)."""

from collections.abc import Iterator, Sequence
from itertools import chain
from typing import NamedTuple

from waymark.work.search.rules.words import WORD, Asked, fold

LENGTH = 260
BEFORE = 80


class Piece(NamedTuple):
    """A stretch of the text as it was written. `marked`: one of the words asked for."""

    text: str
    marked: bool = False


def snippet(
    text: str, words: Sequence[Asked], length: int = LENGTH, met: dict[str, bool] | None = None
) -> list[Piece]:
    """About `length` characters around the first word that was asked for, cut between words; dots say where more stands.

    `met`: which words of earlier texts were asked for, where several are shown for one question: texts share most of their words.
    """
    places = _places(text, words, {} if met is None else met)
    nearest = next(places, None)
    start = _start(text, nearest[0] if nearest else 0, length)
    end = _end(text, start + length)
    pieces = [Piece("… ")] if start else []
    at = start
    for first, last in chain([nearest] if nearest else [], places):
        if last > end:
            break
        if start <= first:
            pieces += [Piece(text[at:first]), Piece(text[first:last], marked=True)]
            at = last
    pieces += [Piece(text[at:end]), Piece(" …" if end < len(text) else "")]
    return [piece for piece in pieces if piece.text]


def _places(text: str, words: Sequence[Asked], met: dict[str, bool]) -> Iterator[tuple[int, int]]:
    first_letters = {asked.stem[:1] for asked in words}  # of a word and of its stem the same
    for match in WORD.finditer(text):
        written = match[0]
        if written not in met:
            folded = fold(written)
            met[written] = folded[:1] in first_letters and any(asked.meets(folded) for asked in words)
        if met[written]:
            yield match.span()


def _start(text: str, first: int, length: int) -> int:
    """The beginning when all fits or the word stands early; else the next word a little before it."""
    if len(text) <= length or first <= BEFORE:
        return 0
    space = text.find(" ", first - BEFORE, first)
    return space + 1 if space >= 0 else first


def _end(text: str, at: int) -> int:
    if at >= len(text):
        return len(text)
    space = text.rfind(" ", max(0, at - BEFORE), at)
    return space if space > 0 else at
