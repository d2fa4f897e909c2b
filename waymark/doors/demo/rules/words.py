"""Templates into sentences about somebody: their name, their pronouns with the verbs that go with them, and what the theme lends."""

import re
from typing import NamedTuple

# After 'she' and 'he'. The templates are written with the plural, as people with 'they' take it.
SINGULAR = {
    "want": "wants",
    "have": "has",
    "are": "is",
    "were": "was",
    "do": "does",
    "know": "knows",
    "say": "says",
}
_VERB = re.compile(rf"(\{{[Tt]hey\}}) ({'|'.join(SINGULAR)})\b")
_SENTENCE = re.compile(r"(^|[.!?:] )([a-z])")


class Voice(NamedTuple):
    """How somebody is spoken of."""

    name: str
    they: str
    them: str
    their: str
    theirs: str


PRONOUNS = {
    "she": ("she", "her", "her", "hers"),
    "he": ("he", "him", "his", "his"),
    "they": ("they", "them", "their", "theirs"),
}


def voice_of(name: str, pronoun: str) -> Voice:
    """`pronoun`: she, he or they."""
    return Voice(name, *PRONOUNS[pronoun])


def said(template: str, voice: Voice, **lent: str) -> str:
    """The template with everything put in; what is lent may itself speak of the person. Sentences begin with a capital."""
    slots = {**voice._asdict(), "They": voice.they.capitalize(), "Their": voice.their.capitalize()}
    slots |= {name: _agreed(words, voice).format_map(slots) for name, words in lent.items()}
    if "other" in lent:
        slots["Other"] = _capital(slots["other"])
    whole = _agreed(template, voice).format_map(_Known(slots))
    return _SENTENCE.sub(lambda found: found[1] + found[2].upper(), whole).strip()


def _agreed(template: str, voice: Voice) -> str:
    if voice.they == "they":
        return template
    return _VERB.sub(lambda found: f"{found[1]} {SINGULAR[found[2]]}", template)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


class _Known(dict[str, str]):
    """A template that asks for something nobody lent is a fault in the data, and says which."""

    def __missing__(self, key: str) -> str:
        raise KeyError(f"A template asks for {{{key}}}.")
