"""How the product looks on this device: day or night. A cookie of its own, so that a shared computer keeps nobody's record."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from waymark.core.pages import open_to_all

COOKIE = "waymark_theme"
A_YEAR = 365 * 24 * 60 * 60


def theme_of(request: HttpRequest) -> str:
    """'night' where this device asked for the dim theme, else 'day'."""
    return "night" if request.COOKIES.get(COOKIE) == "night" else "day"


@open_to_all
@require_POST
def set_theme(request: HttpRequest) -> HttpResponse:
    """Turn the lights down or up, and stay on the page."""
    back = request.POST.get("back", "/")
    safe = url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()})
    response = redirect(back if safe else "/")
    chosen = "night" if request.POST.get("theme") == "night" else "day"
    response.set_cookie(
        COOKIE, chosen, max_age=A_YEAR, httponly=True, samesite="Lax", secure=request.is_secure()
    )
    return response
