"""The keys of a service file and what each holds.

Every service has the same keys; what a job description leaves out is empty, not missing.
"""

from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from typing import Any

Data = Mapping[str, Any]

TOP: dict[str, type | tuple[type, ...]] = {
    "slug": str,
    "name": str,
    "version": int,
    "profile_date": str,
    "defaults": list,
    "terms": dict,
    "brand": dict,
    "hours": dict,
    "clocks": dict,
    "switches": dict,
    "limits": dict,
    "referrals": dict,
}

TABLES: dict[str, dict[str, type | tuple[type, ...]]] = {
    "brand": {"name": str, "colour": str, "owner": str, "partners": list},
    "hours": {"text": str, "opening": list, "round_the_clock": bool, "closed_words": str, "source": str},
    "referrals": {
        **dict.fromkeys(("least_age", "acknowledge_working_days", "decide_working_days"), int),
        **dict.fromkeys(("reply_working_days", "first_contact_working_days"), int),
        **dict.fromkeys(("areas", "cannot_meet"), list),
        **dict.fromkeys(("route_for_younger", "source"), str),
    },
}

ROWS: dict[str, dict[str, type | tuple[type, ...]]] = {
    "crisis_wording": {"name": str, "number": str, "when": str, "source": str, "checked_on": str},
    "organisations": {"code": str, "name": str, "kind": str, "legal_kind": str, "source": str},
    "units": {"code": str, "name": str, "kind": str, "parent": str, "source": str},
    "sites": {"code": str, "name": str, "unit": str, "kind": str, "source": str},
    "channels": {"code": str, "name": str, "on": bool, "hours": str, "source": str},
    "sessions": {"code": str, "name": str, "therapeutic": bool, "roles": list, "source": str},
    "policies": {"name": str, "organisation": str, "source": str},
    "roles": {
        **dict.fromkeys(
            (
                "code",
                "title",
                "label",
                "reference",
                "grade",
                "profile",
                "reports_to",
                "profile_dated",
                "inherits",
                "source",
            ),
            str,
        ),
        **dict.fromkeys(("rights", "may", "may_not"), list),
        "chart_order": int,
    },
    "posts": {
        **dict.fromkeys(("number", "role", "unit", "employer", "site", "source"), str),
        **dict.fromkeys(("operational_line", "alternative_line", "professional_line"), str),
        "hours_per_week": (int, float),
        "job_share": bool,
        "switches": dict,
        "fixed_term_months": int,
    },
}

IN_WORDS = {
    str: "words in quotes",
    int: "a whole number",
    bool: "true or false",
    list: "a list",
    dict: "a table",
    (int, float): "a number",
}

# The columns these codes are kept in.
LONGEST = {"sessions": 30, "organisations": 40, "units": 40, "sites": 40, "roles": 60, "posts": 40}


def name_of(row: Data) -> str:
    """What a row is called: its code, number or name. Two employers may each have a policy of one name, so theirs says whose."""
    name = str(row.get("code") or row.get("number") or row.get("name") or "")
    return f"{name} ({row['organisation']})" if row.get("organisation") else name


def shape_problems(data: Data) -> list[str]:
    """What is missing, unknown or of the wrong kind. When this is empty the other rules may read any key without asking."""
    found = list(_table("The file", data, {**TOP, **dict.fromkeys(ROWS, list)}))
    for key, shape in TABLES.items():
        if isinstance(data.get(key), Mapping):
            found += _table(f"[{key}]", data[key], shape)
    for key in ROWS:
        found += _rows(key, data.get(key))
    return found or _words_in_lists(data)


def unknown_keys(where: str, given: Iterable[str], allowed: Iterable[str]) -> Iterator[str]:
    """A sentence for each key that is not one of `allowed`, with the nearest that is, and one for each that is missing."""
    given, allowed = set(given), set(allowed)
    for key in sorted(given - allowed):
        near = get_close_matches(key, allowed, n=1)
        yield f"{where} has an unknown key '{key}'" + (f": did you mean '{near[0]}'?" if near else ".")
    for key in sorted(allowed - given):
        yield f"{where} has no '{key}': leave it empty if the job description is silent."


def _table(where: str, table: Data, shape: Mapping[str, Any]) -> Iterator[str]:
    yield from unknown_keys(where, table, shape)
    for key, kind in shape.items():
        if key in table and not _is(table[key], kind):
            yield f"{where}: '{key}' must be {IN_WORDS[kind]}."


def _rows(key: str, rows: Any) -> Iterator[str]:
    if not isinstance(rows, list):
        return
    for place, row in enumerate(rows, start=1):
        if not isinstance(row, Mapping):
            yield f"{key}, row {place}: must be a table."
            continue
        called = f"{key}, row {place} ('{name_of(row)}')"
        yield from _table(called, row, ROWS[key])
        if len(name_of(row)) > LONGEST.get(key, 200):
            yield f"{called}: its code is longer than {LONGEST[key]} letters."


def _is(value: Any, kind: Any) -> bool:
    """Whether `value` is of `kind`. True and false are not numbers here."""
    if isinstance(value, bool):
        return kind is bool
    return isinstance(value, kind)


def _words_in_lists(data: Data) -> list[str]:
    lists = [("defaults", data["defaults"]), ("[brand] partners", data["brand"]["partners"])]
    lists += [(f"[referrals] {key}", data["referrals"][key]) for key in ("areas", "cannot_meet")]
    lists += [
        (f"Role '{role['code']}': '{key}'", role[key])
        for role in data["roles"]
        for key in ("rights", "may", "may_not")
    ]
    lists += [(f"Session '{session['code']}': 'roles'", session["roles"]) for session in data["sessions"]]
    return [
        f"{where} must be a list of words in quotes."
        for where, items in lists
        if not all(isinstance(item, str) for item in items)
    ]
