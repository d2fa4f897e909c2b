"""A support plan: a version in force, a draft, and all that is said, seen and decided of them, each text its canary."""

from datetime import timedelta
from typing import Any

from tests.factories.base import made
from tests.sweeps.furnishing_support import form_of
from waymark.core import clock
from waymark.support.case_notes.models import Note
from waymark.support.measures.models import Filled
from waymark.support.plans.choices import AREAS, TEXTS, Part
from waymark.support.plans.models import (
    Aside,
    PlanCopy,
    PlanDraft,
    PlanReview,
    PlanVersion,
    Seen,
    TheirWords,
    WordsReply,
)
from waymark.work.questionnaires.models import Version as Asked

LINE = "0199f0aa-0000-7000-8000-00000000000a"
"""The key of the one action of every plan furnished here."""


def body_of(r: Any, what: str) -> dict[str, Any]:
    """Every part written, each text its canary."""
    body: dict[str, Any] = {
        part.value: {
            "to_me": r.said(f"{what} {part}"),
            "for_me": "",
            "stands": "not_now",
            "needs": [],
            "actions": [],
        }
        for part in AREAS
    }
    action = {
        name: r.said(f"{what} action {name}") for name in ("what", "who", "how_often", "starts_on", "limits")
    }
    need = {"key": f"need-of-{what}"[:36], "words": r.said(f"{what} need"), "hoped": r.said(f"{what} hoped")}
    home = {"stands": "support", "needs": [need], "actions": [{"key": LINE, "by": "", "on": "", **action}]}
    body[Part.HOME].update(home)
    for part, names in TEXTS.items():
        body[part] = {name: r.said(f"{what} {part} {name}") for name in names}
    return body


def _assessed(r: Any, now: Any) -> None:
    """What a plan can be begun from."""
    held = {"service": r.service, "name": "StrengthsAndNeeds"}
    version = made(
        Asked, number=Asked.objects.filter(**held).count() + 1, title="Strengths and needs", body=form_of("assessed"), sha256="0" * 64,
        licence="ours", source="came.json", state="retired", loaded_by=r.lead, loaded_at=now, **held,
    )  # fmt: skip
    note = made(
        Note, service=r.service, unit=r.unit, author=r.key_worker, author_role="Recovery Worker", kind="questionnaire",
        text=r.said("what was assessed"), occurred_at=now, recorded_at=now, received_at=now, sha256="0" * 64, person=r.person,
    )  # fmt: skip
    r.rows["assessment"] = made(
        Filled, version=version, note=note, answers={"home-need": r.said("a need assessed")}, figures={}, answered_by="themselves",
        mode="01", language=r.said("language of the assessment"), answered_at=now, recorded_at=now, author=r.key_worker,
        person=r.person,
    )  # fmt: skip


def furnish_plans(r: Any) -> None:
    """By the key worker."""
    by, now, today = r.key_worker, clock.now(), clock.today()
    about, then = {"person": r.person}, {"by": by, "at": now}
    note = made(
        Note, service=r.service, unit=r.unit, author=by, author_role="Recovery Worker", kind="plan", text=r.said("plan in force"),
        occurred_at=now, recorded_at=now, received_at=now, sha256="0" * 64, **about,
    )  # fmt: skip
    version = r.rows["plan version"] = made(
        PlanVersion, number=1, body=body_of(r, "plan"), starts_on=today - timedelta(days=9), took_part=["present"],
        part_words=r.said("plan part words"), agreed="not_agreed", agreed_words=r.said("plan agreed words"),
        without_words=r.said("plan without words"), note=note, drafted_by=by, published_by=by,
        published_at=now - timedelta(days=9), **about,
    )  # fmt: skip
    made(
        PlanDraft, before=version, body=body_of(r, "draft plan"), begun_by=by, begun_at=now, saved_by=by, saved_at=now, **about
    )  # fmt: skip
    _assessed(r, now)
    aside = {"part": "home", "by": by, "at": now}
    made(Aside, said={"to_me": r.said("aside")}, settled_by=by, settled_at=now, **aside, **about)
    r.rows["aside"] = made(
        Aside, person=r.rows["companion"], said={"to_me": r.said("aside of the companion")}, **aside
    )
    words = {"given": "cards", "said_on": today, **then, **about}
    r.rows["their words"] = made(TheirWords, stance="wants", words=r.said("what they want"), **words)
    answered = made(
        TheirWords,
        stance="disagrees",
        line=LINE,
        line_name="action 1",
        words=r.said("what they see differently"),
        **words,
    )
    made(WordsReply, their_words=answered, outcome="both_stand", words=r.said("the reply"), **then, **about)
    made(Seen, line=LINE, verdict="helping", words=r.said("how it goes"), seen_on=today, **then, **about)
    made(
        PlanReview, version=version, held_at=now, decisions={LINE: "keep"},
        goals={"a": {"decision": "kept", "next_look": "2026-06-01", "words": r.said("a goal at the review")}},
        words=r.said("the review"), took_part=["present"],
        part_words=r.said("what they said at the review"), **then, **about,
    )  # fmt: skip
    made(PlanCopy, version=version, format="paper", words=r.said("the copy"), given_on=today, **then, **about)
