"""What changed between two versions, said line by line, so that nobody compares two pages by eye (DUR-14)."""

from typing import Any, NamedTuple

from waymark.support.plans.choices import PART_IN_WORDS, STANDS_IN_WORDS, TEXTS, Part, Stands
from waymark.support.plans.rules.body import Body, Line, lines_of, part_of

ADDED, CHANGED, TAKEN_OUT = "Added", "Changed", "Taken out"
SHOWN = {
    "words": "",
    "hoped": "Hoped for: ",
    "what": "",
    "who": "Who: ",
    "agency": "Agency: ",
    "how_often": "How often: ",
    "starts_on": "From: ",
    "limits": "Limits: ",
}


class Changed(NamedTuple):
    """One thing that is otherwise than before. `before` and `after`: '' where it was not there."""

    where: str
    how: str
    before: str
    after: str


def changes(before: Body, after: Body) -> list[Changed]:
    """What `after` has otherwise, in the order of the plan: texts, how a part stands, needs and actions by their own keys."""
    found: list[Changed] = []
    for part in Part:
        found += _texts(part, part_of(before, part), part_of(after, part))
        found += _lines(part, before, after)
    return found


def said(line: Line) -> str:
    """A line in one sentence."""
    return ". ".join(f"{lead}{line.said[name]}" for name, lead in SHOWN.items() if line.said.get(name))


def _texts(part: Part, before: dict[str, Any], after: dict[str, Any]) -> list[Changed]:
    place = PART_IN_WORDS[part]
    names = TEXTS.get(part) or {
        "to_me": "Important to me",
        "for_me": "Important for me",
        "stands": "How it stands",
    }
    return [
        _change(f"{place}: {words}", _shown(name, before[name]), _shown(name, after[name]))
        for name, words in names.items()
        if before[name] != after[name]
    ]


def _shown(name: str, value: str) -> str:
    return STANDS_IN_WORDS[Stands(value)] if name == "stands" and value else value


def _lines(part: Part, before: Body, after: Body) -> list[Changed]:
    old = {line.key: line for line in lines_of(before) if line.part == part}
    new = {line.key: line for line in lines_of(after) if line.part == part}
    place = PART_IN_WORDS[part]
    gone = [_change(f"{place}, {line.name}", said(line), "") for key, line in old.items() if key not in new]
    return gone + [
        _change(f"{place}, {line.name}", said(old[key]) if key in old else "", said(line))
        for key, line in new.items()
        if key not in old or said(old[key]) != said(line)
    ]


def _change(where: str, before: str, after: str) -> Changed:
    how = CHANGED if before and after else ADDED if after else TAKEN_OUT
    return Changed(where, how, before, after)
