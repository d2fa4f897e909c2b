"""One box that takes whatever is remembered of somebody."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from waymark.core import clock
from waymark.core.pages import Request, page
from waymark.doors.find import queries
from waymark.organisation.staff.choices import Right
from waymark.people.service_users import queries as service_users

LONGEST = 200


@page(Right.FIND_PEOPLE)
@require_GET
def find_person(request: Request) -> HttpResponse:
    """Names, old names, initials, a number, part of a postcode, a date in any order; ?q= what was typed."""
    day = clock.today()
    results = queries.find(request.actor, request.GET.get("q", "")[:LONGEST], day)
    rows = [(found, service_users.identity_line(found.person, day)) for found in results.people]
    return render(request, "find/find_person.html", {"results": results, "rows": rows})
