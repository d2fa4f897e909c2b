"""Who holds which post from when to when, and the login that follows the post (DUR-02, DUR-64, LDS-02). Posts and roles are `services`'."""

from typing import Any, ClassVar

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models.functions import Lower
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from waymark.organisation.services.models import Post, Role, Service, Structure

__all__ = [
    "Cover",
    "DirectoryLogin",
    "Guidance",
    "GuidedStep",
    "Holding",
    "Post",
    "Role",
    "SwitchChange",
    "User",
    "Worker",
]


class User(AbstractUser):
    """A login. What it may do comes from the posts its worker holds today, not from here."""

    # Sessions carry it in their hash: counting it up ends every session of this login (security.md; ASVS 7.4).
    epoch = models.PositiveIntegerField(default=0)
    # A password somebody else has seen: must be replaced at the first sign-in, and is worth nothing after this instant.
    temporary_until = models.DateTimeField(null=True, blank=True)
    first_name = None  # type: ignore[assignment]
    last_name = None  # type: ignore[assignment]
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    # The day and the holdings that queries.signed_in read with it, until `actor_for` has taken them. Never stored.
    read_with: tuple[Any, list[Any]] | None = None

    class Meta:
        verbose_name = _("user")

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        """Of the password and the epoch, so that either change ends what was open."""
        return salted_hmac(
            "waymark.session", f"{self.password}:{self.epoch}", secret=secret, algorithm="sha256"
        ).hexdigest()


class DirectoryLogin(Structure):
    """How an employer's directory calls the owner of a login. `subject` is theirs there for good, and set by their first sign-in by it."""

    erasable = True

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="directories")
    directory = models.CharField(max_length=40)
    known_as = models.CharField(max_length=254)
    subject = models.CharField(max_length=255, blank=True)
    bound_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "directory"], name="one_name_in_a_directory"),
            models.UniqueConstraint(
                Lower("known_as"), "directory", name="one_login_of_a_name_in_a_directory"
            ),
            models.UniqueConstraint(
                fields=["directory", "subject"],
                condition=~models.Q(subject=""),
                name="one_login_of_a_subject",
            ),
        ]


class Worker(Structure):
    """A member of staff, volunteer or student: a person at work, with or without a login."""

    user = models.OneToOneField(User, null=True, on_delete=models.PROTECT, related_name="worker")
    name = models.CharField(max_length=200)
    pronouns = models.CharField(max_length=40, blank=True)
    # How they get from one visit to the next, what makes that possible for them, and the minutes it adds to each journey (DUR-59).
    travels_by = models.CharField(max_length=20, blank=True)
    travel_needs = models.CharField(max_length=300, blank=True)
    travel_minutes_more = models.PositiveSmallIntegerField(default=0)
    # How colleagues reach them at work, and what they lead on: for the team panel (LDS-18).
    phone = models.CharField(max_length=40, blank=True)
    email = models.CharField(max_length=254, blank=True)
    leads_on = models.CharField(max_length=200, blank=True)

    def __str__(self) -> str:
        return self.name


class Holding(Structure):
    """A worker in a post from one date to another, both days included, London dates. Ending it ends the access at midnight."""

    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="holdings")
    worker = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="holdings")
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)
    acting = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_on__isnull=True) | models.Q(ends_on__gte=models.F("starts_on")),
                name="holding_ends_after_it_starts",
            )
        ]


class SwitchChange(Structure):
    """One optional duty of a post turned on or off: by whom, when and why. Only added to (DUR-64)."""

    fixed = True

    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="switch_changes")
    switch = models.CharField(max_length=30)
    on = models.BooleanField()
    reason = models.CharField(max_length=300)
    by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["post", "at"], name="switch_change_post")]


class Cover(Structure):
    """A worker is away from one London date to another, both included, and who covers. Why they are away is nobody's here (LDS-18)."""

    service = models.ForeignKey(Service, on_delete=models.PROTECT, related_name="covers")
    worker = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="covers")
    covered_by = models.ForeignKey(Worker, null=True, on_delete=models.PROTECT, related_name="covers_for")
    starts_on = models.DateField()
    ends_on = models.DateField()
    made_by = models.ForeignKey(Worker, null=True, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    taken_back_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_on__gte=models.F("starts_on")),
                name="cover_ends_after_it_starts",
            )
        ]
        indexes = [models.Index(fields=["service", "ends_on"], name="cover_days")]


class Guidance(Structure):
    """A worker guides a new starter from one London date to another, both included: less than supervising, less than managing (SUR-14)."""

    service = models.ForeignKey(Service, on_delete=models.PROTECT, related_name="guidances")
    guide = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="guides")
    starter = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="guided_by")
    starts_on = models.DateField()
    ends_on = models.DateField()
    given_by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    given_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_on__gte=models.F("starts_on")),
                name="guidance_ends_after_it_starts",
            )
        ]


class GuidedStep(Structure):
    """A line of the checklist: what the starter is shown, and when that was."""

    guidance = models.ForeignKey(Guidance, on_delete=models.PROTECT, related_name="steps")
    position = models.PositiveSmallIntegerField()
    words = models.CharField(max_length=300)
    done_on = models.DateField(null=True)
    done_by = models.ForeignKey(Worker, null=True, on_delete=models.PROTECT, related_name="+")
