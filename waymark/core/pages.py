"""What makes a function a page: it names the right it needs, the switch it hangs on, and refuses everyone else (deny by default).

`@page(right)` on every view; a system check refuses to start with an address that has none. Refusals are logged. Another's person is
`NotYours`: a 404 that tells nothing, and a row in the audit log (security.md A16).
"""

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import urlencode

from waymark.core import audit, held
from waymark.core.actors import Actor

View = Callable[..., HttpResponse]
NOT_YOUR_ROLE = "This is not available to your role."


class Request(HttpRequest):
    """The request as a guarded view gets it: somebody is there. For annotations only."""

    actor: Actor
    user: Any  # the account signed in with, of a floor above


class NotYours(Http404):
    """The worker may not know whether this exists. Carries what to log; shows nothing."""

    def __init__(self, what: str, row_id: object = "", person_id: UUID | None = None) -> None:
        super().__init__("Not found")
        self.what, self.row_id, self.person_id = what, row_id, person_id


class Refused(Exception):
    """The worker may know, but may not do it. `str(error)` is a sentence they can read."""


class ConflictingRepeat(Refused):
    """Something was sent a second time under its id with other content: the first stands, nothing is kept of the second (API: 409)."""


def refuse_other(kept: object, sent: Mapping[str, object], sentence: str) -> None:
    """Raise ConflictingRepeat with `sentence` unless the row that stands is what was sent: each name of `sent` with its value."""
    if any(getattr(kept, name) != value for name, value in sent.items()):
        raise ConflictingRepeat(sentence)


def page(right: str, *, switch: str = "") -> Callable[[View], View]:
    """Guard a view. `right`: the code in `staff.choices.Right`; `switch`: the service switch that turns the screen on."""

    def mark(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            actor: Actor | None = getattr(request, "actor", None)
            if actor is None:
                return _sign_in(request)
            refusal = _refusal(actor, right, switch)
            if refusal:
                return refuse(request, actor, refusal)
            return _answer(view, request, actor, args, kwargs)

        guarded.right, guarded.switch = right, switch  # type: ignore[attr-defined]
        return guarded

    return mark


def open_to_all(view: View) -> View:
    """Mark a view as public: health, sign-in, the service worker. Each is listed by a sweep."""
    view.right, view.switch = "public", ""  # type: ignore[attr-defined]
    return view


def refuse(request: HttpRequest, actor: Actor, sentence: str) -> HttpResponse:
    """Answer 403 with the sentence, and log it. The page carries nothing of what was asked for (A01)."""
    audit.refused(actor, "open_page", request.path[:200], why=sentence)
    return render(request, "core/refused.html", {"sentence": sentence}, status=403)


def _refusal(actor: Actor, right: str, switch: str) -> str:
    if switch and not actor.has_on(switch):
        # A switch the service does not know is one of a post: who does not hold such a post is told what any other role is told.
        return "This screen is switched off in your service." if switch in actor.switches else NOT_YOUR_ROLE
    if not actor.may(right):
        return NOT_YOUR_ROLE
    return ""


def _answer(view: View, request: HttpRequest, actor: Actor, args: Any, kwargs: Any) -> HttpResponse:
    try:
        return view(request, *args, **kwargs)
    except NotYours as missing:
        audit.refused(
            actor,
            "open_record",
            f"{missing.what}:{missing.row_id}",
            person_id=missing.person_id,
            why="not yours",
        )
        raise
    except Refused as refusal:
        return refuse(request, actor, str(refusal))


def _sign_in(request: HttpRequest) -> HttpResponse:
    where = request.get_full_path() if request.method == "GET" else "/"
    if request.headers.get("HX-Request") or request.path.startswith("/api/"):
        return HttpResponse("Sign in to go on.", status=401, content_type="text/plain")
    if request.method == "POST" and (kept := held.page(request, status=401)) is not None:
        return kept
    return redirect(f"/sign-in/?{urlencode({'next': where})}")


def as_a_file(data: bytes, name: str, kind: str) -> HttpResponse:
    """An answer that is saved and never shown by the browser itself. `name`: what it is called; signs that a file name may not have go."""
    plain = name.encode("ascii", "replace").decode()
    for sign, instead in (("?", "_"), ('"', "'"), ("\\", "_"), ("/", "_")):
        plain = plain.replace(sign, instead)
    answer = HttpResponse(data, content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="{plain}"'
    answer["X-Content-Type-Options"] = "nosniff"
    return answer
