"""One short form for each thing that can be known of a person. LAYOUT says how the page asks for each field, in order."""

from typing import Any, ClassVar
from uuid import UUID

from django import forms

from waymark.core import fields, nhs, phones
from waymark.doors.details.choices import ADDRESSES, ANSWERS, HOW_KNOWN, NEEDS, POINTS, WHY_ADDRESS
from waymark.people.service_users.actions import Said
from waymark.people.service_users.choices import (
    CONFIRM_IN_WORDS,
    TYPED_IN,
    AddressKind,
    Confirm,
    Confirmed,
    NeedKind,
    PointKind,
)
from waymark.people.service_users.queries import Known

Layout = list[tuple[str, str, str, str]]
LINE = 300


def tick() -> forms.BooleanField:
    """Yes, or left open."""
    return forms.BooleanField(required=False)


class AskForm(fields.PageForm):
    """A form that knows how it is asked: (field, kind of box, label, hint)."""

    LAYOUT: ClassVar[Layout] = []
    id = fields.made_id()


class WordsForm(AskForm):
    """The person's own words, whole as they stand now."""

    LAYOUT: ClassVar[Layout] = [
        ("in_their_words", "area", "In their own words", "As they say it. It stands first on their page."),
        ("what_matters", "area", "What matters to them", ""),
        ("please_do", "area", "Please do", ""),
        ("please_do_not", "area", "Please do not", ""),
        ("helped_by", "text", "Who helped them to say it", "Leave empty if nobody did."),
    ]
    in_their_words = fields.words()
    what_matters = fields.words()
    please_do = fields.words()
    please_do_not = fields.words()
    helped_by = fields.words(longest=200)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if not any(
            said.get(name) for name in ("in_their_words", "what_matters", "please_do", "please_do_not")
        ):
            self.add_error("in_their_words", "Write at least one of these in their words.")
        return said


class NeedForm(AskForm):
    """A need or adjustment, shown at every opening from today."""

    LAYOUT: ClassVar[Layout] = [
        ("kind", "choose", "What kind", ""),
        ("words", "text", "In words", "Like: Tamil interpreter for meetings. It is shown at every opening."),
        ("language", "text", "For an interpreter: which language", "British Sign Language is one too."),
        ("review_on", "day", "When to look at it again", "Leave empty if it stays."),
    ]
    kind = fields.one_of(NEEDS, "Choose what kind it is.")
    words = fields.words("Write what they need.", longest=LINE)
    language = fields.words(longest=80)
    review_on = fields.day()

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("kind") == NeedKind.INTERPRETER and not said.get("language"):
            self.add_error("language", "Say which language the interpreter speaks.")
        return said


class SafeContactForm(fields.PageForm):
    """What must not be done when reaching them, whole."""

    LAYOUT: ClassVar[Layout] = [
        ("no_voicemail", "tick", "Do not leave a voicemail", ""),
        ("no_text", "tick", "Do not send texts", ""),
        ("no_email", "tick", "Do not send email", ""),
        ("no_post", "tick", "Do not send post", ""),
        ("no_home_visit", "tick", "Do not visit at home", ""),
        ("discreet", "tick", "Say nothing of the service to anyone but them", ""),
        ("code_name", "text", "Ask for them by another name", "The name to use."),
        ("words", "area", "Anything else to keep to", ""),
    ]
    no_voicemail = tick()
    no_text = tick()
    no_email = tick()
    no_post = tick()
    no_home_visit = tick()
    discreet = tick()
    code_name = fields.words(longest=80)
    words = fields.words(longest=2000)


class NameBeforeForm(AskForm):
    """A name they had before they came to us, and until when, where that is known."""

    LAYOUT: ClassVar[Layout] = [
        ("text", "text", "The name they had", "First name and family name, as it may stand on older papers."),
        ("until", "day", "Until when (optional)", ""),
    ]
    id = fields.made_id()
    text = fields.words("Write the name.", longest=LINE)
    until = fields.day()


class AddressWhyForm(fields.PageForm):
    """What an address under protection is needed for."""

    why = fields.one_of(WHY_ADDRESS, "Say what you need it for.")


