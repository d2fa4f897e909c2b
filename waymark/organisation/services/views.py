"""The worker's own service: its tree and its settings. No address here names a service, so none shows another's."""

from datetime import date

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from waymark.core.ids import new_id
from waymark.core.pages import Refused, Request, page
from waymark.organisation.services import actions, queries
from waymark.organisation.services.choices import UnitKind
from waymark.organisation.services.forms import TeamForm

SEE_STRUCTURE = "see_structure"
CONFIGURE = "configure_service"


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
            "sessions": [
                (kind, roles, queries.is_ours(service, f"sessions.{kind.code}"))
                for kind, roles in queries.kinds_and_roles(request.actor)
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
            "referrals": queries.referrals(request.actor),
            "crisis_numbers": [
                (one, date.fromisoformat(one["checked_on"])) for one in service.crisis_wording
            ],
        },
    )


@page(CONFIGURE)
@require_http_methods(["GET", "POST"])
def add_team(request: Request) -> HttpResponse:
    """A team of this service, by its name (SUR-01). It stays when the service's file is loaded again."""
    listed = queries.places(request.actor)
    units = [(str(place.unit.id), place.unit.name) for place in listed]
    begin = {"id": new_id(), "kind": UnitKind.LOCALITY_TEAM, "within": queries.around_teams(listed)}
    form = TeamForm(request.POST or None, initial=begin, units=units)
    if form.is_valid():
        said = form.cleaned_data
        try:
            actions.add_team(
                by=request.actor,
                id=said["id"],
                name=said["name"],
                kind=said["kind"],
                within_id=said["within"],
            )
        except Refused as refusal:
            form.add_error("name", str(refusal))
        else:
            messages.success(request, "The team is added. Posts are moved to it on the page of each post.")
            return redirect("structure")
    return render(request, "services/add_team.html", {"form": form}, status=422 if form.is_bound else 200)
