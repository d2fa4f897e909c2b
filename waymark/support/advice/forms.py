"""What is asked about advice."""

from typing import Any

from waymark.core import fields
from waymark.support.advice import rules
from waymark.support.advice.choices import SETTLED


class AdviceForm(fields.PageForm):
    """What was explained, where it is from, and what they decided."""

    id = fields.made_id()
    topic = fields.words("Say what it was about.", longest=200)
    options = fields.words("Write what you explained, each option on a line.")
    source = fields.words("Say where you have it from, so that it can be checked.", longest=300)
    decision = fields.words("Write what they decided, in their words. “Later” is a decision.")
    settled = fields.one_of(SETTLED, "Say whether to ask again.")

    def clean_settled(self) -> bool:
        return bool(self.cleaned_data["settled"] == "yes")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if "options" in cleaned and not rules.options_of(cleaned["options"]):
            self.add_error("options", "Write what you explained, each option on a line.")
        return cleaned


class AnswerForm(fields.PageForm):
    """What they say now."""

    id = fields.made_id()
    decision = fields.words("Write what they say now, in their words.")
    settled = fields.one_of(SETTLED, "Say whether to ask again.")

    def clean_settled(self) -> bool:
        return bool(self.cleaned_data["settled"] == "yes")
