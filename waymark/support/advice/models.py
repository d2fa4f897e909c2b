"""Advice as it was given, and what the person said of it since. Neither is changed afterwards (SUR-20)."""

from django.db import models

from waymark.core.records import Recorded
from waymark.organisation.staff.models import Worker
from waymark.people.service_users.models import Person
from waymark.support.diary.models import Contact


class Advice(Recorded):
    """What was explained: about what, the options (one a line), where it is from, and what they decided. `again_on`: None once settled."""

    fixed = True

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="advice")
    contact = models.OneToOneField(Contact, null=True, on_delete=models.PROTECT, related_name="advice")
    topic = models.CharField(max_length=200)
    options = models.TextField()
    source = models.CharField(max_length=300)
    decision = models.TextField()
    given_on = models.DateField()
    again_on = models.DateField(null=True)
    at = models.DateTimeField()
    by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["person", "-at"], name="advice_person")]


class Answer(Recorded):
    """What they said when it came up again."""

    fixed = True

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    advice = models.ForeignKey(Advice, on_delete=models.PROTECT, related_name="answers")
    decision = models.TextField()
    again_on = models.DateField(null=True)
    at = models.DateTimeField()
    by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
