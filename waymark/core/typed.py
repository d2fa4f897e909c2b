"""What people type and paste, before anything reads it: characters nobody sees taken out, spaces made plain. Pure."""

import re
import unicodedata

_UNSEEN = re.compile("[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufe00-\ufe0f\ufeff]")
_JOINERS_APART = re.compile("[\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f]")
_DASHES = re.compile("[\u2010-\u2015\u2212]")
_SPACES = re.compile(r"\s+")


def plain(text: str) -> str:
    """For numbers, dates and codes: nothing unseen, one kind of space, one kind of dash, no space at the ends."""
    seen = _UNSEEN.sub("", _CONTROL.sub("", text))
    return _SPACES.sub(" ", _DASHES.sub("-", seen)).strip()


def tidy(text: str) -> str:
    """For names and short words, which are kept as written: as `plain`, but dashes stay, and so do the joiners that Persian, Indic and
    Khmer spelling needs. Composed as Unicode asks (NFC), so that the same name is stored the same way.
    """
    if text.isascii() and text.isprintable():
        return " ".join(text.split())
    seen = _JOINERS_APART.sub("", _CONTROL.sub("", text))
    return unicodedata.normalize("NFC", _SPACES.sub(" ", seen).strip())
