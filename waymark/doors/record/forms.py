"""From when to when a story is told."""

from datetime import date, timedelta

from django import forms

from waymark.core import fields

USUALLY = timedelta(days=91)


class StoryForm(fields.PageForm):
    """Two days, either of them left out where the usual three months will do."""

    since = fields.day()
    until = fields.day()

    def clean(self) -> dict[str, object]:
        said = super().clean() or {}
        if said.get("since") and said.get("until") and said["since"] > said["until"]:
            raise forms.ValidationError({"until": "Give a day after the first."})
        return said

    def days(self, today: date) -> tuple[date, date]:
        """The first and the last day; the last three months where what was typed will not do."""
        said = self.cleaned_data if self.is_valid() else {}
        last = said.get("until") or today
        return said.get("since") or last - USUALLY, last
