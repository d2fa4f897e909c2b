"""What is asked when a date moves."""

from datetime import date
from typing import Any
from uuid import UUID

from django import forms

from waymark.core import fields
from waymark.organisation.staff.models import Worker
from waymark.work.due import rules

DATES = ["%Y-%m-%d", "%d/%m/%Y", "%d/%m/%y", "%d.%m.%Y", "%d %B %Y", "%d %b %Y"]
OLD = "This page has grown old. Open it again and type it once more."
WHO = "Choose who has agreed to it."


class DeferForm(fields.PageForm):
    """The new day, why, and who has agreed. `due_on` and `day` are what the rules compare with."""

    id = forms.UUIDField(widget=forms.HiddenInput, error_messages={"required": OLD, "invalid": OLD})
    to = forms.DateField(
        input_formats=DATES,
        error_messages={
            "required": "Give the day it will be done.",
            "invalid": "Give the day like 5/3/2026.",
        },
    )
    reason = forms.CharField(
        max_length=2_000,
        error_messages={
            "required": "Say why the date moves.",
            "max_length": "Say it in fewer words: 2,000 letters at most.",
        },
    )
    approver = forms.ChoiceField(error_messages={"required": WHO, "invalid_choice": WHO})

    def __init__(self, *args: Any, due_on: date, day: date, approvers: list[Worker], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.due_on, self.day = due_on, day
        choice = self.fields["approver"]
        assert isinstance(choice, forms.ChoiceField)
        choice.choices = [("", "Choose a colleague"), *((str(w.id), w.name) for w in approvers)]

    def clean_to(self) -> date:
        to: date = self.cleaned_data["to"]
        return self._unless(rules.wrong_with_new_date(to, self.due_on, self.day), to)

    def clean_reason(self) -> str:
        reason: str = self.cleaned_data["reason"]
        return self._unless(rules.wrong_with_reason(reason), reason)

    def clean_approver(self) -> UUID:
        return UUID(self.cleaned_data["approver"])

    def _unless(self, wrong: str, value: Any) -> Any:
        if wrong:
            raise forms.ValidationError(wrong)
        return value
