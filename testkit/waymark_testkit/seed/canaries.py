"""A canary in every name and free-text field of every model: found where it should not be, it says what leaked.

Each text field of each model is either free (somebody types into it: it gets the row's canary) or a code. A field that is in neither list
raises, so that a model that grows is noticed here.
"""

from random import Random
from typing import Any

from django.apps import apps
from django.db import models

from waymark.core import actions

FREE: dict[str, tuple[str, ...]] = {
    "services.Service": ("name",),
    "services.Organisation": ("name",),
    "services.Unit": ("name",),
    "services.Site": ("name",),
    "services.Role": ("title", "label", "reference", "grade", "reports_to"),
    "staff.Worker": ("name", "pronouns", "phone", "email", "leads_on", "travel_needs"),
    "staff.SwitchChange": ("reason",),
    "staff.GuidedStep": ("words",),
    "role_documents.RoleDocument": ("text",),
    "parent_link.LinkMeeting": ("words",),
    "service_users.Person": ("given_name", "family_name", "chosen_name", "pronouns", "gp_practice"),
    "service_users.About": ("in_their_words", "what_matters", "please_do", "please_do_not", "helped_by"),
    "service_users.PersonName": ("text",),
    "service_users.Address": ("lines",),
    "service_users.ContactPoint": ("value", "note"),
    "service_users.SafeContact": ("code_name", "words"),
    "service_users.Need": ("words", "language"),
    "service_users.ImportantPerson": ("name", "is_their", "phone", "may_be_told"),
    "service_users.Confirmation": ("stands", "before"),
    "service_users.Diagnosis": ("words", "given_by", "source", "withdrawn_by", "withdrawn_source"),
    "service_users.Account": ("words", "helped_by"),
    "service_users.Duplicate": ("why", "reason", "verdict_words"),
    "service_users.SamePerson": ("because", "undone_because"),
    "service_users.Pathway": ("stage", "what_next", "if_worse"),
    "service_users.KeyContact": ("name", "does", "agency", "reach", "hours", "contact_when", "cover"),
    "service_users.SheetGiven": ("words",),
    "service_users.Death": ("told_by", "undone_because"),
    "service_users.Alert": ("words", "what_to_do", "rests_on", "not_told_because", "ended_because"),
    "service_users.AlertReview": ("words",),
    "service_users.LegalStatus": ("conditions", "source", "ended_source"),
    "data_quality.Correction": ("former", "value", "reason"),
    "lists.SavedList": ("name",),
    "access.Override": ("reason", "verdict_words"),
    "access.PrivacyAlert": ("words", "outcome"),
    "access.UndertakingText": ("words",),
    "tasks.Task": ("words", "outcome"),
    "tasks.HandOver": ("reason",),
    "tasks.PutOff": ("reason",),
    "due.Deferral": ("reason",),
    "search.Passage": ("text",),
    "caseload.Episode": ("referred_by", "closed_because", "what_follows"),
    "caseload.Allocation": ("over_limit_reason",),
    "caseload.Stay": ("place", "legal_status", "left_to"),
    "caseload.KeptVisit": ("words",),
    "caseload.BandChange": ("words", "decision_words"),
    "caseload.LeftUnplaced": ("reason",),
    "referrals.Referral": (
        "referrer_name", "referrer_from", "referrer_contact", "reason", "asked_for", "area", "waits_for",
    ),
    "referrals.Step": ("words", "alternative"),
    "referrals.Sending": ("to", "to_contact", "content", "agreed_words"),
    "referrals.Reply": ("words",),
    "referrals.Move": ("words", "who", "outcome"),
    "referrals.FirstContact": ("because",),
    "reports.SpokenReport": ("told_name", "said", "reply"),
    "reports.Confirmation": ("words",),
    "advice.Advice": ("topic", "options", "source", "decision"),
    "advice.Answer": ("decision",),
    "plans.PlanVersion": ("part_words", "agreed_words", "without_words"),
    "plans.TheirWords": ("words",),
    "plans.WordsReply": ("words",),
    "plans.Seen": ("words",),
    "plans.PlanReview": ("words", "part_words"),
    "plans.PlanCopy": ("words",),
    "schedules.Schedule": ("place", "purpose", "ended_because"),
    "goals.Goal": ("words", "why", "agreed_how", "closed_words", "decided_by", "contributors"),
    "goals.Hope": ("words",),
    "goals.Step": ("words", "who"),
    "goals.Progress": ("words",),
    "goals.Change": ("words", "why", "agreed_how", "said"),
    "goals.GoodLife": ("words", "agreed_how"),
    "goals.Objective": ("words", "agreed_how", "closed_words"),
    "goals.Look": ("words",),
    "goals.Levels": ("much_less", "less", "hoped_for", "more", "much_more"),
    "goals.Reached": ("words",),
    "diary.TravelTime": ("one_place", "other_place"),
    "diary.MoveOffer": ("because",),
    "diary.MoveAnswer": ("words",),
    "diary.Visit": ("place", "purpose", "state_reason", "clash_reason"),
    "diary.Contact": ("place", "present"),
    "diary.GroupSession": ("name", "place", "shared"),
    "case_notes.Note": ("text", "their_words", "worries", "what_next", "reason", "went_well"),
    "case_notes.NoteMark": ("words",),
    "sharing.Recipient": ("name",),
    "sharing.SharingChoice": ("words",),
    "sharing.Disclosure": ("words", "reason"),
    "sharing.Message": ("words",),
    "measures.Filled": ("language",),
    "retention.Hold": ("words", "lifted_because"),
    "retention.Keep": ("words",),
    "written_reports.WrittenReport": ("summary", "their_view", "asks"),
    "breaches.Breach": ("what", "where_now", "finding"),
    "subject_access.AccessRequest": ("asked_for",),
    "subject_access.RequestStep": ("words",),
    "subject_access.Redaction": ("passage", "words"),
    "subject_access.Release": ("given_how",),
    "information_assets.BroughtIn": ("file_name", "source"),
    "information_assets.Ending": ("where",),
    "information_assets.TakenOut": ("reason",),
    "imports.Batch": ("given_by", "file_name", "why_not"),
}  # fmt: skip
CODES: dict[str, tuple[str, ...]] = {
    # Written by the product itself, out of names that bear canaries of their own.
    "core.AuditEntry": (
        "actor", "actor_name", "role", "organisation", "session", "door", "action", "object", "outcome", "prev", "mac",
    ),
    "core.Heartbeat": ("process",),
    "services.Service": ("slug",),
    "diary.Contact": ("session",),
    "services.Organisation": ("code", "kind", "legal_kind"),
    "services.Unit": ("code", "kind", "path"),
    "services.Site": ("code", "kind"),
    "services.Role": ("code", "profile", "profile_dated", "inherits"),
    "services.Post": ("number",),
    "staff.User": ("username", "password", "email"),
    "staff.DirectoryLogin": ("directory", "known_as", "subject"),
    "staff.Worker": ("travels_by",),
    "staff.SwitchChange": ("switch",),
    "service_users.Person": ("nhs_number", "nhs_number_status", "gender", "ethnicity"),
    "service_users.Address": ("postcode",),
    "service_users.Need": ("code",),
    "service_users.LegalStatus": ("section",),
    "service_users.FindKey": ("key", "said"),
    "access.Grant": ("source",),
    "access.PrivacyAlert": ("kind",),
    "access.Undertaking": ("name",),
    "sharing.Disclosure": ("kinds",),
    "written_reports.SentReport": ("sha256",),
    # The words of a form are nobody's record.
    "questionnaires.Version": ("name", "title", "measure", "sha256", "terms", "source"),
    "measures.Filled": ("safety",),
    # The key of a line, and its name.
    "plans.TheirWords": ("line", "line_name"),
    "plans.Seen": ("line",),
    # Copied from a message, and what the sender says.
    "correspondence.Outgoing": ("to", "words", "reason"),
    "information_assets.BroughtIn": ("sha256",),
    "sharing.Message": ("to",),
    "subject_access.Redaction": ("item",),
    "tasks.Task": ("source",),
    "due.Obligation": ("kind", "answer_source"),
    "search.Passage": ("source", "tokens"),
    "search.Word": ("word",),
    "case_notes.Note": ("author_role", "sha256"),
    "contact.Draft": ("form",),
    "imports.Batch": ("sha256",),
}  # fmt: skip


