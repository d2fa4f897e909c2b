"""What is asked when a person says who may know what, when something is passed on, and when they are written to."""

from typing import Any

from django import forms

from waymark.core import fields
from waymark.core.clock import today
from waymark.governance.sharing.choices import KINDS, OVERRIDES, RECIPIENT_KINDS, SAID, WAYS
from waymark.work.correspondence.choices import CHANNELS

WHO = "Choose who it is."
WHAT = "Choose at least one kind of information."


def kinds_field() -> forms.MultipleChoiceField:
    """Kinds of information, one or more."""
    return forms.MultipleChoiceField(
        choices=list(KINDS.items()), error_messages={"required": WHAT, "invalid_choice": WHAT}
    )


class RecipientForm(fields.PageForm):
    """Who it is, and what they are to the person."""

    id = fields.made_id()
    kind = fields.one_of(list(RECIPIENT_KINDS.items()), WHO)
    name = fields.words("Say who it is.", longest=200)


class ToOneOfTheirs(fields.PageForm):
    """A form about one of the person's recipients."""

    recipient = fields.one_of([], WHO)

    def __init__(self, *args: Any, recipients: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["recipient"].choices = [("", "Choose"), *recipients]


class ChoiceForm(ToOneOfTheirs):
    """What the person said of some kinds of information, for one recipient."""

    id = fields.made_id()
    kinds = kinds_field()
    said = fields.one_of(list(SAID.items()), "Say what they said.")
    words = fields.words(longest=2_000)
    said_on = fields.day("Say on which day they said so.")

    def clean_said_on(self) -> Any:
        day = self.cleaned_data["said_on"]
        if day > today():
            raise forms.ValidationError("That day is still to come.")
        return day


class ShareForm(ToOneOfTheirs):
    """What is passed on, to whom and how. `basis` and `reason`: where the person said no, or was not asked."""

    id = fields.made_id()
    kinds = kinds_field()
    way = fields.one_of(list(WAYS.items()), "Say how it is told.")
    words = fields.words("Write what is told.")
    basis = fields.one_of(
        [("", "None: I go by what they said"), *OVERRIDES.items()], "Choose from the list.", required=False
    )
    reason = fields.words(longest=2_000)


class MessageForm(fields.PageForm):
    """What the person is sent."""

    id = fields.made_id()
    channel = fields.one_of(list(CHANNELS.items()), "Choose how.")
    to = fields.one_of([], "Choose where to.")
    words = fields.words("Write what it says.", longest=2_000)
    read_back = fields.words(longest=20)
    visit = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, points: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].choices = [("", "Choose"), *points]
