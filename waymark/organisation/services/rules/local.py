"""What a service has changed for itself, kept apart from its file and laid over each file that is loaded (DUR-64, LDS-16, SUR-01).

`local` has two keys, both optional: `units`, rows as in a file; `posts`, of each number the keys that are set otherwise.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from waymark.organisation.services.rules.shape import LONGEST, Data

OWN = "[L]"
"""The source of what the service itself added."""


def with_local(data: Data, local: Mapping[str, Any]) -> Data:
    """The file with the service's own changes over it. What the file no longer names is left out; a unit it now has is the file's."""
    if not local or not data:
        return data
    units = list(data.get("units", []))
    there = {unit["code"] for unit in units}
    added = [dict(unit) for unit in local.get("units", []) if unit["code"] not in there]
    changes = local.get("posts", {})
    posts = [_over(post, changes.get(post["number"], {})) for post in data.get("posts", [])]
    return {**data, "units": [*units, *added], "posts": posts}


def with_unit(local: Mapping[str, Any], unit: Data) -> dict[str, Any]:
    """`local` with one more unit."""
    return {**local, "units": [*local.get("units", []), dict(unit)]}


def with_post(local: Mapping[str, Any], number: str, changes: Data) -> dict[str, Any]:
    """`local` with these keys of a post set; switches are added to those set before."""
    posts = local.get("posts", {})
    return {**local, "posts": {**posts, number: _over(posts.get(number, {}), changes)}}


def code_for(name: str, taken: Iterable[str]) -> str:
    """A unit's code made of its name: 'Epsom locality team' is 'epsom-locality-team', and '-2' when there is one already."""
    plain = "-".join(re.findall(r"[a-z0-9]+", name.casefold()))[: LONGEST["units"] - 4] or "team"
    taken, code, number = set(taken), plain, 1
    while code in taken:
        number += 1
        code = f"{plain}-{number}"
    return code


def _over(post: Data, changes: Data) -> dict[str, Any]:
    switches = {**post.get("switches", {}), **changes.get("switches", {})}
    return {**post, **changes, **({"switches": switches} if switches else {})}
