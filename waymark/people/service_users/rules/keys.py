"""What a person can be found by: the words of every name they have or had, how those sound, initials, numbers, postcodes."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

import jellyfish

from waymark.core import nhs, phones
from waymark.core.names import fold
from waymark.people.service_users.choices import KeyKind

LONGEST = 80
"""Characters of a key; longer words are found by their first eighty."""
_LATIN = re.compile("[a-z]+")
_SHORTEST_SOUND = 2
_APOSTROPHE = re.compile("['’‘`´′ʼʻ＇]")


@dataclass(frozen=True)
class Key:
    """One thing a person can be found by. `said` is '' or the words for a name that is not theirs today: 'previous name Okafor'."""

    kind: KeyKind
    key: str
    said: str = ""


def keys_of(
    *,
    names: Iterable[str],
    previous_names: Iterable[str] = (),
    phones: Iterable[str] = (),
    postcodes: Iterable[str] = (),
) -> list[Key]:
    """Every key of one person, each kind and key once; where a word is in a name now and before, the name now counts."""
    made = [key for name in names for key in _keys_of_name(name, "")]
    made += [key for name in previous_names for key in _keys_of_name(name, f"previous name {name}"[:LONGEST])]
    made += [Key(KeyKind.PHONE, phone_key(number)) for number in phones]
    made += [Key(KeyKind.POSTCODE, key) for postcode in postcodes for key in _keys_of_postcode(postcode)]
    first: dict[tuple[KeyKind, str], Key] = {}
    for key in made:
        if key.key:
            first.setdefault((key.kind, key.key), key)
    return list(first.values())


def _keys_of_name(name: str, said: str) -> Iterator[Key]:
    words = fold(name)
    yield from (
        Key(KeyKind.NAME, word[:LONGEST], said) for word in (*words, *_run_together(words), *_halves(name))
    )
    yield from (Key(KeyKind.SOUND, sound, said) for word in words for sound in sounds_of(word))
    initials = initials_of(words)
    yield Key(KeyKind.INITIAL, initials, said)
    if len(initials) > 2:
        yield Key(KeyKind.INITIAL, initials[0] + initials[-1], said)


def _run_together(words: tuple[str, ...]) -> Iterator[str]:
    """Neighbours as one word: Mary Ann is typed Maryann, 小明 王 is written 王小明 as often as 小明王."""
    for one, other in pairwise(words):
        yield one + other
        if not _LATIN.fullmatch(one + other):
            yield other + one


def _halves(name: str) -> Iterator[str]:
    """Angelo for D'Angelo, Brien for O’Brien: an apostrophe is often typed as a space."""
    for word in name.split():
        yield from fold(" ".join(_APOSTROPHE.split(word)[1:]))


def sounds_of(word: str) -> tuple[str, ...]:
    """How a folded word in Latin letters sounds to an English ear, by two rules of thumb; () for other scripts and very short words."""
    if not _LATIN.fullmatch(word) or len(word) < _SHORTEST_SOUND + 1:
        return ()
    sounds = (f"m:{jellyfish.metaphone(word)}", f"n:{jellyfish.nysiis(word)}")
    return tuple(sound[:LONGEST] for sound in sounds if len(sound) >= 2 + _SHORTEST_SOUND)


def initials_of(words: Iterable[str]) -> str:
    """The first letter of each word."""
    return "".join(word[0] for word in words)[:LONGEST]


def phone_key(number: str) -> str:
    """The digits as dialled here, last first, so that the last few find it by an index. Takes a number kept in any form."""
    try:
        digits = phones.dialled(phones.normal(number))
    except phones.NotANumber:
        digits = re.sub("[^0-9]", "", number)
    return digits[::-1][:LONGEST]


def _keys_of_postcode(postcode: str) -> Iterator[str]:
    """All of it, and its second half, which people also remember."""
    whole = nhs.compact(postcode)
    yield whole
    if len(whole) > 4:
        yield whole[-3:]
