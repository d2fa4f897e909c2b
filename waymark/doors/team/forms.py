"""What is sent when a role's document is signed, when somebody is to guide a new starter, and after a meeting with one's link."""

from typing import Any
from uuid import UUID

from django import forms

from waymark.organisation.parent_link.choices import EVERY, USUAL

OLD = "This page has grown old. Open it again and do it once more."
DATES = ["%Y-%m-%d", "%d/%m/%Y", "%d/%m/%y", "%d.%m.%Y", "%d %B %Y", "%d %b %Y"]
A_DAY = "Give the day like 5/3/2026."
WHO = "Choose who guides them."


class SignForm(forms.Form):
    """Whose document it is, under an id that the page made."""

    id = forms.UUIDField(error_messages={"required": OLD, "invalid": OLD})
    worker = forms.UUIDField(error_messages={"required": OLD, "invalid": OLD})


class GuidanceForm(forms.Form):
    """Who guides, from when to when, and what the starter is shown."""

    id = forms.UUIDField(widget=forms.HiddenInput, error_messages={"required": OLD, "invalid": OLD})
    guide = forms.ChoiceField(error_messages={"required": WHO, "invalid_choice": WHO})
    starts_on = forms.DateField(
        input_formats=DATES, error_messages={"required": "Give the first day.", "invalid": A_DAY}
    )
    ends_on = forms.DateField(
        input_formats=DATES, error_messages={"required": "Give the last day.", "invalid": A_DAY}
    )
    checklist = forms.CharField(
        max_length=5_000,
        error_messages={
            "required": "Give at least one line of what they are shown.",
            "max_length": "Use at most 5000 characters.",
        },
    )

    def __init__(self, *args: Any, colleagues: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **{"auto_id": "%s", **kwargs})
        guide = self.fields["guide"]
        assert isinstance(guide, forms.ChoiceField)
        guide.choices = [("", "Choose"), *colleagues]

    def clean_guide(self) -> UUID:
        return UUID(self.cleaned_data["guide"])


class LinkMeetingForm(forms.Form):
    """When it was, what it was about, and when the next is."""

    id = forms.UUIDField(widget=forms.HiddenInput, error_messages={"required": OLD, "invalid": OLD})
    held_on = forms.DateField(
        input_formats=DATES, error_messages={"required": "Give the day on which you met.", "invalid": A_DAY}
    )
    words = forms.CharField(
        max_length=5_000,
        error_messages={
            "required": "Say in a few words what it was about.",
            "max_length": "Use at most 5000 characters.",
        },
    )
    again = forms.TypedChoiceField(choices=EVERY, coerce=int, initial=USUAL)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"auto_id": "%s", **kwargs})
