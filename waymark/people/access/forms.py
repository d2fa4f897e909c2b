"""The words asked for before a record is opened in an emergency, and before the first record is opened at all."""

from django import forms

from waymark.core import fields
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


class UndertakingForm(fields.PageForm):
    """A name under the text. `version`: the text that was read."""

    id = fields.made_id()
    version = forms.IntegerField(error_messages={"required": fields.OLD, "invalid": fields.OLD})
    agreed = forms.BooleanField(error_messages={"required": "Say that you have read it and will keep to it."})
    name = fields.words("Type your name to sign.", longest=200)


class UndertakingTextForm(fields.PageForm):
    """A new text, and how often it is signed again."""

    id = fields.made_id()
    words = fields.words("Write what everybody is to sign.")
    renew_months = fields.whole(
        f"Between 1 and {rules.LONGEST_CYCLE} months.", least=1, most=rules.LONGEST_CYCLE, required=True
    )
