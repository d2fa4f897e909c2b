"""What is being filled in, and what was: the answers, their score and the version they were asked by, together."""

from django.db import models

from waymark.core.records import Recorded
from waymark.organisation.staff.models import Worker
from waymark.people.service_users.models import Person
from waymark.support.case_notes.models import Note
from waymark.support.diary.choices import Mechanism
from waymark.support.measures.choices import AnsweredBy
from waymark.work.questionnaires.models import Version


class Begun(Recorded):
    """Answers so far, kept as they are given. Gone when they are signed: they stand in what was filled in then."""

    erasable = True

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="+")
    answers = models.JSONField(default=dict)
    by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    begun_at = models.DateTimeField()
    saved_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "version", "by"], name="begun_once")]


class Filled(Recorded):
    """A questionnaire as it was answered and signed. `figures`: the score by name, null where too much is missing.

    Corrected by another that `replaces` it, with the reason in its entry; never changed.
    """

    fixed = True

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="+")
    note = models.OneToOneField(Note, on_delete=models.PROTECT, related_name="+")
    replaces = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="replaced_by")
    answers = models.JSONField()
    figures = models.JSONField()
    answered_by = models.CharField(max_length=12, choices=[(one, one) for one in AnsweredBy])
    mode = models.CharField(max_length=2, choices=[(one, one) for one in Mechanism])
    language = models.CharField(max_length=60)
    safety = models.CharField(max_length=12, blank=True)
    answered_at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    author = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name_plural = "filled in questionnaires"
        indexes = [models.Index(fields=["person", "answered_at"], name="filled_person")]
