"""Which agency does what of a plan, what nobody does, and where two do something of the same part of life (DUR-50)."""

from dataclasses import dataclass

from waymark.support.plans.choices import AREAS, NO_ONE, PART_IN_WORDS, Stands
from waymark.support.plans.rules.body import ACTION, Body, Line, lines_of, part_of


@dataclass(frozen=True)
class Joint:
    """`agencies`: each with its actions, the one with most first; `nobody`: what has no owner; `gaps`: parts of life to be
    supported in which nothing is done; `together`: parts of life in which several agencies do something.
    """

    agencies: list[tuple[str, list[Line]]]
    nobody: list[Line]
    gaps: list[str]
    together: list[tuple[str, list[str]]]


def joint(body: Body, ours: str) -> Joint:
    """An action that names no agency is `ours`. Agencies whose names differ in case alone are one."""
    names: dict[str, str] = {}
    held: dict[str, list[Line]] = {}
    nobody: list[Line] = []
    for line in (one for one in lines_of(body) if one.kind == ACTION):
        if line.said["who"].strip().rstrip(".").casefold() == NO_ONE:
            nobody.append(line)
            continue
        name = line.said.get("agency", "") or ours
        held.setdefault(names.setdefault(name.casefold(), name), []).append(line)
    agencies = sorted(held.items(), key=lambda pair: (-len(pair[1]), pair[0].casefold()))
    return Joint(agencies, nobody, _gaps(body), _together(agencies))


def _gaps(body: Body) -> list[str]:
    kept = {part: part_of(body, part) for part in AREAS}
    return [
        PART_IN_WORDS[part]
        for part, said in kept.items()
        if (said["needs"] or said["stands"] == Stands.SUPPORT) and not said["actions"]
    ]


def _together(agencies: list[tuple[str, list[Line]]]) -> list[tuple[str, list[str]]]:
    found = [
        (PART_IN_WORDS[part], [name for name, lines in agencies if any(line.part == part for line in lines)])
        for part in AREAS
    ]
    return [(part, names) for part, names in found if len(names) > 1]
