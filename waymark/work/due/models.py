"""What comes round: opens, is due, is answered, or is deferred with a reason by a named approver and stays overdue (rules.md 3)."""

from django.db import models

from waymark.core.records import Recorded
from waymark.organisation.services.models import Service
from waymark.organisation.staff.models import Worker
from waymark.people.service_users.models import Person


class Obligation(Recorded):
    """One thing due once for one person. The rule in force when the date was set is kept with it; overdue counts from the day's end."""

    service = models.ForeignKey(Service, on_delete=models.PROTECT)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="obligations")
    kind = models.CharField(max_length=40)
    rule = models.JSONField(default=dict)
    opens_on = models.DateField()
    due_on = models.DateField()
    answered_on = models.DateField(null=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(Worker, null=True, on_delete=models.PROTECT)
    answer_source = models.CharField(max_length=60, blank=True)
    answer_source_id = models.UUIDField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["person", "answered_on", "due_on"], name="obligation_person"),
            models.Index(fields=["service", "kind", "answered_on", "due_on"], name="obligation_open"),
        ]


class Deferral(Recorded):
    """A date moved, by whom, why, and who agreed. The obligation's own due date never moves."""

    audit_person = ""

    obligation = models.ForeignKey(Obligation, on_delete=models.PROTECT, related_name="deferrals")
    to = models.DateField()
    reason = models.TextField()
    asked_by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="deferrals_asked")
    approved_by = models.ForeignKey(
        Worker, null=True, on_delete=models.PROTECT, related_name="deferrals_approved"
    )
    at = models.DateTimeField()
