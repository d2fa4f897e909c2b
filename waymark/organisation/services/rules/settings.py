"""The settings of a service file: words, colour, hours, channels, clocks, switches, limits, crisis numbers.

Serves capabilities.md 2.6 and 2.7.
"""

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from waymark.organisation.services.choices import (
    CHANNEL_SWITCHES,
    CLOCK_HOURS,
    CLOCK_NUMBERS,
    CLOCK_WORDS,
    CLOCKS,
    DAYS,
    LIMITS,
    OFF_OR_IN_WORDS,
    ON_OR_OFF,
    SWITCHES,
    TERMS,
    Channel,
    ClockRule,
    LegalKind,
    OrganisationKind,
    UnitKind,
)
from waymark.organisation.services.rules.shape import ROWS, Data, name_of, unknown_keys

SOURCE = re.compile(r"\[(S|P|L|X\d+)\]( \[(S|P|L|X\d+)\])*")
TIME = re.compile(r"([01]\d|2[0-3]):[0-5]\d")
NHS_BLUES = frozenset({"#005eb8", "#003087", "#0072ce", "#41b6e6"})
LEAST_CONTRAST = 4.5
CLOCK_KEYS = CLOCK_NUMBERS | {
    "rule",
    "source",
    "words",
    "on_change",
    "at",
    "of",
    "by_channel",
    "by_framework",
}


def setting_problems(data: Data) -> list[str]:
    """Expects a file whose shape is right."""
    return [
        *unknown_keys("[terms]", data["terms"], TERMS),
        *(
            f"[terms]: '{key}' has no word."
            for key, word in data["terms"].items()
            if not (isinstance(word, str) and word.strip())
        ),
        *_kinds(data),
        *_brand(data),
        *_hours(data["hours"]),
        *_channels(data),
        *_switches(data["switches"]),
        *_limits(data["limits"]),
        *_clocks(data["clocks"]),
        *_crisis(data["crisis_wording"]),
        *_referrals(data["referrals"]),
        *_sources(data),
    ]


