"""Taking a copy of the log is itself in the log (security.md A31)."""

from uuid import UUID

from waymark.core import audit
from waymark.core.actions import action
from waymark.core.actors import Actor


@action
def export_log(*, by: Actor, service: str, service_id: UUID | None) -> None:
    """Note that the sealed log, or one service's part of it, is being exported. `by`: the operator at the command line."""
    audit.write(by, "export_log", service or "all services", detail={"service": str(service_id or "")})