class NotSorted(LookupError):
    """A text field is neither free nor a code."""


def unsorted() -> list[str]:
    """The text fields of the product that are in neither list, and those of the lists that are no more."""
    there = {f"{model._meta.label}.{name}" for model in ours() for name in text_fields(model)}
    listed = {
        f"{label}.{name}" for lists in (FREE, CODES) for label, names in lists.items() for name in names
    }
    return sorted(there ^ listed)


def ours() -> list[type[models.Model]]:
    """The product's own models."""
    return [model for model in apps.get_models() if model.__module__.startswith("waymark.")]


def text_fields(model: type[models.Model]) -> list[str]:
    """The fields of a model that hold text, those with fixed choices left out."""
    return [
        field.name
        for field in model._meta.local_concrete_fields
        if isinstance(field, models.CharField | models.TextField) and not field.choices
    ]


class Canaries:
    """Makes canaries, the same for the same seed, and rows that bear them."""

    def __init__(self, random: Random) -> None:
        if missing := unsorted():
            raise NotSorted(
                f"Say in seed/canaries.py whether these are free text or codes: {', '.join(missing)}"
            )
        self.random = random

    def one(self) -> str:
        """CNRY and twelve hexadecimal digits."""
        return f"CNRY{self.random.getrandbits(48):012x}"

    def planted(self, model: type[models.Model], **fields: Any) -> tuple[Any, str]:
        """A row kept as an action would keep it, its canary in every free field, after whatever words were given. Returns both."""
        canary = self.one()
        for name in FREE.get(model._meta.label, ()):
            fields[name] = _with(model, name, str(fields.get(name, "")), canary)
        with actions.frame("testkit seed"):
            return model._default_manager.create(**fields), canary


def _with(model: type[models.Model], name: str, words: str, canary: str) -> str:
    longest = model._meta.get_field(name).max_length
    room = len(words) if longest is None else longest - len(canary) - 1
    return f"{words[:room]} {canary}".strip()
