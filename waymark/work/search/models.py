"""Text pushed in by the rooms above, with its person and sensitivity, so that search asks the same policy as the page."""

from django.db import models

from waymark.core.records import Recorded
from waymark.organisation.services.models import Service
from waymark.people.service_users.models import Person


class Passage(Recorded):
    """The searchable text of one row elsewhere. `id` is the row's own id: pushing again replaces nothing, it is refused."""

    service = models.ForeignKey(Service, on_delete=models.PROTECT)
    person = models.ForeignKey(Person, null=True, on_delete=models.PROTECT)
    source = models.CharField(max_length=60)
    author_id = models.UUIDField(null=True)
    occurred_at = models.DateTimeField()
    sensitivity = models.CharField(max_length=20)
    text = models.TextField()

    class Meta:
        indexes = [models.Index(fields=["person", "-occurred_at"], name="passage_person")]
