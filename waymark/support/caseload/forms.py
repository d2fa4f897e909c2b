"""What is asked when somebody is taken on, allocated, handed over, or leaves."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError

from waymark.core import clock, fields
from waymark.core.ids import read_id
from waymark.organisation.services.models import Unit
from waymark.organisation.staff.models import Worker
from waymark.support.caseload import rules
from waymark.support.caseload.choices import PURPOSES
from waymark.support.caseload.models import Allocation

WHO = "Choose a colleague."
WEIGHT = f"Give the weight as a whole number from 1 to {rules.MOST_WEIGHT}."
MINUTES = "Give the minutes planned in a week, like 120."
LONGEST = 500
DAY = timedelta(days=1)


class OpenForm(fields.PageForm):
    """An episode with one of the lead's own teams."""

    id = fields.made_id()
    unit = fields.one_of([], "Choose the team.")
    opened_on = fields.day("Give the day it begins.")
    referred_on = fields.day()
    referred_by = fields.words(longest=200)

    def __init__(self, *args: Any, teams: Sequence[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].choices = [(str(unit.pk), unit.name) for unit in teams]

    @property
    def given(self) -> dict[str, Any]:
        """What the action takes."""
        said = dict(self.cleaned_data)
        unit = UUID(said.pop("unit"))
        return {**said, "unit_id": unit}


class AllocateForm(fields.PageForm):
    """To whom, as what, from when, how much. The reason is asked once the limit is passed."""

    id = fields.made_id()
    worker = fields.one_of([], WHO)
    purpose = fields.one_of(PURPOSES, "Say what they are to be.")
    starts_on = fields.day("Give the first day.")
    weekly_minutes = fields.whole(MINUTES, most=rules.MOST_MINUTES)
    weight = fields.whole(WEIGHT, least=1, most=rules.MOST_WEIGHT, required=True)
    reason = fields.words(longest=LONGEST)

    def __init__(self, *args: Any, colleagues: Sequence[Worker], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["worker"].choices = _colleagues(colleagues)

    @property
    def given(self) -> dict[str, Any]:
        """What the action takes."""
        said = dict(self.cleaned_data)
        said["weekly_minutes"] = said["weekly_minutes"] or 0
        worker = UUID(said.pop("worker"))
        return {**said, "worker_id": worker}


class ChangeForm(fields.PageForm):
    """Who takes over, and from which day; for a part that needs nobody after it, only its last day."""

    successor = fields.one_of([], WHO, required=False)
    first_day = fields.day("Give the day the change begins.")
    reason = fields.words(longest=LONGEST)

    def __init__(self, *args: Any, colleagues: Sequence[Worker], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["successor"].choices = _colleagues(colleagues)

    @property
    def given(self) -> dict[str, Any]:
        """What the action takes: the old part's last day is the day before the new one's first."""
        said = self.cleaned_data
        return {
            "on": said["first_day"] - DAY,
            "successor_id": read_id(said["successor"]),
            "reason": said["reason"],
        }


class HandOverForm(fields.PageForm):
    """The last day, and for each person who takes over. Shown whole before anything is kept."""

    on = fields.day("Give the last day.")
    reason = fields.words(longest=LONGEST)

    def __init__(
        self, *args: Any, held: Sequence[Allocation], colleagues: Sequence[Worker], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.held = held
        for allocation in held:
            self.fields[f"to_{allocation.pk}"] = fields.one_of(_colleagues(colleagues), WHO, required=False)

    @property
    def rows(self) -> list[tuple[Allocation, Any]]:
        """Each allocation beside its field."""
        return [(allocation, self[f"to_{allocation.pk}"]) for allocation in self.held]

    @property
    def given(self) -> dict[str, Any]:
        """What the action takes."""
        said = self.cleaned_data
        chosen = {a.pk: read_id(said[f"to_{a.pk}"]) for a in self.held}
        return {
            "on": said["on"],
            "reason": said["reason"],
            "successors": {pk: worker for pk, worker in chosen.items() if worker},
        }


class CloseForm(fields.PageForm):
    """The last day, and why."""

    on = fields.day("Give the last day.")
    because = fields.words("Say why it ends, in a few words.", longest=2_000)

    def clean_on(self) -> date:
        on: date = self.cleaned_data["on"]
        if on > clock.today():
            raise ValidationError("Give a day that has come.")
        return on


def _colleagues(colleagues: Sequence[Worker]) -> list[tuple[str, str]]:
    return [("", "Choose a colleague"), *((str(w.pk), w.name) for w in colleagues)]
