"""What a service changes for itself: a team by name, whom a post answers to, the optional duties of one post. Loading its file again
keeps all of it (rules.local). Nothing here alters a past record.
"""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from waymark.core import audit
from waymark.core.actions import action
from waymark.core.actors import Actor
from waymark.core.pages import ConflictingRepeat, NotYours, Refused
from waymark.organisation.services import permissions, rules
from waymark.organisation.services.choices import POST_SWITCHES, UnitKind
from waymark.organisation.services.models import Post, Service, Unit

LINES = ("operational_line", "alternative_line", "professional_line")


@action
def add_team(*, by: Actor, id: UUID, name: str, kind: str, within_id: UUID) -> Unit:
    """A team of this service by its name, inside one there is (SUR-01). Idempotent on id; other words raise ConflictingRepeat.

    Refuses a name that another team of the service has.
    """
    permissions.may_change(by)
    service, name = _locked(by), " ".join(name.split())
    within = _ours(Unit, by, within_id)
    kept = Unit.objects.kept(id)
    if kept is not None:
        return _same(by, kept, name, within)
    if kind not in set(UnitKind):
        raise Refused("Choose what kind of team it is.")
    units = Unit.objects.filter(service=service)
    if units.filter(name__iexact=name, retired=False).exists():
        raise Refused(f"There is a team called {name} already.")
    code = rules.code_for(name, units.values_list("code", flat=True))
    row = {"code": code, "name": name, "kind": kind, "parent": within.code, "source": rules.OWN}
    _keep(service, rules.with_unit(service.local, row))
    unit = Unit(id=id, service=service, parent=within, path=f"{within.path}{code}/", **_written(row))
    unit.save(force_insert=True)
    audit.write(by, "add_team", unit, detail={"code": code, "within": within.code})
    return unit


@action
def change_post(
    *,
    by: Actor,
    post_id: UUID,
    unit_id: UUID,
    operational_line_id: UUID | None,
    alternative_line_id: UUID | None,
    professional_line_id: UUID | None,
) -> Post:
    """Where a post stands: its team, and whom it answers to (LDS-02, LDS-16, TPL-01). The same again changes nothing.

    Refuses a line that goes round in a circle, and what would leave a worker nobody to escalate to or to approve for them.
    """
    permissions.may_change(by)
    service = _locked(by)
    post, unit = _ours(Post, by, post_id), _ours(Unit, by, unit_id)
    ids = dict(zip(LINES, (operational_line_id, alternative_line_id, professional_line_id), strict=True))
    above = {line: _ours(Post, by, found) if found else None for line, found in ids.items()}
    wanted = {"unit": unit.code, **{line: found.number if found else "" for line, found in above.items()}}
    was = _stands(post)
    if was == wanted:
        audit.write(by, "change_post", post, outcome="repeat")
        return post
    _keep(service, rules.with_post(service.local, post.number, wanted))
    post.unit = unit
    for line, found in above.items():
        setattr(post, line, found)
    post.save(update_fields=["unit", *LINES])
    audit.write(by, "change_post", post, detail={"from": was, "to": wanted})
    return post


@action
def set_switch(*, by: Actor, post_id: UUID, switch: str, on: bool) -> Post:
    """Turn one optional duty of a post on or off (DUR-64). Called by `staff`, which keeps who did it, when and why."""
    permissions.may_switch(by)
    service, post = _locked(by), _ours(Post, by, post_id)
    if switch not in POST_SWITCHES:
        raise Refused("Choose which duty of the post it is.")
    _keep(service, rules.with_post(service.local, post.number, {"switches": {switch: on}}))
    post.switches = {**post.switches, switch: on}
    post.save(update_fields=["switches"])
    audit.write(by, "set_switch", post, detail={"switch": switch, "on": on})
    return post


def _locked(by: Actor) -> Service:
    """The service the actor works in, held until the end, so that two who change it at once are one after the other."""
    service = Service.objects.select_for_update().filter(pk=by.service_id).first()
    if service is None:
        raise NotYours("services.service", by.service_id or "")
    return service


def _ours(model: Any, by: Actor, row_id: UUID) -> Any:
    found = model.objects.filter(pk=row_id, service_id=by.service_id, retired=False).first()
    if found is None:
        raise NotYours(model._meta.label_lower, row_id)
    return found


def _keep(service: Service, local: Mapping[str, Any]) -> None:
    """Lay the change over the service's file, unless that brings a fault it did not have: then the first of them is the refusal."""
    changed = rules.with_local(service.source, local)
    had = set(rules.problems(service.source))
    new = [sentence for sentence in rules.problems(changed) if sentence not in had]
    if new:
        raise Refused(new[0])
    service.local, service.source = dict(local), dict(changed)
    service.save(update_fields=["local", "source"])


def _stands(post: Post) -> dict[str, str]:
    found = {line: getattr(post, line) for line in LINES}
    return {"unit": post.unit.code, **{line: one.number if one else "" for line, one in found.items()}}


def _written(row: Mapping[str, str]) -> dict[str, str]:
    return {key: row[key] for key in ("code", "name", "kind")}


def _same(by: Actor, kept: Unit, name: str, within: Unit) -> Unit:
    if kept.service_id != by.service_id:
        raise NotYours("services.unit", kept.pk)
    if (kept.name, kept.parent_id) != (name, within.pk):
        raise ConflictingRepeat("This was kept already, with other words. Look at Structure.")
    audit.write(by, "add_team", kept, outcome="repeat")
    return kept
