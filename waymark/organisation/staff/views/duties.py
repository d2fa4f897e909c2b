"""One post: whom it answers to, its optional duties and every change of them; and the budgets of one's own posts (DUR-64, TPL-01)."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from waymark.core import clock
from waymark.core.ids import new_id
from waymark.core.pages import Refused, Request, page
from waymark.organisation.services import actions as service_actions
from waymark.organisation.services import queries as services
from waymark.organisation.staff import actions, queries
from waymark.organisation.staff.choices import SWITCHES_IN_WORDS, Right
from waymark.organisation.staff.forms import StandsForm, SwitchForm

BUDGET = "holds_budget"
LINES = ("operational_line", "alternative_line", "professional_line")


@page(Right.SEE_STRUCTURE)
@require_GET
def post(request: Request, post_id: UUID) -> HttpResponse:
    """Who holds it, whom it answers to by name, and what it may have besides: each on or off, since when, by whom and why."""
    return _post(request, post_id)


@page(Right.MANAGE_STAFF)
@require_POST
def set_post_switch(request: Request, post_id: UUID) -> HttpResponse:
    """Turn one optional duty on or off, with a reason."""
    found = queries.post_for(request.actor, post_id)
    form = SwitchForm(request.POST)
    if not form.is_valid():
        return _post(request, post_id, form)
    said = form.cleaned_data
    try:
        actions.set_post_switch(
            by=request.actor,
            id=said["id"],
            post_id=found.id,
            switch=said["switch"],
            on=said["on"],
            reason=said["reason"],
        )
    except Refused as refusal:
        form.add_error("switch", str(refusal))
        return _post(request, post_id, form)
    words = SWITCHES_IN_WORDS[said["switch"]].lower()
    messages.success(request, f"{found.number} {words}: {'on' if said['on'] else 'off'} from now.")
    return redirect("post", found.id)


@page(Right.CONFIGURE_SERVICE)
@require_http_methods(["GET", "POST"])
def change_post(request: Request, post_id: UUID) -> HttpResponse:
    """Its team, and whom it answers to. A line that would go round in a circle is refused, and says which way round."""
    found = queries.post_for(request.actor, post_id)
    units = [(str(place.unit.id), place.unit.name) for place in services.places(request.actor)]
    others = [
        (str(one.id), str(one)) for one in queries.posts_in_service(request.actor) if one.id != found.id
    ]
    begin = {"unit": found.unit_id, **{line: getattr(found, f"{line}_id") or "" for line in LINES}}
    form = StandsForm(request.POST or None, initial=begin, units=units, posts=others)
    if form.is_valid():
        said = form.cleaned_data
        try:
            service_actions.change_post(
                by=request.actor,
                post_id=found.id,
                unit_id=said["unit"],
                **{f"{line}_id": said[line] for line in LINES},
            )
        except Refused as refusal:
            form.add_error("operational_line", str(refusal))
        else:
            messages.success(request, "Kept. What was written before stays as it was.")
            return redirect("post", found.id)
    return render(
        request, "staff/change_post.html", {"form": form, "post": found}, status=422 if form.is_bound else 200
    )


@page(Right.SIGNED_IN, switch=BUDGET)
@require_GET
def budget(request: Request) -> HttpResponse:
    """What the worker's own posts hold a budget for: a line a post, and nobody else's. Switched off, there is no such page (DUR-64)."""
    lines = queries.budgets_of(request.actor, clock.today())
    return render(request, "staff/budget.html", {"lines": lines})


def _post(request: Request, post_id: UUID, form: SwitchForm | None = None) -> HttpResponse:
    actor, day = request.actor, clock.today()
    found = queries.post_for(actor, post_id)
    shown = {
        "post": found,
        "holders": queries.holders_of(found.id, day),
        "reports_to": queries.reports_to(found, day),
        "professional": queries.professional_line(found, day),
        "duties": queries.duties_of(found),
        "changes": queries.switch_changes(actor, found.id),
        "words": SWITCHES_IN_WORDS,
        "may_manage": actor.may(Right.MANAGE_STAFF),
        "may_change": actor.may(Right.CONFIGURE_SERVICE),
        "form": form or SwitchForm(initial={"id": new_id()}),
    }
    return render(request, "staff/post.html", shown, status=422 if form else 200)
