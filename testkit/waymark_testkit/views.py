"""The page other pages are measured by: signed in, the same middleware and layout, one row by its key, and nothing else."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from waymark.core.pages import Request, page
from waymark.organisation.services.models import Service
from waymark.organisation.staff.choices import Right


@page(Right.SIGNED_IN)
@require_GET
def bare(request: Request, row_id: UUID) -> HttpResponse:
    """One row by its key: the worker's own service, which is no record of anybody."""
    service = get_object_or_404(Service, pk=row_id, id=request.actor.service_id)
    return render(request, "testkit/bare.html", {"service": service})
