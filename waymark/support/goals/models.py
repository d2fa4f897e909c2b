"""Hopes, goals, steps and progress. The words are the person's; a rating once given is never overwritten (DUR-05)."""

from django.db import models

from waymark.core.records import Recorded
from waymark.organisation.staff.models import Worker
from waymark.people.service_users.models import Person
from waymark.support.goals.choices import (
    LEVELS,
    Area,
    ChangeKind,
    GoalState,
    ObjectiveState,
    Span,
    Stage,
    SupportLevel,
    Verdict,
)


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
    span = models.CharField(max_length=10, choices=[(s, s) for s in Span], blank=True)
    contributors = models.CharField(max_length=300, blank=True)
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


class Objective(Recorded):
    """Part of a goal that can be met by a day: in the person's words, tagged with a stage of the pathway (LDS-56)."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="objectives")
    goal = models.ForeignKey(Goal, on_delete=models.PROTECT, related_name="objectives")
    words = models.TextField()
    agreed_how = models.CharField(max_length=200)
    stage = models.CharField(max_length=10, choices=[(s, s) for s in Stage])
    by_on = models.DateField(null=True)
    state = models.CharField(
        max_length=10, choices=[(s, s) for s in ObjectiveState], default=ObjectiveState.OPEN
    )
    closed_on = models.DateField(null=True)
    closed_words = models.TextField(blank=True)
    made_by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="objectives_written")
    made_at = models.DateTimeField()
    worded_at = models.DateTimeField()


class Step(Recorded):
    """A small next step: what, who, by when."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="steps")
    goal = models.ForeignKey(Goal, on_delete=models.PROTECT, related_name="steps")
    objective = models.ForeignKey(Objective, null=True, on_delete=models.PROTECT, related_name="steps")
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


class GoodLife(Recorded):
    """What a good life means to the person, in their words. The latest heads their goals; what they said before stays (LDS-07)."""

    fixed = True

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="good_lives")
    words = models.TextField()
    agreed_how = models.CharField(max_length=200)
    said_on = models.DateField()
    at = models.DateTimeField()
    by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["person", "-at"], name="good_life_person")]


class LifeRating(Recorded):
    """How near the person says they are to it, 0 to 10, as a whole or in one part of life. Never changed: rate again instead."""

    fixed = True

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="life_ratings")
    area = models.CharField(max_length=10, choices=[(a, a) for a in Area])
    rating = models.PositiveSmallIntegerField()
    rated_on = models.DateField()
    at = models.DateTimeField()
    by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(rating__lte=10), name="life_rating_0_to_10")]
        indexes = [models.Index(fields=["person", "area", "rated_on"], name="life_rating_person")]


class Look(Recorded):
    """A supervisor's look at an objective: what they said, and whether they ask for a change. Changes nothing of it."""

    fixed = True

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    objective = models.ForeignKey(Objective, on_delete=models.PROTECT, related_name="looks")
    verdict = models.CharField(max_length=10, choices=[(v, v) for v in Verdict])
    words = models.TextField(blank=True)
    by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()


class Levels(Recorded):
    """Five levels of one goal, written before anybody looks back: goal attainment scaling (rules.md 4.2). New ones, never changed ones."""

    fixed = True

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    goal = models.ForeignKey(Goal, on_delete=models.PROTECT, related_name="levels")
    importance = models.PositiveSmallIntegerField()
    difficulty = models.PositiveSmallIntegerField()
    baseline = models.SmallIntegerField()
    much_less = models.TextField()
    less = models.TextField()
    hoped_for = models.TextField()
    more = models.TextField()
    much_more = models.TextField()
    at = models.DateTimeField()
    by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(importance__lte=3, difficulty__lte=3, baseline__in=(-2, -1)),
                name="levels_as_the_method_has_them",
            )
        ]


class Reached(Recorded):
    """Which of its levels a goal was found at. Looked at again: another row."""

    fixed = True

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    levels = models.ForeignKey(Levels, on_delete=models.PROTECT, related_name="reached")
    level = models.SmallIntegerField()
    words = models.TextField(blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(level__in=LEVELS), name="reached_one_of_five")
        ]
