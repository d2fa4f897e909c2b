"""What is asked at the door and about posts, and the words of what is wrong with it."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms

from waymark.organisation.services.models import Post
from waymark.organisation.staff import rules
from waymark.organisation.staff.choices import SWITCHES_IN_WORDS
from waymark.organisation.staff.permissions import Directory

DATES = ["%Y-%m-%d", "%d/%m/%Y", "%d/%m/%y", "%d.%m.%Y", "%d %B %Y", "%d %b %Y"]
OLD = "This page has grown old. Open it again and type it once more."
A_DAY = "Give the day like 5/3/2026."
NO_ANSWER = "The device did not answer. Try again, or use your password."
LONGEST_ANSWER = 20_000
AGAIN = "Type the same password twice."


class Asked(forms.Form):
    """A form whose fields are called what they are in the page."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"auto_id": "%s", **kwargs})


def words(required: str, longest: int = 200) -> forms.CharField:
    """A line of words."""
    return forms.CharField(
        max_length=longest,
        error_messages={"required": required, "max_length": f"Use at most {longest} characters."},
    )


def a_day(required: str) -> forms.DateField:
    """A day, in any order people write it here."""
    return forms.DateField(
        input_formats=DATES, required=bool(required), error_messages={"required": required, "invalid": A_DAY}
    )


def an_id() -> forms.UUIDField:
    """An id that the page made, so that sending twice does it once."""
    return forms.UUIDField(widget=forms.HiddenInput, error_messages={"required": OLD, "invalid": OLD})


def a_password(required: str) -> forms.CharField:
    """A password exactly as it was typed. Its length is looked at before anything is done with it (A38)."""
    return forms.CharField(strip=False, error_messages={"required": required})


class SignInForm(Asked):
    """A username and a password. `next` is where the worker was going."""

    username = words("Give your username.", longest=10_000)
    password = a_password("Give your password.")
    next = forms.CharField(required=False)


class CodeForm(Asked):
    """A one-time code, or a recovery code."""

    code = words("Give the code that your phone shows.", longest=64)


class FirstPasswordForm(Asked):
    """A password of one's own, twice."""

    new = a_password("Choose a password.")
    again = a_password(AGAIN)

    def clean_again(self) -> str:
        again: str = self.cleaned_data["again"]
        if "new" in self.cleaned_data and again != self.cleaned_data["new"]:
            raise forms.ValidationError(AGAIN)
        return again


class ConfirmForm(Asked):
    """The password once more, before something that changes how one signs in (ASVS 7.5.1)."""

    password = a_password("Give your password.")


class PasskeyForm(ConfirmForm):
    """A passkey is about to be made: what its device is called."""

    name = words("Say what you call the device.", longest=60)


class CredentialForm(Asked):
    """What a device answered. Looked at by what checks it, and bounded here."""

    credential = forms.JSONField(error_messages={"required": NO_ANSWER, "invalid": NO_ANSWER})

    def clean_credential(self) -> Any:
        if len(self.data["credential"]) > LONGEST_ANSWER:
            raise forms.ValidationError(NO_ANSWER)
        return self.cleaned_data["credential"]


class PasswordForm(ConfirmForm, FirstPasswordForm):
    """The present password, and a new one twice (ASVS 6.2.3)."""

    field_order = ("password", "new", "again")


class SecondFactorForm(ConfirmForm):
    """The password, and the code that the new phone shows."""

    code = words("Give the code that the phone shows.", longest=64)


class HoldingForm(Asked):
    """From when to when somebody holds a post, and whether they act up in it."""

    id = an_id()
    starts_on = a_day("Give the first day.")
    ends_on = a_day("")
    acting = forms.BooleanField(required=False)


class GivePostForm(HoldingForm):
    """A post, to a colleague of the service."""

    worker = forms.ChoiceField()

    def __init__(self, *args: Any, colleagues: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self.fields["worker"], colleagues, "Choose who is to hold the post.")

    def clean_worker(self) -> UUID:
        return UUID(self.cleaned_data["worker"])


