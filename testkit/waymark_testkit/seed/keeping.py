"""How a row of somebody's record is planted: with its canary, and with who may see it."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from waymark.core import clock
from waymark.core.actors import Actor
from waymark.organisation.services.models import Service
from waymark_testkit.seed.canaries import Canaries
from waymark_testkit.seed.ground import Ground
from waymark_testkit.seed.people import OPENS, Case

DAY, HOUR = timedelta(days=1), timedelta(hours=1)


class Keeping:
    """One person's record, and what is kept in it."""

    def __init__(self, canaries: Canaries, ground: Ground, case: Case) -> None:
        self.canaries, self.ground, self.case = canaries, ground, case
        self.now, self.today = clock.now(), clock.today()
        self.person, self.service = case.person, case.place.service

    def row(self, model: Any, visible_to: set[str], *, about: UUID | None = None, **fields: Any) -> Any:
        """A row that these may see."""
        row, canary = self.canaries.planted(model, **fields)
        self.ground.planted(row, canary, visible_to, about or self.person.id)
        return row

    def detail(self, model: Any, **fields: Any) -> Any:
        """A row that everybody sees who may open the record."""
        return self.row(model, self.case.seen_by, person=self.person, **fields)

    def readers(self, sensitivity: str) -> set[str]:
        """Who may read an entry of the author's."""
        return self.ground.may(
            self.person.id, "read_entry", sensitivity, rights=OPENS, theirs=self.case.author.worker_id
        )

    def acting(self, worker_id: UUID) -> Actor:
        """An actor for the few actions that the seed calls."""
        service = Service.objects.get(pk=self.service.id)
        return Actor(
            name="testkit seed",
            worker_id=worker_id,
            service_id=service.id,
            service=service.slug,
            door="testkit",
        )
