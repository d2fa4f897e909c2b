"""The doors for programs: JSON in, JSON out, the same policy and the same actions as the pages."""

import hashlib
import json
from functools import cache
from importlib.resources import files
from typing import Any
from uuid import UUID

from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_GET, require_http_methods

from waymark.core import clock
from waymark.core.actors import Actor
from waymark.core.pages import ConflictingRepeat, Refused, Request, open_to_all, page
from waymark.doors.api import rules
from waymark.organisation.staff.choices import Right
from waymark.support.case_notes import actions as case_notes
from waymark.support.case_notes.choices import NoteKind

NEW, AGAIN, ANOTHER, WRONG = 201, 200, 409, 422


@page(Right.RECORD_CONTACTS)
@require_http_methods(["PUT"])
def put_note(request: Request, note_id: UUID) -> HttpResponse:
    """Sign a note under the id its sender made: 201 new, 200 the same again, 409 the id with other words, 422 what to send instead."""
    sent, wrong = rules.read(_body(request))
    if sent is None:
        return JsonResponse({"wrong": wrong}, status=WRONG)
    try:
        return _kept(request.actor.through("api"), note_id, sent)
    except ConflictingRepeat as refusal:
        return JsonResponse({"wrong": {"id": str(refusal)}}, status=ANOTHER)
    except Refused as refusal:
        return JsonResponse({"wrong": {"note": str(refusal)}}, status=WRONG)


@open_to_all
@require_GET
def openapi(request: HttpRequest) -> HttpResponse:
    """What the addresses that are not pages take and give: OpenAPI 3.1. Tells nothing of anybody."""
    return JsonResponse(document())


@cache
def document() -> dict[str, Any]:
    """The description as it is written in data/openapi.json."""
    text = files("waymark.doors.api").joinpath("data", "openapi.json").read_text(encoding="utf8")
    return dict(json.loads(text))


def _kept(by: Actor, note_id: UUID, sent: rules.Sent) -> HttpResponse:
    """Twice at once is once: the second finds the first's row and gets the same answer. Answered only when it is on the disk."""
    placed = rules.placed(sent, clock.now())
    try:
        note = _sign(by, note_id, sent, placed)
    except IntegrityError:
        note = _sign(by, note_id, sent, placed)
    is_new = note.device is placed.device  # one signed before was read from the database, and brought its own
    answer = {
        "id": str(note.id),
        "sha256": hashlib.sha256(note.text.encode()).hexdigest(),
        "stored_at": note.received_at.isoformat(),
    }
    return JsonResponse(answer, status=NEW if is_new else AGAIN)


def _sign(by: Actor, note_id: UUID, sent: rules.Sent, placed: rules.Placed) -> Any:
    return case_notes.sign_note(
        by=by,
        id=note_id,
        kind=NoteKind.OBSERVATION,
        occurred_at=placed.occurred_at,
        text=sent.text,
        reason=sent.reason,
        person_id=sent.person_id,
        device=placed.device,
    )


def _body(request: HttpRequest) -> dict[str, Any]:
    """What was sent as JSON, or nothing: every field then says what to send."""
    try:
        body = json.loads(request.body)
    except (ValueError, RecursionError):
        return {}
    return body if isinstance(body, dict) else {}
