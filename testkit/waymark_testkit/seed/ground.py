"""What the seed knows of its own world: who works where as what, and who stands how to whom. Kept here as it is made, so that what is
visible can be worked out without asking the product.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from waymark_testkit.seed import policy

SAME_NAME = {"referrals.Step": "referralstep", "reports.Confirmation": "reportconfirmation"}
"""Models that share their name with another, and what the manifest calls them."""


def type_of(model: Any) -> str:
    """What the manifest calls a row of this model."""
    return SAME_NAME.get(model._meta.label, model._meta.model_name)


@dataclass(frozen=True)
class SignIn:
    """A user: their worker, and what their post's role is and may. `has_left`: they can sign in no more."""

    username: str
    worker_id: UUID
    service: str
    organisation: str
    role: str
    profile: str
    rights: frozenset[str]
    unit_path: str
    has_left: bool = False


@dataclass(frozen=True)
class Seen:
    """Something planted: where its canary may be seen, and by whom."""

    type: str
    id: str
    canary: str
    visible_to: list[str]
    person: str | None = None


@dataclass
class Ground:
    """Users, relationships and what was planted."""

    users: list[SignIn] = field(default_factory=list)
    ties: dict[UUID, dict[str, set[str]]] = field(
        default_factory=lambda: defaultdict(lambda: defaultdict(set))
    )
    services: dict[UUID, str] = field(default_factory=dict)
    objects: list[Seen] = field(default_factory=list)

    def tie(self, person_id: UUID, user: SignIn, relationship: str) -> None:
        """`user` stands so to this person."""
        self.ties[person_id][user.username].add(relationship)

    def tie_team(self, person_id: UUID, service: str, unit_path: str, relationship: str = "team") -> None:
        """Everybody with a post in this very team, and leads of any team above it (docs/policy/README.md)."""
        for user in self.users:
            above = user.profile == "lead" and unit_path.startswith(user.unit_path)
            if user.service == service and (user.unit_path == unit_path or above):
                self.tie(person_id, user, relationship)

    def of(self, service: str) -> list[SignIn]:
        """Who can sign in to a service."""
        return [user for user in self.users if user.service == service and not user.has_left]

    def may(
        self,
        person_id: UUID,
        action: str,
        sensitivity: str = "ordinary",
        *,
        rights: set[str],
        theirs: UUID | None = None,
    ) -> set[str]:
        """Who may do `action` on this record by the policy, and by one of `rights`. `theirs`: the worker whose entry it is."""
        return {
            user.username
            for user in self.of(self.services[person_id])
            if rights & user.rights
            and self._lets(user, person_id, action, sensitivity, theirs == user.worker_id)
        }

    def _lets(self, user: SignIn, person_id: UUID, action: str, sensitivity: str, theirs: bool) -> bool:
        stands = frozenset(self.ties[person_id][user.username] or {"none"})
        answer = policy.answer(frozenset({user.profile}), stands, sensitivity, action)
        return answer == "yes" or (answer == "author" and theirs)

    def planted(self, row: Any, canary: str, visible_to: set[str], person_id: UUID | None = None) -> None:
        """Keep what was planted for the manifest."""
        person = str(person_id) if person_id else None
        self.objects.append(Seen(type_of(row), str(row.pk), canary, sorted(visible_to), person))