def contrast_with_white(colour: str) -> float:
    """The contrast ratio of `#rrggbb` with white, from 1 to 21 (WCAG 2.2, 1.4.3)."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)


def _kinds(data: Data) -> Iterator[str]:
    for key, field, allowed in (
        ("organisations", "kind", OrganisationKind),
        ("organisations", "legal_kind", LegalKind),
        ("units", "kind", UnitKind),
        ("channels", "code", Channel),
    ):
        for row in data[key]:
            if row[field] not in set(allowed):
                yield f"{key}, '{name_of(row)}': there is no {field.replace('_', ' ')} '{row[field]}'."
    if not data["units"]:
        yield "The file has no unit: a service needs at least one team."


def _brand(data: Data) -> Iterator[str]:
    colour = data["brand"]["colour"].lower()
    if not re.fullmatch(r"#[0-9a-f]{6}", colour):
        yield f"[brand]: '{data['brand']['colour']}' is not a colour; write it as #rrggbb."
        return
    if contrast_with_white(colour) < LEAST_CONTRAST:
        yield f"[brand]: {colour} is too pale to read on white; it needs a contrast of {LEAST_CONTRAST}."
    red, green, blue = (int(colour[place : place + 2], 16) for place in (1, 3, 5))
    if red > 2 * max(green, blue):
        yield f"[brand]: {colour} is red, and red is kept for 'act now'."
    providers = [
        row["legal_kind"] for row in data["organisations"] if row["kind"] == OrganisationKind.PROVIDER
    ]
    if colour in NHS_BLUES and LegalKind.NHS not in providers:
        yield f"[brand]: {colour} is an NHS blue, and this service is not run by the NHS."


def _hours(hours: Data) -> Iterator[str]:
    for row in hours["opening"]:
        if not (
            isinstance(row, dict) and set(row) == {"days", "from", "to"} and isinstance(row["days"], list)
        ):
            yield "[hours]: each opening has days, from and to."
            continue
        for day in row["days"]:
            if day not in DAYS:
                yield f"[hours]: there is no day '{day}'."
        times = [row["from"], row["to"]]
        if not all(isinstance(time, str) and TIME.fullmatch(time) for time in times):
            yield f"[hours]: '{row['from']}' to '{row['to']}' are not times; write them as 08:00."
        elif times[0] >= times[1]:
            yield f"[hours]: opens at {times[0]} but closes at {times[1]}."
    if hours["round_the_clock"] and hours["opening"]:
        yield "[hours]: a service open round the clock has no opening times."


def _channels(data: Data) -> Iterator[str]:
    rows = {row["code"]: row["on"] for row in data["channels"]}
    yield from (
        f"The file has no channel '{code}': list it and switch it off."
        for code in Channel
        if code not in rows
    )
    for code, switch in CHANNEL_SWITCHES.items():
        if code in rows and switch in data["switches"] and rows[code] != bool(data["switches"][switch]):
            yield f"The channel '{code}' and the switch '{switch}' disagree."


def _switches(switches: Data) -> Iterator[str]:
    yield from unknown_keys("[switches]", switches, SWITCHES)
    for key, value in switches.items():
        if key in ON_OR_OFF and not isinstance(value, bool):
            yield f"[switches]: '{key}' turns a screen on or off, so it must be true or false."
        if key in OFF_OR_IN_WORDS and not (isinstance(value, bool) or (isinstance(value, str) and value)):
            yield f"[switches]: '{key}' must be true, false or words that say how."


def _limits(limits: Data) -> Iterator[str]:
    yield from unknown_keys("[limits]", limits, LIMITS)
    for key, kind in LIMITS.items():
        value = limits.get(key, kind())
        items = value if isinstance(value, list) else [value]
        if not isinstance(value, kind) or not all(_whole(item) for item in items):
            yield f"[limits]: '{key}' must be {'a list of whole numbers' if kind is list else 'a whole number, 0 when not stated'}."


def _clocks(clocks: Data) -> Iterator[str]:
    yield from unknown_keys("[clocks]", clocks, CLOCKS | CLOCK_HOURS | CLOCK_WORDS)
    for key, value in clocks.items():
        if key in CLOCK_HOURS and not (_whole(value) and value > 0):
            yield f"[clocks]: '{key}' must be a whole number of hours, more than 0."
        elif key in CLOCK_WORDS and not isinstance(value, str):
            yield f"[clocks]: '{key}' must be words in quotes."
        elif key in CLOCKS:
            yield from (
                _clock(key, value) if isinstance(value, dict) else [f"[clocks]: '{key}' must be a table."]
            )


def _clock(key: str, clock: Data) -> Iterator[str]:
    where = f"[clocks]: '{key}'"
    yield from (f"{where} has an unknown key '{name}'." for name in sorted(set(clock) - CLOCK_KEYS))
    if str(clock.get("rule")) not in set(ClockRule):
        yield f"{where}: there is no rule '{clock.get('rule')}'."
        return
    if not clock.get("words"):
        yield f"{where} does not say in words what it asks."
    wrong = list(_wrong_numbers(where, clock))
    yield from wrong or _counts(where, ClockRule(clock["rule"]), clock)


def _wrong_numbers(where: str, clock: Data) -> Iterator[str]:
    """Every number is whole and more than 0, in the clock itself and in each of its channels or frameworks."""
    for name in sorted(CLOCK_NUMBERS & set(clock)):
        if not _whole(clock[name]) or not clock[name]:
            yield f"{where}: '{name}' must be a whole number, more than 0."
    for name in sorted({"by_channel", "by_framework"} & set(clock)):
        each = clock[name]
        if not (isinstance(each, dict) and all(isinstance(inner, dict) for inner in each.values())):
            yield f"{where}: '{name}' must be a table of tables."
            continue
        for of, inner in each.items():
            yield from (
                f"{where}, {of}: has an unknown key '{key}'." for key in sorted(set(inner) - CLOCK_NUMBERS)
            )
            yield from _wrong_numbers(f"{where}, {of}", inner)


def _counts(where: str, rule: ClockRule, clock: Data) -> Iterator[str]:
    """Each rule has what it counts with, and a clock that is off has nothing."""
    numbers = {name: clock[name] for name in CLOCK_NUMBERS & set(clock)}
    if rule is ClockRule.OFF and numbers:
        yield f"{where} is off, so it cannot count."
    if rule in (ClockRule.EVERY, ClockRule.AFTER) and not numbers:
        yield f"{where} does not say how long."
    if rule is ClockRule.AT_POINTS and not clock.get("at"):
        yield f"{where} does not say at which points."
    if rule in (ClockRule.BY_CHANNEL, ClockRule.BY_FRAMEWORK) and not clock.get(rule):
        yield f"{where} does not say how long for each."
    if rule is ClockRule.CARE_ACT:
        missing = sorted({"days", "then_days", "latest_days"} - set(numbers))
        yield from (f"{where} follows the Care Act, so it needs '{name}'." for name in missing)
        if not missing and not numbers["days"] <= numbers["latest_days"]:
            yield f"{where}: the first review would be later than the law's {numbers['latest_days']} days."


def _crisis(rows: list[Data]) -> Iterator[str]:
    if not any(row["number"] == "999" for row in rows):
        yield "[[crisis_wording]]: 999 is not there."
    for row in rows:
        try:
            date.fromisoformat(row["checked_on"])
        except ValueError:
            yield f"[[crisis_wording]]: say on what date '{row['name']}' was last checked, as 2026-11-25."
        if not all(row[key].strip() for key in ("name", "number", "when", "source")):
            yield f"[[crisis_wording]]: '{row['name']}' needs a name, a number, when to use it and where it comes from."


def _referrals(stated: Data) -> Iterator[str]:
    """Whom the service is for, and its clocks. A least age needs the way for those who are younger (capabilities: referrals)."""
    for key in sorted(key for key, value in stated.items() if isinstance(value, int) and not _whole(value)):
        yield f"[referrals]: '{key}' must be a whole number, 0 when not stated."
    if stated["least_age"] and not stated["route_for_younger"].strip():
        yield "[referrals]: say where somebody younger is sent, under 'route_for_younger'."


def _sources(data: Data) -> Iterator[str]:
    """Every fact says where it comes from: [S] the job description, [P] our default, [L] the service itself, [X1] an outside fact."""
    sourced = [
        (f"{key}, '{name_of(row)}'", row) for key in ROWS if key != "crisis_wording" for row in data[key]
    ]
    sourced += [
        (f"[clocks]: '{key}'", clock) for key, clock in data["clocks"].items() if isinstance(clock, dict)
    ]
    for where, row in [*sourced, ("[hours]", data["hours"]), ("[referrals]", data["referrals"])]:
        if not SOURCE.fullmatch(str(row.get("source", ""))):
            yield f"{where}: its source must be [S], [P] or an outside fact such as [X3]."


def _whole(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0
