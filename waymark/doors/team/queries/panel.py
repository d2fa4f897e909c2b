"""Who is who, in plain words: name, role, employer, what they lead on, how to reach them, and who covers while they are away (LDS-18)."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from waymark.core import clock
from waymark.core.actors import Actor
from waymark.organisation.staff import queries as staff
from waymark.organisation.staff.models import Cover, Holding, Worker
from waymark.people.access import queries as access
from waymark.people.access.choices import Action
from waymark.people.service_users.models import Person
from waymark.support.caseload import queries as caseload
from waymark.support.caseload.choices import IN_WORDS, Purpose


@dataclass
class Row:
    """One colleague. `does`: what the role does, in the service's own sentence. `part`: what they are to the person, on a person's page."""

    worker: Worker
    posts: list[Holding] = field(default_factory=list)
    cover: Cover | None = None
    part: str = ""

    @property
    def role(self) -> str:
        return (
            " and ".join(dict.fromkeys(held.post.role.title for held in self.posts)) or "Holds no post today"
        )

    @property
    def does(self) -> str:
        said = [sentence for held in self.posts for sentence in held.post.role.may[:1]]
        return said[0] if said else ""

    @property
    def employer(self) -> str:
        return " and ".join(dict.fromkeys(held.post.employer.name for held in self.posts))

    @property
    def cover_words(self) -> str:
        """'covered by T. Lund', on the days away and on no others."""
        if self.cover is None:
            return ""
        return f"covered by {self.cover.covered_by.name}" if self.cover.covered_by else "nobody covers yet"


def panel(worker: Actor, day: date) -> list[Row]:
    """Everybody who holds a post in the worker's teams on `day`, by name. Two statements."""
    held = staff.holdings_on(day).filter(
        post__unit_id__in=worker.team_ids, post__service_id=worker.service_id
    )
    return _rows(worker, _with_posts(held), day)


def panel_of_person(worker: Actor, person_id: UUID, at: datetime) -> tuple[Person, list[Row]]:
    """The person, and everybody who works with them today: as far as `worker` may open the record, else NotYours."""
    person, day = access.person_for(worker, person_id, Action.OPEN, at=at), clock.today(at)
    parts: dict[UUID, list[str]] = {}
    for episode in caseload.episodes_of(worker, person_id):
        for one in episode.parts:  # type: ignore[attr-defined]  # set by episodes_of
            if one.starts_on <= day and (one.ends_on is None or one.ends_on >= day):
                parts.setdefault(one.worker_id, []).append(IN_WORDS[Purpose(one.purpose)])
    held = staff.holdings_on(day).filter(worker_id__in=parts, post__service_id=worker.service_id)
    rows = _rows(worker, _with_posts(held), day)
    for row in rows:
        row.part = ", ".join(dict.fromkeys(parts[row.worker.pk]))
    return person, rows


def _with_posts(held: Iterable[Holding]) -> list[Holding]:
    found = held.select_related("worker", "post__role", "post__employer", "post__unit")  # type: ignore[attr-defined]
    return list(found.order_by("worker__name", "starts_on", "id"))


def _rows(worker: Actor, held: list[Holding], day: date) -> list[Row]:
    away = staff.away_on(worker.service_id, day)
    rows: dict[UUID, Row] = {}
    for one in held:
        row = rows.setdefault(one.worker_id, Row(one.worker, cover=away.get(one.worker_id)))
        row.posts.append(one)
    return list(rows.values())
