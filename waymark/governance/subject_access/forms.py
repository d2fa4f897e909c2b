"""What is asked when somebody wants their record, and when something is blacked out."""

from django import forms

from waymark.core import fields
from waymark.governance.subject_access.choices import HOW, STEPS, WHY


class LogForm(fields.PageForm):
    """When and how they asked, and how it is certain that it is them."""

    id = fields.made_id()
    received_on = fields.day("Say on which day they asked.")
    asked_how = fields.one_of(list(HOW.items()), "Say how they asked.")
    asked_for = fields.words(longest=4_000)
    identity = fields.words(longest=2_000)


class StepForm(fields.PageForm):
    """Something that moves the clock."""

    id = fields.made_id()
    step = fields.one_of(list(STEPS.items()), "Choose what happened.")
    on = fields.day("Say on which day.")
    words = fields.words(longest=4_000)


class RedactForm(fields.PageForm):
    """A passage of one entry, and why it is not given."""

    id = fields.made_id()
    item = forms.CharField(max_length=60, error_messages={"required": fields.OLD})
    passage = forms.CharField(
        strip=False, max_length=20_000, error_messages={"required": "Copy the words to black out."}
    )
    why = fields.one_of(list(WHY.items()), "Choose why.")
    words = fields.words("Say why in a sentence, so that somebody else can judge it.", longest=4_000)


class DecideForm(fields.PageForm):
    """Black, or not."""

    agreed = fields.one_of([("yes", "Yes"), ("no", "No")], "Say whether it stays black.")


class ReleaseForm(fields.PageForm):
    """How the person gets it."""

    id = fields.made_id()
    given_how = fields.words("Say how they get it.", longest=300)
