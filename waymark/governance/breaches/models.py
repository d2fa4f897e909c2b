"""Breaches: what went where, who found out and when, and what the privacy officer found."""

from django.db import models

from waymark.core.records import Recorded
from waymark.governance.breaches.choices import Effect
from waymark.organisation.services.models import Service
from waymark.organisation.staff.models import Worker
from waymark.people.service_users.models import Person


class Breach(Recorded):
    """One thing that went wrong with information. `aware_at` starts the clock; `source_id`: the message or printout it began with."""

    service = models.ForeignKey(Service, on_delete=models.PROTECT)
    person = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="breaches")
    what = models.TextField()
    where_now = models.TextField()
    aware_at = models.DateTimeField()
    reported_by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    reported_at = models.DateTimeField()
    source_id = models.UUIDField(null=True)
    effect = models.CharField(max_length=10, blank=True, choices=[(e, e) for e in Effect])
    finding = models.TextField(blank=True)
    told_regulator_at = models.DateTimeField(null=True)
    told_person_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(Worker, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name_plural = "breaches"
        indexes = [models.Index(fields=["service", "closed_at", "aware_at"], name="breach_open")]
