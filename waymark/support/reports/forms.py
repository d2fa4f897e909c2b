"""What is asked about a spoken report."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from waymark.core import clock, fields
from waymark.organisation.staff.models import Worker
from waymark.support.reports import rules
from waymark.support.reports.choices import ANSWERS, NOT_RIGHT, RIGHT

LONGEST_REASON = 300


class SpokenReportForm(fields.PageForm):
    """Whom you told, when, what you said and what they answered."""

    id = fields.made_id()
    told = fields.one_of([], "Choose a colleague from the list.", required=False)
    told_name = fields.words(longest=200)
    date = fields.day("Give the day on which you told them.")
    start = fields.time_of_day("Give the time at which you told them.")
    said = fields.words("Write what you said.", longest=5_000)
    reply = fields.words("Write what they answered. “Nothing yet” is an answer.", longest=5_000)
    reason = fields.words(longest=LONGEST_REASON)

    def __init__(self, *args: Any, colleagues: Sequence[Worker], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", "Somebody else"), *((str(one.pk), one.name) for one in colleagues)]
        self.fields["told"].choices = choices

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not {"told", "told_name"} & self.errors.keys():
            self._told(cleaned["told"], cleaned["told_name"])
        if not self.errors and self.told_at > clock.now():
            self.add_error("start", "This is in the future. Give the time at which you told them.")
        return cleaned

    def _told(self, colleague: str, name: str) -> None:
        if wrong := rules.wrong_with_told(colleague, name):
            self.add_error("told", wrong)

    @property
    def told_at(self) -> datetime:
        return clock.from_local(self.cleaned_data["date"], self.cleaned_data["start"])

    @property
    def report(self) -> dict[str, Any]:
        """As the action takes it."""
        said = self.cleaned_data
        told = UUID(said["told"]) if said["told"] else None
        named = {name: said[name] for name in ("id", "told_name", "said", "reply", "reason")}
        return {**named, "told_id": told, "told_at": self.told_at}


class ConfirmationForm(fields.PageForm):
    """Is it right?"""

    id = fields.made_id()
    answer = fields.one_of(ANSWERS, "Say whether it is right.")
    words = fields.words(longest=2_000)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("answer") == NOT_RIGHT and cleaned.get("words") == "":
            self.add_error("words", "Write what is not right.")
        return cleaned

    @property
    def confirmation(self) -> dict[str, Any]:
        """As the action takes it."""
        said = self.cleaned_data
        return {"id": said["id"], "is_right": said["answer"] == RIGHT, "words": said["words"]}
