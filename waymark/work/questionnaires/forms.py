"""What is asked when a questionnaire is loaded."""

import json
from typing import Any

from django import forms

from waymark.core import fields
from waymark.work.questionnaires import rules
from waymark.work.questionnaires.choices import LICENCES, UNSCORED

LARGEST = 2_000_000
NO_FILE = "Choose a file: a FHIR Questionnaire, which ends in .json."
NOT_JSON = "This file is not JSON. Choose a FHIR Questionnaire, which ends in .json."
MEASURES = [("", "None of these: a form that is not scored")] + [
    (told.code, told.title) for told in rules.measures().values() if not told.never
]


class LoadForm(fields.PageForm):
    """A file, which measure it is, and on what right its words are used."""

    id = fields.made_id()
    file = forms.FileField(error_messages={"required": NO_FILE, "empty": NO_FILE, "invalid": NO_FILE})
    measure = fields.one_of(MEASURES, "Choose from the list.", required=False)
    licence = fields.one_of(list(LICENCES.items()), "Say on what right the words are used.")
    terms = fields.words(longest=1_000)

    def clean_file(self) -> Any:
        given = self.cleaned_data["file"]
        if given.size > LARGEST:
            raise forms.ValidationError("This file is larger than 2 MB. A questionnaire is far smaller.")
        try:
            return given.name, json.loads(given.read().decode())
        except ValueError:
            raise forms.ValidationError(NOT_JSON) from None


class ShippedForm(fields.PageForm):
    """One of those that come with Waymark."""

    id = fields.made_id()
    name = fields.one_of(
        [(name, words[0]) for name, words in UNSCORED.items()]
        + [(told.code, told.title) for told in rules.measures().values() if told.text],
        "Choose from the list.",
    )
