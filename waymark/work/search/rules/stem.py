"""Porter's stemmer (M. F. Porter, 1980), so that 'walks', 'walked' and 'walking' are one word to a search, on either database alike.

Each database has a stemmer of its own, and the two differ; a search must not answer differently because of where it is kept. The tests
compare this one with SQLite's, word by word.
"""

import re
from collections.abc import Mapping
from functools import lru_cache
from itertools import pairwise

SHORTEST = 3
PLAIN = re.compile(r"[a-z]+")

STEP_2 = {
    "ational": "ate",
    "tional": "tion",
    "enci": "ence",
    "anci": "ance",
    "izer": "ize",
    "logi": "log",
    "bli": "ble",
    "alli": "al",
    "entli": "ent",
    "eli": "e",
    "ousli": "ous",
    "ization": "ize",
    "ation": "ate",
    "ator": "ate",
    "alism": "al",
    "iveness": "ive",
    "fulness": "ful",
    "ousness": "ous",
    "aliti": "al",
    "iviti": "ive",
    "biliti": "ble",
}
STEP_3 = {"icate": "ic", "ative": "", "alize": "al", "iciti": "ic", "ical": "ic", "ful": "", "ness": ""}
STEP_4 = dict.fromkeys(
    [
        *("al", "ance", "ence", "er", "ic", "able", "ible", "ant", "ement", "ment", "ent", "ion"),
        *("ou", "ism", "ate", "iti", "ous", "ive", "ize"),
    ],
    "",
)


@lru_cache(maxsize=65_536)
def stem(word: str) -> str:
    """The stem of a folded word. Words of one or two letters, and words with anything but a to z, are their own stem."""
    if len(word) < SHORTEST or not PLAIN.fullmatch(word):
        return word
    word = _endings_of_verbs(_plural(word))
    if word.endswith("y") and _has_vowel(word[:-1]):
        word = word[:-1] + "i"
    word = _swap(word, STEP_2, least=1)
    word = _swap(word, STEP_3, least=1)
    word = _swap(word, STEP_4, least=2)
    return _last_letters(word)


def _plural(word: str) -> str:
    if word.endswith("sses") or word.endswith("ies"):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


def _endings_of_verbs(word: str) -> str:
    if word.endswith("eed"):
        return word[:-1] if _measure(word[:-3]) > 0 else word
    for ending in ("ed", "ing"):
        if word.endswith(ending):
            rest = word[: -len(ending)]
            return _tidy(rest) if _has_vowel(rest) else word
    return word


def _tidy(word: str) -> str:
    """After 'ed' or 'ing' is gone: 'hop(p)', 'fil(e)', 'conflat(e)'."""
    if word.endswith(("at", "bl", "iz")):
        return word + "e"
    if _double(word) and word[-1] not in "lsz":
        return word[:-1]
    return word + "e" if _measure(word) == 1 and _short_end(word) else word


def _swap(word: str, endings: Mapping[str, str], least: int) -> str:
    """The longest of the endings gives way to another, if what stands before it is long enough; else the word stays."""
    found = max((ending for ending in endings if word.endswith(ending)), key=len, default="")
    rest = word[: len(word) - len(found)]
    if not found or _measure(rest) < least or (found == "ion" and not rest.endswith(("s", "t"))):
        return word
    return rest + endings[found]


def _last_letters(word: str) -> str:
    if word.endswith("e"):
        rest = word[:-1]
        if _measure(rest) > 1 or (_measure(rest) == 1 and not _short_end(rest)):
            word = rest
    return word[:-1] if word.endswith("ll") and _measure(word) > 1 else word


def _vowels(word: str) -> list[bool]:
    """Whether each letter is a vowel; a y is one after a consonant."""
    found: list[bool] = []
    for letter in word:
        found.append(letter in "aeiou" or (letter == "y" and bool(found) and not found[-1]))
    return found


def _measure(word: str) -> int:
    """How many times a vowel is followed by a consonant: Porter's m."""
    vowels = _vowels(word)
    return sum(before and not after for before, after in pairwise(vowels))


def _has_vowel(word: str) -> bool:
    return any(_vowels(word))


def _double(word: str) -> bool:
    return len(word) > 1 and word[-1] == word[-2] and not _vowels(word)[-1]


def _short_end(word: str) -> bool:
    """Consonant, vowel, consonant at the end, the last none of w, x, y."""
    return len(word) > 2 and _vowels(word)[-3:] == [False, True, False] and word[-1] not in "wxy"
