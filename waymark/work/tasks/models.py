"""A thing to do, always somebody's."""

from django.db import models

from waymark.core.records import Recorded
from waymark.organisation.services.models import Service
from waymark.organisation.staff.models import Worker
from waymark.people.service_users.models import Person
from waymark.work.tasks.choices import TaskKind, Weight


class Task(Recorded):
    """One task with one owner. `source` and `source_id` name what asked for it, without pointing up."""

    service = models.ForeignKey(Service, on_delete=models.PROTECT)
    person = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="tasks")
    kind = models.CharField(max_length=20, choices=[(k, k) for k in TaskKind])
    weight = models.CharField(max_length=10, choices=[(w, w) for w in Weight], default=Weight.SHOULD)
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
        ]
