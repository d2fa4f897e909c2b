"""Whether messages are sent here, and where each stands."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.conf import settings

from waymark.work.correspondence import rules
from waymark.work.correspondence.choices import STATES, Channel, State
from waymark.work.correspondence.models import Outgoing

barred = rules.barred


@dataclass(frozen=True)
class Standing:
    """Where one message stands, in words."""

    words: str
    reason: str = ""


def is_sent_here(channel: Channel) -> bool:
    """Whether this installation has a sender for such messages; a voicemail is always left by somebody."""
    return bool(settings.NOTIFY_KEY and settings.NOTIFY_TEMPLATES.get(channel))


def standing_of(ids: Iterable[UUID]) -> dict[UUID, Standing]:
    """Where these messages stand; those that are not sent from here are not in it. The caller has asked the policy."""
    rows = Outgoing.objects.filter(pk__in=list(ids)).values_list("pk", "state", "reason")
    return {pk: Standing(STATES[State(state)], reason) for pk, state, reason in rows}


def due(at: datetime, most: int) -> list[Outgoing]:
    """The messages to be tried or asked about at `at`, the longest waiting first. The clock process's."""
    open_states = (State.WAITING, State.SENDING, State.SENT)
    return list(
        Outgoing.objects.filter(state__in=open_states, next_at__lte=at)
        .select_related("person", "by", "service")
        .order_by("next_at", "id")[:most]
    )
