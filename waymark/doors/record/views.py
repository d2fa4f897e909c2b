"""The person's page: their own words first, and what must be known at every opening."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from waymark.core import clock
from waymark.core.pages import Request, page
from waymark.doors.record import queries
from waymark.organisation.staff.choices import Right


@page(Right.OPEN_RECORDS)
@require_GET
def person(request: Request, person_id: UUID) -> HttpResponse:
    """Their own words first; what must be known; how to reach them; what is due."""
    return render(request, "record/person.html", queries.person_page(request.actor, person_id, clock.now()))
