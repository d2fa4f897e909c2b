"""What the rooms of information rights keep of a person: whom they may be told about, what left, messages, and what went astray."""

from typing import Any

from tests.factories.base import made
from waymark.core import clock
from waymark.governance.breaches.models import Breach
from waymark.governance.sharing.models import Disclosure, Message, Recipient, SharingChoice


def furnish_rights(r: Any) -> None:
    """All of it, written by the key worker."""
    _shared(r)
    _astray(r)


def _shared(r: Any) -> None:
    by, now, of = r.key_worker, clock.now(), {"person": r.person}
    recipient = r.rows["recipient"] = made(
        Recipient, kind="employer", name=r.said("recipient"), added_by=by, added_at=now, **of
    )
    made(
        SharingChoice, recipient=recipient, kind="health", said="refuses", words=r.said("said of sharing"),
        said_on=clock.today(), recorded_by=by, recorded_at=now, **of,
    )  # fmt: skip
    made(
        Disclosure, recipient=recipient, kinds="health", way="letter", words=r.said("letter"), basis="law", overrides=True,
        reason=r.said("why it was told"), worker=by, at=now, **of,
    )  # fmt: skip
    made(Message, channel="text", to="+447700900123", words=r.said("message"), worker=by, at=now, **of)


def _astray(r: Any) -> None:
    now = clock.now()
    given = {
        "service": r.service,
        "person": r.person,
        "aware_at": now,
        "reported_by": r.key_worker,
        "reported_at": now,
    }
    words = {"what": r.said("went astray"), "where_now": r.said("where it is now")}
    r.rows["breach"] = made(Breach, **words, **given)
    made(
        Breach, what=r.said("astray and closed"), where_now=r.said("back again"), finding=r.said("found"), effect="unlikely",
        closed_at=now, closed_by=r.lead, **given,
    )  # fmt: skip
