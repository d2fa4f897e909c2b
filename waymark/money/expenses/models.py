"""Journeys, kept when a contact is recorded so that a claim later asks nothing twice (rules.md 13; the claim itself comes later)."""

from django.db import models

from waymark.core.records import Recorded
from waymark.money.expenses.choices import TravelledBy
from waymark.organisation.services.models import Service
from waymark.organisation.staff.models import Worker


class Journey(Recorded):
    """One journey in tenths of a mile. Names no service user and no protected address: `source_id` is the contact."""

    audit_person = ""
    fixed = True

    service = models.ForeignKey(Service, on_delete=models.PROTECT)
    worker = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="journeys")
    made_on = models.DateField()
    tenth_miles = models.PositiveIntegerField()
    travelled_by = models.CharField(max_length=20, choices=[(t, t) for t in TravelledBy])
    source_id = models.UUIDField(null=True, unique=True)
    recorded_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["worker", "made_on"], name="journey_worker")]
