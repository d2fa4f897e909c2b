"""Publishing a version of a role's document, and signing it (LDS-109)."""

from uuid import UUID

from waymark.core import audit, clock
from waymark.core.actions import action
from waymark.core.actors import Actor
from waymark.core.pages import ConflictingRepeat, NotYours, Refused
from waymark.organisation.role_documents import permissions, queries, rules
from waymark.organisation.role_documents.choices import Capacity
from waymark.organisation.role_documents.models import RoleDocument, Signature
from waymark.organisation.services.models import Role
from waymark.organisation.staff import queries as staff


@action
def publish(*, by: Actor, id: UUID, role_id: UUID, text: str) -> RoleDocument:
    """The next version of a role's document. Every holder and their manager then see it as not signed. Idempotent on id."""
    permissions.may_publish(by)
    role = queries.role_for(by, role_id)
    Role.objects.select_for_update().get(pk=role.pk)  # two at once get two numbers
    kept = RoleDocument.objects.filter(pk=id).select_related("role").first()
    if kept is not None:
        return _same(by, kept, role, text)
    latest = queries.latest_version(role)
    if not text.strip():
        raise Refused("Give the words of the document.")
    if latest and latest.text == text.strip():
        raise Refused(f"These are the words of v{latest.version}. Change them first.")
    document = RoleDocument(
        id=id,
        role=role,
        version=rules.next_version(latest.version if latest else 0),
        text=text.strip(),
        published_by_id=by.worker_id,
        published_at=clock.now(),
    )
    document.save(force_insert=True)
    audit.write(
        by, "publish_role_document", document, detail={"role": role.code, "version": document.version}
    )
    return document


@action
def sign(*, by: Actor, id: UUID, document_id: UUID, worker_id: UUID) -> Signature:
    """Sign the version that counts: one's own as the worker, somebody else's as whoever their post answers to. Idempotent.

    Raises NotYours for a colleague one does not manage, Refused for a version that another has replaced or that is not their role's.
    """
    day = clock.today()
    document = queries.document_for(by, document_id, day)
    capacity = Capacity.WORKER if worker_id == by.worker_id else Capacity.MANAGER
    if capacity is Capacity.MANAGER and not staff.is_on_the_line_of(by, worker_id, day):
        raise NotYours("staff.worker", worker_id)
    kept = Signature.objects.filter(document=document, worker_id=worker_id, capacity=capacity).first()
    if kept is not None:
        audit.write(by, "sign_role_document", kept, outcome="repeat")
        return kept
    latest = queries.latest_of(document)
    if latest.pk != document.pk:
        raise Refused(f"v{latest.version} has replaced this one. Read and sign that.")
    mine = queries.own(by, day) if capacity is Capacity.WORKER else queries.of_reports(by, day)
    if not any(one.worker.pk == worker_id and one.document.pk == document.pk for one in mine):
        raise Refused("This is not the document of their role.")
    signature = Signature(
        id=id,
        document=document,
        worker_id=worker_id,
        capacity=capacity,
        signed_by_id=by.worker_id,
        signed_at=clock.now(),
    )
    signature.save(force_insert=True)
    audit.write(
        by, "sign_role_document", signature, detail={"version": document.version, "as": capacity.value}
    )
    return signature


def _same(by: Actor, kept: RoleDocument, role: Role, text: str) -> RoleDocument:
    if kept.role.service_id != by.service_id:
        raise NotYours("role_documents.roledocument", kept.pk)
    if (kept.role_id, kept.text) != (role.pk, text.strip()):
        raise ConflictingRepeat("This was published already, with other words. Read what stands.")
    audit.write(by, "publish_role_document", kept, outcome="repeat")
    return kept
