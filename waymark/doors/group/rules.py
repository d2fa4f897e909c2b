"""What a group's entry is made of, and whose name must not stand where. Values in, answers out."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from waymark.core.names import fold

FEWEST, MOST = 2, 40
_BETWEEN_WORDS = re.compile(r"[\s.,;:!?()\[\]“”\"…/*-]+")


@dataclass(frozen=True)
class Member:
    """One person of a group: whether they came, and what stands in their own record alone."""

    person_id: UUID
    came: bool
    words: str = ""
    their_words: str = ""
    worries: str = ""


@dataclass(frozen=True)
class Group:
    """One entry for several people. Times UTC, minutes whole."""

    name: str
    started_at: datetime
    minutes: int
    place: str
    shared: str
    members: tuple[Member, ...]

    @property
    def came(self) -> int:
        return sum(member.came for member in self.members)

    def text_of(self, member: Member) -> str:
        """What stands in this person's record: what was done together, and their own part."""
        together = f"{self.name}: {self.shared}" if member.came else f"{self.name}: did not come."
        return "\n\n".join(filter(None, [together.strip(), member.words.strip()]))


def wrong_with_number(people: int) -> str:
    """What to say of how many people a group has; '' when it will do."""
    if people < FEWEST:
        return "Choose at least two people. For one, record an ordinary contact."
    if people > MOST:
        return f"That is more than {MOST} people. Make two groups of them."
    return ""


def named_in(text: str, names: Iterable[Sequence[str]]) -> str:
    """The first word of the text that is a name of one of these people, as it stands there; '' where there is none.

    A word with a small letter is a word: 'will' is not Will.
    """
    theirs = {word for each in names for name in each for word in fold(name) if len(word) > 1}
    for word in _BETWEEN_WORDS.split(text):
        if word[:1].lower() == word[:1] and word[:1].upper() != word[:1]:
            continue
        stem = re.sub(r"['’]s$", "", word).strip("'‘’")
        if theirs.intersection(fold(stem)):
            return stem
    return ""
