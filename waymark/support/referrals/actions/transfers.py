"""Moving somebody to another of our teams: a referral like any other, and the old key worker goes on until the new one begins."""

from uuid import UUID

from waymark.core import audit, clock
from waymark.core.actions import action
from waymark.core.actors import Actor
from waymark.core.pages import NotYours, Refused
from waymark.support.caseload import permissions as caseload_permissions
from waymark.support.caseload.models import Episode
from waymark.support.referrals import rules
from waymark.support.referrals.actions.intake import take_referral
from waymark.support.referrals.choices import Source
from waymark.support.referrals.models import Referral


@action
def transfer(
    *, by: Actor, id: UUID, episode_id: UUID, unit_id: UUID, reason: str, asked_for: str, knows: str
) -> Referral:
    """Ask another team to take somebody over. Their lead decides; nobody is without a key worker meanwhile."""
    episode = (
        Episode.objects.filter(pk=episode_id, unit__service_id=by.service_id).select_related("unit").first()
    )
    if episode is None:
        raise NotYours("caseload.episode", episode_id)
    caseload_permissions.may_change(by, episode.person_id)
    if episode.closed_on is not None:
        raise Refused("This episode is closed. Refer them like anybody who comes back.")
    if episode.unit_id == unit_id:
        raise Refused("They are with this team already. Choose another.")
    asked = rules.Asked(
        source=Source.OWN_TEAM,
        reason=reason,
        asked_for=asked_for,
        knows=knows,
        received_at=clock.now(),
        referrer_name=by.name,
        referrer_from=episode.unit.name,
    )
    kept = Referral.objects.kept(id)
    if kept is not None:
        asked = rules.Asked(**{**asked.__dict__, "received_at": kept.received_at})
    referral = take_referral(
        by=by, id=id, unit_id=unit_id, asked=asked, person_id=episode.person_id, leaving_id=episode_id
    )
    audit.write(by, "transfer", referral, detail={"from": episode.unit_id, "to": unit_id})
    return referral
