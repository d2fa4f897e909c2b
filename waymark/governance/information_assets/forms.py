"""What is asked when a file comes in, and before something is taken out."""

from django import forms

from waymark.core import fields
from waymark.governance.information_assets.choices import BECAME, PAPER_KINDS
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
    what = fields.one_of([("", "Not a paper"), *PAPER_KINDS.items()], "Say what it is.", required=False)
    written_on = fields.day()
    paper_pages = fields.whole("Give the pages of the paper as a number, like 3.", least=1, most=500)
    source = fields.words("Say where it came from.", longest=200)
    sensitivity = fields.one_of(list(WHO_READS.items()), "Say who may read it.")


class CheckForm(fields.PageForm):
    """How many pages can be read."""

    check_id = fields.made_id()
    readable = fields.whole("Give the pages you can read as a number, like 3.", most=500, required=True)


class EndForm(fields.PageForm):
    """What became of the paper."""

    end_id = fields.made_id()
    became = fields.one_of(list(BECAME.items()), "Say what became of it.")
    where = fields.words(longest=200)


class ReasonForm(fields.PageForm):
    """What it is for."""

    id = fields.made_id()
    reason = fields.words("Say what it is for, in a sentence of at least 10 characters.", longest=2_000)
