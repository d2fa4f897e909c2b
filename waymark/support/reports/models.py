"""What was told by word of mouth, and what the colleague who was told says of it. Neither is changed afterwards (ASC-15)."""

from django.db import models

from waymark.core.records import Recorded
from waymark.organisation.staff.models import Worker
from waymark.people.service_users.models import Person
from waymark.support.case_notes.models import Note


class SpokenReport(Recorded):
    """Told by `by` at `told_at` (UTC), to a colleague (`told`) or to somebody else (`told_name`). `note`: it on the timeline."""

    fixed = True

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    note = models.OneToOneField(Note, on_delete=models.PROTECT, related_name="spoken_report")
    told = models.ForeignKey(Worker, null=True, on_delete=models.PROTECT, related_name="+")
    told_name = models.CharField(max_length=200, blank=True)
    told_at = models.DateTimeField()
    said = models.TextField()
    reply = models.TextField()
    at = models.DateTimeField()
    by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")

    class Meta:
        indexes = [
            models.Index(fields=["person", "-told_at"], name="spoken_person"),
            models.Index(fields=["told", "-told_at"], name="spoken_told"),
        ]


class Confirmation(Recorded):
    """What the colleague who was told says: it is right, or what is not. Once."""

    fixed = True

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    report = models.OneToOneField(SpokenReport, on_delete=models.PROTECT, related_name="confirmation")
    is_right = models.BooleanField()
    words = models.TextField(blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
