"""The two questions asked of service files: what is wrong with this one, and what keeps these from standing side by side."""

from collections.abc import Iterator, Sequence

from waymark.organisation.services.rules.defaults import default_problems
from waymark.organisation.services.rules.lines import line_problems
from waymark.organisation.services.rules.powers import power_problems
from waymark.organisation.services.rules.settings import setting_problems
from waymark.organisation.services.rules.shape import Data, shape_problems


def problems(data: Data) -> list[str]:
    """What is wrong with a parsed service file, a sentence each, in the order to mend it; empty when it may be loaded.

    Stops at the shape when that is wrong, because nothing further could be read safely.
    """
    found = shape_problems(data)
    if found:
        return found
    return [
        *_name_and_version(data),
        *setting_problems(data),
        *line_problems(data),
        *power_problems(data),
        *default_problems(data),
    ]


def differences(files: Sequence[Data]) -> list[str]:
    """What keeps sound files from standing in one installation: a slug used twice, or a table whose keys are not the same in all."""
    slugs = [data["slug"] for data in files]
    found = [
        f"Two files are called '{slug}'."
        for slug in sorted({slug for slug in slugs if slugs.count(slug) > 1})
    ]
    return found + [
        sentence for table in ("switches", "terms", "limits", "clocks") for sentence in _uneven(table, files)
    ]


def _uneven(table: str, files: Sequence[Data]) -> Iterator[str]:
    everywhere = set().union(*(data[table] for data in files))
    for data in files:
        for key in sorted(everywhere - set(data[table])):
            yield f"'{data['slug']}' has no '{key}' under {table}, which another service has."


def _name_and_version(data: Data) -> Iterator[str]:
    if not data["name"].strip():
        yield "The service has no name."
    if not data["slug"] or set(data["slug"]) - set("abcdefghijklmnopqrstuvwxyz0123456789-"):
        yield f"'{data['slug']}' is not a slug: use small letters, numbers and hyphens."
    if data["version"] < 1:
        yield "The version counts up from 1."
