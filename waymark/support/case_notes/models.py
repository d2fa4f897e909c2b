"""Signed notes. Fixed: the database refuses a change; corrections are added beside them (rules.md 0.1)."""

from django.db import models

from waymark.core.records import Recorded
from waymark.organisation.services.models import Service, Unit
from waymark.organisation.staff.models import Worker
from waymark.people.access.choices import Sensitivity
from waymark.people.service_users.models import Person
from waymark.support.case_notes.choices import MarkKind, NoteKind
from waymark.support.diary.models import Contact


class Note(Recorded):
    """One signed entry. Event time, recorded time and the time it reached the server are three things."""

    fixed = True

    service = models.ForeignKey(Service, on_delete=models.PROTECT)
    person = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="notes")
    unit = models.ForeignKey(Unit, null=True, on_delete=models.PROTECT)
    contact = models.OneToOneField(Contact, null=True, on_delete=models.PROTECT, related_name="note")
    author = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="notes")
    author_role = models.CharField(max_length=200)
    kind = models.CharField(max_length=20, choices=[(k, k) for k in NoteKind])
    sensitivity = models.CharField(
        max_length=12, choices=[(s, s) for s in Sensitivity], default=Sensitivity.ORDINARY
    )
    text = models.TextField(blank=True)
    their_words = models.TextField(blank=True)
    worries = models.TextField(blank=True)
    what_next = models.TextField(blank=True)
    went_well = models.TextField(blank=True)  # as the person says it: their story is made of it (LDS-58)
    amends = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="addenda")
    reason = models.CharField(max_length=300, blank=True)
    occurred_at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    received_at = models.DateTimeField()
    late_hours = models.PositiveIntegerField(default=0)
    sha256 = models.CharField(max_length=64)
    device = models.JSONField(default=dict)

    class Meta:
        indexes = [
            models.Index(fields=["person", "-occurred_at"], name="note_person"),
            models.Index(fields=["author", "-recorded_at"], name="note_author"),
        ]


class NoteMark(Recorded):
    """Something said about a note by somebody: entered in error (`second`: who agreed), countersigned, commented."""

    fixed = True

    person = models.ForeignKey(Person, null=True, on_delete=models.PROTECT)
    note = models.ForeignKey(Note, on_delete=models.PROTECT, related_name="marks")
    kind = models.CharField(max_length=20, choices=[(k, k) for k in MarkKind])
    words = models.TextField(blank=True)
    by = models.ForeignKey(Worker, on_delete=models.PROTECT)
    second = models.ForeignKey(Worker, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()


class Rhythm(Recorded):
    """How often somebody is to be in contact with a person, in days. The latest stands; those before it stay (LDS-26)."""

    fixed = True

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="rhythms")
    days = models.PositiveSmallIntegerField()
    at = models.DateTimeField()
    by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(days__gt=0), name="rhythm_of_some_days")]
        indexes = [models.Index(fields=["person", "-at"], name="rhythm_person")]
