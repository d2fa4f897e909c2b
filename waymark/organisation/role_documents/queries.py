"""Which version counts for whom, who has signed it, and every earlier version, which stays readable (LDS-109)."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from waymark.core.actors import Actor, system
from waymark.core.pages import NotYours
from waymark.organisation.role_documents import permissions, rules
from waymark.organisation.role_documents.choices import Capacity
from waymark.organisation.role_documents.models import RoleDocument, Signature
from waymark.organisation.services import queries as services
from waymark.organisation.services.models import Role
from waymark.organisation.staff import queries as staff
from waymark.organisation.staff.models import Holding, Worker


@dataclass(frozen=True)
class Standing:
    """The document that counts for one worker in one post, how it stands, and the versions before it, the latest first."""

    holding: Holding
    document: RoleDocument
    worker_signed: Signature | None
    manager_signed: Signature | None
    earlier: list[RoleDocument]

    @property
    def worker(self) -> Worker:
        return self.holding.worker

    @property
    def is_whole(self) -> bool:
        return self.worker_signed is not None and self.manager_signed is not None

    @property
    def words(self) -> str:
        """'v3 not signed'."""
        return rules.stands(
            self.document.version,
            worker=self.worker_signed.signed_by.name if self.worker_signed else "",
            manager=self.manager_signed.signed_by.name if self.manager_signed else "",
        )


def own(worker: Actor, day: date) -> list[Standing]:
    """The documents of the worker's own posts of the day."""
    held = staff.holdings_on(day).filter(worker_id=worker.worker_id, post__service_id=worker.service_id)
    return standings(worker, list(held.select_related("worker", "post__role").order_by("starts_on", "id")))


def of_reports(worker: Actor, day: date) -> list[Standing]:
    """Those of everybody whose post answers to a post of the worker's."""
    return standings(worker, staff.reports_of(worker, day))


def standings(worker: Actor, held: Iterable[Holding]) -> list[Standing]:
    """How it stands for each of these holdings whose role has a document. Three statements, however many they are."""
    held = list(held)
    documents = _by_role(worker.service_id)
    signed = {
        (one.document_id, one.worker_id, one.capacity): one
        for one in Signature.objects.filter(worker__in=[h.worker_id for h in held]).select_related(
            "signed_by"
        )
    }
    found = []
    for holding in held:
        versions = _of_role(documents, holding.post.role)
        if versions:
            latest, key = versions[0], (versions[0].id, holding.worker_id)
            found.append(
                Standing(
                    holding,
                    latest,
                    signed.get((*key, Capacity.WORKER)),
                    signed.get((*key, Capacity.MANAGER)),
                    versions[1:],
                )
            )
    return found


def document_for(worker: Actor, document_id: UUID, day: date) -> RoleDocument:
    """A version of a document of the worker's own service, if it is of their own role, of somebody they manage, or they may see all."""
    found = RoleDocument.objects.filter(pk=document_id, role__service_id=worker.service_id)
    document = found.select_related("role", "published_by").first()
    if document is None or not (permissions.reads_all(worker) or document.role.code in _codes(worker, day)):
        raise NotYours("role_documents.roledocument", document_id)
    return document


def latest_of(document: RoleDocument) -> RoleDocument:
    """The version that counts today."""
    return RoleDocument.objects.filter(role=document.role).latest("version")


def roles_with_documents(worker: Actor) -> list[tuple[Role, RoleDocument | None]]:
    """Every role of the service with the version that counts, for whoever publishes."""
    documents = _by_role(worker.service_id)
    return [(role, next(iter(_of_role(documents, role)), None)) for role in services.roles(worker)]


def role_for(worker: Actor, role_id: UUID) -> Role:
    """A role of the worker's own service, or NotYours."""
    found = services.roles(worker).filter(pk=role_id).first()
    if found is None:
        raise NotYours("services.role", role_id)
    return found


def latest_version(role: Role) -> RoleDocument | None:
    """The latest of this very role."""
    return RoleDocument.objects.filter(role=role).order_by("-version").first()


def unsigned(service_id: UUID, day: date) -> list[Standing]:
    """Everybody of a service whose document is not signed by both, for the reminder."""
    held = staff.holdings_on(day).filter(post__service_id=service_id).select_related("worker", "post__role")
    return [one for one in standings(system("reminder", service_id), held.order_by("id")) if not one.is_whole]


def _codes(worker: Actor, day: date) -> Collection[str]:
    held = staff.holdings_on(day).filter(worker_id=worker.worker_id, post__service_id=worker.service_id)
    roles = [one.post.role for one in [*held.select_related("post__role"), *staff.reports_of(worker, day)]]
    return {code for role in roles for code in (role.code, role.inherits) if code}


def _by_role(service_id: UUID) -> dict[str, list[RoleDocument]]:
    found: dict[str, list[RoleDocument]] = {}
    rows = RoleDocument.objects.filter(role__service_id=service_id).select_related("role")
    for document in rows.order_by("-version"):
        found.setdefault(document.role.code, []).append(document)
    return found


def _of_role(documents: dict[str, list[RoleDocument]], role: Role) -> list[RoleDocument]:
    return documents.get(role.code) or documents.get(role.inherits) or []
