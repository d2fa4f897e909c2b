"""The tree of units and the two lines of reporting: all that is named exists, and nothing goes round in a circle.

Serves DUR-04, LDS-02 and LDS-16.
"""

from collections.abc import Iterable, Iterator, Mapping

from waymark.organisation.services.rules.shape import Data, name_of

Graph = Mapping[str, Iterable[str]]

LINES = {"operational": ("operational_line", "alternative_line"), "professional": ("professional_line",)}

# Which list a key of a row points into.
POINTERS = {
    "units": {"parent": "units"},
    "sites": {"unit": "units"},
    "policies": {"organisation": "organisations"},
    "roles": {"inherits": "roles"},
    "posts": {
        "role": "roles",
        "unit": "units",
        "employer": "organisations",
        "site": "sites",
        "operational_line": "posts",
        "alternative_line": "posts",
        "professional_line": "posts",
    },
}

MAY_BE_EMPTY = frozenset(
    {
        "parent",
        "inherits",
        "site",
        "organisation",
        "operational_line",
        "alternative_line",
        "professional_line",
    }
)

WORDS = {"inherits": "core role"}

ONE = {
    "organisations": "organisation",
    "units": "unit",
    "sites": "site",
    "roles": "role",
    "posts": "post",
    "policies": "policy",
    "channels": "channel",
    "sessions": "kind of session",
}


def line_problems(data: Data) -> list[str]:
    """Names used twice, names nobody carries, and circles of units, of inherited roles and of either line of reporting."""
    return [*_twice(data), *_not_named(data), *_circles(data)]


def unit_paths(data: Data) -> dict[str, str]:
    """Each unit's codes from the root, each ending in '/', as `council/care/north/`; parents before children.

    Expects a file without problems.
    """
    parents = {unit["code"]: unit["parent"] for unit in data["units"]}
    paths = {
        code: "".join(f"{above}/" for above in reversed([code, *_above(code, parents)])) for code in parents
    }
    return dict(sorted(paths.items(), key=lambda pair: pair[1].count("/")))


def operational_graph(data: Data) -> dict[str, list[str]]:
    """Each post with those it answers to for casework: its line, and the alternative where there are two (TPL-01, SUR-01)."""
    return _graph(data, LINES["operational"])


def reachable(start: str, graph: Graph) -> set[str]:
    """Every post above `start` by any step of `graph`, itself left out unless a circle leads back."""
    seen: set[str] = set()
    waiting = list(graph.get(start, ()))
    while waiting:
        post = waiting.pop()
        if post not in seen:
            seen.add(post)
            waiting += graph.get(post, ())
    return seen


def circles(graph: Graph) -> list[list[str]]:
    """Each circle once, from its first name in order: the posts on it are those that can reach themselves."""
    on_one = sorted(node for node in graph if node in reachable(node, graph))
    found: list[list[str]] = []
    for node in on_one:
        if not any(node in circle for circle in found):
            found.append(_way_round(node, graph))
    return found


def _way_round(start: str, graph: Graph) -> list[str]:
    """The shortest way from `start` back to itself."""
    ways = [[start]]
    while ways:
        way = ways.pop(0)
        for above in graph.get(way[-1], ()):
            if above == start:
                return way
            if above not in way and start in reachable(above, graph):
                ways.append([*way, above])
    return [start]


def _above(code: str, parents: Mapping[str, str]) -> Iterator[str]:
    while code := parents[code]:
        yield code


def _graph(data: Data, keys: Iterable[str], rows: str = "posts") -> dict[str, list[str]]:
    return {name_of(row): [row[key] for key in keys if row[key]] for row in data[rows]}


def _twice(data: Data) -> Iterator[str]:
    for key, word in ONE.items():
        names = [name_of(row) for row in data[key]]
        for name in sorted({name for name in names if names.count(name) > 1}):
            yield f"The {word} '{name}' is in the file twice."
        if "" in names:
            yield f"A {word} has no {'number' if key == 'posts' else 'name' if key == 'policies' else 'code'}."


def _not_named(data: Data) -> Iterator[str]:
    names = {key: {name_of(row) for row in data[key]} for key in ONE}
    for key, pointers in POINTERS.items():
        for row in data[key]:
            for pointer, target in pointers.items():
                yield from _dangling(
                    f"{ONE[key].capitalize()} '{name_of(row)}'", pointer, row[pointer], target, names[target]
                )


def _dangling(who: str, pointer: str, value: str, target: str, names: set[str]) -> Iterator[str]:
    if not value and pointer not in MAY_BE_EMPTY:
        yield f"{who} has no {WORDS.get(pointer, pointer.replace('_', ' '))}."
    elif value and value not in names:
        yield f"{who}: its {WORDS.get(pointer, pointer.replace('_', ' '))} '{value}' is not among the {target} of this file."


def _circles(data: Data) -> Iterator[str]:
    for circle in circles(_graph(data, ["parent"], "units")):
        yield f"Units sit inside each other in a circle: {_drawn(circle)}."
    for circle in circles(_graph(data, ["inherits"], "roles")):
        yield f"Roles inherit from each other in a circle: {_drawn(circle)}."
    for line, keys in LINES.items():
        for circle in circles(_graph(data, keys)):
            yield f"The {line} line goes round in a circle: {_drawn(circle)}."


def _drawn(circle: list[str]) -> str:
    return " > ".join([*circle, circle[0]])