class WorkerForm(HoldingForm):
    """A new colleague, and the post they come to."""

    worker_id = an_id()
    name = words("Give their name.")
    pronouns = forms.CharField(required=False, max_length=40)
    post = forms.ChoiceField()

    def __init__(self, *args: Any, posts: list[Post], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self.fields["post"], [(str(post.id), str(post)) for post in posts], "Choose their post.")

    def clean_post(self) -> UUID:
        return UUID(self.cleaned_data["post"])


class EndPostForm(Asked):
    """The last day in a post."""

    on = a_day("Give the last day.")


class UsernameForm(Asked):
    """What somebody is to sign in as."""

    username = words("Give a username.", longest=rules.LONGEST_NAME)


class DirectoryForm(Asked):
    """How a directory calls somebody; nothing where it no longer does."""

    directory = forms.ChoiceField(choices=[], error_messages={"required": "Choose the directory."})
    known_as = forms.CharField(
        required=False, max_length=254, error_messages={"max_length": "Use at most 254 characters."}
    )

    def __init__(self, *args: Any, directories: Iterable[Directory], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["directory"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(one.code, one.name) for one in directories]


class SwitchForm(Asked):
    """An optional duty of a post on or off, and why."""

    id = an_id()
    switch = forms.ChoiceField(choices=list(SWITCHES_IN_WORDS.items()))
    on = forms.TypedChoiceField(choices=[("yes", "On"), ("no", "Off")], coerce=lambda value: value == "yes")
    reason = words("Say why, such as what the budget is for.", longest=300)


class StandsForm(Asked):
    """A post's team, and whom it answers to."""

    unit = forms.ChoiceField()
    operational_line = forms.ChoiceField(required=False)
    alternative_line = forms.ChoiceField(required=False)
    professional_line = forms.ChoiceField(required=False)

    def __init__(
        self, *args: Any, units: list[tuple[str, str]], posts: list[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        choose(self.fields["unit"], units, "Choose the team.")
        for name in ("operational_line", "alternative_line", "professional_line"):
            choose(self.fields[name], posts, "Choose a post of this service.", first="Nobody")

    def clean(self) -> dict[str, Any]:
        found = {name: UUID(value) if value else None for name, value in (super().clean() or {}).items()}
        if found.get("alternative_line") and found.get("alternative_line") == found.get("operational_line"):
            self.add_error("alternative_line", "Choose somebody else, or nobody.")
        return found


class ReachForm(Asked):
    """How colleagues reach somebody at work, and what they lead on."""

    phone = forms.CharField(
        required=False, max_length=40, error_messages={"max_length": "Use at most 40 characters."}
    )
    email = forms.EmailField(
        required=False, max_length=254, error_messages={"invalid": "Give an address like ann@example.org."}
    )
    leads_on = forms.CharField(
        required=False, max_length=200, error_messages={"max_length": "Use at most 200 characters."}
    )


class CoverForm(Asked):
    """From when to when somebody is away, and who covers."""

    id = an_id()
    starts_on = a_day("Give the first day away.")
    ends_on = a_day("Give the last day away.")
    covered_by = forms.ChoiceField(required=False)

    def __init__(self, *args: Any, colleagues: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self.fields["covered_by"], colleagues, "Choose a colleague.", first="Nobody yet")

    def clean_covered_by(self) -> UUID | None:
        chosen = self.cleaned_data["covered_by"]
        return UUID(chosen) if chosen else None


def choose(
    field: forms.Field, choices: list[tuple[str, str]], missing: str, *, first: str = "Choose"
) -> None:
    """Fill a choice, with the words for choosing nothing."""
    assert isinstance(field, forms.ChoiceField)
    field.choices = [("", first), *choices]
    field.error_messages = {**field.error_messages, "required": missing, "invalid_choice": missing}
