"""What holds a record, and decisions to keep one longer than its period."""

from django.db import models

from waymark.core.records import Recorded
from waymark.governance.retention.choices import HoldKind
from waymark.organisation.staff.models import Worker
from waymark.people.service_users.models import Person


class Hold(Recorded):
    """While it stands the record does not come up for review, whatever its age. It is lifted, never removed."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12, choices=[(one, one) for one in HoldKind])
    words = models.TextField()
    by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    lifted_by = models.ForeignKey(Worker, null=True, on_delete=models.PROTECT, related_name="+")
    lifted_at = models.DateTimeField(null=True)
    lifted_because = models.TextField(blank=True)

    class Meta:
        indexes = [models.Index(fields=["person", "lifted_at"], name="hold_person")]


class Keep(Recorded):
    """A record was looked at, and is kept until a later day."""

    fixed = True

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    until = models.DateField()
    words = models.TextField()
    by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["person", "until"], name="keep_person")]
