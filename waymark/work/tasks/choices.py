"""What a task is, and how it stands."""

from enum import StrEnum


class TaskKind(StrEnum):
    FOLLOW_UP = "follow_up"
    CONCERN = "concern"
    NEXT_STEP = "next_step"
    PRIVACY = "privacy"


class Weight(StrEnum):
    """How a worker sorts their own list (SUR-40)."""

    MUST = "must"
    SHOULD = "should"
    COULD = "could"


WEIGHTS = [(Weight.MUST.value, "Must"), (Weight.SHOULD.value, "Should"), (Weight.COULD.value, "Could")]
LOST = "A task about someone you no longer work with: hand it over"
ANSWERED_ELSEWHERE = {
    "diary.move": ("Write down what they said about another time.", "visit"),
    "diary.who_goes_too": ("Say who goes too.", "name_second"),
}
"""Tasks that end where they were asked for, by what asked: what to do, and the name of the page (of `source_id`)."""
OPENS = {
    "case_notes.note": ("Open the note", "note"),
    "case_notes.must_know": ("Open the note", "note"),
    "plans.drops_off": ("See what was planned and kept", "planned_and_kept"),
    "plans.offered": ("Open the draft plan", "plan_draft"),
}
"""Tasks about something with a page of its own, by what asked: the words of the link, and the name of that page (of `source_id`)."""
