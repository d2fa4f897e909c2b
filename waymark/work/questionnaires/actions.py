"""Loading a questionnaire as a draft, putting it into use, and retiring it. Its words never change: a change is another version."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from waymark.core import audit
from waymark.core.actions import action
from waymark.core.actors import Actor
from waymark.core.pages import Refused, refuse_other
from waymark.work.questionnaires import permissions, queries, rules
from waymark.work.questionnaires.choices import Licence, State
from waymark.work.questionnaires.models import Version

OTHERWISE = "Another file was loaded under this id. Open the list to see what stands."


@action
def load_questionnaire(
    *,
    by: Actor,
    id: UUID,
    body: Mapping[str, Any],
    measure: str,
    licence: Licence,
    terms: str,
    source: str,
    at: datetime,
) -> Version:
    """A new version as a draft, read and checked. Idempotent on `id`. Refused, with why, for what cannot be asked or may not be used."""
    permissions.require_keeper(by)
    made = Version.objects.kept(id)
    if made is not None:
        refuse_other(made, {"service_id": by.service_id, "sha256": queries.digest(body)}, OTHERWISE)
        audit.write(by, "load_questionnaire", made, outcome="repeat")
        return made
    form = _readable(body)
    told = rules.measure(measure)
    wrong = rules.wrong_with_licence(told, licence, terms) or (
        rules.wrong_with_measure(form, told) if told else ""
    )
    if wrong:
        raise Refused(wrong)
    name = told.code if told else form.name or form.title[:60]
    earlier = Version.objects.filter(service_id=by.service_id, name=name).order_by("-number").first()
    made = Version(
        id=id,
        service_id=by.service_id,
        name=name,
        number=earlier.number + 1 if earlier else 1,
        title=form.title,
        measure=told.code if told else "",
        body=dict(body),
        sha256=queries.digest(body),
        licence=licence,
        terms=terms.strip() or (told.terms if told and told.text else form.copyright),
        source=source.strip()[:200],
        loaded_by_id=by.worker_id,
        loaded_at=at,
    )
    made.save(force_insert=True)
    audit.write(
        by, "load_questionnaire", made, detail={"name": name, "number": made.number, "sha256": made.sha256}
    )
    return made


@action
def publish_questionnaire(*, by: Actor, version_id: UUID, at: datetime) -> Version:
    """From now on this version is the one that is filled in; the one before it is retired in the same moment."""
    version = _mine(by, version_id)
    if version.state == State.PUBLISHED:
        audit.write(by, "publish_questionnaire", version, outcome="repeat")
        return version
    if version.state == State.RETIRED:
        raise Refused("It was retired. Load it again to use it again: that makes a new version.")
    for before in Version.objects.filter(service_id=by.service_id, name=version.name, state=State.PUBLISHED):
        _retire(by, before, at)
    version.state, version.published_by_id, version.published_at = State.PUBLISHED, by.worker_id, at
    version.save()
    audit.write(by, "publish_questionnaire", version)
    return version


@action
def retire_questionnaire(*, by: Actor, version_id: UUID, at: datetime) -> Version:
    """It cannot be filled in any more. What was filled in stays, with the version it was asked by."""
    version = _mine(by, version_id)
    if version.state == State.RETIRED:
        audit.write(by, "retire_questionnaire", version, outcome="repeat")
        return version
    _retire(by, version, at)
    return version


def _mine(by: Actor, version_id: UUID) -> Version:
    version = queries.version_for(by, version_id, keeper=True)
    return Version.objects.select_for_update().get(pk=version.pk)


def _retire(by: Actor, version: Version, at: datetime) -> None:
    version.state, version.retired_by_id, version.retired_at = State.RETIRED, by.worker_id, at
    version.save()
    audit.write(by, "retire_questionnaire", version)


def _readable(body: Mapping[str, Any]) -> rules.Form:
    try:
        form = rules.read(body)
    except rules.UnreadableForm as why:
        raise Refused(str(why)) from None
    if not form.title:
        raise Refused("The file gives no title.")
    return form
