"""Who may bring people in: a role with the right, in its own service. A sheet is read by whoever gave it, and nobody else."""

from dataclasses import replace
from uuid import UUID

from waymark.core.actors import Actor, system
from waymark.core.pages import NotYours, Refused
from waymark.doors.imports.models import Batch
from waymark.organisation.staff.choices import Right


def may_bring_in(worker: Actor) -> None:
    """Raise Refused without the right."""
    if not worker.may(Right.IMPORT_PEOPLE):
        raise Refused("Your role does not bring people in. Ask your team leader.")


def may_handle(worker: Actor, batch: Batch) -> None:
    """Raise Refused without the right, NotYours for another service's sheet or a colleague's: it names people who may not be theirs."""
    may_bring_in(worker)
    if batch.service_id != worker.service_id or batch.worker_id != worker.worker_id:
        raise NotYours("imports.batch", batch.pk)


def operator(service_id: UUID) -> Actor:
    """Whoever has the command line of this machine, bringing people into one service."""
    return replace(system("import", service_id), rights=frozenset({Right.IMPORT_PEOPLE}))
