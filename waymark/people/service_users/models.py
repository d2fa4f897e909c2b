"""The person and what is known of them. One person may have many names, addresses and ways to be reached, each with its dates."""

from django.db import models

from waymark.core.records import Recorded
from waymark.organisation.services.models import Service
from waymark.organisation.staff.models import Worker
from waymark.people.service_users.choices import (
    AddressKind,
    Confirm,
    Confirmed,
    KeyKind,
    NameKind,
    NeedKind,
    PointKind,
    Understood,
    Verdict,
)


class Person(Recorded):
    """A service user of one service. A birth date may be a year only and is never padded out (rules.md 0.1)."""

    audit_person = "id"

    service = models.ForeignKey(Service, on_delete=models.PROTECT, related_name="people")
    given_name = models.CharField(max_length=200)
    family_name = models.CharField(max_length=200, blank=True)
    chosen_name = models.CharField(max_length=200, blank=True)
    pronouns = models.CharField(max_length=40, blank=True)
    birth_year = models.PositiveSmallIntegerField(null=True)
    birth_month = models.PositiveSmallIntegerField(null=True)
    birth_day = models.PositiveSmallIntegerField(null=True)
    nhs_number = models.CharField(max_length=10, blank=True)
    nhs_number_status = models.CharField(max_length=2, blank=True)
    gender = models.CharField(max_length=2, blank=True)
    ethnicity = models.CharField(max_length=2, blank=True)
    gp_practice = models.CharField(max_length=200, blank=True)
    other_numbers = models.JSONField(default=dict)
    died_on = models.DateField(null=True)
    merged_into = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="merged")
    """The record that is kept up for the same person (SamePerson says who said so, and why). Nothing moves."""
    added_at = models.DateTimeField()
    to_know = models.JSONField(default=dict)
    """What must be known at every opening, gathered from the rows below by rules.gather whenever one is written; read with the person."""

    class Meta:
        verbose_name_plural = "people"
        constraints = [
            models.UniqueConstraint(
                fields=["service", "nhs_number"],
                condition=~models.Q(nhs_number=""),
                name="one_person_an_nhs_number",
            ),
        ]
        indexes = [
            models.Index(fields=["service", "birth_year", "birth_month", "birth_day"], name="person_birth")
        ]

    @property
    def name(self) -> str:
        """The name they go by, everywhere but where law needs the legal one."""
        return self.chosen_name or self.legal_name

    @property
    def legal_name(self) -> str:
        return f"{self.given_name} {self.family_name}".strip()

    def __str__(self) -> str:
        return self.name


class About(Recorded):
    """The person's own words: a new row each time they change; the latest stands first on their page."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="abouts")
    in_their_words = models.TextField(blank=True)
    what_matters = models.TextField(blank=True)
    please_do = models.TextField(blank=True)
    please_do_not = models.TextField(blank=True)
    helped_by = models.CharField(max_length=200, blank=True)
    written_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["person", "-written_at"], name="about_latest")]


class PersonName(Recorded):
    """A name the person has or had. Previous names stay findable."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="names")
    kind = models.CharField(max_length=10, choices=[(k, k) for k in NameKind])
    text = models.CharField(max_length=400)
    until = models.DateField(null=True)


class Address(Recorded):
    """Where someone lives or is staying. `protected` never shows on lists, letters, maps or boards (rules.md 1.2)."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="addresses")
    kind = models.CharField(max_length=20, choices=[(k, k) for k in AddressKind])
    lines = models.TextField(blank=True)
    postcode = models.CharField(max_length=10, blank=True)
    protected = models.BooleanField(default=False)
    from_on = models.DateField(null=True)
    until = models.DateField(null=True)


class ContactPoint(Recorded):
    """A number or an email, with the note that comes with it ('text first, hearing loss')."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="contact_points")
    kind = models.CharField(max_length=10, choices=[(k, k) for k in PointKind])
    value = models.CharField(max_length=200)
    note = models.CharField(max_length=300, blank=True)
    until = models.DateField(null=True)


