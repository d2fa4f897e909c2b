"""The versions of a service's questionnaires. What was filled in points at the version it was asked by."""

from django.db import models

from waymark.core.records import Recorded
from waymark.organisation.services.models import Service
from waymark.organisation.staff.models import Worker
from waymark.work.questionnaires.choices import Licence, State


class Version(Recorded):
    """One version of one questionnaire, as it was loaded: `body` in the shape of FHIR, with its sum. Its words never change.

    `measure`: the published measure it is, whose rule scores it; '' for a form that is not scored. `at` and `state` change by
    publishing and retiring alone.
    """

    audit_person = ""

    service = models.ForeignKey(Service, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=60)
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    measure = models.CharField(max_length=20, blank=True)
    body = models.JSONField()
    sha256 = models.CharField(max_length=64)
    licence = models.CharField(max_length=10, choices=[(one, one) for one in Licence])
    terms = models.TextField(blank=True)
    source = models.CharField(max_length=200)
    state = models.CharField(max_length=10, choices=[(one, one) for one in State], default=State.DRAFT)
    loaded_by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    loaded_at = models.DateTimeField()
    published_by = models.ForeignKey(Worker, null=True, on_delete=models.PROTECT, related_name="+")
    published_at = models.DateTimeField(null=True)
    retired_by = models.ForeignKey(Worker, null=True, on_delete=models.PROTECT, related_name="+")
    retired_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["service", "name", "number"], name="questionnaire_version"),
            models.UniqueConstraint(
                fields=["service", "name"],
                condition=models.Q(state=State.PUBLISHED),
                name="questionnaire_one_in_use",
            ),
        ]
