"""Loading a service from its file: everything of it, or nothing. Loading again updates; nothing is ever deleted (org-structure)."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from decimal import Decimal
from typing import Any
from uuid import UUID

from waymark.core import audit, clock
from waymark.core.actions import action
from waymark.core.actors import Actor
from waymark.core.ids import new_id
from waymark.organisation.services import permissions, queries, rules
from waymark.organisation.services.models import FromFile, Organisation, Post, Role, Service, Site, Unit
from waymark.organisation.services.rules.shape import Data, name_of

Ids = dict[str, UUID]

AS_WRITTEN = (
    "name", "version", "terms", "brand", "hours", "channels", "clocks", "switches", "limits",
    "crisis_wording", "policies", "sessions",
)  # fmt: skip
OF_A_ROLE = (
    "title", "label", "reference", "grade", "profile", "rights", "may", "may_not", "reports_to",
    "profile_dated", "inherits", "chart_order",
)  # fmt: skip
LINES = ("operational_line", "alternative_line", "professional_line")


class ServiceFileWrong(ValueError):
    """The file cannot be loaded. `problems`: a sentence each."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


@action
def load_service(*, by: Actor, data: Data) -> Service:
    """Make or update the service of a file (DUR-01, LDS-01, TPL-01, ASC-01, SUR-01). Idempotent: the same file twice changes nothing.

    What the file no longer names is retired, so that past records keep its name. Raises ServiceFileWrong, and Refused for anyone who
    is neither the installer nor an administrator of this service. The audit row holds every difference in words. What the service
    changed for itself since (rules.local) stays over the new file.
    """
    permissions.may_load(by, str(data.get("slug", "")))
    found = rules.problems(data)
    whole = data if found else queries.with_own_changes(data)
    found = found or (rules.problems(whole) if whole is not data else [])
    if found:
        raise ServiceFileWrong(found)
    data = whole
    service, changes = _service(data)
    organisations = _keep(Organisation, service, data["organisations"], _of_an_organisation)
    units = _units(service, data)
    sites = _keep(Site, service, data["sites"], lambda row: _of_a_site(row, units))
    roles = _keep(Role, service, data["roles"], lambda row: {field: row[field] for field in OF_A_ROLE})
    _posts(service, data["posts"], lambda row: _of_a_post(row, organisations, units, sites, roles))
    audit.write(
        replace(by, service_id=service.id),
        "load_service",
        service,
        detail={"version": data["version"], "changes": changes},
        outcome="done" if changes else "repeat",
    )
    return service


def _service(data: Data) -> tuple[Service, list[str]]:
    """The service's own row, and what changes in words: nothing where the file is the one already loaded."""
    service = Service.objects.filter(slug=data["slug"]).first()
    if service and service.source == data:
        return service, []
    changes = rules.preview_change(service.source, data) if service and service.source else ["It is new."]
    service = service or Service(id=new_id(), slug=data["slug"])
    for field in AS_WRITTEN:
        setattr(service, field, data[field])
    service.defaults, service.source, service.loaded_at = rules.our_defaults(data), dict(data), clock.now()
    service.save()
    return service, changes


def _units(service: Service, data: Data) -> Ids:
    """Parents before children, as `unit_paths` gives them, so that each finds the one it sits in."""
    rows = {row["code"]: row for row in data["units"]}
    ids: Ids = {}
    for code, path in rules.unit_paths(data).items():
        ids[code] = _keep_one(Unit, service, "code", code, _of_a_unit(rows[code], path, ids))
    _retire(Unit, service, "code", ids)
    return ids


def _posts(service: Service, rows: list[Data], fields: Callable[[Data], dict[str, Any]]) -> None:
    """First every post, then the lines between them, which may point forwards."""
    posts = _keep(Post, service, rows, fields, key="number")
    _keep(
        Post, service, rows, lambda row: {f"{line}_id": _id(posts, row[line]) for line in LINES}, key="number"
    )


def _keep(
    model: Any,
    service: Service,
    rows: Iterable[Data],
    fields: Callable[[Data], dict[str, Any]],
    *,
    key: str = "code",
) -> Ids:
    """Every row of one table of the file. Returns their ids by code or number, and retires what is no longer named."""
    ids = {name_of(row): _keep_one(model, service, key, name_of(row), fields(row)) for row in rows}
    _retire(model, service, key, ids)
    return ids


def _keep_one(model: Any, service: Service, key: str, name: str, fields: dict[str, Any]) -> UUID:
    """Write the row if it is new or differs."""
    row: FromFile | None = model.objects.filter(service=service, **{key: name}).first()
    wanted = {**fields, "retired": False}
    if row is None:
        row = model(id=new_id(), service=service, **{key: name}, **wanted)
        row.save(force_insert=True)
    elif any(getattr(row, field) != value for field, value in wanted.items()):
        for field, value in wanted.items():
            setattr(row, field, value)
        row.save()
    return row.pk


def _retire(model: Any, service: Service, key: str, named: Iterable[str]) -> None:
    for row in model.objects.filter(service=service, retired=False).exclude(**{f"{key}__in": list(named)}):
        row.retired = True
        row.save(update_fields=["retired"])


def _of_an_organisation(row: Data) -> dict[str, Any]:
    return {field: row[field] for field in ("name", "kind", "legal_kind")}


def _of_a_unit(row: Data, path: str, units: Ids) -> dict[str, Any]:
    return {"name": row["name"], "kind": row["kind"], "path": path, "parent_id": _id(units, row["parent"])}


def _of_a_site(row: Data, units: Ids) -> dict[str, Any]:
    return {"name": row["name"], "kind": row["kind"], "unit_id": _id(units, row["unit"])}


def _of_a_post(row: Data, employers: Ids, units: Ids, sites: Ids, roles: Ids) -> dict[str, Any]:
    """0 hours in a file means that they are not stated."""
    return {
        "role_id": roles[row["role"]],
        "unit_id": units[row["unit"]],
        "employer_id": employers[row["employer"]],
        "site_id": _id(sites, row["site"]),
        "hours_per_week": Decimal(str(row["hours_per_week"])) if row["hours_per_week"] else None,
        **{field: row[field] for field in ("job_share", "switches", "fixed_term_months")},
    }


def _id(ids: Ids, code: str) -> UUID | None:
    return ids[code] if code else None