class SafeContact(Recorded):
    """What must not be done when reaching this person. Blocks every outbound channel, not just this screen (rules.md 1.2)."""

    person = models.OneToOneField(Person, on_delete=models.PROTECT, related_name="safe_contact")
    no_voicemail = models.BooleanField(default=False)
    no_post = models.BooleanField(default=False)
    no_text = models.BooleanField(default=False)
    no_email = models.BooleanField(default=False)
    no_home_visit = models.BooleanField(default=False)
    discreet = models.BooleanField(default=False)
    code_name = models.CharField(max_length=80, blank=True)
    words = models.TextField(blank=True)


class Need(Recorded):
    """A communication need or reasonable adjustment, shown at every opening, with the date it is to be looked at again."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="needs")
    kind = models.CharField(max_length=20, choices=[(k, k) for k in NeedKind])
    words = models.CharField(max_length=300)
    language = models.CharField(max_length=80, blank=True, default="")
    code = models.CharField(max_length=20, blank=True)
    from_on = models.DateField()
    review_on = models.DateField(null=True)
    until = models.DateField(null=True)


class ImportantPerson(Recorded):
    """Someone in their life, and what may be told to them, topic by topic, in the person's words."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="important_people")
    name = models.CharField(max_length=200)
    is_their = models.CharField(max_length=100, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    may_be_told = models.TextField(blank=True)
    trusted = models.BooleanField(default=False)
    until = models.DateField(null=True)


class Confirmation(Recorded):
    """One detail asked again: how it was answered, what stands from then, what stood before, by whom and when (LDS-80). Never changed."""

    fixed = True

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="confirmations")
    what = models.CharField(max_length=20, choices=[(w, w) for w in Confirm])
    answer = models.CharField(max_length=20, choices=[(a, a) for a in Confirmed])
    stands = models.TextField(blank=True)
    before = models.TextField(blank=True)
    on = models.DateField()
    at = models.DateTimeField()
    by = models.ForeignKey(Worker, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["person", "what", "-at"], name="confirmation_latest")]


