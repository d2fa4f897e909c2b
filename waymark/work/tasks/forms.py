"""What is asked when a task is made, finished or handed on."""

from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from django import forms

from waymark.core import clock, fields
from waymark.core.actors import Actor
from waymark.organisation.staff.models import Worker
from waymark.people.service_users.models import Person
from waymark.work.tasks import permissions, rules
from waymark.work.tasks.choices import WEIGHTS

DATES = ["%Y-%m-%d", "%d/%m/%Y", "%d/%m/%y", "%d.%m.%Y", "%d %B %Y", "%d %b %Y"]
LONG = 2_000
TOO_LONG = "Say it in fewer words: 2,000 letters at most."
WHO = "Choose who takes it."
OLD = "This page has grown old. Open it again and type it once more."


def owner_field() -> forms.ChoiceField:
    return forms.ChoiceField(error_messages={"required": WHO, "invalid_choice": WHO})


def offer(form: forms.Form, colleagues: list[Worker], first: str) -> None:
    """Fill the list of colleagues."""
    field = form.fields["owner"]
    assert isinstance(field, forms.ChoiceField)
    field.choices = [("", first), *((str(w.id), w.name) for w in colleagues)]


class MakeForm(fields.PageForm):
    """Something to do, for somebody, perhaps by a day."""

    id = forms.UUIDField(widget=forms.HiddenInput, error_messages={"required": OLD, "invalid": OLD})
    words = forms.CharField(
        max_length=LONG, error_messages={"required": "Say what is to be done.", "max_length": TOO_LONG}
    )
    owner = owner_field()
    by_day = forms.DateField(
        required=False, input_formats=DATES, error_messages={"invalid": "Give the day like 5/3/2026."}
    )
    weight = forms.ChoiceField(choices=WEIGHTS, error_messages={"required": "Say how much it matters."})

    def __init__(
        self, *args: Any, by: Actor, person: Person | None, colleagues: list[Worker], day: date, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.by, self.person, self.day = by, person, day
        offer(self, colleagues, "Choose a colleague, or yourself")

    def clean_owner(self) -> UUID:
        owner_id = UUID(self.cleaned_data["owner"])
        person_id = self.person.pk if self.person else None
        wrong = permissions.wrong_with_owner(self.by, owner_id, person_id, self.day)
        if wrong:
            raise forms.ValidationError(wrong)
        return owner_id

    def clean_by_day(self) -> date | None:
        by_day: date | None = self.cleaned_data["by_day"]
        if by_day and by_day < self.day:
            raise forms.ValidationError("Choose today or a day to come.")
        return by_day

    @property
    def due_at(self) -> datetime | None:
        """The last minute of the day it is to be done by."""
        by_day = self.cleaned_data["by_day"]
        return clock.from_local(by_day, time(23, 59)) if by_day else None


class FinishForm(fields.PageForm):
    """What was done."""

    outcome = forms.CharField(required=False, max_length=LONG, error_messages={"max_length": TOO_LONG})

    def __init__(self, *args: Any, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind = kind

    def clean_outcome(self) -> str:
        outcome: str = self.cleaned_data["outcome"]
        wrong = rules.wrong_with_outcome(self.kind, outcome)
        if wrong:
            raise forms.ValidationError(wrong)
        return outcome


class PutOffForm(fields.PageForm):
    """Until when, and why."""

    put_off_id = fields.made_id()
    until = fields.day("Give the day you will do it.")
    why = fields.words(longest=300)

    def __init__(self, *args: Any, weight: str, day: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.weight, self.day = weight, day

    def clean_until(self) -> datetime:
        until: date = self.cleaned_data["until"]
        if until <= self.day:
            raise forms.ValidationError("Choose a day to come.")
        return clock.from_local(until, time(23, 59))

    def clean_why(self) -> str:
        why: str = self.cleaned_data["why"]
        wrong = rules.wrong_with_putting_off(self.weight, why)
        if wrong:
            raise forms.ValidationError(wrong)
        return why


class HandOverForm(fields.PageForm):
    """To whom, and why."""

    owner = owner_field()
    reason = forms.CharField(
        max_length=LONG,
        error_messages={
            "required": "Say why you hand it over, in a few words.",
            "max_length": TOO_LONG,
        },
    )

    def __init__(self, *args: Any, colleagues: list[Worker], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, colleagues, "Choose a colleague")

    def clean_owner(self) -> UUID:
        return UUID(self.cleaned_data["owner"])

    def clean_reason(self) -> str:
        reason: str = self.cleaned_data["reason"]
        wrong = rules.wrong_with_reason(reason)
        if wrong:
            raise forms.ValidationError(wrong)
        return reason
