"""What a signed note needs, how late it is, what its digest is, and words that could be plainer. Values in, answers out."""

from waymark.support.case_notes.rules.rhythm import Gap, gap
from waymark.support.case_notes.rules.signing import (
    DAYS_BACK,
    LONGEST_REASON,
    Said,
    digest,
    in_first_weeks,
    late_hours,
    late_words,
    limit_hours,
    searchable,
    write_by,
    writing_words,
    wrong_with_reason,
    wrong_with_time,
    wrong_with_words,
)
from waymark.support.case_notes.rules.telling import TO_READ_WITHIN, must_know_words
from waymark.support.case_notes.rules.wording import SUGGESTIONS, Prompt, prompts

__all__ = [
    "DAYS_BACK",
    "LONGEST_REASON",
    "SUGGESTIONS",
    "TO_READ_WITHIN",
    "Gap",
    "Prompt",
    "Said",
    "digest",
    "gap",
    "in_first_weeks",
    "late_hours",
    "late_words",
    "limit_hours",
    "must_know_words",
    "prompts",
    "searchable",
    "write_by",
    "writing_words",
    "wrong_with_reason",
    "wrong_with_time",
    "wrong_with_words",
]
