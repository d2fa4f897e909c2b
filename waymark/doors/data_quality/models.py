"""What was put right, and the answers that are not a value. The former value stays readable (data-quality: hard rules)."""

from django.db import models

from waymark.core.records import Recorded
from waymark.doors.data_quality import rules
from waymark.doors.data_quality.choices import ANSWERS, AS_IT_IS, Answer, Field
from waymark.organisation.staff.models import Worker
from waymark.people.service_users.models import Person


class Correction(Recorded):
    """One field of one record, put right once: what it said, what it says now or what was answered instead, and why."""

    fixed = True

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="corrections")
    field = models.CharField(max_length=20, choices=[(f, f) for f in Field])
    former = models.CharField(max_length=200, blank=True)
    value = models.CharField(max_length=200, blank=True)
    answer = models.CharField(max_length=20, choices=[(a, a) for a in Answer], blank=True)
    reason = models.CharField(max_length=300, blank=True)
    worker = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="corrections")
    made_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["person", "field", "-made_at"], name="correction_latest")]

    @property
    def said(self) -> str:
        """What it says now, or what was answered, in words."""
        if self.answer:
            return AS_IT_IS if self.answer == Answer.RIGHT else ANSWERS[Answer(self.answer)]
        return rules.worded(Field(self.field), self.value)

    @property
    def former_said(self) -> str:
        return rules.worded(Field(self.field), self.former)
