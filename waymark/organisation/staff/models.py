"""Roles, posts, who holds them, and the login that follows the post (DUR-02, DUR-64, LDS-02)."""

from typing import ClassVar

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.translation import gettext_lazy as _

from waymark.organisation.services.models import Organisation, Service, Site, Structure, Unit


class User(AbstractUser):
    """A login. What it may do comes from the posts its worker holds today, not from here."""

    first_name = None  # type: ignore[assignment]
    last_name = None  # type: ignore[assignment]
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("user")


class Role(Structure):
    """A role of the service's library: what it may do, in codes and in the service's own sentences."""

    service = models.ForeignKey(Service, on_delete=models.PROTECT, related_name="roles")
    code = models.CharField(max_length=60)
    title = models.CharField(max_length=200)
    reference = models.CharField(max_length=200, blank=True)
    grade = models.CharField(max_length=60, blank=True)
    profile = models.CharField(max_length=30)
    rights = models.JSONField(default=list)
    may = models.JSONField(default=list)
    may_not = models.JSONField(default=list)
    reports_to = models.CharField(max_length=200, blank=True)
    profile_dated = models.CharField(max_length=60, blank=True)
    inherits = models.CharField(max_length=60, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["service", "code"], name="one_role_a_code")]

    def __str__(self) -> str:
        return self.title


class Post(Structure):
    """A place in the structure. Two lines: operational (casework, claims) and professional or parent link (employment)."""

    service = models.ForeignKey(Service, on_delete=models.PROTECT, related_name="posts")
    number = models.CharField(max_length=40)
    role = models.ForeignKey(Role, on_delete=models.PROTECT, related_name="posts")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="posts")
    employer = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="posts")
    site = models.ForeignKey(Site, null=True, on_delete=models.PROTECT, related_name="posts")
    operational_line = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="reports")
    professional_line = models.ForeignKey(
        "self", null=True, on_delete=models.PROTECT, related_name="professional_reports"
    )
    hours_per_week = models.DecimalField(max_digits=4, decimal_places=2, null=True)
    job_share = models.BooleanField(default=False)
    switches = models.JSONField(default=dict)
    fixed_term_months = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["service", "number"], name="one_post_a_number")]

    def __str__(self) -> str:
        return f"{self.number} {self.role.title}"


class Worker(Structure):
    """A member of staff, volunteer or student: a person at work, with or without a login."""

    user = models.OneToOneField(User, null=True, on_delete=models.PROTECT, related_name="worker")
    name = models.CharField(max_length=200)
    pronouns = models.CharField(max_length=40, blank=True)
    travels_by = models.CharField(max_length=20, blank=True)

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
