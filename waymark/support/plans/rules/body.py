"""What stands in a plan: parts of a life with needs and actions, and texts. One document, so that a version is fixed as it was read.

A part of a life: `{"to_me", "for_me", "stands", "needs": [{"key", "words", "hoped", "source"}], "actions": [{"key", "what", "who",
"agency", "how_often", "starts_on", "limits", "by", "on"}]}`. `source`: the assessment a need comes from. A text part: `{its names in
choices.TEXTS: words}`. `key` is a line's own for ever: what is said, seen or decided of it names that. Lines are numbered through the
whole plan in the order they stand.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from waymark.support.plans.choices import AREAS, PART_IN_WORDS, TEXTS, Part, Stands

Body = Mapping[str, Any]
LONGEST = 2_000
MOST_LINES = 12
NEED, ACTION = "need", "action"
NOT_WORDS = frozenset({"key", "by", "on", "source"})
NEED_FIELDS = ("words", "hoped")
ACTION_FIELDS = ("what", "who", "agency", "how_often", "starts_on", "limits")


@dataclass(frozen=True)
class Line:
    """A need or an action as it is shown: its number in the plan, and where it stands."""

    key: str
    kind: str
    number: int
    part: Part
    said: Mapping[str, str]

    @property
    def name(self) -> str:
        """'action 3'."""
        return f"{self.kind} {self.number}"

    @property
    def title(self) -> str:
        """'Action 3', where a line begins with it."""
        return self.name.capitalize()

    @property
    def words(self) -> str:
        """Its first words: what is needed, or what is done."""
        return self.said["words"] if self.kind == NEED else self.said["what"]


def part_of(body: Body, part: Part) -> dict[str, Any]:
    """One part, empty where nothing stands in it yet."""
    kept = body.get(part, {})
    if part in TEXTS:
        return {name: kept.get(name, "") for name in TEXTS[part]}
    return {
        "to_me": kept.get("to_me", ""),
        "for_me": kept.get("for_me", ""),
        "stands": kept.get("stands", ""),
        "needs": list(kept.get("needs", ())),
        "actions": list(kept.get("actions", ())),
    }


def lines_of(body: Body) -> list[Line]:
    """Every need and every action, each numbered through the plan."""
    found, numbers = [], {NEED: 0, ACTION: 0}
    for part in AREAS:
        kept = part_of(body, part)
        for kind, rows in ((NEED, kept["needs"]), (ACTION, kept["actions"])):
            for row in rows:
                numbers[kind] += 1
                found.append(Line(row["key"], kind, numbers[kind], part, row))
    return found


def tidied(
    part: Part, said: Mapping[str, Any], before: Mapping[str, Any], who: str, on: str
) -> dict[str, Any]:
    """A part as it was sent, with its empty lines left out. An action that is new, or whose words changed, is `who`'s draft of `on`."""
    if part in TEXTS:
        return {name: str(said.get(name, "")).strip() for name in TEXTS[part]}
    known = {row["key"]: row for row in before["actions"]}
    sources = {row["key"]: row.get("source", "") for row in before["needs"]}
    return {
        "to_me": str(said.get("to_me", "")).strip(),
        "for_me": str(said.get("for_me", "")).strip(),
        "stands": str(said.get("stands", "")),
        "needs": [
            {**row, "source": sources.get(row["key"], "")}
            for row in _filled(said.get("needs", ()), NEED_FIELDS)
        ],
        "actions": [
            {**row, **_drafted(row, known.get(row["key"]), who, on)}
            for row in _filled(said.get("actions", ()), ACTION_FIELDS)
        ],
    }


def _filled(rows: Iterable[Mapping[str, str]], names: tuple[str, ...]) -> list[dict[str, str]]:
    tidy = [{"key": row["key"], **{name: row.get(name, "").strip() for name in names}} for row in rows]
    return [row for row in tidy if any(row[name] for name in names)]


def _drafted(row: Mapping[str, str], kept: Mapping[str, str] | None, who: str, on: str) -> dict[str, str]:
    same = kept is not None and all(kept.get(name, "") == row[name] for name in ACTION_FIELDS)
    return {"by": kept["by"], "on": kept["on"]} if kept and same else {"by": who, "on": on}


def too_many_lines(said: Mapping[str, Any]) -> str:
    """What to say of a part with more lines than anybody reads; '' when it will do."""
    if max(len(said.get("needs", ())), len(said.get("actions", ()))) > MOST_LINES:
        return f"Keep it to {MOST_LINES} needs and {MOST_LINES} actions in one part of life."
    return ""


def wrong_with_part(part: Part, said: Mapping[str, Any]) -> str:
    """What is still missing of a part; '' when nothing. A draft is kept without, and not put in force."""
    if part in TEXTS:
        return ""
    if any(not row["words"] for row in said["needs"]):
        return "Say what is needed, beside what is hoped for."
    for row in said["actions"]:
        if not row["what"]:
            return "Say what will be done, beside who does it and how often."
        if not row["who"]:
            return f"Say who does “{row['what'][:60]}”: a name, an agency, or “No one yet”."
    if said["actions"] and said["stands"] in (Stands.GOING_WELL, Stands.NOT_NOW):
        return "Something will be done here: choose “We are working on this”, or take the actions out."
    return ""


def same_words(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Whether two texts of a part say the same, whoever drafted which line."""
    return _plain(one) == _plain(other)


def _plain(said: Mapping[str, Any]) -> dict[str, Any]:
    return {
        name: [{k: v for k, v in row.items() if k not in NOT_WORDS} for row in value]
        if isinstance(value, list)
        else value
        for name, value in said.items()
    }


def is_written(said: Mapping[str, Any]) -> bool:
    """Whether anything stands in a part."""
    return any(bool(value) for value in said.values())


def wrong_with_body(body: Body) -> str:
    """What a plan lacks before it can be in force; '' when nothing: an action, and each other part of life chosen for (LDS-38)."""
    for part in AREAS:
        if wrong := wrong_with_part(part, part_of(body, part)):
            return f"{PART_IN_WORDS[part]}: {wrong}"
    if not any(line.kind == ACTION for line in lines_of(body)):
        return "Write at least one action: what will be done, and who does it."
    unchosen = [
        PART_IN_WORDS[part]
        for part in AREAS
        if not part_of(body, part)["actions"] and not part_of(body, part)["stands"]
    ]
    if not unchosen:
        return ""
    named = unchosen[0] if len(unchosen) == 1 else f"{', '.join(unchosen[:-1])} and {unchosen[-1]}"
    return f"Ask how these stand, “Going well” or “Not now” where nothing is to be done: {named}."


def without(body: Body, stopped: Iterable[str]) -> dict[str, Any]:
    """The plan without the lines that were stopped, for the next draft."""
    gone = set(stopped)
    return {
        part: {
            name: [row for row in value if row["key"] not in gone] if isinstance(value, list) else value
            for name, value in said.items()
        }
        for part, said in body.items()
    }


def text_of(body: Body) -> str:
    """All its words, for the search."""
    said: list[str] = []
    for part in Part:
        for value in part_of(body, part).values():
            if isinstance(value, list):
                said += [row[name] for row in value for name in row if name not in NOT_WORDS | {"starts_on"}]
            else:
                said.append(value)
    return "\n".join(words for words in said if words)
