"""The team's pages: who is who, who works with a person, whom one manages, and the structure as a chart."""

from datetime import date, timedelta
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from waymark.core import clock
from waymark.core.actors import Actor
from waymark.core.ids import new_id
from waymark.core.pages import Refused, Request, page
from waymark.doors.team import actions, queries
from waymark.doors.team.forms import OLD, GuidanceForm, LinkMeetingForm, SignForm
from waymark.organisation.parent_link import queries as parent_link
from waymark.organisation.services import queries as services
from waymark.organisation.staff import actions as staff_actions
from waymark.organisation.staff import queries as staff
from waymark.organisation.staff.choices import FIRST_WEEKS, Right

MANAGES = "manages_people"
TWO_LINES = "two_accountability_lines"


@page(Right.SEE_OWN_DAY)
@require_GET
def team(request: Request) -> HttpResponse:
    """Everybody of one's teams: their role in plain words, employer, what they lead on, how to reach them, and who covers (LDS-18)."""
    day = clock.today()
    return render(request, "team/team.html", {"rows": queries.panel(request.actor, day), "day": day})


@page(Right.OPEN_RECORDS)
@require_GET
def team_of(request: Request, person_id: UUID) -> HttpResponse:
    """Everybody who works with one person, in the same words."""
    now = clock.now()
    person, rows = queries.panel_of_person(request.actor, person_id, now)
    return render(request, "team/team_of.html", {"person": person, "rows": rows, "day": clock.today(now)})


@page(Right.SIGNED_IN, switch=MANAGES)
@require_GET
def my_team(request: Request) -> HttpResponse:
    """Those whose posts answer to one's own: terms that end, documents not signed, who is away. There for posts that manage (TPL-58)."""
    day = clock.today()
    return render(
        request,
        "team/my_team.html",
        {
            "rows": queries.managed(request.actor, day),
            "may_manage": request.actor.may(Right.MANAGE_STAFF),
            "may_hand_over": request.actor.may(Right.ALLOCATE),
        },
    )


@page(Right.SEE_STRUCTURE)
@require_GET
def structure_chart(request: Request) -> HttpResponse:
    """The roles from the top down with their posts and holders; for whoever sees totals, each team's, never a name (LDS-16)."""
    actor, day = request.actor, clock.today()
    return render(
        request,
        "team/structure_chart.html",
        {
            "service": services.service_of(actor),
            "levels": queries.chart(actor, day),
            "totals": queries.totals(actor, day) if _sees_totals(actor) else [],
        },
    )


@page(Right.SEE_TOTALS)
@require_GET
def by_employer(request: Request) -> HttpResponse:
    """Sessions of a month, by the employer of whoever gave them (?month=2026-03). Numbers only (LDS-05)."""
    first = _month(request.GET.get("month", "")) or clock.today().replace(day=1)
    last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    shares = queries.sessions_by_employer(request.actor, first, last)
    return render(
        request,
        "team/by_employer.html",
        {
            "shares": shares,
            "first": first,
            "before": first - timedelta(days=1),
            "after": last + timedelta(days=1),
            "total": sum(one.sessions for one in shares),
        },
    )


@page(Right.SIGNED_IN)
@require_POST
def sign_role_document(request: Request, document_id: UUID) -> HttpResponse:
    """Sign the version of a role's document that counts: one's own, or as the manager of whose it is (LDS-109)."""
    form = SignForm(request.POST)
    if not form.is_valid():
        raise Refused(OLD)
    said = form.cleaned_data
    actions.sign_role_document(
        by=request.actor, id=said["id"], document_id=document_id, worker_id=said["worker"]
    )
    messages.success(request, "It is signed.")
    return redirect("role_document", document_id)


@page(Right.SEE_OWN_DAY)
@require_GET
def guiding(request: Request) -> HttpResponse:
    """Whom one guides, and who guides oneself, in these days."""
    return render(request, "team/guiding.html", {"rows": staff.guidances_of(request.actor, clock.today())})


