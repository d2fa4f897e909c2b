"""What words are, which are alike, and what of a passage is shown: values in, answer out. Serves LDS-110 with queries.py."""

from waymark.work.search.rules.snippet import Piece, snippet
from waymark.work.search.rules.stem import stem
from waymark.work.search.rules.words import (
    Asked,
    alternatives,
    asked,
    fold,
    person_token,
    tokens_of,
    words_of,
)

__all__ = [
    "Asked",
    "Piece",
    "alternatives",
    "asked",
    "fold",
    "person_token",
    "snippet",
    "stem",
    "tokens_of",
    "words_of",
]
