"""The log of meetings with the parent organisation's link. Holds no service user: an employment matter, seen by the two alone."""

from django.db import models

from waymark.organisation.services.models import Service, Structure
from waymark.organisation.staff.models import Worker


class LinkMeeting(Structure):
    """One meeting, in words both may read, and in how many months they meet again. Only added to."""

    fixed = True

    service = models.ForeignKey(Service, on_delete=models.PROTECT, related_name="+")
    worker = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="link_meetings")
    link = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    held_on = models.DateField()
    words = models.TextField()
    again_in_months = models.PositiveSmallIntegerField()
    recorded_by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["worker", "held_on"], name="link_meeting_worker")]
