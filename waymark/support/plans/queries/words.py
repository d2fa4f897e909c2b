"""What the person said of their plan, and what came of it."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import QuerySet

from waymark.core.actors import Actor
from waymark.core.pages import NotYours
from waymark.people.access import queries as access
from waymark.people.access.choices import Action
from waymark.support.plans.choices import (
    ANSWERED_FIRST,
    GIVEN_IN_WORDS,
    OUTCOME_IN_WORDS,
    STANCE_IN_WORDS,
    Given,
    Outcome,
    Stance,
)
from waymark.support.plans.models import TheirWords, WordsReply

OPEN_TOO_LONG = timedelta(days=28)


@dataclass(frozen=True)
class WordsShown:
    """One thing they said, with what came of it."""

    row: TheirWords
    reply: WordsReply | None

    @property
    def stance_words(self) -> str:
        return STANCE_IN_WORDS[Stance(self.row.stance)]

    @property
    def how(self) -> str:
        """'chosen from cards, with Joy Adams'."""
        return GIVEN_IN_WORDS[Given(self.row.given)].format(who=self.row.by.name)

    @property
    def how_in_full(self) -> str:
        """The same as a sentence of its own: 'Chosen from cards, with Joy Adams'."""
        return self.how[:1].upper() + self.how[1:]

    @property
    def line_title(self) -> str:
        """'Need 2'; '' of the plan as a whole."""
        return self.row.line_name.capitalize()

    @property
    def outcome_words(self) -> str:
        return OUTCOME_IN_WORDS[Outcome(self.reply.outcome)] if self.reply else ""

    @property
    def disagrees(self) -> bool:
        """A view of theirs that stands beside ours: it shows in the plan and in every copy."""
        return self.row.stance == Stance.DISAGREES

    @property
    def answered_first(self) -> bool:
        """Whether the next version waits for an answer (LDS-39)."""
        return self.reply is None and bool(self.row.line) and self.row.stance in ANSWERED_FIRST

    @property
    def is_open_want(self) -> bool:
        return self.row.stance == Stance.WANTS and self.reply is None

    def open_days(self, day: date) -> int:
        return (day - self.row.said_on).days

    def open_too_long(self, day: date) -> bool:
        """Asked for 28 days ago or longer, and nobody has said what comes of it (ASC-08)."""
        return self.is_open_want and day - self.row.said_on >= OPEN_TOO_LONG


def their_words_of(worker: Actor, person_id: UUID) -> list[WordsShown]:
    """Everything they said, the latest first. Nothing when the record may not be read."""
    if not access.can(worker, person_id, Action.READ_ENTRY):
        return []
    return _shown(TheirWords.objects.filter(person_id=person_id))


def their_words_for(worker: Actor, their_words_id: UUID) -> WordsShown:
    """One, or NotYours."""
    people = access.visible_ids(worker, Action.READ_ENTRY)
    found = _shown(TheirWords.objects.filter(pk=their_words_id, person__in=people))
    if not found:
        raise NotYours("plans.theirwords", their_words_id)
    return found[0]


def open_wants(words: list[WordsShown]) -> list[WordsShown]:
    """What they asked for and nobody has answered, the longest open first."""
    return sorted((one for one in words if one.is_open_want), key=lambda one: one.row.said_on)


def _shown(rows: QuerySet[TheirWords]) -> list[WordsShown]:
    found = list(rows.select_related("by", "person").order_by("-said_on", "-at", "-id"))
    replies = {
        reply.their_words_id: reply
        for reply in WordsReply.objects.filter(their_words__in=found).select_related("by")
    } if found else {}  # fmt: skip
    return [WordsShown(row, replies.get(row.pk)) for row in found]
