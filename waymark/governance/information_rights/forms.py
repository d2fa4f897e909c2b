"""What is typed on the pages of information rights: whom to look up, how to narrow the log, and what was found."""

from typing import Any

from django import forms

from waymark.governance.information_rights.choices import KINDS, VERDICTS

DATES = ["%Y-%m-%d", "%d/%m/%Y", "%d/%m/%y", "%d.%m.%Y", "%d %B %Y", "%d %b %Y"]
SHORTEST = 10


def day_field() -> forms.DateField:
    """A day, typed or picked; may be left empty."""
    return forms.DateField(
        required=False, input_formats=DATES, error_messages={"invalid": "Give the day like 25/11/2026."}
    )


class LogForm(forms.Form):
    """Days, a worker, a kind of thing. Whatever else is in the address is not read."""

    first = day_field()
    last = day_field()
    worker = forms.ChoiceField(
        required=False, error_messages={"invalid_choice": "Choose somebody from the list."}
    )
    kind = forms.ChoiceField(
        required=False,
        choices=[("", "Everything"), *KINDS.items()],
        error_messages={"invalid_choice": "Choose from the list."},
    )
    before = forms.IntegerField(required=False, min_value=1, max_value=2**62)

    def __init__(self, *args: Any, workers: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["worker"].choices = [("", "Anybody"), *workers]


class WhoForm(forms.Form):
    """Whose record."""

    person = forms.CharField(
        max_length=200, error_messages={"required": "Give the whole name, or the NHS number."}
    )


def found_field(sentence: str) -> forms.CharField:
    """What was found, as a sentence."""
    short = "Write a sentence, so that somebody else can follow it."
    return forms.CharField(
        min_length=SHORTEST, max_length=4_000, error_messages={"required": sentence, "min_length": short}
    )


class VerdictForm(forms.Form):
    """Justified or not, and why."""

    verdict = forms.ChoiceField(
        choices=list(VERDICTS.items()),
        error_messages={
            "required": "Say whether it was justified.",
            "invalid_choice": "Say whether it was justified.",
        },
    )
    words = found_field("Say why it was, or was not, justified.")


class CloseForm(forms.Form):
    """What was found."""

    outcome = found_field("Say what you found.")
