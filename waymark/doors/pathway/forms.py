"""Where somebody is in their care, and who does what. LAYOUT as in details: how the page asks, in order."""

from typing import Any, ClassVar
from uuid import UUID

from waymark.core import clock, fields
from waymark.doors.pathway.choices import PERIODS, UNDERSTOOD

Layout = list[tuple[str, str, str, str]]


class PathwayForm(fields.PageForm):
    """Where they are, what happens next, what to do if it gets worse."""

    LAYOUT: ClassVar[Layout] = [
        (
            "stage",
            "text",
            "Where they are now",
            "Like: community care, S117. Words of the system are explained by themselves.",
        ),
        ("what_next", "area", "What happens next", "Plainly: what, about when, and who begins it."),
        ("if_worse", "area", "What to do if it gets worse", "In the person's words where they have them."),
    ]
    id = fields.made_id()
    stage = fields.words("Say where they are now.", longest=300)
    what_next = fields.words(longest=2000)
    if_worse = fields.words(longest=2000)


class ContactForm(fields.PageForm):
    """Somebody who does something for them now."""

    LAYOUT: ClassVar[Layout] = [
        ("name", "text", "Name", ""),
        ("does", "text", "What they do for them", "Like: care coordinator; gives the injection."),
        ("agency", "text", "Where they work", ""),
        ("reach", "text", "How to reach them", "A number, or where to go."),
        ("hours", "text", "When they are there", "Like: Monday to Friday, 9 to 5."),
        ("contact_when", "text", "When to go to them", "Like: about money, or a letter from the council."),
        ("cover", "text", "Who to go to when they are away", ""),
        ("follows", "choose", "Whom they take over from", ""),
    ]
    id = fields.made_id()
    name = fields.words("Give their name.", longest=200)
    does = fields.words("Say what they do for the person.", longest=300)
    agency = fields.words(longest=200)
    reach = fields.words("Say how to reach them.", longest=200)
    hours = fields.words("Say when they are there.", longest=200)
    contact_when = fields.words(longest=300)
    cover = fields.words(longest=300)
    follows = fields.one_of([], "Choose one of those on the map.", required=False)

    def __init__(self, *args: Any, earlier: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["follows"].choices = [("", "Nobody: they are new"), *earlier]

    def given(self) -> dict[str, Any]:
        """What the action takes."""
        said = dict(self.cleaned_data)
        follows = said.pop("follows")
        return {**said, "follows_id": UUID(follows) if follows else None}


class EndForm(fields.PageForm):
    """Their last day."""

    LAYOUT: ClassVar[Layout] = [("on", "day", "Their last day", "It may be still to come.")]
    on = fields.day("Give their last day.")


class GivenForm(fields.PageForm):
    """The sheet is theirs: when, and whether it is clear."""

    LAYOUT: ClassVar[Layout] = [
        ("on", "day", "On which day they were given it", ""),
        ("understood", "choose", "Is it clear to them?", ""),
        ("words", "area", "What they said", ""),
    ]
    id = fields.made_id()
    on = fields.day("Give the day.")
    understood = fields.one_of(UNDERSTOOD, "Say whether it is clear to them, or that you did not ask.")
    words = fields.words(longest=2000)


class PrintForm(fields.PageForm):
    """One press, one version."""

    id = fields.made_id()


class LegalForm(fields.PageForm):
    """Where they stand in law, as its papers say."""

    LAYOUT: ClassVar[Layout] = [
        ("section", "choose", "What it is", ""),
        ("day", "day", "From which day", ""),
        ("time", "text", "At what time", "As the papers say, like 14:10."),
        ("period", "choose", "Is it the first time, or renewed?", ""),
        ("conditions", "area", "Conditions and leave", "Shown on every screen of a visit."),
        ("tribunal_on", "day", "When the tribunal sits", ""),
        ("source", "text", "What says so", "Like: section papers seen on the ward."),
    ]
    id = fields.made_id()
    section = fields.one_of([], "Choose what it is.")
    day = fields.day("Give the day it began.")
    time = fields.time_of_day("Give the time it began.")
    period = fields.one_of(PERIODS, "Say whether it was renewed.")
    conditions = fields.words(longest=2000)
    tribunal_on = fields.day()
    source = fields.words("Say what says so.", longest=300)

    def __init__(self, *args: Any, sections: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["section"].choices = [("", "Choose one"), *sections]

    def given(self) -> dict[str, Any]:
        """What the action takes."""
        said = dict(self.cleaned_data)
        starts_at = clock.from_local(said.pop("day"), said.pop("time"))
        return {**said, "starts_at": starts_at, "period": int(said["period"])}


class LegalEndForm(fields.PageForm):
    """When it ended, and what says so."""

    LAYOUT: ClassVar[Layout] = [
        ("on", "day", "On which day it ended", ""),
        ("source", "text", "What says so", ""),
    ]
    on = fields.day("Give the day it ended.")
    source = fields.words("Say what says so.", longest=300)
