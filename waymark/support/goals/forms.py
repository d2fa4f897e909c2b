"""What is asked about hopes, goals, steps and progress. The words are the person's."""

from collections.abc import Sequence
from typing import Any

from waymark.core import clock, fields
from waymark.support.goals import rules
from waymark.support.goals.choices import (
    AGREED_HOW,
    AREAS,
    BASELINES,
    CLOSINGS,
    FROM_0_TO_10,
    HOW_MUCH,
    HOW_MUCH_HELP,
    OBJECTIVE_CLOSINGS,
    RATINGS,
    REACHED,
    SPANS,
    STAGES,
    VERDICTS,
)
from waymark.support.goals.queries import ObjectiveShown

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


class NewGoalForm(GoalForm):
    """And, where people stay for days, for when it is; who works towards it with them."""

    span = fields.one_of(SPANS, "Choose for when it is.", required=False)
    contributors = fields.words(longest=300)

    def __init__(self, *args: Any, stays: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not stays:
            del self.fields["span"]


class HopeBecomesGoalForm(KeptForm):
    """The words are kept: only how they agreed, and why it matters, is asked."""

    why = fields.words()
    agreed_how = fields.one_of(AGREED_HOW, HOW_AGREED)


class StepForm(KeptForm):
    """One small step."""

    words = fields.words("Write the step, small enough to do soon.")
    who = fields.words(longest=200)
    by_on = fields.day()
    objective = fields.one_of([], "Choose one of this goal’s objectives.", required=False)

    def __init__(self, *args: Any, objectives: Sequence[ObjectiveShown] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["objective"].choices = [
            ("", "None in particular"),
            *((str(one.id), one.words) for one in objectives if one.is_open),
        ]


class GoodLifeForm(KeptForm):
    """What a good life means to them."""

    words = fields.words("Write it in their words.")
    agreed_how = fields.one_of(AGREED_HOW, HOW_AGREED)
    said_on = fields.day("Give the day they said it.")


class LifeRatingForm(KeptForm):
    """How near they say they are."""

    area = fields.one_of(AREAS, "Choose which part of life.")
    rating = fields.one_of(FROM_0_TO_10, "Choose a number from 0 to 10.")
    rated_on = fields.day("Give the day they said it.")

    def clean_rating(self) -> int:
        return int(self.cleaned_data["rating"])


class ObjectiveForm(KeptForm):
    """Part of a goal that can be met by a day."""

    words = fields.words("Write the objective in their words.")
    stage = fields.one_of(STAGES, "Choose where on the way it belongs.")
    by_on = fields.day()
    agreed_how = fields.one_of(AGREED_HOW, HOW_AGREED)


class RewordObjectiveForm(KeptForm):
    """Other words, agreed with the person."""

    words = fields.words("Write the objective in their words.")
    by_on = fields.day()
    agreed_how = fields.one_of(AGREED_HOW, HOW_AGREED)


class CloseObjectiveForm(fields.PageForm):
    """How an objective stands."""

    state = fields.one_of(OBJECTIVE_CLOSINGS, "Choose how it stands.")
    words = fields.words()
    on = fields.day("Give the day.")


class LookForm(KeptForm):
    """What a supervisor says of an objective."""

    verdict = fields.one_of(VERDICTS, "Say how you see it.")
    words = fields.words(longest=2_000)


class LevelsForm(KeptForm):
    """Five levels of a goal, before anybody looks back."""

    importance = fields.one_of(HOW_MUCH, "Say how much it matters to them.")
    difficulty = fields.one_of(HOW_MUCH, "Say how hard it is.")
    much_more = fields.words("Write how it would be at this level.", longest=500)
    more = fields.words("Write how it would be at this level.", longest=500)
    hoped_for = fields.words("Write how it would be at this level.", longest=500)
    less = fields.words("Write how it would be at this level.", longest=500)
    much_less = fields.words("Write how it would be at this level.", longest=500)
    baseline = fields.one_of(BASELINES, "Say where it stands now.")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for name in ("importance", "difficulty", "baseline"):
            if name in cleaned:
                cleaned[name] = int(cleaned[name])
        return cleaned


class ReachedForm(KeptForm):
    """Which level it is at now."""

    level = fields.one_of(REACHED, "Choose one of the five levels.")
    words = fields.words()

    def __init__(self, *args: Any, rows: Sequence[tuple[int, str, str]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["level"].choices = [
            (str(level), f"{said} ({name.lower()})") for level, name, said in rows
        ]

    def clean_level(self) -> int:
        return int(self.cleaned_data["level"])


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
