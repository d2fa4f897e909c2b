"""A report as it is written, and each copy that was sent, which nobody changes (DUR-57)."""

from django.db import models

from waymark.core.records import Recorded
from waymark.governance.sharing.models import Disclosure
from waymark.governance.written_reports.choices import ReportKind
from waymark.organisation.staff.models import Worker
from waymark.people.service_users.models import Person


class WrittenReport(Recorded):
    """What one worker writes about some days of a record. `left_out`: the facts of those days that do not go in, by their keys.

    Theirs to change until a copy is sent; then it stands.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=[(kind, kind) for kind in ReportKind])
    first = models.DateField()
    last = models.DateField()
    left_out = models.JSONField(default=list)
    summary = models.TextField(blank=True)
    their_view = models.TextField(blank=True)
    asks = models.TextField(blank=True)
    by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    begun_at = models.DateTimeField()
    saved_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["person", "-begun_at"], name="written_person")]


class SentReport(Recorded):
    """A copy as it left: every word of it, to whom, on what basis (`disclosure`). Never changed, whatever becomes of its sources."""

    fixed = True

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    report = models.ForeignKey(WrittenReport, on_delete=models.PROTECT, related_name="sent")
    disclosure = models.OneToOneField(Disclosure, on_delete=models.PROTECT, related_name="+")
    body = models.JSONField()
    sha256 = models.CharField(max_length=64)
    at = models.DateTimeField()
    by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
