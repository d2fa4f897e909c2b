"""Reading the log: who looked at whose record, when, as what, on what basis and why (DUR-35). The log is read; the record is not opened.

A service's log is its own. The privacy officer and the auditor read all of it, the auditor without learning who anybody is; a manager reads
the rows about people of their own teams. What is shown here is logged like any other reading.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db.models import Q, QuerySet, TextField
from django.db.models.functions import Cast

from waymark.core import clock, nhs
from waymark.core.actors import Actor
from waymark.core.audit import collector
from waymark.core.ids import read_id
from waymark.core.models import AuditEntry
from waymark.core.names import fold, same
from waymark.core.pages import NotYours
from waymark.governance.information_rights import permissions, rules
from waymark.governance.information_rights.choices import EMERGENCIES, READS, Kind
from waymark.organisation.services.models import Service
from waymark.organisation.staff.models import Holding
from waymark.people.access import permissions as access_permissions
from waymark.people.access import queries as access
from waymark.people.access.models import Override
from waymark.people.service_users.models import Person

PAGE = 50
MOST_TOLD = 5_000
COLUMNS = (
    "id",
    "at",
    "actor",
    "actor_name",
    "role",
    "door",
    "action",
    "object",
    "person_id",
    "detail",
    "outcome",
)


@dataclass(frozen=True)
class Entry:
    """One row of the log as the privacy officer reads it."""

    id: int
    at: datetime
    name: str
    role: str
    team: str
    action: str
    things: str
    basis: str
    reason: str
    refused: bool
    worker_id: UUID | None


@dataclass(frozen=True)
class LogPage:
    """Up to fifty rows, latest first; `before` is where the next page begins, or None."""

    entries: list[Entry]
    before: int | None


@dataclass(frozen=True)
class Narrowing:
    """What the log is narrowed to. Days are London days, both included. Never a column to sort by (A26)."""

    first: date | None = None
    last: date | None = None
    worker_id: UUID | None = None
    kind: str = ""
    before: int | None = None


def access_log(worker: Actor, narrowing: Narrowing) -> LogPage:
    """The service's log, narrowed."""
    rows = _in_service(worker).filter(_within(narrowing), _of_kind(narrowing.kind))
    if narrowing.worker_id:
        rows = rows.filter(actor=str(narrowing.worker_id))
    return _page(rows, narrowing.before)


def who_looked(
    worker: Actor, person_id: UUID, since: datetime, *, lists: bool = False, before: int | None = None
) -> LogPage:
    """Every row about this person since then, latest first. `lists`: pages too on which they stood among others (slower).

    `NotYours` for somebody whom `worker` may not find.
    """
    if not access.visible_people(worker).filter(pk=person_id).exists():
        raise NotYours("service_users.person", person_id, person_id)
    about = Q(person_id=person_id)
    rows = _of_service(worker).filter(at__gte=since)
    if lists:
        rows = rows.annotate(said=Cast("detail", TextField()))
        about |= Q(said__contains=str(person_id))
    return _page(rows.filter(about), before, person_id)


@dataclass(frozen=True)
class Told:
    """One worker's looks on one day, as the person is told of them. `name`: '' unless the service gives names."""

    day: date
    role: str
    team: str
    name: str
    times: int
    why: str


def in_plain_words(worker: Actor, person_id: UUID, since: datetime) -> list[Told]:
    """Who looked at this record since then and why, day by day, for the person: role and team; names where the service decided so.

    Pages about them alone. `NotYours` for somebody whom `worker` may not find.
    """
    if not access.visible_people(worker).filter(pk=person_id).exists():
        raise NotYours("service_users.person", person_id, person_id)
    looks = _of_service(worker).filter(person_id=person_id, at__gte=since, action="read", outcome="done")
    rows = [row for row in looks.order_by("-at", "-id").values(*COLUMNS)[:MOST_TOLD] if not _of_the_log(row)]
    collector.saw("core.auditentry", "in plain words", person_id)
    teams = _teams({one for row in rows if (one := read_id(row["actor"]))})
    found: dict[tuple[date, str], list[dict[str, Any]]] = {}
    for row in rows:
        found.setdefault((clock.today(row["at"]), row["actor"]), []).append(row)
    named = worker.has_on("name_those_who_looked")
    return [_told(day, one, teams, named) for (day, _), one in found.items()]


def _told(day: date, rows: list[dict[str, Any]], teams: dict[UUID, list[Holding]], named: bool) -> Told:
    first, worker_id = rows[0], read_id(rows[0]["actor"])
    basis = ", ".join(str(row["detail"].get("basis") or "") for row in rows)
    return Told(
        day=day,
        role=first["role"],
        team=_team_on(teams.get(worker_id, []) if worker_id else [], day),
        name=first["actor_name"] if named else "",
        times=len(rows),
        why=rules.why_told(basis),
    )


