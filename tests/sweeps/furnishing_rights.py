"""What the rooms of information rights keep of a person: whom they may be told about, what left, messages, and what went astray."""

from datetime import timedelta
from typing import Any

from tests.factories.base import made
from waymark.core import clock
from waymark.governance.breaches.models import Breach
from waymark.governance.information_assets.models import BroughtIn, Check, Content, Ending, TakenOut
from waymark.governance.retention.models import Hold, Keep
from waymark.governance.sharing.models import Disclosure, Message, Recipient, SharingChoice
from waymark.governance.subject_access.models import AccessRequest, Redaction, Release, RequestStep
from waymark.governance.written_reports.models import SentReport, WrittenReport
from waymark.work.correspondence.models import Outgoing

DAY = timedelta(days=1)


def furnish_rights(r: Any) -> None:
    """All of it, written by the key worker."""
    _shared(r)
    _astray(r)
    _asked_for(r)
    _papers(r)
    _written(r)
    _kept(r)


def _kept(r: Any) -> None:
    """Held by a court case, held once and no more, and kept longer."""
    by, now, of = r.lead, clock.now(), {"person": r.person}
    r.rows["hold"] = made(Hold, kind="litigation", words=r.said("what holds it"), by=by, at=now, **of)
    made(
        Hold, kind="other", words=r.said("what held it"), by=by, at=now, lifted_by=by, lifted_at=now,
        lifted_because=r.said("why it was lifted"), **of,
    )  # fmt: skip
    made(Keep, until=clock.today() + 400 * DAY, words=r.said("why it is kept"), by=by, at=now, **of)


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
    made(
        Outgoing, service=r.service, channel="text", to="+447700900123", words=r.said("message that left"), by=by, at=now,
        state="failed", reason=r.said("why it did not arrive"), **of,
    )  # fmt: skip


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


def _asked_for(r: Any) -> None:
    """A request with a passage that waits, one that can be given, and one that was."""
    by, now, of = r.key_worker, clock.now(), {"person": r.person}
    for name in ("request", "request to give", "request given"):
        r.rows[name] = made(
            AccessRequest, service=r.service, received_on=clock.today(), asked_how="phone", asked_for=r.said(name), logged_by=by,
            logged_at=now, **of,
        )  # fmt: skip
        made(
            RequestStep, request=r.rows[name], step="identity_checked", on=clock.today(), words=r.said(f"{name} step"), by=by,
            at=now, **of,
        )  # fmt: skip
    r.rows["redaction"] = made(
        Redaction, request=r.rows["request"], item="details", passage=r.said("passage"), why="third_party",
        words=r.said("why it is black"), proposed_by=by, proposed_at=now, **of,
    )  # fmt: skip
    copy = {"items": [{"heading": "A note", "text": r.said("copy")}], "black": []}
    made(
        Release,
        request=r.rows["request given"],
        copy=copy,
        given_how=r.said("given how"),
        by=by,
        at=now,
        **of,
    )


def _papers(r: Any) -> None:
    by, now, of = r.key_worker, clock.now(), {"person": r.person}
    paper = r.rows["paper"] = made(
        BroughtIn, file_name=f"{r.said('file that came in')}.txt", kind="text", size=5, sha256="0" * 64, source=r.said("source"),
        sensitivity="ordinary", author=by, at=now, what="letter", paper_pages=3, **of,
    )  # fmt: skip
    made(Check, brought_in=paper, readable=3, by=by, at=now, **of)
    other = made(
        BroughtIn, file_name=f"{r.said('another file')}.txt", kind="text", size=5, sha256="0" * 64, source=r.said("its source"),
        sensitivity="ordinary", author=by, at=now, **of,
    )  # fmt: skip
    made(Ending, brought_in=other, became="filed", where=r.said("where filed"), by=by, at=now, **of)
    made(Content, brought_in=paper, data=b"hello", **of)
    r.rows["printout"] = made(TakenOut, what="plan", reason=r.said("why printed"), worker=by, at=now, **of)


def _written(r: Any) -> None:
    """A report that is being written, and one of which a copy was sent."""
    by, now, of = r.key_worker, clock.now(), {"person": r.person}
    days = {
        "kind": "review",
        "first": clock.today() - 30 * DAY,
        "last": clock.today(),
        "begun_at": now,
        "saved_at": now,
    }
    for name in ("report", "report that was sent"):
        words = {part: r.said(f"{part} of the {name}") for part in ("summary", "their_view", "asks")}
        r.rows[name] = made(WrittenReport, by=by, **words, **days, **of)
    went = made(
        Disclosure, recipient=r.rows["recipient"], kinds="plan", way="letter", words=r.said("what the report was"), basis="agreed",
        worker=by, at=now, **of,
    )  # fmt: skip
    fact = {
        "on": "2026-02-03",
        "words": r.said("fact that was sent"),
        "source": r.said("its source in the copy"),
    }
    body = {
        "heading": "Report for a review", "about": "Them", "days": "30 days", "writer": by.name, "held_back": 0, "facts": [fact],
        **{part: r.said(f"{part} as sent") for part in ("summary", "their_view", "asks")},
    }  # fmt: skip
    r.rows["copy of a report"] = made(
        SentReport,
        report=r.rows["report that was sent"],
        disclosure=went,
        body=body,
        sha256="0" * 64,
        at=now,
        by=by,
        **of,
    )
