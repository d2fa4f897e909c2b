"""What is asked of a group: once what they did together, and of each a line of their own."""

from collections.abc import Iterator, Sequence
from typing import Any

from django import forms

from waymark.core import clock, fields
from waymark.doors.group import rules
from waymark.people.service_users.models import Person

CAME = [("yes", "Came"), ("no", "Did not come")]
MINUTES = "Give the minutes as a whole number, like 45."


class GroupForm(fields.PageForm):
    """For each person `came_ID`, `words_ID`, `their_words_ID` and `worries_ID`. `not_them`: a word only looks like a name."""

    name = fields.words("Give the group its name, such as Walking group.", longest=100)
    date = fields.day("Give the day it was.")
    start = fields.time_of_day("Give the time it began.")
    minutes = fields.whole(MINUTES, most=12 * 60)
    place = fields.words(longest=200)
    shared = fields.words("Write what the group did.", longest=5_000)
    not_them = forms.BooleanField(required=False)

    def __init__(self, *args: Any, people: Sequence[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = people
        self.looks_like_a_name = False
        for person in people:
            self.fields[f"came_{person.pk}"] = fields.one_of(CAME, f"Say whether {person.name} came.")
            for part in ("words", "their_words", "worries"):
                self.fields[f"{part}_{person.pk}"] = fields.words(longest=5_000)

    def each(self) -> Iterator[tuple[Person, Any, Any, Any, Any]]:
        """Every person with the boxes about them, for the page."""
        for person in self.people:
            yield (
                person,
                *(self[f"{part}_{person.pk}"] for part in ("came", "words", "their_words", "worries")),
            )

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if not said.get("minutes") and "minutes" not in self.errors:
            self.add_error("minutes", "Give the minutes you were together.")
        if (
            said.get("date")
            and said.get("start")
            and clock.from_local(said["date"], said["start"]) > clock.now()
        ):
            self.add_error("date", "This is in the future. Give the day and time it happened.")
        if not said.get("not_them"):
            self._refuse_names(said)
        return said

    def _refuse_names(self, said: dict[str, Any]) -> None:
        """What is in everybody's record names nobody, and what is in one's own names nobody else of the group."""
        names = {
            person.pk: (person.given_name, person.family_name, person.chosen_name) for person in self.people
        }
        boxes: list[tuple[str, set[Any]]] = [("shared", set())]
        boxes += [
            (f"{part}_{person.pk}", {person.pk})
            for person in self.people
            for part in ("words", "their_words", "worries")
        ]
        for box, theirs in boxes:
            others = [each for pk, each in names.items() if pk not in theirs]
            if found := rules.named_in(said.get(box) or "", others):
                where = "this goes into everybody’s record" if box == "shared" else "this is another’s record"
                self.add_error(
                    box, f"“{found}” is somebody of this group, and {where}. Say it without the name."
                )
                self.looks_like_a_name = True

    def group(self) -> rules.Group:
        """What was typed, as the action takes it."""
        said = self.cleaned_data
        return rules.Group(
            name=said["name"],
            started_at=clock.from_local(said["date"], said["start"]),
            minutes=said["minutes"],
            place=said["place"],
            shared=said["shared"],
            members=tuple(
                rules.Member(
                    person.pk,
                    said[f"came_{person.pk}"] == "yes",
                    said[f"words_{person.pk}"],
                    said[f"their_words_{person.pk}"],
                    said[f"worries_{person.pk}"],
                )
                for person in self.people
            ),
        )
