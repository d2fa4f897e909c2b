"""Reads of the structure: a worker sees their own service, and nothing of any other (TPL-01, ASC-01, SUR-01)."""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

from django.db.models import Case, QuerySet, When

from waymark.core.actors import Actor
from waymark.core.pages import NotYours
from waymark.organisation.services import rules
from waymark.organisation.services.choices import UnitKind
from waymark.organisation.services.models import Organisation, Role, Service, Site, Unit
from waymark.organisation.services.rules.shape import Data

SHIPPED = Path(__file__).parent / "data"
# Settings whose key does not read as a name when its underscores are gone.
CALLED = {
    "dbs_rule": "DBS rule",
    "toil": "Time off in lieu (TOIL)",
    "sleep_in_night_on_call_shifts": "Sleep-in, night and on-call shifts",
    "commissioner_sign_in": "Sign-in for the commissioner",
    "clinical_sign_off": "Clinical sign-off",
}


class NoSuchFile(LookupError):
    """There is no service file of that name."""


class NotAFile(ValueError):
    """The file cannot be read as TOML. `str(error)` says where."""


@dataclass(frozen=True)
class Setting:
    """A setting in words, and whether it is our default rather than the job description's."""

    name: str
    words: str
    ours: bool


@dataclass(frozen=True)
class Place:
    """A unit with its depth in the tree, the name of the unit it is in, and the sites it uses."""

    unit: Unit
    depth: int
    within: str
    sites: list[Site]
    ours: bool


def shipped() -> list[str]:
    """The names of the service files that come with the product."""
    return sorted(path.stem for path in SHIPPED.glob("*.toml"))


def service_file(name: str) -> Data:
    """A service file parsed: one that comes with the product by its name, or any by its path."""
    path = SHIPPED / f"{name}.toml" if name in shipped() else Path(name)
    if not path.is_file():
        raise NoSuchFile(
            f"There is no service file '{name}'. Those that come with the product: {', '.join(shipped())}."
        )
    try:
        return tomllib.loads(path.read_text(encoding="utf8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as wrong:
        raise NotAFile(f"{path.name} cannot be read: {wrong}.") from wrong


def with_own_changes(data: Data) -> Data:
    """The file with what the service of that name changed for itself laid over it: what loading it would give."""
    service = Service.objects.filter(slug=str(data.get("slug", ""))).first()
    return rules.with_local(data, service.local) if service and service.local else data


def loaded() -> QuerySet[Service]:
    """Every service of this installation. For the operator's command line; no page asks it."""
    return Service.objects.order_by("slug")


@dataclass(frozen=True)
class SessionKind:
    """What a session can be recorded as (LDS-14). `roles`: the codes of the roles that may; `therapeutic`: its time counts as such."""

    code: str
    name: str
    therapeutic: bool
    roles: frozenset[str]


def session_kinds(service_id: UUID | None) -> list[SessionKind]:
    """Every kind of session of a service, as its file has them; none where it asks for none."""
    if service_id is None:
        return []
    rows = Service.objects.filter(pk=service_id).values_list("sessions", flat=True).first() or []
    return [
        SessionKind(row["code"], row["name"], row["therapeutic"], frozenset(row["roles"])) for row in rows
    ]


def kinds_and_roles(worker: Actor) -> list[tuple[SessionKind, list[str]]]:
    """Each kind of session, with the titles of the roles that record it."""
    titles = dict(roles(worker).values_list("code", "title"))
    return [
        (kind, [title for code, title in titles.items() if code in kind.roles])
        for kind in session_kinds(worker.service_id)
    ]


def service_of(worker: Actor) -> Service:
    """The service the worker acts in."""
    service = Service.objects.filter(pk=worker.service_id).first()
    if service is None:
        raise NotYours("services.service", worker.service_id or "")
    return service


def places(worker: Actor) -> list[Place]:
    """The tree of units, each after the one it is in, with its sites (DUR-01)."""
    service = service_of(worker)
    sites = list(Site.objects.filter(service=service, retired=False).order_by("name"))
    units = Unit.objects.filter(service=service, retired=False).select_related("parent").order_by("path")
    return [
        Place(
            unit=unit,
            depth=unit.path.count("/") - 1,
            within=unit.parent.name if unit.parent else "",
            sites=[site for site in sites if site.unit_id == unit.id],
            ours=is_ours(service, f"units.{unit.code}"),
        )
        for unit in units
    ]


def around_teams(listed: list[Place]) -> str:
    """The id of the unit that a new team most likely belongs to: the service itself, else the root."""
    found = next(
        (place for place in listed if place.unit.kind == UnitKind.SERVICE), listed[0] if listed else None
    )
    return str(found.unit.id) if found else ""


def organisations(worker: Actor) -> QuerySet[Organisation]:
    """Who provides, employs, pays for and works beside the service (LDS-05)."""
    return Organisation.objects.filter(service_id=worker.service_id, retired=False).order_by("kind", "name")


def roles(worker: Actor) -> QuerySet[Role]:
    """The role library in the order of the structure chart (LDS-16, TPL-59); roles that are not drawn on it (0) come last."""
    listed = Role.objects.filter(service_id=worker.service_id, retired=False)
    return listed.order_by(Case(When(chart_order=0, then=1), default=0), "chart_order", "title")


def switches(worker: Actor) -> list[Setting]:
    """Every switch of the service: on, off, or on in the manner its words say (ASC-22)."""
    service = service_of(worker)
    return [
        _setting(service, "switches", name, _on_or_off(value))
        for name, value in sorted(service.switches.items())
    ]


def clocks(worker: Actor) -> list[Setting]:
    """Every clock, in the words of the file."""
    service = service_of(worker)
    return [
        _setting(service, "clocks", name, _clock(value)) for name, value in sorted(service.clocks.items())
    ]


def limits(worker: Actor) -> list[Setting]:
    """Every limit; 0 in a file means that it is not stated."""
    service = service_of(worker)
    return [
        _setting(service, "limits", name, _amount(value)) for name, value in sorted(service.limits.items())
    ]


def referrals(worker: Actor) -> list[Setting]:
    """Whom the service is for, and how long each step of a referral may take (TPL-17)."""
    service = service_of(worker)
    stated = service.source.get("referrals", {})
    return [
        _setting(service, "referrals", name, _amount(value))
        for name, value in sorted(stated.items())
        if name != "source"
    ]


def is_ours(service: Service, name: str) -> bool:
    """Whether a setting is our default, itself or with all that holds it."""
    return any(name == default or name.startswith(f"{default}.") for default in service.defaults)


def _setting(service: Service, table: str, name: str, words: str) -> Setting:
    return Setting(
        CALLED.get(name, name.replace("_", " ").capitalize()), words, is_ours(service, f"{table}.{name}")
    )


def _on_or_off(value: Any) -> str:
    if isinstance(value, str) and value not in ("", "off", "refused"):
        return f"On: {value.replace('_', ' ')}"
    return "On" if value is True else "Off"


def _clock(value: Any) -> str:
    if isinstance(value, dict):
        return value.get("words") or str(value.get("rule", "")).replace("_", " ")
    return f"{value} hours" if isinstance(value, int) else str(value)


def _amount(value: Any) -> str:
    if isinstance(value, Iterable) and not isinstance(value, str):
        return ", ".join(str(item) for item in value) or "Not stated"
    return str(value) if value else "Not stated"