class NumberForm(AskForm):
    """A number or an email, with the note that comes with it."""

    LAYOUT: ClassVar[Layout] = [
        ("kind", "choose", "What it is", ""),
        ("value", "text", "The number or address", ""),
        ("note", "text", "A note with it", "Like: text first, hearing loss."),
    ]
    kind = fields.one_of(POINTS, "Say whether it is a number or an email address.")
    value = fields.words("Give the number or the address.", longest=200)
    note = fields.words(longest=LINE)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        value = said.get("value", "")
        if value and said.get("kind") == PointKind.PHONE:
            try:
                said["value"] = phones.normal(value)
            except phones.NotANumber as wrong:
                self.add_error("value", str(wrong))
        elif value and ("@" not in value or " " in value):
            self.add_error("value", "Give the email address like sam@example.org.")
        return said


class AddressForm(AskForm):
    """Where they live or are staying."""

    LAYOUT: ClassVar[Layout] = [
        ("kind", "choose", "What it is", ""),
        ("lines", "area", "Address", ""),
        ("postcode", "text", "Postcode", ""),
        ("protected", "tick", "Protected: never show it on a list, letter, map or board", ""),
    ]
    kind = fields.one_of(ADDRESSES, "Say what kind of address it is.")
    lines = fields.words(longest=1000)
    postcode = fields.words(longest=20)
    protected = tick()

    def clean_postcode(self) -> str:
        try:
            return nhs.postcode(self.cleaned_data["postcode"])
        except nhs.NotAPostcode as wrong:
            raise forms.ValidationError(str(wrong)) from wrong

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if (
            said.get("kind") != AddressKind.NO_FIXED_ABODE
            and not said.get("lines")
            and not said.get("postcode")
        ):
            self.add_error("lines", "Give the address, or choose no fixed abode.")
        return said


class ImportantPersonForm(AskForm):
    """Someone in their life, and what may be told to them."""

    LAYOUT: ClassVar[Layout] = [
        ("name", "text", "Name", ""),
        ("is_their", "text", "Who they are to them", "Like: sister."),
        ("phone", "text", "Telephone number", ""),
        (
            "may_be_told",
            "area",
            "What may be told to them",
            "In the person's words. Leave empty if nothing was agreed.",
        ),
        ("trusted", "tick", "They trust this person: name them in how to work well with them", ""),
    ]
    name = fields.words("Give their name.", longest=200)
    is_their = fields.words(longest=100)
    phone = fields.words(longest=40)
    may_be_told = fields.words(longest=2000)
    trusted = tick()


class NamesForm(fields.PageForm):
    """The names they have now. Those they had stay findable."""

    LAYOUT: ClassVar[Layout] = [
        ("given_name", "text", "Given name", ""),
        ("family_name", "text", "Family name", ""),
        ("chosen_name", "text", "The name they go by", "Used everywhere but where law needs the legal one."),
        ("pronouns", "text", "Pronouns", ""),
    ]
    given_name = fields.words("Give their name.", longest=200)
    family_name = fields.words(longest=200)
    chosen_name = fields.words(longest=200)
    pronouns = fields.words(longest=40)


