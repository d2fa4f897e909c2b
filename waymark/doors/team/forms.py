"""What is sent when a role's document is signed."""

from django import forms

OLD = "This page has grown old. Open it again and sign once more."


class SignForm(forms.Form):
    """Whose document it is, under an id that the page made."""

    id = forms.UUIDField(error_messages={"required": OLD, "invalid": OLD})
    worker = forms.UUIDField(error_messages={"required": OLD, "invalid": OLD})
