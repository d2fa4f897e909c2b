"""Text pushed in by the rooms above, with its person and sensitivity, so that search asks the same policy as the page."""

from django.db import models

from waymark.core.records import Recorded
from waymark.organisation.services.models import Service
from waymark.people.access.choices import Sensitivity
from waymark.people.service_users.models import Person


class Passage(Recorded):
    """The searchable text of one row elsewhere. `id` is the row's own id. A copy, so it may be taken out of the search again.

    `tokens` is what rules.tokens_of makes of it, and all that either database indexes: a full-text table beside this one on SQLite
    (`number` is its place there, beside others of the same person: migration 0003), a generated column on PostgreSQL (migration 0002).
    """

    erasable = True

    service = models.ForeignKey(Service, on_delete=models.PROTECT)
    person = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, db_index=False)
    source = models.CharField(max_length=60)
    author_id = models.UUIDField(null=True)
    occurred_at = models.DateTimeField()
    sensitivity = models.CharField(max_length=20, choices=[(s, s) for s in Sensitivity])
    text = models.TextField()
    tokens = models.TextField()
    number = models.BigIntegerField(null=True, editable=False, unique=True)

    class Meta:
        indexes = [models.Index(fields=["person", "number"], name="passage_person")]


class Word(models.Model):
    """A word that stands in some passage: so that the beginning of a word finds the whole of it. Says nothing of whose."""

    word = models.CharField(max_length=40, primary_key=True)
