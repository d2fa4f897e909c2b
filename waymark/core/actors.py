"""Who is acting: built once a request from the posts a worker holds, and handed to every query (`worker`) and action (`by`).

Permissions come from post, team, employer and relationship to the person, never from the login alone (capabilities.md, org-structure).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID

# A UUID, or None for the product acting by itself. Not written as `UUID | None`, because the types of Django refuse None
# in a lookup, where it is right: it finds nothing.
MaybeId = Any


@dataclass(frozen=True)
class Actor:
    """A worker in one service at one instant. Ids are plain values, so that the ground floor knows no table above it."""

    name: str
    user_id: int | None = None
    worker_id: MaybeId = None
    role: str = ""
    organisation: str = ""
    service_id: MaybeId = None
    service: str = ""
    profiles: frozenset[str] = frozenset()
    rights: frozenset[str] = frozenset()
    team_ids: frozenset[UUID] = frozenset()
    switches: Mapping[str, object] = field(default_factory=dict)
    terms: Mapping[str, str] = field(default_factory=dict)
    clocks: Mapping[str, Any] = field(default_factory=dict)
    session: str = ""
    door: str = "page"

    @property
    def identity(self) -> str:
        """What the audit chain calls this actor."""
        return str(self.worker_id) if self.worker_id else f"system:{self.name}"

    def may(self, right: str) -> bool:
        """Whether a post this worker holds today carries `right`."""
        return right in self.rights

    def has_on(self, switch: str) -> bool:
        """Whether this service has the screens of `switch`. Any setting but false, 'off' and 'refused' is on."""
        return self.switches.get(switch, False) not in (False, "", "off", "refused")

    def through(self, door: str) -> "Actor":
        """The same worker coming in by another door (api, import, job)."""
        return replace(self, door=door)


def system(name: str, service_id: UUID | None = None) -> Actor:
    """The product acting by itself: the clock, an import, a command line. May do what its caller checked; sees no record."""
    return Actor(name=name, role="system", service_id=service_id, door=name)
