"""Names as they are compared: 'Zoë O’Brien-Łukasz' and 'zoe obrien lukasz' are one. Pure: no database, no clock.

What a name is shown as never changes; this is only for finding and comparing. Every script stays itself: Tamil, Chinese or Arabic is
found by Tamil, Chinese or Arabic, with only those marks taken off that are left out in everyday writing.
"""

import re
import unicodedata

_APOSTROPHES = re.compile("['’‘`´′ʹʻʼʽʾʿ＇]")
_LETTERS = str.maketrans(
    {
        # Latin letters that Unicode does not take apart
        "ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ŧ": "t", "ħ": "h", "ŋ": "n",
        "ə": "e", "ɛ": "e", "ɔ": "o", "ƙ": "k", "ɓ": "b", "ɗ": "d", "ƴ": "y", "ŀ": "l", "ĸ": "k",
        # Arabic and Persian letters written either way
        "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ی": "ي", "ې": "ي", "ک": "ك", "ة": "ه", "ۀ": "ه", "ە": "ه", "ـ": "",
    }
)  # fmt: skip
_MARKS_OF_LATIN_GREEK_CYRILLIC = re.compile(
    "[\u0300-\u036f\u0483-\u0487\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff]"
)
_VOWELS_LEFT_OUT = re.compile(
    "[\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc]"
)
_UNSEEN = re.compile("[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufe00-\ufe0f\ufeff]")


def fold(text: str) -> tuple[str, ...]:
    """The words of a name, each as it is compared. () where there is no letter or figure."""
    return tuple("".join(map(_kept, one_form(text))).split())


def one_form(text: str) -> str:
    """Case, accents, ligatures, apostrophes and unseen marks evened out; spaces and punctuation still there."""
    seen = unicodedata.normalize("NFKD", _APOSTROPHES.sub("", _UNSEEN.sub("", text)))
    apart = unicodedata.normalize("NFKD", seen.casefold())
    bare = _VOWELS_LEFT_OUT.sub("", _MARKS_OF_LATIN_GREEK_CYRILLIC.sub("", apart))
    together = unicodedata.normalize("NFC", bare).translate(_LETTERS)
    return _APOSTROPHES.sub("", together)


def _kept(character: str) -> str:
    """Letters, figures and the vowel signs of Indic and Khmer stay; everything else parts words."""
    return character if unicodedata.category(character)[0] in "LMN" else " "


def same(one: str, other: str) -> bool:
    """Whether two names are made of the same words, in whatever order."""
    words = sorted(fold(one))
    return bool(words) and words == sorted(fold(other))