class PersonForm(fields.SomebodyForm, AskForm):
    """Somebody new. What is not known is left empty: nothing is made up."""

    LAYOUT: ClassVar[Layout] = [
        *NamesForm.LAYOUT,
        (
            "born",
            "text",
            "Birth date",
            "Like 3 February 1984. A year alone will do; leave it empty if it is not known.",
        ),
        ("nhs_number", "text", "NHS number", "Ten digits. Leave it empty if it is not known."),
        ("phone", "text", "Telephone number", ""),
        ("team", "choose", "Team", ""),
        ("referred_by", "text", "Who referred them", "Leave empty if they came by themselves."),
    ]
    given_name = fields.words("Give their name.", longest=200)
    family_name = fields.words(longest=200)
    chosen_name = fields.words(longest=200)
    pronouns = fields.words(longest=40)
    born = fields.words(longest=40)
    nhs_number = fields.words(longest=40)
    phone = fields.words(longest=40)
    team = fields.one_of([], "Choose the team.")
    referred_by = fields.words(longest=200)
    sure = tick()
    sure_why = fields.words(longest=2000)

    def __init__(self, *args: Any, teams: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        team = self.fields["team"]
        assert isinstance(team, forms.ChoiceField)
        team.choices = teams

    def as_known(self) -> Known:
        """What the newcomer is compared by with those who are here."""
        said = self.cleaned_data
        names = (f"{said['given_name']} {said['family_name']}".strip(), said["chosen_name"])
        return Known(
            id=said["id"],
            given_name=said["given_name"],
            names=tuple(filter(None, names)),
            birth=said["born"],
            nhs_number=said["nhs_number"],
            phones=tuple(filter(None, [said["phone"]])),
        )

    def given(self) -> dict[str, Any]:
        """What the action takes."""
        said = {
            name: value
            for name, value in self.cleaned_data.items()
            if name not in ("team", "sure", "sure_why")
        }
        return {**said, "unit_id": UUID(self.cleaned_data["team"])}


class ConfirmForm(AskForm):
    """Each detail asked again: how it was answered, and what is right now where that is put right here (LDS-80)."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for what in Confirm:
            self.fields[what.value] = fields.one_of(ANSWERS, "Choose how it was answered.", required=False)

    gp_now = fields.words(longest=200)
    consent_now = fields.words(longest=2000)
    rhythm_now = fields.words(longest=LINE)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if not any(said.get(what) for what in Confirm) and not self.errors:
            self.add_error(Confirm.ADDRESS.value, "Say how at least one of them was answered.")
        for what in TYPED_IN:
            if said.get(what) == Confirmed.RIGHT and not said.get(f"{what}_now"):
                self.add_error(f"{what}_now", f"{CONFIRM_IN_WORDS[what]}: write what is right.")
        return said

    def given(self) -> dict[Confirm, Said]:
        """What the action takes: the details that were asked."""
        said = self.cleaned_data
        return {
            what: Said(Confirmed(said[what]), said.get(f"{what}_now", ""))
            for what in Confirm
            if said.get(what)
        }


class DeathForm(AskForm):
    """That they died, as it was told."""

    LAYOUT: ClassVar[Layout] = [
        ("on", "day", "On which day", "Leave it empty if it is not known."),
        ("how", "choose", "How it is known", ""),
        (
            "told_by",
            "text",
            "Who told you, or what says so",
            "Like: her sister, by telephone; the certificate.",
        ),
    ]
    on = fields.day()
    how = fields.one_of(HOW_KNOWN, "Say how it is known.")
    told_by = fields.words("Say who told you, or what says so.", longest=LINE)


class UndoForm(fields.PageForm):
    """How the error came about."""

    LAYOUT: ClassVar[Layout] = [("because", "area", "How the error came about", "")]
    because = fields.words("Say how the error came about.", longest=2000)


class DiagnosisForm(AskForm):
    """A diagnosis as a named clinician gave it."""

    LAYOUT: ClassVar[Layout] = [
        ("words", "text", "The diagnosis", "In the clinician's words."),
        (
            "given_by",
            "text",
            "Who gave it",
            "The clinician's name and profession, like Dr Rao, psychiatrist.",
        ),
        ("given_on", "day", "On which day they gave it", ""),
        ("source", "text", "Where it is written", "Like: clinic letter of 12 May 2024."),
    ]
    words = fields.words("Write the diagnosis.", longest=LINE)
    given_by = fields.words("Name the clinician who gave it.", longest=200)
    given_on = fields.day("Give the day they gave it.")
    source = fields.words("Say where it is written.", longest=LINE)


class WithdrawForm(fields.PageForm):
    """A clinician's word that a diagnosis no longer holds."""

    LAYOUT: ClassVar[Layout] = [
        ("withdrawn_by", "text", "Which clinician says so", ""),
        ("on", "day", "On which day", ""),
        ("source", "text", "Where it is written", ""),
    ]
    withdrawn_by = fields.words("Name the clinician who says so.", longest=200)
    on = fields.day("Give the day they said so.")
    source = fields.words("Say where it is written.", longest=LINE)


class AccountForm(AskForm):
    """What it is like for them."""

    LAYOUT: ClassVar[Layout] = [
        (
            "words",
            "area",
            "What it is like, in their words",
            "As they say it, like: I talk fast and stop sleeping.",
        ),
        ("said_on", "day", "On which day they said it", ""),
        ("helped_by", "text", "Who helped them to say it", "Leave empty if nobody did."),
    ]
    words = fields.words("Write what they said.")
    said_on = fields.day("Give the day they said it.")
    helped_by = fields.words(longest=200)
