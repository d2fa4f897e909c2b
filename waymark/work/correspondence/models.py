"""What leaves: one row a message, with its due time, so that nothing is forgotten when a process ends."""

from django.db import models

from waymark.core.records import Recorded
from waymark.organisation.services.models import Service
from waymark.organisation.staff.models import Worker
from waymark.people.service_users.models import Person
from waymark.work.correspondence.choices import Channel, State


class Outgoing(Recorded):
    """A message on its way. Its `id` is the row's above that it carries, and the reference the sender is given.

    `next_at`: when it is tried or asked about next. `reason`: why it was held or failed, as a sentence.
    """

    service = models.ForeignKey(Service, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    channel = models.CharField(max_length=10, choices=[(one, one) for one in Channel])
    to = models.CharField(max_length=200)
    words = models.TextField()
    by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=[(one, one) for one in State], default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=200, blank=True)

    class Meta:
        verbose_name_plural = "outgoing messages"
        indexes = [models.Index(fields=["state", "next_at"], name="outgoing_due")]
