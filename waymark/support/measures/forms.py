"""A form made of a questionnaire's own questions, and what is asked beside them when it is signed."""

from collections.abc import Iterable
from typing import Any

from django import forms

from waymark.core import clock, fields
from waymark.support.diary.choices import MECHANISM_IN_WORDS
from waymark.support.measures.choices import ANSWERED_BY

CHOOSE = "Choose one of the answers."


class FillInForm(fields.PageForm):
    """`questions`: every question of the version; each has a field named by its place, so that any id of a file will do."""

    id = fields.made_id()
    answered_by = fields.one_of(list(ANSWERED_BY.items()), "Say who answered.")
    mode = fields.one_of(list(MECHANISM_IN_WORDS.items()), "Say how you were in touch.")
    language = forms.CharField(
        max_length=60, error_messages={"required": "Say in which language it was answered."}
    )
    date = fields.day("Give the day it was answered.")
    start = fields.time_of_day("Give the time it was answered.")
    reason = fields.words()

    def __init__(self, *args: Any, questions: Iterable[Any], answers: dict[str, str], **kwargs: Any) -> None:
        self.links = {f"q{place}": one for place, one in enumerate(questions)}
        initial = kwargs.pop("initial", {}) | {
            name: answers.get(one.link_id, "") for name, one in self.links.items()
        }
        super().__init__(*args, initial=initial, **kwargs)
        for name, one in self.links.items():
            self.fields[name] = (
                fields.one_of([*one.choices], CHOOSE, required=False)
                if one.choices
                else fields.words(longest=one.longest)
            )

    def typed(self) -> dict[str, str]:
        """What was answered, by the questions' own ids, right or wrong."""
        return {
            one.link_id: self.data.get(name, "").strip()
            for name, one in self.links.items()
            if self.data.get(name, "").strip()
        }

    def say(self, wrong: dict[str, str]) -> None:
        """What is wrong with the answers, beside each question."""
        for name, one in self.links.items():
            if one.link_id in wrong and not self.has_error(name):
                self.add_error(name, wrong[one.link_id])

    def answered_at(self) -> Any:
        """The moment it was answered, in UTC."""
        return clock.from_local(self.cleaned_data["date"], self.cleaned_data["start"])


class TalkForm(fields.PageForm):
    """What came of talking at once."""

    id = fields.made_id()
    their_words = fields.words()
    text = fields.words("Write what you talked about and what you agreed, in a line.")
    what_next = fields.words()
