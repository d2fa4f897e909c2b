"""The worker's own service: its tree and its settings. No address here names a service, so none shows another's."""

from datetime import date

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from waymark.core.pages import Request, page
from waymark.organisation.services import queries

SEE_STRUCTURE = "see_structure"


@page(SEE_STRUCTURE)
@require_GET
def structure(request: Request) -> HttpResponse:
    """Units, sites, organisations, channels and hours (DUR-01, LDS-05, TPL-01, SUR-01)."""
    service = queries.service_of(request.actor)
    return render(
        request,
        "services/structure.html",
        {
            "service": service,
            "places": queries.places(request.actor),
            "organisations": [
                (one, queries.is_ours(service, f"organisations.{one.code}"))
                for one in queries.organisations(request.actor)
            ],
            "channels": [
                (one, queries.is_ours(service, f"channels.{one['code']}")) for one in service.channels
            ],
            "hours_are_ours": queries.is_ours(service, "hours"),
        },
    )


@page(SEE_STRUCTURE)
@require_GET
def service_settings(request: Request) -> HttpResponse:
    """Switches, clocks, limits, crisis numbers and policies, each marked where it is our default (capabilities.md 2.6 to 2.8)."""
    service = queries.service_of(request.actor)
    return render(
        request,
        "services/service_settings.html",
        {
            "service": service,
            "switches": queries.switches(request.actor),
            "clocks": queries.clocks(request.actor),
            "limits": queries.limits(request.actor),
            "crisis_numbers": [
                (one, date.fromisoformat(one["checked_on"])) for one in service.crisis_wording
            ],
        },
    )
