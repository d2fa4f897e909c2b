"""What happened: episodes, goals, visits, contacts, notes and what follows from them, in the order of time, as a service would have
written them. So the rows of one person lie as far apart on the disk as they would in life.
"""

from collections import Counter
from dataclasses import dataclass
from random import Random
from uuid import UUID

from waymark.money.expenses.models import Journey
from waymark.support.case_notes.models import Note
from waymark.support.case_notes.rules import Said, digest, searchable
from waymark.support.diary.models import Contact, Visit
from waymark.support.goals.models import Progress
from waymark.work.search.models import Passage
from waymark_testkit.scale.stamps import DAY, day_text, id_at, moment
from waymark_testkit.scale.tables import Table
from waymark_testkit.scale.texts import Texts

HOUR = 3_600
A_STRETCH = 1 << 22
SENSITIVITIES = ["ordinary"] * 98 + ["restricted"] * 2
MECHANISMS = ["01"] * 6 + ["02"] * 3 + ["11"]
PLACES = ["At home", "Office", "Café", "Park", "By telephone"]
SUPPORT = ["together", "prompted", "alone", ""]


@dataclass(frozen=True, slots=True)
class Subject:
    """A person to whom things happen: whose they are, since when (seconds since 1970), and towards which goals."""

    id: str
    worker_id: str
    unit_id: str
    since: int
    goals: tuple[str, ...]


class History:
    """Fills the tables of what happened. `note` is called in the order of time."""

    def __init__(self, service_id: str, role: str, texts: Texts) -> None:
        self.service_id, self.role, self.texts = service_id, role, texts
        self.stretches: Counter[str] = Counter()
        self.visit = Table(
            Visit, "id", "person_id", "worker_id", "unit_id", "starts_at", "ends_at", "mechanism", "place",
            "purpose", "goal_id", "state", "made_at",
        )  # fmt: skip
        self.contact = Table(
            Contact, "id", "person_id", "worker_id", "unit_id", "visit_id", "attendance", "mechanism", "place",
            "started_at", "minutes", "recorded_at",
        )  # fmt: skip
        self.note_table = Table(
            Note, "id", "service_id", "person_id", "unit_id", "contact_id", "author_id", "author_role", "kind",
            "sensitivity", "text", "their_words", "what_next", "occurred_at", "recorded_at", "received_at",
            "sha256",
        )  # fmt: skip
        self.passage = Table(
            Passage, "id", "service_id", "person_id", "source", "author_id", "occurred_at", "sensitivity", "text",
            "tokens", "number",
        )  # fmt: skip
        self.progress = Table(
            Progress, "id", "person_id", "goal_id", "source_id", "at", "their_rating", "support_level",
            "noted_by_id",
        )  # fmt: skip
        self.journey = Table(
            Journey, "id", "service_id", "worker_id", "made_on", "tenth_miles", "travelled_by", "source_id",
            "recorded_at",
        )  # fmt: skip
        self.tables = [self.visit, self.contact, self.note_table, self.passage, self.progress, self.journey]

    def happened(self, random: Random, who: Subject, at: int) -> None:
        """Somebody was seen at `at` (seconds since 1970), or was not in, or something was noticed; and it was written up an hour later."""
        kind = random.random()
        contact_id = self._contact(random, who, at, came=kind < 0.88) if kind < 0.95 else None
        names = "contact", "non_attendance", "observation"
        self._note(random, who, at, contact_id, names[(kind >= 0.88) + (kind >= 0.95)])

    def _contact(self, random: Random, who: Subject, at: int, *, came: bool) -> str:
        contact_id = id_at(random, at + HOUR)
        mechanism, place = random.choice(MECHANISMS), random.choice(PLACES)
        state = "held" if came else "not_attended"
        visit_id = self.planned(random, who, at, state) if random.random() < 0.3 else None
        self.contact.add(
            contact_id, who.id, who.worker_id, who.unit_id, visit_id, "5" if came else "3", mechanism, place,
            moment(at), random.choice((20, 30, 45, 60, 90)) if came else 0, moment(at + HOUR),
        )  # fmt: skip
        if came and random.random() < 0.25:
            self._progress(random, who, at, contact_id)
        if random.random() < 0.1:
            self.journey.add(
                id_at(random, at), self.service_id, who.worker_id, day_text(at // DAY), random.randint(5, 180),
                "car", contact_id, moment(at + HOUR),
            )  # fmt: skip
        return contact_id

    def planned(self, random: Random, who: Subject, at: int, state: str) -> str:
        """A visit in the diary, planned a week before."""
        visit_id = id_at(random, at - 7 * DAY)
        self.visit.add(
            visit_id, who.id, who.worker_id, who.unit_id, moment(at), moment(at + HOUR), random.choice(MECHANISMS),
            random.choice(PLACES), "Weekly meeting", random.choice(who.goals), state, moment(at - 7 * DAY),
        )  # fmt: skip
        return visit_id

    def _progress(self, random: Random, who: Subject, at: int, contact_id: str) -> None:
        self.progress.add(
            id_at(random, at + HOUR), who.id, random.choice(who.goals), contact_id, moment(at), random.randint(2, 9),
            random.choice(SUPPORT), who.worker_id,
        )  # fmt: skip

    def _note(self, random: Random, who: Subject, at: int, contact_id: str | None, kind: str) -> None:
        texts, note_id, sensitivity = self.texts, id_at(random, at + HOUR), random.choice(SENSITIVITIES)
        places = texts.note(random)
        theirs = [texts.place(random)] if random.random() < 0.3 else []
        following = [texts.place(random)] if random.random() < 0.3 else []
        text, their_words, what_next = (texts.said(sentences) for sentences in (places, theirs, following))
        said = Said(text=text, their_words=their_words, what_next=what_next)
        when, kept = moment(at), moment(at + HOUR)
        self.note_table.add(
            note_id, self.service_id, who.id, who.unit_id, contact_id, who.worker_id, self.role, kind, sensitivity,
            text, their_words, what_next, when, kept, kept, digest(said),
        )  # fmt: skip
        self.passage.add(
            note_id, self.service_id, who.id, "case_notes.note", who.worker_id, when, sensitivity,
            searchable(said), texts.tokens_of([*places, *theirs, *following], UUID(who.id)),
            self._place(who.id),
        )  # fmt: skip

    def _place(self, person_id: str) -> int:
        """Where a passage stands in the index of SQLite: beside the others of this person (search/migrations/0003)."""
        digits = person_id[-6:]
        self.stretches[digits] += 1
        return int(digits, 16) * A_STRETCH + self.stretches[digits]
