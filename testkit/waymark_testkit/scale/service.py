"""The service of the world, out of one of the product's own service files: what the teams and posts of a measurement need of it."""

import tomllib
from importlib.resources import files
from typing import Any

from waymark.core import clock
from waymark.organisation.services.models import Organisation, Service, Unit
from waymark.organisation.staff.models import Role

SERVICE = "durham-support-recovery"


def load() -> Service:
    """The service, its employer, its units and its roles."""
    text = (files("waymark.organisation.services") / "data" / f"{SERVICE}.toml").read_text(encoding="utf8")
    data = tomllib.loads(text)
    service = Service.objects.create(
        slug=data["slug"], name=data["name"], terms=data["terms"], brand=data["brand"], loaded_at=clock.now()
    )
    for row in data["organisations"]:
        Organisation.objects.create(service=service, code=row["code"], name=row["name"], kind=row["kind"])
    _units(service, data["units"])
    for row in data["roles"]:
        said = {name: row[name] for name in ("code", "title", "profile", "rights", "may", "may_not")}
        Role.objects.create(service=service, **said)
    return service


def _units(service: Service, rows: list[dict[str, Any]]) -> None:
    made: dict[str, Unit] = {}
    for row in rows:
        parent = made.get(row["parent"])
        made[row["code"]] = Unit.objects.create(
            service=service,
            parent=parent,
            code=row["code"],
            name=row["name"],
            kind=row["kind"],
            path=f"{parent.path if parent else ''}{row['code']}/",
        )
