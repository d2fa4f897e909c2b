"""What is asked of whoever publishes or signs a role's document."""

from typing import Any

from django import forms

OLD = "This page has grown old. Open it again and type it once more."
LONGEST = 50_000


class DocumentForm(forms.Form):
    """The words of a version."""

    id = forms.UUIDField(widget=forms.HiddenInput, error_messages={"required": OLD, "invalid": OLD})
    text = forms.CharField(
        max_length=LONGEST,
        error_messages={
            "required": "Give the words of the document.",
            "max_length": f"Use at most {LONGEST} characters.",
        },
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"auto_id": "%s", **kwargs})
