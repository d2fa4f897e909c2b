"""How text becomes the words a search knows, and how a question is put: once, here, so that both databases keep and find the same.

A word is a run of letters and digits of any script, without case, accents or marks ('Zoë' is 'zoe', 'Łukasz' is 'lukasz', '½' is '12').
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from uuid import UUID

from waymark.work.search.rules.stem import stem

LONGEST_WORD = 40
MOST_WORDS = 12
WHOLE_BELOW = 4  # 'art' finds 'art' and 'arts'; from four letters on, 'medi' finds whatever begins so

# What stands before a word in the index and cannot be part of one.
STEM, PERSON = "=", "@"

# Marks belong to the letter before them; joiners and soft hyphens are nothing at all.
_NOTHING = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
_MARKS = "".join(chr(c) for c in range(0x300, 0x10000) if unicodedata.category(chr(c))[0] == "M")
WORD = re.compile(rf"[^\W_](?:[^\W_]|[{_MARKS}{_NOTHING}])*")
_NO_PARTS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th", "ŧ": "t"}
)


@dataclass(frozen=True)
class Asked:
    """One word of a question: as typed but folded, and its stem. `begins`: words that begin with it are meant too."""

    word: str
    stem: str

    @property
    def begins(self) -> bool:
        return len(self.word) >= WHOLE_BELOW

    def meets(self, word: str) -> bool:
        """Whether a folded word of a text is what was asked for. The index answers the same."""
        return stem(word) == self.stem or word == self.stem or (self.begins and word.startswith(self.word))


@lru_cache(maxsize=65_536)
def fold(word: str) -> str:
    """A word without case, accents and marks, cut at 40 characters. '' where nothing of it is a letter or digit."""
    small = unicodedata.normalize("NFKD", word).casefold().translate(_NO_PARTS)
    return "".join(c for c in unicodedata.normalize("NFKD", small) if c.isalnum())[:LONGEST_WORD]


def words_of(text: str) -> list[str]:
    """The folded words of a text, in their order."""
    return [word for found in WORD.finditer(text) if (word := fold(found[0]))]


def asked(query: str) -> tuple[Asked, ...]:
    """The words of a question, each once, twelve at most. Signs (quotes, AND, OR, *, -) mean nothing: all words must be there."""
    words = dict.fromkeys(words_of(query[:400]))
    return tuple(Asked(word, stem(word)) for word in list(words)[:MOST_WORDS])


def tokens_of(text: str, person_id: UUID | None) -> str:
    """What the index keeps of a passage: its words, the stems that differ from them, and whose it is. Each once, between spaces."""
    words = set(words_of(text))
    stems = {STEM + stem(word) for word in words if stem(word) != word}
    return " ".join(sorted(words | stems | ({person_token(person_id)} if person_id else set())))


def alternatives(asked_for: Asked, known: Iterable[str]) -> list[str]:
    """Everything in the index that answers one word of a question; `known`: words of the record, of which those that begin so are taken."""
    longer = {
        word
        for word in known
        if asked_for.begins and word.startswith(asked_for.word) and stem(word) != asked_for.stem
    }
    return list(dict.fromkeys([STEM + asked_for.stem, asked_for.stem, *sorted(longer)]))


def person_token(person_id: UUID | str) -> str:
    """What stands in the index of each passage about this person; of an id, or of its digits."""
    return PERSON + (person_id if isinstance(person_id, str) else person_id.hex)
