"""What is asked about hopes, goals, steps and progress. The words are the person's."""

from typing import Any

from waymark.core import clock, fields
from waymark.support.goals import rules
from waymark.support.goals.choices import AGREED_HOW, CLOSINGS, HOW_MUCH_HELP, RATINGS

HOW_AGREED = "Say how the words came to be theirs."
WHY = "Say why, in a few words."


class KeptForm(fields.PageForm):
    """A form that knows the id of the row it will become."""

    id = fields.made_id()


class HopeForm(KeptForm):
    """Something the person said."""

    words = fields.words("Write what they said, in their words.")
    said_on = fields.day("Give the day they said it.")


class GoalForm(KeptForm):
    """A goal in the person's own words."""

    words = fields.words("Write the goal in their words.")
    why = fields.words()
    agreed_how = fields.one_of(AGREED_HOW, HOW_AGREED)


class HopeBecomesGoalForm(KeptForm):
    """The words are kept: only how they agreed, and why it matters, is asked."""

    why = fields.words()
    agreed_how = fields.one_of(AGREED_HOW, HOW_AGREED)


class StepForm(KeptForm):
    """One small step."""

    words = fields.words("Write the step, small enough to do soon.")
    who = fields.words(longest=200)
    by_on = fields.day()


class ProgressForm(KeptForm):
    """What was done, and how it is going: theirs and the worker's apart. Something must be said."""

    words = fields.words()
    their_rating = fields.one_of(RATINGS, "Choose a number from 0 to 10.", required=False)
    worker_rating = fields.one_of(RATINGS, "Choose a number from 0 to 10.", required=False)
    support_level = fields.one_of(HOW_MUCH_HELP, "Choose how much help it took.", required=False)

    def clean_their_rating(self) -> int | None:
        return _number(self.cleaned_data["their_rating"])

    def clean_worker_rating(self) -> int | None:
        return _number(self.cleaned_data["worker_rating"])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        asked = ("words", "support_level")
        rated = any(cleaned.get(name) is not None for name in ("their_rating", "worker_rating"))
        if not self.errors and not rated and not any(cleaned.get(name) for name in asked):
            self.add_error("words", "Write what was done, or give a rating.")
        return cleaned


class CloseForm(fields.PageForm):
    """How it stands, in which words, and who decided."""

    state = fields.one_of(CLOSINGS, "Choose how it stands.")
    words = fields.words()
    decided_by = fields.words("Say who decided it.", longest=200)
    on = fields.day("Give the day.")

    def __init__(self, *args: Any, now: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.now = now

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors:
            wrong = rules.wrong_with_closing(self.now, cleaned["state"], cleaned["decided_by"])
            if wrong:
                self.add_error(None, wrong)
            if cleaned["on"] > clock.today():
                self.add_error("on", "Give a day that has come.")
        return cleaned


class WhyForm(fields.PageForm):
    """Why a goal rests, or is taken up again."""

    words = fields.words(WHY)


def _number(chosen: str) -> int | None:
    return int(chosen) if chosen else None
