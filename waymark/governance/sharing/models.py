"""What a person said about sharing, whom it concerns, what was passed on, and what they themselves were sent. All of it only grows."""

from django.db import models

from waymark.core.records import Recorded
from waymark.governance.sharing.choices import Basis, Kind, RecipientKind, Said, Way
from waymark.organisation.staff.models import Worker
from waymark.people.service_users.models import Person
from waymark.work.correspondence.choices import Channel


class Recipient(Recorded):
    """Somebody information may or may not go to: 'Marsh Foods', her employer."""

    fixed = True

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="recipients")
    kind = models.CharField(max_length=20, choices=[(k, k) for k in RecipientKind])
    name = models.CharField(max_length=200)
    added_by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()


class SharingChoice(Recorded):
    """What the person said of one kind of information and one recipient, in their words. The latest holds; earlier ones stay readable."""

    fixed = True

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="sharing_choices")
    recipient = models.ForeignKey(Recipient, on_delete=models.PROTECT, related_name="choices")
    kind = models.CharField(max_length=20, choices=[(k, k) for k in Kind])
    said = models.CharField(max_length=10, choices=[(s, s) for s in Said])
    words = models.TextField(blank=True)
    said_on = models.DateField()
    recorded_by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["person", "recipient", "kind"], name="sharing_choice")]


class Disclosure(Recorded):
    """Something that left: what, to whom, why, on what basis, by whom. `overrides`: against what the person said, or unasked (LDS-92)."""

    fixed = True

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="disclosures")
    recipient = models.ForeignKey(Recipient, on_delete=models.PROTECT, related_name="disclosures")
    kinds = models.CharField(max_length=120)
    way = models.CharField(max_length=10, choices=[(way, way) for way in Way])
    words = models.TextField()
    basis = models.CharField(max_length=20, choices=[(b, b) for b in Basis])
    overrides = models.BooleanField(default=False)
    reason = models.TextField(blank=True)
    worker = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["person", "-at"], name="disclosure_person")]


class Message(Recorded):
    """What a worker sends to the person themselves, as it reads, and to which number. Waymark keeps it and does not send it (LDS-108)."""

    fixed = True

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="messages")
    channel = models.CharField(max_length=10, choices=[(c, c) for c in Channel])
    to = models.CharField(max_length=200)
    words = models.TextField()
    visit_id = models.UUIDField(null=True)
    worker = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["person", "-at"], name="message_person")]
