"""What a new version of a service file would change, in sentences an administrator reads before loading it.

Serves org-structure ('template changes preview their effect') and support-plans ('changing an interval never silently moves due dates').
"""

from collections.abc import Iterator, Mapping
from typing import Any

from waymark.organisation.services.rules.shape import Data, name_of

WORDS = {
    "organisations": "Organisation",
    "units": "Unit",
    "sites": "Site",
    "roles": "Role",
    "posts": "Post",
    "policies": "Policy",
    "sessions": "Kind of session",
}

AT_ONCE = {
    "brand": "The name, owner or colour at the top of each page changes.",
    "hours": "The opening hours change.",
    "limits": "The limits change.",
    "referrals": "Whom the service is for, or how long a step of a referral may take, changes: for referrals from now on.",
    "crisis_wording": "The crisis numbers change: ring each one before people rely on it.",
}


def preview_change(old: Data, new: Data) -> list[str]:
    """Every difference between two sound files of one service, a sentence each; empty when nothing would change.

    A clock's new value counts only for dates set afterwards: no date already set moves.
    """
    if old["slug"] != new["slug"]:
        return [f"This file is for '{new['slug']}', not for '{old['slug']}': nothing would change."]
    return [
        *_named(old, new),
        *(sentence for key in WORDS for sentence in _rows(key, old, new)),
        *_clocks(old["clocks"], new["clocks"]),
        *_switches(old["switches"], new["switches"]),
        *_channels(old, new),
        *_terms(old["terms"], new["terms"]),
        *(sentence for key, sentence in AT_ONCE.items() if old.get(key) != new.get(key)),
        *(["The list of our defaults changes."] if set(old["defaults"]) != set(new["defaults"]) else []),
    ]


def _named(old: Data, new: Data) -> Iterator[str]:
    if old["name"] != new["name"]:
        yield f"The service is called '{new['name']}' instead of '{old['name']}'."
    if old["profile_date"] != new["profile_date"]:
        yield f"The job profile is dated '{new['profile_date']}' instead of '{old['profile_date']}'."
    if new["version"] <= old["version"] and old != new:
        yield f"The version stays at {new['version']}: count it up, so that people can tell the two apart."


def _rows(key: str, old: Data, new: Data) -> Iterator[str]:
    before, after = _by_name(old.get(key, [])), _by_name(new[key])
    for name in sorted(after.keys() - before.keys()):
        yield f"{WORDS[key]} '{name}' is added."
    for name in sorted(before.keys() - after.keys()):
        yield f"{WORDS[key]} '{name}' is no longer in the file: {_left_behind(key, name, old)}"
    for name in sorted(before.keys() & after.keys()):
        yield from _row(key, name, before[name], after[name], new)


def _left_behind(key: str, name: str, old: Data) -> str:
    if key == "posts":
        return "whoever holds it loses what it lets them do. Past records keep its name."
    if key == "roles":
        return f"{_posts_of(name, old)} held it. Past records keep its name."
    return "past records keep its name."


def _row(key: str, name: str, old: Data, new: Data, file: Data) -> Iterator[str]:
    for field in sorted(new.keys() | old.keys()):
        if old.get(field) == new.get(field):
            continue
        if field == "rights":
            yield from _rights(name, old, new, file)
        else:
            yield f"{WORDS[key]} '{name}': {field.replace('_', ' ')} changes from {_shown(old.get(field))} to {_shown(new.get(field))}."


def _rights(name: str, old: Data, new: Data, file: Data) -> Iterator[str]:
    for right in sorted(set(new["rights"]) - set(old["rights"])):
        yield f"Role '{name}' gains '{right}': {_posts_of(name, file)} would have it at the next page they open."
    for right in sorted(set(old["rights"]) - set(new["rights"])):
        yield f"Role '{name}' loses '{right}': {_posts_of(name, file)} would be refused at the next page they open."


def _posts_of(role: str, file: Data) -> str:
    count = sum(post["role"] == role for post in file["posts"])
    return "1 post" if count == 1 else f"{count} posts"


def _clocks(old: Data, new: Data) -> Iterator[str]:
    for key in sorted(old.keys() | new.keys()):
        before, after = old.get(key), new.get(key)
        if before != after:
            yield (
                f"Clock '{key}' changes from {_clock(before, after)} to {_clock(after, before)}, for dates set from now on. "
                "No date already set moves, and each keeps the rule it was set by."
            )


def _clock(clock: Any, other: Any) -> str:
    """What a clock asks in words, with the parts the other one does not share."""
    if not (isinstance(clock, Mapping) and isinstance(other, Mapping)):
        return _shown(clock)
    parts = [f"{key} {value}" for key, value in clock.items() if key != "words" and other.get(key) != value]
    return f"'{clock['words']}'" + (f" ({', '.join(parts)})" if parts else "")


def _switches(old: Data, new: Data) -> Iterator[str]:
    for key in sorted(old.keys() | new.keys()):
        before, after = old.get(key, False), new.get(key, False)
        if before == after:
            continue
        if after in (False, "off", "refused"):
            yield f"Switch '{key}' is turned off: its screens are refused and logged. What they recorded is kept."
        elif before in (False, "off", "refused"):
            yield f"Switch '{key}' is turned on{'' if after is True else f': {after}'}."
        else:
            yield f"Switch '{key}' changes from {_shown(before)} to {_shown(after)}."


def _channels(old: Data, new: Data) -> Iterator[str]:
    before, after = _by_name(old["channels"]), _by_name(new["channels"])
    for code in sorted(before.keys() & after.keys()):
        if before[code]["on"] != after[code]["on"]:
            yield f"Channel '{code}' is turned {'on' if after[code]['on'] else 'off: what was recorded by it is kept'}."
        elif before[code] != after[code]:
            yield f"Channel '{code}': its name or hours change."


def _terms(old: Data, new: Data) -> Iterator[str]:
    for key in sorted(old.keys() | new.keys()):
        if old.get(key) != new.get(key):
            yield f"Screens will say '{new.get(key)}' instead of '{old.get(key)}'. Earlier entries keep the word they were made with."


def _by_name(rows: list[Data]) -> dict[str, Data]:
    return {name_of(row): row for row in rows}


def _shown(value: Any) -> str:
    if value in ("", [], None):
        return "nothing"
    if isinstance(value, bool):
        return "on" if value else "off"
    return ", ".join(map(str, value)) if isinstance(value, list) else f"'{value}'"
