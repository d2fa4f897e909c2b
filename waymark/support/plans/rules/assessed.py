"""An assessment of strengths and needs as the beginning of a plan: what is needed is carried over, and nothing is typed again (DUR-55)."""

from collections.abc import Callable, Mapping
from typing import Any

from waymark.support.plans.choices import AREAS, Part, Stands
from waymark.support.plans.rules.body import Body, part_of


def with_assessment(
    body: Body, answers: Mapping[str, str], source: str, key_of: Callable[[Part], str]
) -> dict[Part, dict[str, Any]]:
    """The parts of a draft that an assessment adds to: each need with its text and where it is from; how a part stands, and what was
    said of it, where the draft says nothing yet. `key_of`: the key of a part's need, so that the same assessment adds it once.
    """
    found = {}
    for part in AREAS:
        before = part_of(body, part)
        after = {
            **before,
            "to_me": before["to_me"] or answers.get(f"{part}-to_me", ""),
            "for_me": before["for_me"] or answers.get(f"{part}-for_me", ""),
            "stands": before["stands"] or _stands(answers.get(f"{part}-stands", "")),
        }
        need = answers.get(f"{part}-need", "")
        if need and key_of(part) not in {row["key"] for row in before["needs"]}:
            carried = {
                "key": key_of(part),
                "words": need,
                "hoped": answers.get(f"{part}-hoped", ""),
                "source": source,
            }
            after |= {"needs": [*before["needs"], carried], "stands": Stands.SUPPORT.value}
        if after != before:
            found[part] = after
    return found


def _stands(answer: str) -> str:
    """What was not talked about, or not asked, is asked again for the plan."""
    return answer if answer in set(Stands) else ""
