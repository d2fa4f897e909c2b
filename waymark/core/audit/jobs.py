"""What the clock process does for the log: seals it, and walks the whole chain again and again to see that it still is what was sealed."""

import logging
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import connection

from waymark.core import append_only, heartbeats
from waymark.core.audit import keys, log, sealing
from waymark.core.audit.chain import Anchor, Walk
from waymark.core.models import AuditEntry

CHAIN = "chain"
ROUND_EVERY = timedelta(hours=1)
LINES_A_PASS = 2_000
FAULTS_KEPT = 20
TABLE = AuditEntry._meta.db_table
logger = logging.getLogger("waymark.audit")


def seal(at: datetime) -> int:
    """Seal one batch of rows. Returns how many."""
    return sealing.seal()


def walk_chain(at: datetime) -> int:
    """Walk on along the chain, some lines a pass, a whole round every hour, and keep what was found. Does nothing that counts as work."""
    state = heartbeats.state_of(CHAIN)
    end = log.head()
    if _resting(state, at) or not (end.seq or "anchor" in state):
        return 0
    walk = _walk(state)
    lines = 0
    for line in log.sealed_lines(after=walk.seq, most=LINES_A_PASS):
        walk.step(line)
        lines += 1
    heartbeats.beat(
        CHAIN, _on_the_way(state, walk) if lines == LINES_A_PASS else _round_done(state, walk, at), at
    )
    return 0


def standing_faults(at: datetime) -> list[str]:
    """What is wrong besides the chain itself: rows nobody sealed in 60 seconds, and guards missing from the table."""
    late = log.late(at)
    waiting = late.count()
    named = [
        f"Row {row} of the table was not sealed within 60 seconds."
        for row in late.values_list("id", flat=True)[:FAULTS_KEPT]
    ]
    more = [f"So were {waiting - FAULTS_KEPT:,} rows more."] if waiting > FAULTS_KEPT else []
    guards = [
        f"The database has lost the guard {name}." for name in append_only.missing_guards(connection, TABLE)
    ]
    return [*named, *more, *guards]


def _resting(state: dict[str, Any], at: datetime) -> bool:
    checked = state.get("checked_at", "")
    return (
        "seq" not in state
        and bool(checked)
        and timedelta(0) <= at - datetime.fromisoformat(checked) < ROUND_EVERY
    )


def _walk(state: dict[str, Any]) -> Walk:
    key = keys.read_key(settings.AUDIT_KEY_FILE)
    anchors = [Anchor(**state["anchor"])] if "anchor" in state else []
    if "seq" not in state:
        return Walk(key, anchors)
    walk = Walk(key, anchors, seq=state["seq"], mac=state["mac"], faults=list(state["faults"]))
    if not AuditEntry.objects.filter(seq=walk.seq, mac=walk.mac).exists():
        walk.faults.append(f"Row {walk.seq} was there when the chain was last walked, and is gone.")
    return walk


def _on_the_way(state: dict[str, Any], walk: Walk) -> dict[str, Any]:
    return {**state, "seq": walk.seq, "mac": walk.mac, "faults": walk.faults[:FAULTS_KEPT]}


def _round_done(state: dict[str, Any], walk: Walk, at: datetime) -> dict[str, Any]:
    """The round's result. The end of a whole chain is the anchor of the next round: rows cut off its end are missed then."""
    found = [*walk.end(), *standing_faults(at)][:FAULTS_KEPT]
    if found:
        logger.error("The audit log is not whole: %s", " ".join(found))
    kept = {"anchor": state["anchor"]} if found and "anchor" in state else {}
    anchor = kept if found else {"anchor": {"seq": walk.seq, "mac": walk.mac}}
    return {"checked_at": at.isoformat(), "rows": walk.seq, "found": found, **anchor}
