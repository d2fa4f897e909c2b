"""A sheet that was given: who, when, from what file, what was found and what came of it; and its file, kept no longer than needed."""

import os
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.db import models

from waymark.core.records import Recorded
from waymark.doors.imports.choices import IN_WORDS, KEPT, UNDER_WAY, Status
from waymark.organisation.services.models import Service, Unit
from waymark.organisation.staff.models import Worker


class Batch(Recorded):
    """One sheet. `worker` is None at the command line. `findings`: as rules.Finding; without their sentences once the file is erased."""

    audit_person = ""

    service = models.ForeignKey(Service, on_delete=models.PROTECT, related_name="batches")
    worker = models.ForeignKey(Worker, null=True, on_delete=models.PROTECT, related_name="batches")
    given_by = models.CharField(max_length=200)
    file_name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField()
    given_at = models.DateTimeField()
    unit = models.ForeignKey(Unit, null=True, on_delete=models.PROTECT, related_name="batches")
    """The team of the rows that name none, when whoever gave the sheet chose one."""
    status = models.CharField(max_length=12, choices=[(s, s) for s in Status], default=Status.CHECKED)
    rows = models.PositiveIntegerField(default=0)
    coming = models.PositiveIntegerField(default=0)
    wrong = models.PositiveIntegerField(default=0)
    here = models.PositiveIntegerField(default=0)
    added = models.PositiveIntegerField(default=0)
    is_all_sound = models.BooleanField(default=False)
    sound_rows_only = models.BooleanField(default=False)
    invented = models.BooleanField(default=False)
    findings = models.JSONField(default=list)
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    why_not = models.TextField(blank=True)

    class Meta:
        verbose_name_plural = "batches"
        indexes = [
            models.Index(fields=["service", "-given_at"], name="batch_latest"),
            models.Index(fields=["status"], name="batch_status"),
        ]

    @property
    def is_kept(self) -> bool:
        return self.status in KEPT

    @property
    def is_under_way(self) -> bool:
        return self.status in UNDER_WAY

    @property
    def in_words(self) -> str:
        return IN_WORDS[Status(self.status)]


class KeptFile:
    """The bytes of a sheet on this machine, readable by the product alone (0600), and how far bringing it in has come.

    Progress is a small file beside it: one transaction brings the whole sheet in, and nothing it writes can be read before its end.
    """

    def __init__(self, batch_id: UUID) -> None:
        self.folder = Path(settings.DATA) / "imports"
        self.path = self.folder / f"{batch_id}.sheet"
        self.progress_path = self.folder / f"{batch_id}.progress"

    def keep(self, data: bytes) -> None:
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._write(self.path, data)

    def read(self) -> bytes:
        """The bytes; raises FileNotFoundError once erased."""
        return self.path.read_bytes()

    def erase(self) -> None:
        self.path.unlink(missing_ok=True)
        self.progress_path.unlink(missing_ok=True)

    def note_progress(self, done: int, of: int) -> None:
        self._write(self.progress_path, f"{done} {of}".encode())

    def progress(self) -> tuple[int, int]:
        """How many are in of how many; (0, 0) before it begins."""
        try:
            done, of = self.progress_path.read_text().split()
        except (FileNotFoundError, ValueError):
            return 0, 0
        return int(done), int(of)

    def moved_at(self) -> float:
        """When progress was last noted, in seconds since 1970; 0 when never."""
        try:
            return self.progress_path.stat().st_mtime
        except FileNotFoundError:
            return 0

    def _write(self, path: Path, data: bytes) -> None:
        """Whole or not at all: a reader never meets half a file."""
        new = path.with_suffix(".new")
        handle = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno()) if path is self.path else None
        new.replace(path)


def kept_ids() -> dict[UUID, float]:
    """Every sheet lying on this machine, with the second since 1970 it was put there."""
    folder = Path(settings.DATA) / "imports"
    return {UUID(path.stem): path.stat().st_mtime for path in folder.glob("*.sheet")}
