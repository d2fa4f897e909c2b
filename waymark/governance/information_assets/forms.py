"""What is asked when a file comes in, and before something is taken out."""

from django import forms

from waymark.core import fields
from waymark.people.access.choices import Sensitivity

WHO_READS = {
    Sensitivity.ORDINARY: "Everybody who works with the person",
    Sensitivity.RESTRICTED: "You, the care coordinator and the lead",
    Sensitivity.SEALED: "Only you",
}


class BringInForm(fields.PageForm):
    """The file, and where it came from."""

    id = fields.made_id()
    paper = forms.FileField(
        error_messages={
            "required": "Choose the file.",
            "empty": "That file is empty.",
            "missing": "Choose the file.",
        }
    )
    source = fields.words("Say where it came from.", longest=200)
    sensitivity = fields.one_of(list(WHO_READS.items()), "Say who may read it.")


class ReasonForm(fields.PageForm):
    """What it is for."""

    id = fields.made_id()
    reason = fields.words("Say what it is for, in a sentence of at least 10 characters.", longest=2_000)