def _of_the_log(row: Mapping[str, Any]) -> bool:
    """Whether the log was read, and not the record."""
    return set(row["detail"].get("rows") or {}) <= {
        "core.auditentry",
        "service_users.person",
    } and "core.auditentry" in (row["detail"].get("rows") or {})


def people_called(worker: Actor, asked: str) -> list[Person]:
    """The people whom `worker` may find with exactly this NHS number or name. At most three: more than one must be told apart."""
    people = access.visible_people(worker)
    number = nhs.check(asked)
    if number.has_format:
        return list(people.filter(nhs_number=number.digits)[:3])
    words = sorted(fold(asked), key=len)
    if not words:
        return []
    likely = people.filter(
        find_keys__kind="name", find_keys__key=words[-1][:80], find_keys__said=""
    ).distinct()
    return [p for p in likely if any(same(asked, n) for n in (p.legal_name, p.chosen_name))][:3]


def name_of(worker: Actor, person_id: UUID) -> str:
    """The name of somebody whom `worker` may find; '' of anyone else."""
    person = access.visible_people(worker).filter(pk=person_id).first()
    return person.name if person else ""


@dataclass(frozen=True)
class Opening:
    """An emergency opening as it is judged: when, by whom, why, and what was seen."""

    override: Override
    person: str
    pages: int
    things: str
    why_not: str


def openings(worker: Actor, *, waiting: bool, most: int = PAGE) -> list[Opening]:
    """Emergency openings that wait for a verdict, oldest first; or those that have one, latest first."""
    rows = access.overrides(worker)
    chosen = rows.filter(verdict="").order_by("starts_at", "id") if waiting else rows.exclude(verdict="")
    return _openings(worker, list(chosen[:most]))


def opening(worker: Actor, override_id: UUID) -> Opening:
    """One of them."""
    return _openings(worker, [access.override_for(worker, override_id)])[0]


def waiting(worker: Actor) -> dict[str, int]:
    """How many openings wait for whoever reviews them, and how many alerts for the privacy officer; nothing for anybody else."""
    if not access_permissions.is_reviewer(worker):
        return {}
    found = {"openings": access.overrides(worker).filter(verdict="").count()}
    if access_permissions.is_privacy_officer(worker):
        found["alerts"] = access.alerts(worker).filter(closed_at=None).count()
    return found


def alerts(worker: Actor, *, closed: bool = False, most: int = PAGE) -> list[dict[str, Any]]:
    """Privacy alerts, latest first, each with the person's name where the officer may know it."""
    rows = list(access.alerts(worker).filter(closed_at__isnull=not closed)[:most])
    names = _names(worker, {a.person_id for a in rows if a.person_id})
    return [
        {
            "alert": a,
            "person": names.get(a.person_id, ""),
            "why_not": access_permissions.why_not_judge(worker, a.worker_id),
        }
        for a in rows
    ]


def alert(worker: Actor, alert_id: UUID) -> dict[str, Any]:
    """One of them."""
    found = access.alert_for(worker, alert_id)
    return {"alert": found, "person": _names(worker, {found.person_id}).get(found.person_id, "")}


def service_called(slug: str) -> UUID | None:
    """The service with this short name. For the command line."""
    return Service.objects.filter(slug=slug).values_list("id", flat=True).first() if slug else None


def operator(name: str) -> Actor:
    """Whoever sits at the machine's command line, as the log names them."""
    return Actor(name=f"operator {name}", role="operator", door="command line")


def _of_service(worker: Actor) -> QuerySet[AuditEntry]:
    return AuditEntry.objects.filter(service_id=worker.service_id)


def _in_service(worker: Actor) -> QuerySet[AuditEntry]:
    rows = _of_service(worker)
    if permissions.reads_whole_log(worker):
        return rows
    return rows.filter(person_id__in=access.visible_ids(worker))


def _within(narrowing: Narrowing) -> Q:
    first = Q(at__gte=clock.day_bounds(narrowing.first)[0]) if narrowing.first else Q()
    return first & (Q(at__lt=clock.day_bounds(narrowing.last)[1]) if narrowing.last else Q())


def _of_kind(kind: str) -> Q:
    return {
        Kind.LOOKED: Q(action__in=READS, outcome="done"),
        Kind.CHANGED: ~Q(action__in=READS) & ~Q(outcome="refused"),
        Kind.REFUSED: Q(outcome="refused"),
        Kind.EMERGENCY: Q(action__in=EMERGENCIES),
        Kind.COPIES: Q(action__startswith="export") | Q(action__startswith="print"),
    }.get(kind, Q())  # type: ignore[call-overload]


