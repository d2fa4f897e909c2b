"""A request for one's own record, what moved its clock, what is blacked out and who agreed, and the copy that was given."""

from django.db import models

from waymark.core.records import Recorded
from waymark.governance.subject_access.choices import How, Step, Why
from waymark.organisation.services.models import Service
from waymark.organisation.staff.models import Worker
from waymark.people.service_users.models import Person


class AccessRequest(Recorded):
    """Somebody asks for their record. `identity`: how it was made certain that it is them, '' while it is not."""

    fixed = True

    service = models.ForeignKey(Service, on_delete=models.PROTECT)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="access_requests")
    received_on = models.DateField()
    asked_how = models.CharField(max_length=20, choices=[(how, how) for how in How])
    asked_for = models.TextField(blank=True)
    logged_by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    logged_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["service", "received_on"], name="access_request_service")]


class RequestStep(Recorded):
    """Something that moves the clock of a request, on a day."""

    fixed = True

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    request = models.ForeignKey(AccessRequest, on_delete=models.PROTECT, related_name="steps")
    step = models.CharField(max_length=20, choices=[(step, step) for step in Step])
    on = models.DateField()
    words = models.TextField(blank=True)
    by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()


class Redaction(Recorded):
    """A passage that is not given out: where it stands, why, who said so, and who agreed (never the same)."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    request = models.ForeignKey(AccessRequest, on_delete=models.PROTECT, related_name="redactions")
    item = models.CharField(max_length=60)
    passage = models.TextField()
    why = models.CharField(max_length=20, choices=[(why, why) for why in Why])
    words = models.TextField()
    proposed_by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    agreed = models.BooleanField(null=True)
    decided_by = models.ForeignKey(Worker, null=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True)


class Release(Recorded):
    """The copy as it was given, once, and how it reached the person."""

    fixed = True

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    request = models.OneToOneField(AccessRequest, on_delete=models.PROTECT, related_name="release")
    copy = models.JSONField()
    given_how = models.CharField(max_length=300)
    by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
