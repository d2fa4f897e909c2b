"""What to look for."""

from django import forms

from waymark.core import fields
from waymark.work.search import rules
from waymark.work.search.choices import SINCE

AT_FIRST = 10
"""What a phone shows in three screens; who looks further asks for more at a time."""
MORE = 20
MOST = 200
NO_WORDS = "Type a word to look for, such as a name of a place or a medicine."


class SearchForm(fields.PageForm):
    """Words, how far back, and (from a person's page) whose record."""

    q = forms.CharField(
        max_length=200,
        error_messages={"required": NO_WORDS, "max_length": "Look for fewer words: 200 letters at most."},
    )
    since = forms.ChoiceField(
        required=False,
        choices=SINCE,
        error_messages={"invalid_choice": "Choose how far back to look from the list."},
    )
    show = forms.IntegerField(
        required=False,
        widget=forms.HiddenInput,
        error_messages={"invalid": "That link is not right. Search again."},
    )
    person = forms.UUIDField(
        required=False,
        widget=forms.HiddenInput,
        error_messages={"invalid": "That link is not right. Search again from the person's page."},
    )

    def clean_show(self) -> int:
        """How many entries are shown; what cannot be is as many as at first."""
        return min(max(self.cleaned_data["show"] or AT_FIRST, AT_FIRST), MOST)

    def clean_q(self) -> str:
        typed: str = self.cleaned_data["q"]
        if not rules.asked(typed):
            raise forms.ValidationError(NO_WORDS)
        return typed
