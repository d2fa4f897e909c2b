"""What is asked about the structure, and the words of what is wrong with it."""

from typing import Any
from uuid import UUID

from django import forms

from waymark.organisation.services.choices import UnitKind

OLD = "This page has grown old. Open it again and type it once more."
NO_PLACE = "Choose what it is part of."
KINDS = [(kind.value, kind.value.capitalize()) for kind in UnitKind]


class TeamForm(forms.Form):
    """A team by its name, its kind, and what it is part of."""

    id = forms.UUIDField(widget=forms.HiddenInput, error_messages={"required": OLD, "invalid": OLD})
    name = forms.CharField(
        max_length=200,
        error_messages={
            "required": "Give the team's name.",
            "max_length": "Use at most 200 characters.",
        },
    )
    kind = forms.ChoiceField(
        choices=KINDS,
        error_messages={
            "required": "Choose what kind it is.",
            "invalid_choice": "Choose what kind it is.",
        },
    )
    within = forms.ChoiceField(error_messages={"required": NO_PLACE, "invalid_choice": NO_PLACE})

    def __init__(self, *args: Any, units: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **{"auto_id": "%s", **kwargs})
        within = self.fields["within"]
        assert isinstance(within, forms.ChoiceField)
        within.choices = units

    def clean_within(self) -> UUID:
        return UUID(self.cleaned_data["within"])
