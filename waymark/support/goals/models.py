"""Hopes, goals, steps and progress. The words are the person's; a rating once given is never overwritten (DUR-05)."""

from django.db import models

from waymark.core.records import Recorded
from waymark.organisation.staff.models import Worker
from waymark.people.service_users.models import Person
from waymark.support.goals.choices import ChangeKind, GoalState, SupportLevel


class Goal(Recorded):
    """What the person wants, in their words, and why it matters to them."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="goals")
    words = models.TextField()
    why = models.TextField(blank=True)
    state = models.CharField(max_length=10, choices=[(s, s) for s in GoalState], default=GoalState.ACTIVE)
    agreed_how = models.CharField(max_length=200)
    opened_on = models.DateField()
    closed_on = models.DateField(null=True)
    closed_words = models.TextField(blank=True)
    decided_by = models.CharField(max_length=200, blank=True)
    made_by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="goals_written")
    made_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["person", "state"], name="goal_person")]


class Hope(Recorded):
    """Something said, not yet a goal; it keeps its words when it becomes one (ASC-03)."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="hopes")
    words = models.TextField()
    said_on = models.DateField()
    became = models.OneToOneField(Goal, null=True, on_delete=models.PROTECT, related_name="hope")
    heard_by = models.ForeignKey(Worker, on_delete=models.PROTECT)


class Step(Recorded):
    """A small next step: what, who, by when."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="steps")
    goal = models.ForeignKey(Goal, on_delete=models.PROTECT, related_name="steps")
    words = models.TextField()
    who = models.CharField(max_length=200, blank=True)
    by_on = models.DateField(null=True)
    order = models.PositiveSmallIntegerField(default=0)
    made_at = models.DateTimeField()
    done_on = models.DateField(null=True)
    done_source_id = models.UUIDField(null=True)


class Progress(Recorded):
    """What was done towards a goal on one day, with the person's rating and the worker's kept apart. Never changed."""

    fixed = True

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="progress")
    goal = models.ForeignKey(Goal, on_delete=models.PROTECT, related_name="progress")
    source_id = models.UUIDField(null=True)
    at = models.DateTimeField()
    words = models.TextField(blank=True)
    their_rating = models.PositiveSmallIntegerField(null=True)
    worker_rating = models.PositiveSmallIntegerField(null=True)
    support_level = models.CharField(max_length=12, choices=[(s, s) for s in SupportLevel], blank=True)
    noted_by = models.ForeignKey(Worker, on_delete=models.PROTECT)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(their_rating__isnull=True) | models.Q(their_rating__lte=10),
                name="their_rating_0_to_10",
            ),
            models.CheckConstraint(
                condition=models.Q(worker_rating__isnull=True) | models.Q(worker_rating__lte=10),
                name="worker_rating_0_to_10",
            ),
            models.UniqueConstraint(
                fields=["goal", "source_id"],
                condition=models.Q(source_id__isnull=False),
                name="one_progress_a_contact",
            ),
        ]
        indexes = [models.Index(fields=["goal", "at"], name="progress_goal")]


class Change(Recorded):
    """How a goal stood before it changed: its words and how they were agreed, or its state. So that every version stays readable."""

    fixed = True

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="goal_changes")
    goal = models.ForeignKey(Goal, on_delete=models.PROTECT, related_name="changes")
    kind = models.CharField(max_length=10, choices=[(k, k) for k in ChangeKind])
    words = models.TextField(blank=True)
    why = models.TextField(blank=True)
    agreed_how = models.CharField(max_length=200, blank=True)
    state = models.CharField(max_length=10, choices=[(s, s) for s in GoalState])
    said = models.TextField(blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
