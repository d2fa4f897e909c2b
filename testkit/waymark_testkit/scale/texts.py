"""Words of some 3,000 and sentences of 6 to 20 of them, so that notes read like notes and a search finds what it finds in real ones."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.resources import files
from random import Random
from uuid import UUID

from waymark.work.search import rules as search

DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
SENTENCES = 20_000
FEWEST, MOST = 40, 120
_SLOT = re.compile(r"{(\w+)}")
_VOWELS = "aeiou"


@cache
def lists(name: str) -> dict[str, list[str]]:
    """The lists of a file beside this one, by the first word of each line; each word once, in the order given."""
    found: dict[str, list[str]] = defaultdict(list)
    for line in _lines(name):
        kind, *words = line.split()
        found[kind] += words
    return {kind: list(dict.fromkeys(words)) for kind, words in found.items()}


def _lines(name: str) -> list[str]:
    text = files("waymark_testkit.scale").joinpath(name).read_text(encoding="utf8")
    return [line for line in text.splitlines() if line.strip() and not line.startswith("#")]


class Common:
    """Picks from a list as language does: the first often, the last seldom (one over the place, from the twentieth on)."""

    def __init__(self, words: list[str]) -> None:
        self.words = words
        self.weights: list[float] = []
        total = 0.0
        for place in range(len(words)):
            total += 1 / (place + 20)
            self.weights.append(total)

    def some(self, random: Random, many: int) -> list[str]:
        """`many` words, with repeats."""
        return random.choices(self.words, cum_weights=self.weights, k=many)


class Texts:
    """Sentences made once from a seed, and notes put together from them."""

    def __init__(self, seed: int) -> None:
        random = Random(f"{seed}/texts")
        self.sentences = _sentences(random)
        self.lengths = [sentence.count(" ") + 1 for sentence in self.sentences]
        self.tokens = [frozenset(search.tokens_of(sentence, None).split()) for sentence in self.sentences]

    def note(self, random: Random) -> list[int]:
        """The places of sentences that make 40 to 120 words."""
        wanted = random.randint(FEWEST, MOST - 20)
        chosen: list[int] = []
        while wanted > 0:
            chosen.append(int(random.random() * SENTENCES))
            wanted -= self.lengths[chosen[-1]]
        return chosen

    def said(self, places: Sequence[int]) -> str:
        """Sentences as text, in two paragraphs from the fifth on."""
        words = [self.sentences[place] for place in places]
        return " ".join(words) if len(words) < 5 else f"{' '.join(words[:3])}\n\n{' '.join(words[3:])}"

    def tokens_of(self, places: Iterable[int], person_id: UUID) -> str:
        """What the search's own rule makes of these sentences, put together from each sentence's instead of word by word."""
        found = {search.person_token(person_id)}.union(*(self.tokens[place] for place in places))
        return " ".join(sorted(found))

    def sentence(self, random: Random) -> str:
        """One sentence."""
        return self.sentences[self.place(random)]

    def place(self, random: Random) -> int:
        """The place of one sentence."""
        return int(random.random() * SENTENCES)


def _sentences(random: Random) -> list[str]:
    patterns = _lines("sentences.txt")
    pools = {kind: Common(words) for kind, words in _vocabulary().items()}
    waiting = {kind: pool.some(random, SENTENCES * 4) for kind, pool in pools.items()}
    made = []
    for _ in range(SENTENCES):
        pattern = random.choice(patterns)
        made.append(_SLOT.sub(lambda slot: waiting[slot[1]].pop(), pattern))
    return made


def _vocabulary() -> dict[str, list[str]]:
    words, names = lists("words.txt"), lists("names.txt")
    verbs = [verb.partition("/") for verb in words["verb"]]
    return {
        "noun": words["noun"],
        "nouns": [_plural(noun) for noun in words["noun"]],
        "verb": [base for base, _, _ in verbs],
        "verbs": [_plural(base) for base, _, _ in verbs],
        "ing": [_ing(base) for base, _, _ in verbs],
        "past": [past or _past(base) for base, _, past in verbs],
        "adj": words["adjective"],
        "adv": words["adverb"],
        "place": words["place"],
        "role": words["role"],
        "day": DAYS,
        "given": names["given"],
        "family": names["family"],
    }


def _plural(word: str) -> str:
    if word.endswith("y") and word[-2] not in _VOWELS:
        return f"{word[:-1]}ies"
    return f"{word}es" if word.endswith(("s", "x", "z", "ch", "sh")) else f"{word}s"


def _doubles(word: str) -> bool:
    """stop, stopped: one short vowel between two consonants."""
    return (
        len(word) in (3, 4)
        and word[-1] not in f"{_VOWELS}wxy"
        and word[-2] in _VOWELS
        and word[-3] not in _VOWELS
    )


def _ing(word: str) -> str:
    if word.endswith("e") and not word.endswith(("ee", "ye")):
        return f"{word[:-1]}ing"
    return f"{word}{word[-1] if _doubles(word) else ''}ing"


def _past(word: str) -> str:
    if word.endswith("e"):
        return f"{word}d"
    return f"{word}{word[-1] if _doubles(word) else ''}ed"
