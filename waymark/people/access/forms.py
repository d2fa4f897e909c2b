"""The words asked for before a record is opened in an emergency."""

from django import forms

from waymark.people.access import rules
from waymark.people.access.choices import OVERRIDE_REASONS

AGAIN = "Go back to Find and start again."


class BreakGlassForm(forms.Form):
    """A reason to choose and a reason in words; what Find gave goes with them."""

    reason_code = forms.ChoiceField(
        choices=list(OVERRIDE_REASONS.items()),
        error_messages={
            "required": "Choose the reason that fits best.",
            "invalid_choice": "Choose the reason that fits best.",
        },
    )
    reason = forms.CharField(required=False, max_length=2_000)
    offer = forms.CharField(error_messages={"required": AGAIN})
    override_id = forms.UUIDField(error_messages={"required": AGAIN, "invalid": AGAIN})

    def clean_reason(self) -> str:
        """The rule's sentence beside the box (rules.reason_problem)."""
        words: str = self.cleaned_data["reason"]
        if problem := rules.reason_problem(words):
            raise forms.ValidationError(problem)
        return words