@page(Right.SIGNED_IN)
@require_GET
def guided(request: Request, guidance_id: UUID) -> HttpResponse:
    """A new starter as their guide sees them: visits they make together and the checklist. Not leave, pay or supervision (SUR-14)."""
    now = clock.now()
    guidance = staff.guidance_for(request.actor, guidance_id, clock.today(now))
    return render(
        request,
        "team/guided.html",
        {
            "guidance": guidance,
            "steps": staff.steps_of(guidance),
            "visits": queries.shared_visits(request.actor, guidance, now),
            "may_tick": guidance.guide_id == request.actor.worker_id,
        },
    )


@page(Right.SEE_OWN_DAY)
@require_POST
def tick_step(request: Request, step_id: UUID) -> HttpResponse:
    """A line of the checklist was shown today."""
    step = staff_actions.tick_step(by=request.actor, id=step_id)
    messages.success(request, "Kept.")
    return redirect("guided", step.guidance_id)


@page(Right.MANAGE_STAFF)
@require_http_methods(["GET", "POST"])
def give_guidance(request: Request, worker_id: UUID) -> HttpResponse:
    """Let a colleague guide a new starter for some weeks."""
    actor, day = request.actor, clock.today()
    starter = staff.worker_for(actor, worker_id)
    others = [(str(one.id), one.name) for one in staff.workers_in(actor, day) if one.id != starter.id]
    begin = {"id": new_id(), "checklist": "\n".join(FIRST_WEEKS)}
    form = GuidanceForm(request.POST or None, initial=begin, colleagues=others)
    if form.is_valid():
        said = form.cleaned_data
        try:
            guidance = staff_actions.give_guidance(
                by=actor,
                id=said["id"],
                starter_id=starter.id,
                guide_id=said["guide"],
                starts_on=said["starts_on"],
                ends_on=said["ends_on"],
                checklist=said["checklist"],
            )
        except Refused as refusal:
            form.add_error("guide", str(refusal))
        else:
            messages.success(request, f"{guidance.guide.name} guides {starter.name} in these days.")
            return redirect("guided", guidance.pk)
    return render(
        request,
        "team/give_guidance.html",
        {"form": form, "starter": starter},
        status=422 if form.is_bound else 200,
    )


@page(Right.SIGNED_IN, switch=TWO_LINES)
@require_GET
def link_meetings(request: Request) -> HttpResponse:
    """Meetings with the link in one's own organisation, or of those one is the link of: when the next is due (LDS-23)."""
    actor, day = request.actor, clock.today()
    own, of_mine = parent_link.own_pair(actor, day), parent_link.pairs_of_link(actor, day)
    return render(request, "team/link_meetings.html", {"pairs": [*([own] if own else []), *of_mine]})


@page(Right.SIGNED_IN, switch=TWO_LINES)
@require_http_methods(["GET", "POST"])
def link_meeting(request: Request, worker_id: UUID) -> HttpResponse:
    """What the two talked about, for the two alone, and a new meeting. It holds no service user."""
    pair = parent_link.pair_for(request.actor, worker_id, clock.today())
    form = LinkMeetingForm(request.POST or None, initial={"id": new_id(), "held_on": clock.today()})
    if form.is_valid():
        said = form.cleaned_data
        try:
            actions.keep_link_meeting(
                by=request.actor,
                id=said["id"],
                worker_id=pair.worker.pk,
                held_on=said["held_on"],
                words=said["words"],
                again_in_months=said["again"],
            )
        except Refused as refusal:
            form.add_error("words", str(refusal))
        else:
            messages.success(request, "Kept.")
            return redirect("link_meeting", pair.worker.pk)
    return render(
        request, "team/link_meeting.html", {"form": form, "pair": pair}, status=422 if form.is_bound else 200
    )


def _sees_totals(actor: Actor) -> bool:
    return actor.may(Right.SEE_TOTALS) or actor.may(Right.SEE_BOARD)


def _month(text: str) -> date | None:
    try:
        return date.fromisoformat(f"{text}-01")
    except ValueError:
        return None
