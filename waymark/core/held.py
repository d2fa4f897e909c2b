"""What somebody typed and sent after their session had ended: shown back to them, to be sent again once they have signed in again.

No words are lost, with JavaScript off too (peers.md, #421 and #463). It holds for what came from a page of ours alone, carries nothing
but what the same browser has just sent, and keeps nothing: the page is all there is.
"""

from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

SALT = "waymark.held"
BY = "held_by"
SECRETS = frozenset({"password", "new", "again", "code", "credential", "secret"})
"""Fields that no page shows again."""
LONG = 60
"""From how many signs on a field is shown to be read; what is shorter, a choice or an id, goes along unseen."""


def page(request: HttpRequest, *, status: int) -> HttpResponse | None:
    """The page, or None where nothing was typed that could be shown again, or somebody else typed it."""
    fields = [
        (name, value)
        for name, values in request.POST.lists()
        if name not in {"csrfmiddlewaretoken", BY}
        for value in values
        if isinstance(value, str)
    ]
    if not _from_here(request) or not fields or SECRETS & {name for name, _ in fields}:
        return None
    actor = getattr(request, "actor", None)
    theirs = _typed_by(request)
    if actor is not None and theirs not in ("", str(actor.worker_id)):
        return None
    shown = {
        "fields": [(name, value, len(value) > LONG or "\n" in value) for name, value in fields],
        "held_by": signing.dumps(theirs, salt=SALT) if theirs else "",
        "known": bool(theirs),
    }
    return render(request, "core/held.html", shown, status=status)


def _typed_by(request: HttpRequest) -> str:
    """The worker whose session ended with this request, or an earlier one of the same words; '' where that is not known."""
    was = getattr(request, "was", None)
    if was is not None:
        return str(was)
    try:
        return str(signing.loads(request.POST.get(BY, ""), salt=SALT))
    except signing.BadSignature:
        return ""


def _from_here(request: HttpRequest) -> bool:
    """Whether a page of ours sent it: browsers say so with everything they send, and another site cannot say it."""
    return request.headers.get("Origin", "") == f"{request.scheme}://{request.get_host()}"
