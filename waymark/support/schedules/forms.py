"""What is asked about regular visits. Days and times are London's, as typed."""

from collections.abc import Sequence
from typing import Any

from django import forms

from waymark.core import fields
from waymark.support.diary.choices import HOW
from waymark.support.goals.queries import Shown
from waymark.support.schedules import rules
from waymark.support.schedules.choices import EVERY, SKILLS, WEEKDAYS


class KeptForm(fields.PageForm):
    """A form that knows the id of the row it will become."""

    id = fields.made_id()


class ScheduleForm(fields.GoingForm, KeptForm):
    """A pattern of visits."""

    weekdays = forms.MultipleChoiceField(
        choices=WEEKDAYS,
        error_messages={
            "required": "Choose the days of the week.",
            "invalid_choice": "Choose the days of the week.",
        },
    )
    start = fields.time_of_day("Give the time it begins.")
    minutes = fields.whole(
        "Give how long it takes in whole minutes, like 60.", least=1, most=rules.MOST_MINUTES, required=True
    )
    every_weeks = fields.one_of(EVERY, "Say how often.")
    starts_on = fields.day("Give the first day.")
    ends_on = fields.day()
    mechanism = fields.one_of(HOW, "Say how you will meet.")
    place = fields.words(longest=200)
    purpose = fields.words(longest=300)
    skill = fields.one_of(SKILLS, "Choose a skill from the list.", required=False)
    goal = fields.one_of([], "Choose one of their goals.", required=False)

    def __init__(self, *args: Any, goals: Sequence[Shown], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["goal"].choices = [("", "None in particular"), *((str(g.id), g.words) for g in goals)]

    def clean_weekdays(self) -> list[int]:
        return [int(day) for day in self.cleaned_data["weekdays"]]

    def clean_every_weeks(self) -> int:
        return int(self.cleaned_data["every_weeks"])


class EndForm(fields.PageForm):
    """From when there are no more of these visits, and why."""

    last_day = fields.day("Give the last day.")
    reason = fields.words("Say why, in a few words.", longest=250)


class FortnightlyForm(KeptForm):
    """From when every two weeks is enough, and what was agreed."""

    from_day = fields.day("Give the day from which it is every two weeks.")
    agreed = fields.words("Say what you agreed with them.", longest=250)
