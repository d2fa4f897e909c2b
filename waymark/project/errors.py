"""The pages shown when something cannot be: each says what to do, and carries nothing of what was asked for (A01)."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from waymark.core import held
from waymark.core.pages import open_to_all


@open_to_all
def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: the same words whether it never existed or is not yours."""
    return render(request, "core/not_found.html", status=404)


@open_to_all
def unreadable(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400: what came cannot be read, or the session ended while it was on its way."""
    return render(
        request,
        "core/refused.html",
        {"sentence": "This could not be read. Go back, reload the page and send it again."},
        status=400,
    )


@open_to_all
def broken(request: HttpRequest) -> HttpResponse:
    """500: nothing that was typed is lost, because drafts are on the server."""
    return render(request, "core/broken.html", status=500)


@open_to_all
def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form came from elsewhere, or is older than the session: then what was typed is shown, to be sent again."""
    if (kept := held.page(request, status=403)) is not None:
        return kept
    return render(
        request,
        "core/refused.html",
        {"sentence": "This form is no longer valid. Go back, reload the page and send it again."},
        status=403,
    )
