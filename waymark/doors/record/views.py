"""The person's page, its timeline, and the view to look at together."""

from datetime import datetime
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from waymark.core import clock
from waymark.core.pages import Request, page
from waymark.doors.record import queries
from waymark.doors.record.forms import StoryForm
from waymark.organisation.staff.choices import Right
from waymark.people.service_users.choices import ADDRESS_IN_WORDS
from waymark.support.case_notes.choices import KIND_IN_WORDS, NoteKind


@page(Right.OPEN_RECORDS)
@require_GET
def person(request: Request, person_id: UUID) -> HttpResponse:
    """Their own words first; what must be known; goals as a path; what is due; one timeline. htmx gets the timeline alone."""
    looking, kinds = _looking(request), list(KIND_IN_WORDS.items())
    if request.headers.get("HX-Request"):
        shown = queries.timeline_alone(request.actor, person_id, looking, clock.now())
        return render(request, "record/timeline.html", {**shown, "kinds": kinds})
    shown = queries.person_page(request.actor, person_id, looking, clock.now())
    if kept := shown["person"].merged_into_id:
        messages.info(
            request, "This person has two records that were merged. This is the one that is kept up."
        )
        return redirect("person", kept)
    return render(request, "record/person.html", {**shown, "kinds": kinds, "address_kinds": ADDRESS_IN_WORDS})


@page(Right.OPEN_RECORDS)
@require_GET
def look_together(request: Request, person_id: UUID) -> HttpResponse:
    """Large, the person's words, nobody else's data on it."""
    return render(
        request, "record/look_together.html", queries.together(request.actor, person_id, clock.now())
    )


@page(Right.OPEN_RECORDS)
@require_GET
def story(request: Request, person_id: UUID) -> HttpResponse:
    """What went well, in the person's own words, on one sheet for them to keep: from one day to another (LDS-58)."""
    form = StoryForm({"since": request.GET.get("since", ""), "until": request.GET.get("until", "")})
    first, last = form.days(clock.today())
    shown = queries.story(request.actor, person_id, first, last, clock.now())
    return render(request, "record/story.html", {**shown, "form": form, "first": first, "last": last})


def _looking(request: Request) -> queries.Looking:
    kinds = tuple(kind for kind in request.GET.getlist("kind") if kind in set(NoteKind))
    words = request.GET.get("q", "").strip()[:200]
    return queries.Looking(kinds=kinds, words=words, before=_moment(request.GET.get("before", "")))


def _moment(text: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment if moment.tzinfo else None
