"""Signing: what is refused, how late it is, and the digest that shows the words never changed (DUR-11, case-notes, rules.md 0.1 and 8)."""

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from typing import Any

DAYS_BACK = 14
"""How many days after the event a note is signed without saying why. Product default."""
HOUR = timedelta(hours=1)
LIMIT_HOURS = 24
AHEAD = timedelta(minutes=5)
"""How far a clock may run fast before an event counts as in the future."""
FEWEST_LETTERS = 2
FEWEST_WORDS = 2
LONGEST = 100_000
LONGEST_REASON = 300
ASKED_LATER = ("went_well",)
_UNKEEPABLE = re.compile("[\x00\ud800-\udfff]")


@dataclass(frozen=True)
class Said:
    """The words of a note, each kept as typed: what was done, the person's own words, worries, what next; why, for an addendum; and
    what went well, as the person says it."""

    text: str = ""
    their_words: str = ""
    worries: str = ""
    what_next: str = ""
    reason: str = ""
    went_well: str = ""


def digest(said: Said) -> str:
    """SHA-256 over the canonical JSON of the words (keys sorted, no spaces, UTF-8): 64 hexadecimal digits. What was asked for later than
    the rest counts only where it was said, so that what was signed before keeps its digest.
    """
    parts = {name: words for name, words in asdict(said).items() if words or name not in ASKED_LATER}
    body = json.dumps(parts, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(body.encode("utf8")).hexdigest()


def searchable(said: Said) -> str:
    """The words as the search keeps them, a line each."""
    return "\n".join(
        filter(None, (said.went_well, said.text, said.their_words, said.worries, said.what_next))
    )


def wrong_with_words(said: Said) -> str:
    """What to say of a note's words; '' when they can be signed. Empty and one-letter notes are refused."""
    whole = (said.went_well, said.text, said.their_words, said.worries, said.what_next, said.reason)
    if any(_UNKEEPABLE.search(part) for part in whole):
        return "There is a character in it that cannot be kept. Type the note again without it."
    if len(max(map(str.strip, whole[:-1]), key=len)) < FEWEST_LETTERS:
        return "Write what you did, or what they said."
    if sum(map(len, whole)) > LONGEST:
        return f"Write at most {LONGEST:,} characters; put the rest into a second note."
    return ""


def wrong_with_time(occurred_at: datetime, now: datetime, reason: str) -> str:
    """An event in the future, or more than DAYS_BACK days ago, needs a reason (case-notes, bad input)."""
    if reason.strip():
        return ""
    if occurred_at > now + AHEAD:
        return "This is in the future. Give the day and time it happened, or say why."
    if now - occurred_at > timedelta(days=DAYS_BACK):
        return f"This was more than {DAYS_BACK} days ago. Say why it is written now."
    return ""


def wrong_with_reason(reason: str) -> str:
    """What to say of the reason for an addendum or an entry made in error; '' when it will do."""
    if len(reason.split()) < FEWEST_WORDS:
        return "Say why, in a few words."
    if len(reason) > LONGEST_REASON:
        return f"Say why in fewer words: {LONGEST_REASON} letters at most."
    return ""


def late_hours(occurred_at: datetime, recorded_at: datetime, limit_hours: int) -> int:
    """Whole true hours from the event to the signature when they are more than the service's limit; else 0.

    14:00 on 3 March, signed at 09:00 on 5 March, limit 24: 43. Counted in UTC, so the clocks' change makes nobody late.
    """
    after = recorded_at - occurred_at
    return int(after / HOUR) if after > timedelta(hours=limit_hours) else 0


def limit_hours(clocks: Mapping[str, Any]) -> int:
    """The service's time for writing a note, in hours; a day where its file says nothing."""
    return int(clocks.get("note_written_hours") or LIMIT_HOURS)


def write_by(occurred_at: datetime, limit_hours: int) -> datetime:
    """The last moment in the service's time: in true hours, so the clocks' change makes nobody late."""
    return occurred_at + timedelta(hours=limit_hours)


def writing_words(by: datetime, *, late: bool) -> str:
    """'To be written by 14:00, 4 Mar 2026', 'Late: it was to be …'. `by`: in London's time."""
    return f"{'Late: it was to' if late else 'To'} be written by {by:%H:%M}, {by.day} {by:%b %Y}"


def late_words(hours: int) -> str:
    """'Late entry: 43 hours', '' when in time."""
    return f"Late entry: {hours} hour{'' if hours == 1 else 's'}" if hours else ""


def in_first_weeks(began: date | None, day: date, weeks: int) -> bool:
    """Whether `day` lies in the first `weeks` of somebody who began on `began`. 0 weeks: always; not known when they began: always."""
    return not weeks or began is None or day < began + timedelta(weeks=weeks)
