"""A list somebody keeps: its name and what is asked. Whom it holds is worked out each time it is opened, and kept nowhere."""

from django.db import models

from waymark.core.records import Recorded
from waymark.doors.lists import rules
from waymark.doors.lists.choices import Kind
from waymark.organisation.services.models import Service
from waymark.organisation.staff.models import Worker


class SavedList(Recorded):
    """One worker's own. `filters`: as rules.Filters.kept."""

    audit_person = ""

    service = models.ForeignKey(Service, on_delete=models.PROTECT, related_name="saved_lists")
    worker = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="saved_lists")
    name = models.CharField(max_length=100)
    kind = models.CharField(max_length=10, choices=[(k, k) for k in Kind])
    filters = models.JSONField(default=dict)
    made_at = models.DateTimeField()
    dropped_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["worker", "dropped_at"], name="saved_list_worker")]

    @property
    def asks(self) -> rules.Filters:
        return rules.filters_of(self.kind, self.filters)
