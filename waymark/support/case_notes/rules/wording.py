"""Plainer, stronger words for some that are often typed (LDS-24). Advice to the writer alone: it never blocks, changes or counts anything.

The page asks with what is typed and shows the answer beside it; nothing is stored, and nobody else sees it.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

SUGGESTIONS: Mapping[str, str] = {
    "absconded": "left without telling us",
    "attention seeking": "was looking for support",
    "attention-seeking": "was looking for support",
    "bed blocker": "is waiting for a place to move to",
    "challenging behaviour": "behaviour that tells us something is wrong",
    "claims that": "says that",
    "committed suicide": "died by suicide",
    "complains of": "says they have",
    "denied": "said there was no",
    "disengaged": "did not want to meet",
    "dna": "was not there",
    "frequent flyer": "has asked for help often",
    "hard to reach": "not yet well served by us",
    "lacks insight": "sees it differently",
    "lacks motivation": "has not found what matters to them in this yet",
    "low functioning": "needs support with",
    "manipulative": "was trying to get what they needed",
    "non compliance": "choosing not to",
    "non compliant": "chose not to",
    "non-compliance": "choosing not to",
    "non-compliant": "chose not to",
    "noncompliant": "chose not to",
    "not engaging": "did not want to meet",
    "poor historian": "found it hard to remember",
    "presented as": "was",
    "refused": "decided not to",
    "resistant": "did not want to",
    "schizophrenic": "person with a diagnosis of schizophrenia",
    "sufferer": "person living with",
    "suffers from": "lives with",
    "treatment resistant": "has not been helped by treatment so far",
    "unmotivated": "has not found what matters to them in this yet",
}
"""What is typed, in small letters, and what could be said instead."""


@dataclass(frozen=True)
class Prompt:
    """Words found, as typed, and a suggestion."""

    found: str
    instead: str


def prompts(text: str, suggestions: Mapping[str, str] = SUGGESTIONS) -> list[Prompt]:
    """Each suggestion for `text` once, in the order its words appear; the longest fits first ('treatment resistant' is not 'resistant')."""
    if not suggestions:
        return []
    longest_first = sorted(suggestions, key=len, reverse=True)
    pattern = re.compile(rf"(?<!\w)({'|'.join(map(re.escape, longest_first))})(?!\w)", re.IGNORECASE)
    plain = text.replace("‑", "-").replace("–", "-")
    found: dict[str, str] = {}
    for match in pattern.finditer(plain):
        found.setdefault(match[1].casefold(), match[1])
    return [Prompt(words, suggestions[key]) for key, words in found.items()]
