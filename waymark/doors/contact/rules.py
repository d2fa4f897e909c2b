"""What one contact is made of, and what is missing from it. Pure: values in, sentences out (capabilities: support-sessions, case-notes)."""

import re
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from waymark.doors.contact.choices import Tell
from waymark.support.diary.choices import HAPPENED, Attendance
from waymark.support.goals.choices import GoalWork as GoalWork

LONGEST_MINUTES = 12 * 60
SHORTEST_WORDS = 3
MOST_REVISIONS = 2**31 - 1
NOT_OURS = "This page has grown old. Open it again; what was kept before is still there."
CANNOT_BE_KEPT = "There is a character in it that cannot be kept. Take it out and go on."
_UNKEEPABLE = re.compile("[\x00\ud800-\udfff]")


@dataclass(frozen=True)
class NextVisit:
    """When they meet next."""

    starts_at: datetime
    minutes: int
    place: str = ""
    second_id: UUID | None = None
    clash_reason: str = ""


@dataclass(frozen=True)
class FollowUp:
    """Something to be done by somebody by a day."""

    words: str
    owner_id: UUID
    due_at: datetime | None = None


@dataclass(frozen=True)
class AdviceGiven:
    """What was explained, where it is from, what they decided, and whether that settles it (SUR-20)."""

    topic: str
    options: str
    source: str
    decision: str
    settled: bool = False


@dataclass(frozen=True)
class Given:
    """Everything one page says about one contact. Times UTC, minutes whole, distance in tenths of a mile."""

    attendance: Attendance
    mechanism: str
    started_at: datetime
    minutes: int
    person_id: UUID | None = None
    anonymous: bool = False
    visit_id: UUID | None = None
    place: str = ""
    present: str = ""
    text: str = ""
    their_words: str = ""
    went_well: str = ""
    session: str = ""
    worries: str = ""
    tell: Tell | None = None
    what_next: str = ""
    sensitivity: str = "ordinary"
    late_reason: str = ""
    goals: tuple[GoalWork, ...] = ()
    steps_done: tuple[UUID, ...] = ()
    tasks_done: tuple[UUID, ...] = ()
    next_visit: NextVisit | None = None
    follow_up: FollowUp | None = None
    skill: str = ""
    skill_level: str = ""
    advice: AdviceGiven | None = None
    tenth_miles: int = 0
    travelled_by: str = ""
    group_id: UUID | None = None
    device: dict[str, object] = field(default_factory=dict)

    @property
    def happened(self) -> bool:
        """Whether they met (attendance 5 or 6: rules.md 8)."""
        return self.attendance in HAPPENED


def missing(given: Given, now: datetime) -> dict[str, str]:
    """What stops this contact from being signed: field name -> a sentence that says what to do. Empty when it can be signed."""
    wrong: dict[str, str] = {}
    if given.person_id is None and not given.anonymous:
        wrong["person"] = "Say who this was with, or that they did not give a name."
    if len((given.went_well + given.text + given.their_words).strip()) < SHORTEST_WORDS:
        wrong["text" if given.happened else "absence"] = (
            "Write what you did, or what they said."
            if given.happened
            else "Write what happened and what you have done about it."
        )
    if given.worries and given.tell is None:
        wrong["tell"] = "Choose who must know about this."
    return wrong | _wrong_times(given, now)


def _wrong_times(given: Given, now: datetime) -> dict[str, str]:
    wrong: dict[str, str] = {}
    if given.started_at > now:
        wrong["date"] = "This is in the future. Give the day and time it happened."
    if given.minutes > LONGEST_MINUTES:
        wrong["minutes"] = "That is more than 12 hours. Give the minutes you spent together."
    ends_at = given.started_at + timedelta(minutes=given.minutes)
    if given.started_at <= now < ends_at:
        wrong["minutes"] = "It would end later than now. Give the minutes you spent together."
    if given.happened and given.minutes < 1:
        wrong["minutes"] = "Give the minutes you spent together."
    if given.next_visit and given.next_visit.starts_at <= ends_at:
        wrong["next_date"] = "The next visit must come after this one."
    return wrong


def wrong_with_sent_draft(sent: object) -> str:
    """What to say of a draft as a page's script sends it, {fields, revision}; '' when it can be kept."""
    if not isinstance(sent, dict) or not isinstance(sent.get("fields"), dict):
        return NOT_OURS
    revision = sent.get("revision", 1)
    if isinstance(revision, bool) or not isinstance(revision, int) or not 0 < revision <= MOST_REVISIONS:
        return NOT_OURS
    return wrong_with_typed(sent["fields"])


def wrong_with_typed(fields: dict[str, object]) -> str:
    """What to say of what was typed so far, each a text or a list of texts; '' when it can be kept. A NUL or half a character cannot."""
    texts = [text for value in fields.values() for text in (value if isinstance(value, list) else [value])]
    if not all(isinstance(text, str) for text in texts):
        return NOT_OURS
    return CANNOT_BE_KEPT if any(_UNKEEPABLE.search(str(text)) for text in texts) else ""
