"""The register of what was brought in and what was taken out. Both only grow."""

from django.db import models

from waymark.core.records import Recorded
from waymark.governance.information_assets.choices import Became, FileKind, PaperKind, Taken
from waymark.organisation.staff.models import Worker
from waymark.people.access.choices import Sensitivity
from waymark.people.service_users.models import Person


class BroughtIn(Recorded):
    """A file somebody brought in: from whom, what is in it by its content, whom it is about. Its bytes are the row beside it."""

    fixed = True

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="brought_in")
    file_name = models.CharField(max_length=200)
    kind = models.CharField(max_length=10, choices=[(k, k) for k in FileKind])
    size = models.PositiveIntegerField()
    pages = models.PositiveIntegerField(null=True)
    # Of a paper that was scanned: what it is, the day it bears, and how many pages it has in the hand (LDS-113).
    what = models.CharField(max_length=20, choices=[(k, k) for k in PaperKind], blank=True)
    written_on = models.DateField(null=True)
    paper_pages = models.PositiveSmallIntegerField(null=True)
    sha256 = models.CharField(max_length=64)
    source = models.CharField(max_length=200)
    sensitivity = models.CharField(max_length=12, choices=[(s, s) for s in Sensitivity])
    author = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "papers brought in"
        indexes = [models.Index(fields=["person", "-at"], name="brought_in_person")]


class Content(Recorded):
    """The bytes, kept in the database so that a backup holds them and no folder has to be guarded."""

    fixed = True

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    brought_in = models.OneToOneField(BroughtIn, on_delete=models.PROTECT, related_name="content")
    data = models.BinaryField()


class TakenOut(Recorded):
    """Something printed or saved: what, why, by whom."""

    fixed = True

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="taken_out")
    what = models.CharField(max_length=10, choices=[(t, t) for t in Taken])
    brought_in = models.ForeignKey(BroughtIn, null=True, on_delete=models.PROTECT, related_name="+")
    reason = models.TextField()
    worker = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "things taken out"
        indexes = [models.Index(fields=["person", "-at"], name="taken_out_person")]


class Check(Recorded):
    """Somebody held the paper against the file: so many of its pages can be read. By whoever scanned it, or by a second person."""

    fixed = True

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    brought_in = models.ForeignKey(BroughtIn, on_delete=models.PROTECT, related_name="checks")
    readable = models.PositiveSmallIntegerField()
    by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "checks of papers"


class Ending(Recorded):
    """What became of the paper itself."""

    fixed = True

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    brought_in = models.OneToOneField(BroughtIn, on_delete=models.PROTECT, related_name="ending")
    became = models.CharField(max_length=12, choices=[(b, b) for b in Became])
    where = models.CharField(max_length=200, blank=True)
    by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "ends of papers"
