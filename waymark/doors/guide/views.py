"""The one-page guide, for whoever is new or has forgotten."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from waymark.core.pages import Request, page
from waymark.organisation.staff.choices import Right


@page(Right.SIGNED_IN)
@require_GET
def guide(request: Request) -> HttpResponse:
    """How a visit is recorded, on one page."""
    return render(request, "guide/guide.html")
