"""Three questions when information went astray; and what the privacy officer found."""

from datetime import datetime
from typing import Any

from django import forms

from waymark.core import clock, fields
from waymark.governance.breaches.choices import EFFECTS


class ReportForm(fields.PageForm):
    """What went where; where it is now; when you found out. `person` and `source`: what the page was opened about."""

    id = fields.made_id()
    what = fields.words("Say what went to whom.", longest=4_000)
    where_now = fields.words("Say where it is now. “I do not know” is an answer.", longest=4_000)
    aware_on = fields.day("Say on which day you found out.")
    aware_time = fields.time_of_day("Say at what time you found out.")
    person = forms.UUIDField(required=False, widget=forms.HiddenInput)
    source = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("aware_on") and said.get("aware_time") is not None:
            said["aware_at"] = clock.from_local(said["aware_on"], said["aware_time"])
        return said


class FindingForm(fields.PageForm):
    """What was found, and when whom was told."""

    effect = fields.one_of(list(EFFECTS.items()), "Say how it may touch somebody.")
    finding = fields.words("Say what you found.", longest=4_000)
    regulator_on = fields.day()
    regulator_time = fields.time_of_day()
    person_on = fields.day()

    def told(self, day: str, time: str = "") -> datetime | None:
        """The instant somebody was told; None where no day is given. Midday where no time is asked."""
        said = self.cleaned_data
        if not said.get(day):
            return None
        return clock.from_local(said[day], said.get(time) or datetime(2000, 1, 1, 12).time())  # noqa: DTZ001