class Diagnosis(Recorded):
    """A diagnosis as a named clinician gave it, with its date and where it is written (DUR-54). Withdrawn only by a clinician's word."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="diagnoses")
    words = models.CharField(max_length=300)
    given_by = models.CharField(max_length=200)
    given_on = models.DateField()
    source = models.CharField(max_length=300)
    written_by = models.ForeignKey(Worker, null=True, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    withdrawn_on = models.DateField(null=True)
    withdrawn_by = models.CharField(max_length=200, blank=True)
    withdrawn_source = models.CharField(max_length=300, blank=True)

    class Meta:
        verbose_name_plural = "diagnoses"


class Account(Recorded):
    """What it is like for them, in the person's own words: a new row each time they say it otherwise (DUR-54). Never changed."""

    fixed = True

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="accounts")
    words = models.TextField()
    helped_by = models.CharField(max_length=200, blank=True)
    said_on = models.DateField()
    written_by = models.ForeignKey(Worker, null=True, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()


class Duplicate(Recorded):
    """Two records that may be one person: `person`'s, and the one whose id is `other_id`. Open until the records lead says (LDS-93)."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="duplicates")
    other_id = models.UUIDField(db_index=True)
    why = models.TextField()
    reason = models.TextField(blank=True)
    raised_by = models.ForeignKey(Worker, null=True, on_delete=models.PROTECT, related_name="+")
    raised_at = models.DateTimeField()
    verdict = models.CharField(max_length=12, blank=True, choices=[(v, v) for v in Verdict])
    verdict_words = models.TextField(blank=True)
    decided_by = models.ForeignKey(Worker, null=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True)


class SamePerson(Recorded):
    """That two records are one person's: `person`'s is kept up, the one of `away_id` stays as it is. Can be undone."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="merges")
    away_id = models.UUIDField(db_index=True)
    because = models.TextField()
    by = models.ForeignKey(Worker, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey(Worker, null=True, on_delete=models.PROTECT, related_name="+")
    undone_because = models.TextField(blank=True)

    class Meta:
        verbose_name_plural = "same people"


class Pathway(Recorded):
    """Where somebody is in their care, what happens next, what to do if it gets worse: a new row each time it changes (ASC-20, SUR-10)."""

    fixed = True

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="pathways")
    stage = models.CharField(max_length=300)
    what_next = models.TextField(blank=True)
    if_worse = models.TextField(blank=True)
    by = models.ForeignKey(Worker, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()


class KeyContact(Recorded):
    """Somebody who does something for them now: of which agency, how and when to reach them, who covers. Ended, never erased."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="key_contacts")
    name = models.CharField(max_length=200)
    does = models.CharField(max_length=300)
    agency = models.CharField(max_length=200, blank=True)
    reach = models.CharField(max_length=200)
    hours = models.CharField(max_length=200)
    contact_when = models.CharField(max_length=300, blank=True)
    cover = models.CharField(max_length=300, blank=True)
    follows = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="followed_by")
    added_by = models.ForeignKey(Worker, null=True, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    until = models.DateField(null=True)


class Sheet(Recorded):
    """'My pathway and people' as it was printed: numbered for each person, with all that stood on it (SUR-10). Never changed."""

    fixed = True

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="sheets")
    number = models.PositiveIntegerField()
    content = models.JSONField()
    by = models.ForeignKey(Worker, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "number"], name="one_sheet_a_number")]


class SheetGiven(Recorded):
    """That the sheet was given to the person, on which day, and whether it is clear to them. Never changed."""

    fixed = True

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    sheet = models.ForeignKey(Sheet, on_delete=models.PROTECT, related_name="given")
    on = models.DateField()
    understood = models.CharField(max_length=10, choices=[(u, u) for u in Understood])
    words = models.TextField(blank=True)
    by = models.ForeignKey(Worker, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "sheets given"


class Death(Recorded):
    """That they died, as it was told: informally until a certificate or the like confirms it. Undone where it was recorded in error."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="deaths")
    on = models.DateField(null=True)
    formal = models.BooleanField(default=False)
    told_by = models.CharField(max_length=300)
    by = models.ForeignKey(Worker, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey(Worker, null=True, on_delete=models.PROTECT, related_name="+")
    undone_because = models.TextField(blank=True)


class Alert(Recorded):
    """What whoever meets them must know for safety, on what it rests, agreed by a manager until a day it is looked at again (LDS L345).

    Past that day it still shows. `told`: whether the person knows of it; where not, why not.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="alerts")
    words = models.CharField(max_length=300)
    what_to_do = models.CharField(max_length=300)
    rests_on = models.TextField()
    told = models.BooleanField()
    not_told_because = models.TextField(blank=True)
    # Whoever meets them face to face does so with a colleague (LDS-97).
    two_go = models.BooleanField(default=False)
    raised_by = models.ForeignKey(Worker, null=True, on_delete=models.PROTECT, related_name="+")
    raised_at = models.DateTimeField()
    manager = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    agreed_at = models.DateTimeField(null=True)
    review_on = models.DateField(null=True)
    ended_at = models.DateTimeField(null=True)
    ended_because = models.TextField(blank=True)


class AlertReview(Recorded):
    """A manager looked at an alert again: kept until another day, or ended, and why. Never changed."""

    fixed = True

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    alert = models.ForeignKey(Alert, on_delete=models.PROTECT, related_name="reviews")
    words = models.TextField()
    next_on = models.DateField(null=True)
    by = models.ForeignKey(Worker, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()


class LegalStatus(Recorded):
    """Where somebody stands in law, as its papers say. Until when is worked out once, when it is written: later law moves no date."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="legal_statuses")
    section = models.CharField(max_length=20)
    period = models.PositiveSmallIntegerField(default=1)
    starts_at = models.DateTimeField()
    last_day = models.DateField(null=True)
    expires_at = models.DateTimeField(null=True)
    conditions = models.TextField(blank=True)
    tribunal_on = models.DateField(null=True)
    source = models.CharField(max_length=300)
    written_by = models.ForeignKey(Worker, null=True, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    ended_on = models.DateField(null=True)
    ended_source = models.CharField(max_length=300, blank=True)

    class Meta:
        verbose_name_plural = "legal statuses"


class FindKey(models.Model):
    """What a person can be found by. Made by rules.keys_of whenever names, numbers or addresses change; holds nothing else."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="find_keys")
    service = models.ForeignKey(Service, on_delete=models.CASCADE)
    kind = models.CharField(max_length=10, choices=[(k, k) for k in KeyKind])
    key = models.CharField(max_length=80)
    said = models.CharField(max_length=80, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["service", "kind", "key"], name="find_key"),
            models.Index(fields=["person", "kind", "key"], name="find_key_person"),
        ]