def _page(rows: QuerySet[AuditEntry], before: int | None, person_id: UUID | None = None) -> LogPage:
    found = list(_earlier(rows, before).order_by("-at", "-id").values(*COLUMNS)[: PAGE + 1])
    shown = found[:PAGE]
    for row in shown:
        collector.saw("core.auditentry", row["id"], person_id)
    return LogPage(_entries(shown), shown[-1]["id"] if len(found) > PAGE else None)


def _earlier(rows: QuerySet[AuditEntry], before: int | None) -> QuerySet[AuditEntry]:
    """From that row on. Written so that the index on time is used."""
    at = AuditEntry.objects.filter(pk=before).values_list("at", flat=True).first() if before else None
    return rows.filter(at__lte=at).exclude(at=at, id__gte=before) if at else rows


def _entries(rows: list[dict[str, Any]]) -> list[Entry]:
    teams = _teams({worker for row in rows if (worker := read_id(row["actor"]))})
    reasons = _reasons({override for row in rows for override in _overrides_in(row)})
    return [_entry(row, teams, reasons) for row in rows]


def _entry(row: dict[str, Any], teams: dict[UUID, list[Holding]], reasons: dict[UUID, str]) -> Entry:
    worker_id, detail = read_id(row["actor"]), row["detail"]
    return Entry(
        id=row["id"],
        at=row["at"],
        name=row["actor_name"],
        role=row["role"],
        team=_team_on(teams.get(worker_id, []) if worker_id else [], clock.today(row["at"])),
        action=rules.action_in_words(row["action"]),
        things=rules.things_in_words(detail.get("rows") or {}, _names_of_tables()) or _about(row),
        basis=rules.basis_in_words(detail.get("basis") or ""),
        reason="; ".join(reasons[o] for o in _overrides_in(row) if o in reasons),
        refused=row["outcome"] == "refused",
        worker_id=worker_id,
    )


def _about(row: dict[str, Any]) -> str:
    """What a row without a reading is about: the kind of thing, never its id."""
    label = str(row["object"]).split(":")[0]
    return rules.things_in_words({label: [0]}, _names_of_tables()) if label in _names_of_tables() else ""


def _overrides_in(row: Mapping[str, Any]) -> list[UUID]:
    return [
        found for text in str(row["detail"].get("override") or "").split(", ") if (found := read_id(text))
    ]


def _teams(workers: set[UUID]) -> dict[UUID, list[Holding]]:
    held = (
        Holding.objects.filter(worker_id__in=workers)
        .select_related("post__unit")
        .order_by("worker_id", "starts_on")
    )
    return {worker: list(rows) for worker, rows in groupby(held, key=lambda h: h.worker_id)}


def _team_on(held: list[Holding], day: date) -> str:
    units = [h.post.unit.name for h in held if h.starts_on <= day and (h.ends_on is None or day <= h.ends_on)]
    return ", ".join(dict.fromkeys(units))


def _reasons(overrides: set[UUID]) -> dict[UUID, str]:
    return dict(Override.objects.filter(pk__in=overrides).values_list("id", "reason"))


def _names(worker: Actor, people: Iterable[UUID | None]) -> dict[UUID | None, str]:
    return {p.pk: p.name for p in access.visible_people(worker).filter(pk__in=[p for p in people if p])}


def _names_of_tables() -> dict[str, str]:
    return {model._meta.label_lower: str(model._meta.verbose_name_plural) for model in apps.get_models()}


def _openings(worker: Actor, overrides: list[Override]) -> list[Opening]:
    names = _names(worker, {o.person_id for o in overrides})
    seen = _seen_under(overrides)
    return [
        Opening(
            override=o,
            person=names.get(o.person_id, ""),
            pages=len(seen.get(o.pk, [])),
            things=rules.things_in_words(rules.together(seen.get(o.pk, [])), _names_of_tables()),
            why_not=access_permissions.why_not_judge(worker, o.worker_id),
        )
        for o in overrides
    ]


def _seen_under(overrides: list[Override]) -> dict[UUID, list[dict[str, Any]]]:
    """What each opening let its worker see: the rows of every page they read under it. One query."""
    if not overrides:
        return {}
    rows = AuditEntry.objects.filter(
        person_id__in={o.person_id for o in overrides},
        actor__in={str(o.worker_id) for o in overrides},
        at__gte=min(o.starts_at for o in overrides),
        at__lte=max(o.ends_at for o in overrides) + timedelta(minutes=1),
        action="read",
    )
    found: dict[UUID, list[dict[str, Any]]] = {}
    for row in rows.values("detail"):
        for override in _overrides_in(row):
            found.setdefault(override, []).append(row["detail"].get("rows") or {})
    return found
