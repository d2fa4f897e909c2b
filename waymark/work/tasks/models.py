"""A thing to do, always somebody's."""

from django.db import models

from waymark.core.records import Recorded
from waymark.organisation.services.models import Service
from waymark.organisation.staff.models import Worker
from waymark.people.access.choices import Sensitivity
from waymark.people.service_users.models import Person
from waymark.work.tasks.choices import TaskKind, Weight


class Task(Recorded):
    """One task with one owner. `source` and `source_id` name what asked for it, without pointing up.

    `sensitivity`: that of the entry its words come from, so that a worry written in confidence is not read on a list (LDS-110).
    """

    service = models.ForeignKey(Service, on_delete=models.PROTECT)
    person = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="tasks")
    kind = models.CharField(max_length=20, choices=[(k, k) for k in TaskKind])
    weight = models.CharField(max_length=10, choices=[(w, w) for w in Weight], default=Weight.SHOULD)
    sensitivity = models.CharField(
        max_length=12, choices=[(s, s) for s in Sensitivity], default=Sensitivity.ORDINARY
    )
    words = models.TextField()
    owner = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="tasks")
    made_by = models.ForeignKey(Worker, null=True, on_delete=models.PROTECT, related_name="tasks_made")
    made_at = models.DateTimeField()
    due_at = models.DateTimeField(null=True)
    seen_at = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)
    done_by = models.ForeignKey(Worker, null=True, on_delete=models.PROTECT, related_name="tasks_done")
    outcome = models.TextField(blank=True)
    source = models.CharField(max_length=60, blank=True)
    source_id = models.UUIDField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["owner", "done_at", "due_at"], name="task_owner"),
            models.Index(fields=["person", "done_at"], name="task_person"),
            models.Index(fields=["kind", "done_at", "seen_at"], name="task_unseen_worry"),
        ]


class HandOver(Recorded):
    """A task passed from one worker to another, by whom and why. Never changed."""

    audit_person = ""
    fixed = True

    task = models.ForeignKey(Task, on_delete=models.PROTECT, related_name="hand_overs")
    from_worker = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="tasks_handed_on")
    to_worker = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="tasks_taken_on")
    by = models.ForeignKey(Worker, null=True, on_delete=models.PROTECT, related_name="+")
    reason = models.TextField()
    at = models.DateTimeField()


class PutOff(Recorded):
    """A task moved to a later day by its owner, from when, to when and why. Never changed (SUR-40)."""

    audit_person = ""
    fixed = True

    task = models.ForeignKey(Task, on_delete=models.PROTECT, related_name="put_offs")
    weight = models.CharField(max_length=10, choices=[(w, w) for w in Weight])
    from_due = models.DateTimeField(null=True)
    to_due = models.DateTimeField()
    reason = models.CharField(max_length=300, blank=True)
    by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
