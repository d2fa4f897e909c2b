"""System checks: the product does not start with an address that names no permission (security.md, deny by default)."""

from collections.abc import Iterator
from typing import Any

from django.core.checks import CheckMessage, Error, register
from django.urls import URLPattern, URLResolver, get_resolver


def every_address(resolver: URLResolver | None = None, prefix: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Each address of the product with its pattern, in order. Also read by the sweeps and `waymark testkit urls`."""
    for item in (resolver or get_resolver()).url_patterns:
        where = prefix + str(item.pattern)
        if isinstance(item, URLResolver):
            yield from every_address(item, where)
        else:
            yield where, item


def right_of(pattern: URLPattern) -> str:
    """The right an address names, 'public' when it is marked so, '' when it names none."""
    return getattr(pattern.callback, "right", "")


@register()
def every_address_names_its_permission(**_: Any) -> list[CheckMessage]:
    """An address with no named permission is an error."""
    return [
        Error(
            f"The address /{where} names no permission.",
            hint="Decorate the view with @page(...).",
            id="waymark.E001",
        )
        for where, pattern in every_address()
        if not right_of(pattern)
    ]
