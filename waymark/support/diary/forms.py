"""What is asked when a visit is planned, moved or called off. London times as typed; the views hand on UTC."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django import forms

from waymark.core import clock, fields
from waymark.core.ids import read_id
from waymark.organisation.staff.models import Worker
from waymark.support.diary import rules
from waymark.support.diary.choices import HOW, TOLD, TRAVELS, WHOSE
from waymark.support.goals.queries import Shown

MINUTES = "Give how long it takes in whole minutes, like 60."
LONGEST_MINUTES = int(rules.LONGEST / timedelta(minutes=1))


class TimesForm(fields.PageForm):
    """When, how long, where; and why both, where it clashes."""

    date = fields.day("Give the day.")
    start = fields.time_of_day("Give the time it begins.")
    minutes = fields.whole(MINUTES, least=1, most=LONGEST_MINUTES, required=True)
    place = fields.words(longest=200)
    clash_reason = fields.words(longest=rules.LONGEST_REASON)
    offer: datetime | None = None
    """When it could begin instead, where it leaves too little time to travel."""

    @property
    def starts_at(self) -> datetime:
        return clock.from_local(self.cleaned_data["date"], self.cleaned_data["start"])

    @property
    def ends_at(self) -> datetime:
        return self.starts_at + timedelta(minutes=self.cleaned_data["minutes"])

    @property
    def times(self) -> dict[str, Any]:
        """What the actions take."""
        said = self.cleaned_data
        return {
            "starts_at": self.starts_at,
            "ends_at": self.ends_at,
            "place": said["place"],
            "clash_reason": said["clash_reason"],
        }


class PlanForm(fields.GoingForm, TimesForm):
    """A visit: how, what for, towards which goal, and whose it is."""

    id = fields.made_id()
    mechanism = fields.one_of(HOW, "Say how you will meet.")
    purpose = fields.words(longest=300)
    goal = fields.one_of([], "Choose one of their goals.", required=False)
    room = fields.one_of([("yes", "Yes")], "Press the button again.", required=False)
    may_make_room = False
    """Whether it takes the time of somebody in one's own diary."""

    def __init__(self, *args: Any, goals: Sequence[Shown], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["goal"].choices = [("", "None in particular"), *((str(g.id), g.words) for g in goals)]


class TakeForm(fields.PageForm):
    """A colleague's visit for oneself; and why both can stand, where one is with somebody else then."""

    id = fields.made_id()
    second = fields.one_of([], "Choose who goes too.", required=False)
    clash_reason = fields.words(longest=rules.LONGEST_REASON)

    def __init__(
        self,
        *args: Any,
        seconds: Sequence[Worker],
        wrong_with_second: Callable[[UUID | None], str],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.wrong_with_second = wrong_with_second
        self.fields["second"].choices = [("", "Nobody"), *((str(w.pk), w.name) for w in seconds)]

    def clean_second(self) -> str:
        second = str(self.cleaned_data["second"])
        if wrong := self.wrong_with_second(read_id(second)):
            raise forms.ValidationError(wrong)
        return second


class MoveForm(TimesForm):
    """To when, and why."""

    id = fields.made_id()
    reason = fields.words("Say why, in a few words.", longest=rules.LONGEST_REASON)

    def clean_reason(self) -> str:
        return _reason(self.cleaned_data["reason"])


class OfferForm(fields.PageForm):
    """One or two times, how they were told and why."""

    id = fields.made_id()
    first_day = fields.day("Give the day you offer.")
    first_start = fields.time_of_day("Give the time you offer.")
    second_day = fields.day()
    second_start = fields.time_of_day()
    told = fields.one_of(TOLD, "Say how you told them.")
    because = fields.words("Say why, as you told them.", longest=rules.LONGEST_REASON)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        second = (said.get("second_day"), said.get("second_start"))
        if any(second) and None in second and not {"second_day", "second_start"} & self.errors.keys():
            self.add_error(
                "second_start" if second[0] else "second_day", "Give both the day and the time, or neither."
            )
        return said

    @property
    def times(self) -> dict[str, datetime | None]:
        """What the action takes."""
        said = self.cleaned_data
        second = said["second_day"]
        return {
            "first_at": clock.from_local(said["first_day"], said["first_start"]),
            "second_at": clock.from_local(second, said["second_start"]) if second else None,
        }


class AnswerForm(fields.PageForm):
    """What they said."""

    id = fields.made_id()
    said = fields.one_of([], "Say what came back.")
    words = fields.words(longest=rules.LONGEST_REASON)

    def __init__(self, *args: Any, choices: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["said"].choices = choices


class CancelForm(fields.PageForm):
    """Who called it off, and why."""

    whose = fields.one_of(WHOSE, "Say who called it off.")
    reason = fields.words("Say why, in a few words.", longest=rules.LONGEST_REASON)

    def clean_reason(self) -> str:
        return _reason(self.cleaned_data["reason"])


class TravelForm(fields.PageForm):
    """How one travels, and what one needs for it."""

    travels_by = fields.one_of([("", "Not said"), *TRAVELS], "Choose how you travel.", required=False)
    travel_minutes_more = fields.whole("Give whole minutes, 120 at most, or leave it empty.", most=120)
    travel_needs = fields.words(longest=300)

    def clean_travel_minutes_more(self) -> int:
        return self.cleaned_data["travel_minutes_more"] or 0


class JourneyForm(fields.PageForm):
    """From where to where, and the minutes."""

    one_place = fields.words("Give the place you start from.", longest=100)
    other_place = fields.words("Give the place you go to.", longest=100)
    minutes = fields.whole("Give the minutes it takes you, 1 to 240.", least=1, most=240, required=True)


def _reason(reason: str) -> str:
    if wrong := rules.wrong_with_exception(reason):
        raise forms.ValidationError(wrong)
    return reason
