"""Who may see whose record: dated grants written by the rooms above, exclusions, overrides, alerts, and the undertaking signed first."""

from typing import Any, ClassVar

from django.db import models

from waymark.core import once
from waymark.core.records import Recorded, RecordedQuerySet, Row
from waymark.organisation.services.models import Service, Unit
from waymark.organisation.staff.models import Worker
from waymark.people.access.choices import OverrideReason, Relationship
from waymark.people.service_users.models import Person


class AccessQuerySet(RecordedQuerySet[Row]):
    """What is written decides from here on, within the same request too."""

    def about_to_write(self) -> None:
        super().about_to_write()
        once.forget()


class AccessRow(Recorded):
    """Rows that decide access: written with an audit row, not themselves logged as reads of a record."""

    audit_reads = False
    objects: ClassVar[models.Manager[Any]] = models.Manager.from_queryset(AccessQuerySet)()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """From here on it decides, within the same request too."""
        once.forget()
        super().save(*args, **kwargs)


LOOKED_AT = ("relationship", "starts_at", "person")
"""The rest of what the policy asks of a grant: in the index too, so that a worker's people are found without reading a row."""


class Grant(AccessRow):
    """A relationship to a person, held by a worker or by a unit, from one instant to another. `source` names what made it."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="grants")
    worker = models.ForeignKey(Worker, null=True, on_delete=models.PROTECT, related_name="grants")
    unit = models.ForeignKey(Unit, null=True, on_delete=models.PROTECT, related_name="grants")
    relationship = models.CharField(max_length=20, choices=[(r, r) for r in Relationship])
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True)
    source = models.CharField(max_length=60)
    source_id = models.UUIDField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(worker__isnull=False, unit__isnull=True)
                | models.Q(worker__isnull=True, unit__isnull=False),
                name="grant_to_a_worker_or_a_unit",
            ),
            models.UniqueConstraint(
                fields=["source", "source_id", "relationship"], name="one_grant_a_source"
            ),
        ]
        indexes = [
            models.Index(fields=["worker", "ends_at", *LOOKED_AT], name="grant_worker"),
            models.Index(fields=["unit", "ends_at", *LOOKED_AT], name="grant_unit"),
            models.Index(fields=["person", "ends_at"], name="grant_person"),
        ]


class Exclusion(AccessRow):
    """A worker who may never open this record: it is their own, or they have declared a relationship. Beats every grant."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="exclusions")
    worker = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="exclusions")
    kind = models.CharField(
        max_length=20, choices=[(r, r) for r in (Relationship.OWN_RECORD, Relationship.DECLARED_CONFLICT)]
    )
    declared_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)


class Override(AccessRow):
    """Break-glass: one reason, a time limit, and a verdict by someone else (DUR-35). The grant it made has this row as source."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="overrides")
    worker = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="overrides")
    reason_code = models.CharField(max_length=20, blank=True, choices=[(r, r) for r in OverrideReason])
    reason = models.TextField()
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    verdict = models.CharField(
        max_length=20, blank=True, choices=[("justified", "justified"), ("not_justified", "not justified")]
    )
    verdict_words = models.TextField(blank=True)
    reviewed_by = models.ForeignKey(
        Worker, null=True, on_delete=models.PROTECT, related_name="reviewed_overrides"
    )
    reviewed_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["worker", "person", "ends_at"], name="override_running")]


class PrivacyAlert(AccessRow):
    """Something the privacy officer must look at: an override, or a curious look-up. Closed by a person, with words.

    Its id says what it is about (rules.alerts), so that the same thing is told once whoever tells it.
    """

    service = models.ForeignKey(Service, on_delete=models.PROTECT)
    kind = models.CharField(max_length=40)
    person = models.ForeignKey(Person, null=True, on_delete=models.PROTECT)
    worker = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="privacy_alerts")
    override = models.ForeignKey(Override, null=True, on_delete=models.PROTECT)
    raised_at = models.DateTimeField()
    words = models.TextField(blank=True)
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(Worker, null=True, on_delete=models.PROTECT, related_name="closed_alerts")
    outcome = models.TextField(blank=True)

    class Meta:
        indexes = [models.Index(fields=["service", "closed_at", "-raised_at"], name="alert_open")]


class UndertakingText(AccessRow):
    """What a service asks everybody to sign, one row a version. Nobody's but the product's own words before the first."""

    audit_person = ""
    fixed = True

    service = models.ForeignKey(Service, on_delete=models.PROTECT)
    version = models.PositiveIntegerField()
    words = models.TextField()
    renew_months = models.PositiveSmallIntegerField()
    published_by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    published_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["service", "version"], name="one_undertaking_text_a_version")
        ]


class Undertaking(AccessRow):
    """A worker's signature under the undertaking of one service: the version, the name as typed, when, and its last day (DUR-45)."""

    audit_person = ""
    fixed = True

    service = models.ForeignKey(Service, on_delete=models.PROTECT)
    worker = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="undertakings")
    version = models.PositiveIntegerField()
    name = models.CharField(max_length=200)
    signed_at = models.DateTimeField()
    good_until = models.DateField()

    class Meta:
        indexes = [models.Index(fields=["worker", "service", "-signed_at"], name="undertaking_latest")]
