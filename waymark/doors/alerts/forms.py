"""What an alert says, on what it rests, and what a manager decides."""

from typing import Any, ClassVar
from uuid import UUID

from waymark.core import fields
from waymark.doors.alerts.choices import KEEP, TOLD, TWO

Layout = list[tuple[str, str, str, str]]


class AlertForm(fields.PageForm):
    """Something to know for safety."""

    LAYOUT: ClassVar[Layout] = [
        (
            "words",
            "text",
            "What to know",
            "A fact about a place or a situation, like: a dog loose in the yard.",
        ),
        ("what_to_do", "text", "What to do", "Like: ring first, and wait at the gate."),
        (
            "rests_on",
            "area",
            "On what it rests",
            "What happened or was said, and when. Never a diagnosis alone.",
        ),
        ("two_go", "choose", "Who may meet them?", "Two: no visit is planned before it says who goes too."),
        ("told", "choose", "Do they know of it?", ""),
        ("not_told_because", "area", "If not, why not", ""),
        (
            "manager",
            "choose",
            "Which manager agrees",
            "They get a task. It shows at every opening once they agree.",
        ),
    ]
    id = fields.made_id()
    words = fields.words("Write what is to be known.", longest=300)
    what_to_do = fields.words("Write what to do.", longest=300)
    rests_on = fields.words("Say on what it rests: what happened or was said, and when.", longest=2000)
    two_go = fields.one_of(TWO, "Say whether one may go alone.")
    told = fields.one_of(TOLD, "Say whether they know of it.")
    not_told_because = fields.words(longest=2000)
    manager = fields.one_of([], "Choose the manager who agrees.")

    def __init__(self, *args: Any, managers: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["manager"].choices = [("", "Choose a manager"), *managers]

    def given(self) -> dict[str, Any]:
        """What the action takes."""
        said = dict(self.cleaned_data)
        yes = {name: said.pop(name) == "yes" for name in ("told", "two_go")}
        return {"manager_id": UUID(said.pop("manager")), **said, **yes}


class AgreeForm(fields.PageForm):
    """Until when."""

    LAYOUT: ClassVar[Layout] = [("review_on", "day", "When you look at it again", "Within half a year.")]
    review_on = fields.day("Give the day you look at it again.")


class ReviewForm(fields.PageForm):
    """It stays until another day, or it ends; and why."""

    LAYOUT: ClassVar[Layout] = [
        ("verdict", "choose", "What you found", ""),
        ("words", "area", "Why", ""),
        ("next_on", "day", "If it stays: when you look at it again", "Within half a year."),
    ]
    id = fields.made_id()
    verdict = fields.one_of(KEEP, "Say whether it stays.")
    words = fields.words("Say why.", longest=2000)
    next_on = fields.day()

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("verdict") == "keep" and not said.get("next_on") and "next_on" not in self.errors:
            self.add_error("next_on", "Give the day you look at it again.")
        return said

    def given(self) -> dict[str, Any]:
        """What the action takes."""
        said = self.cleaned_data
        next_on = said["next_on"] if said["verdict"] == "keep" else None
        return {"id": said["id"], "words": said["words"], "next_on": next_on}
