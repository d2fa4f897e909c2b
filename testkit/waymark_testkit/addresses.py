"""Every address of the product, from the patterns themselves: what it takes, what it needs, and what turns it on."""

from collections.abc import Callable, Iterator
from typing import Any

from waymark.core.checks import every_address, right_of

ANY = ["*"]


def addresses() -> list[dict[str, object]]:
    """One row an address, the test kit's own left out."""
    return [
        {
            "pattern": f"/{where}",
            "name": pattern.name or "",
            "methods": methods_of(pattern.callback),
            "right": right_of(pattern),
            "switch": getattr(pattern.callback, "switch", ""),
        }
        for where, pattern in every_address()
        if not where.startswith("testkit/")
    ]


def methods_of(view: Callable[..., Any]) -> list[str]:
    """The methods a view takes: what Django's require_http_methods beneath its decorators was given. ['*'] where it takes any."""
    for layer in _layers(view):
        names = (getattr(layer, "__code__", None) and layer.__code__.co_freevars) or ()
        if "request_method_list" in names:
            return sorted(layer.__closure__[names.index("request_method_list")].cell_contents)
    return ANY


def _layers(view: Callable[..., Any]) -> Iterator[Any]:
    layer: Any = view
    while layer is not None:
        yield layer
        layer = getattr(layer, "__wrapped__", None)
