"""What is asked when a note is written by hand, added to, or marked."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django import forms

from waymark.core import clock, fields
from waymark.organisation.staff.models import Worker
from waymark.people.access.choices import Sensitivity
from waymark.support.case_notes import rules
from waymark.support.case_notes.choices import RHYTHMS, WRITTEN_BY_HAND

WHO_READS = [
    (Sensitivity.ORDINARY.value, "Everyone who works with them"),
    (Sensitivity.RESTRICTED.value, "Only me, the care coordinator and the lead"),
]


class KeptForm(fields.PageForm):
    """A form that knows the id of the row it will become."""

    id = fields.made_id()


class NoteForm(KeptForm):
    """A note that is not made on the contact page: what was noticed, said or reported; or a contact's note that is still missing."""

    kind = fields.one_of(WRITTEN_BY_HAND, "Say what kind of note it is.")
    date = fields.day("Give the day it happened.")
    start = fields.time_of_day("Give the time it happened.")
    text = fields.words()
    their_words = fields.words()
    what_next = fields.words()
    reason = fields.words(longest=rules.LONGEST_REASON)
    sensitivity = fields.one_of(WHO_READS, "Say who may read it.")
    tell = forms.MultipleChoiceField(
        required=False, error_messages={"invalid_choice": "Choose who must know from the list."}
    )

    def __init__(self, *args: Any, tell: Mapping[UUID, str] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["tell"].choices = [(str(pk), words) for pk, words in (tell or {}).items()]

    def clean_tell(self) -> list[UUID]:
        return [UUID(one) for one in self.cleaned_data["tell"]]

    @property
    def occurred_at(self) -> datetime:
        return clock.from_local(self.cleaned_data["date"], self.cleaned_data["start"])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        wrong = rules.wrong_with_words(self.said)
        if wrong:
            self.add_error("text", wrong)
        if not self.errors:
            wrong = rules.wrong_with_time(self.occurred_at, clock.now(), cleaned["reason"])
            if wrong:
                self.add_error("reason", wrong)
        return cleaned

    @property
    def said(self) -> rules.Said:
        return rules.Said(
            **{name: self.cleaned_data.get(name) or "" for name in ("text", "their_words", "what_next")}
        )


class ContactNoteForm(NoteForm):
    """The note of a contact that has none: kind, day and time are the contact's."""

    kind = None  # type: ignore[assignment]
    date = None  # type: ignore[assignment]
    start = None  # type: ignore[assignment]

    def __init__(self, *args: Any, occurred_at: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._occurred_at = occurred_at

    @property
    def occurred_at(self) -> datetime:
        return self._occurred_at


class AddendumForm(KeptForm):
    """What is added, and why."""

    text = fields.words("Write what you add.")
    reason = fields.words("Say why you add it, in a few words.", longest=rules.LONGEST_REASON)

    def clean_reason(self) -> str:
        return _reason(self.cleaned_data["reason"])


class ErrorForm(KeptForm):
    """Why it was an error, and who else agrees."""

    words = fields.words("Say why it was an error.", longest=rules.LONGEST_REASON)
    second = fields.one_of([], "Choose who agrees that it was made in error.")

    def __init__(self, *args: Any, colleagues: Sequence[Worker], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["second"].choices = [
            ("", "Choose a colleague"),
            *((str(w.pk), w.name) for w in colleagues),
        ]

    def clean_words(self) -> str:
        return _reason(self.cleaned_data["words"])


class CommentForm(KeptForm):
    """What the supervisor says to the author."""

    words = fields.words("Write the comment.", longest=2_000)


class RhythmForm(KeptForm):
    """How often somebody is to be in contact."""

    days = fields.one_of(RHYTHMS, "Say how often.")

    def clean_days(self) -> int:
        return int(self.cleaned_data["days"])


class CountersignForm(KeptForm):
    """Nothing is asked: read, and signed."""


def _reason(reason: str) -> str:
    if wrong := rules.wrong_with_reason(reason):
        raise forms.ValidationError(wrong)
    return reason
