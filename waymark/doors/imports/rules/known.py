"""What the service knows already, given to the rules so that they look nothing up."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from difflib import get_close_matches
from uuid import UUID

from waymark.core.names import fold


@dataclass(frozen=True)
class Known:
    """Today, the teams and workers by name (a team also by its code), the team for rows that name none, whether people are invented."""

    today: date
    teams: Mapping[str, UUID]
    workers: tuple[tuple[str, UUID], ...] = ()
    team_when_empty: UUID | None = None
    synthetic: bool = False
    teams_folded: Mapping[tuple[str, ...], UUID] = field(init=False)
    workers_folded: Mapping[tuple[str, ...], tuple[UUID, ...]] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "teams_folded", {fold(name): id for name, id in self.teams.items()})
        workers: dict[tuple[str, ...], tuple[UUID, ...]] = {}
        for name, id in self.workers:
            words = tuple(sorted(fold(name)))
            workers[words] = (*workers.get(words, ()), id)
        object.__setattr__(self, "workers_folded", workers)

    def team_called(self, name: str) -> UUID | None:
        """The team of this name or code; 'North team' is North."""
        words = fold(name)
        without = tuple(word for word in words if word not in ("team", "the"))
        return (
            self.teams_folded.get(words)
            or self.teams_folded.get(without)
            or self.teams_folded.get((*without, "team"))
        )

    def workers_called(self, name: str) -> tuple[UUID, ...]:
        """Every worker of this name, first name first or last."""
        return self.workers_folded.get(tuple(sorted(fold(name))), ())


def nearest(name: str, names: list[str]) -> str:
    """'Did you mean …?' where a name is close to one that is known, else what there is to choose from."""
    close = get_close_matches(name.casefold(), [known.casefold() for known in names], n=1, cutoff=0.6)
    if close:
        return f"Did you mean '{next(known for known in names if known.casefold() == close[0])}'?"
    return (
        f"Use one of: {', '.join(names)}."
        if 0 < len(names) <= 8
        else "Check the spelling, or leave it empty."
    )
