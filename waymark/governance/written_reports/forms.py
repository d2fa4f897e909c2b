"""What is asked when a report is begun, written and sent."""

from typing import Any

from django import forms

from waymark.core import clock, fields
from waymark.governance.sharing.choices import KINDS, OVERRIDES, WAYS
from waymark.governance.written_reports import rules
from waymark.governance.written_reports.choices import CHOICES

GONE = "One of these facts is not in the record any more. Look at them again, and keep the report."
WHAT = "Choose at least one kind of information."


class BeginForm(fields.PageForm):
    """Whom it is for, and which days."""

    id = fields.made_id()
    kind = fields.one_of(CHOICES, "Say what it is for.")
    first = fields.day("Give the first day it is about.")
    last = fields.day("Give the last day it is about.")

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("first") and said.get("last"):
            for name, sentence in rules.wrong_with_days(said["first"], said["last"], clock.today()).items():
                self.add_error(name, sentence)
        return said


class ReportForm(fields.PageForm):
    """The writer's words, and the facts that go in."""

    summary = fields.words()
    their_view = fields.words()
    asks = fields.words()
    facts = forms.MultipleChoiceField(required=False, error_messages={"invalid_choice": GONE})

    def __init__(self, *args: Any, facts: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["facts"].choices = facts


class SendForm(fields.PageForm):
    """To whom the copy goes, and on what basis."""

    id = fields.made_id()
    recipient = fields.one_of([], "Choose who it is for.")
    kinds = forms.MultipleChoiceField(
        choices=list(KINDS.items()), error_messages={"required": WHAT, "invalid_choice": WHAT}
    )
    way = fields.one_of([pair for pair in WAYS.items() if pair[0] != "spoken"], "Say how it goes.")
    basis = fields.one_of(
        [("", "None: I go by what they said"), *OVERRIDES.items()], "Choose from the list.", required=False
    )
    reason = fields.words(longest=2_000)

    def __init__(self, *args: Any, recipients: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["recipient"].choices = [("", "Choose"), *recipients]
