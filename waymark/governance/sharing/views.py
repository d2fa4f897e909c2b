"""The pages of sharing: what a person said, what leaves, what they are sent, and the service's list of what left."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from waymark.core import clock, fields, phones
from waymark.core.ids import new_id
from waymark.core.pages import Request, page
from waymark.governance.sharing import actions, forms, queries, rules
from waymark.governance.sharing.choices import RECIPIENT_KINDS, Basis, Kind, RecipientKind, Said, Way
from waymark.organisation.staff.choices import Right
from waymark.people.access import queries as access
from waymark.people.access.choices import Action
from waymark.people.service_users import queries as service_users
from waymark.work.correspondence import queries as correspondence
from waymark.work.correspondence.choices import CHANNELS, Channel

NOT_SENT = "Kept as it reads. Waymark does not send it: send it from the team’s own telephone."
ON_ITS_WAY = "Kept as it reads, and on its way. This page says what became of it."


@page(Right.OPEN_RECORDS)
@require_GET
def sharing(request: Request, person_id: UUID) -> HttpResponse:
    """Who may know what of this person, what was passed on, and what they were sent."""
    shown = {"shared": queries.sharing(request.actor, person_id), "kind_words": RECIPIENT_KINDS}
    return render(request, "sharing/sharing.html", shown)


@page(Right.WRITE_DETAILS)
@require_http_methods(["GET", "POST"])
def add_recipient(request: Request, person_id: UUID) -> HttpResponse:
    """Somebody this person's information may concern."""
    person = access.person_for(request.actor, person_id, Action.WRITE_ENTRY)
    form = forms.RecipientForm(_given(request), initial={"id": new_id()})
    if form.is_valid():
        said = form.cleaned_data
        kept = fields.saved(
            form,
            lambda: actions.add_recipient(
                by=request.actor,
                id=said["id"],
                person=person,
                kind=RecipientKind(said["kind"]),
                name=said["name"],
            ),
            "name",
        )
        if kept is not None:
            return redirect("record_choice", person_id)
    return _show(request, "add_recipient", {"form": form, "person": person})


@page(Right.WRITE_DETAILS)
@require_http_methods(["GET", "POST"])
def record_choice(request: Request, person_id: UUID) -> HttpResponse:
    """What the person says: who may know which kinds of information, and who may not."""
    person = access.person_for(request.actor, person_id, Action.WRITE_ENTRY)
    form = forms.ChoiceForm(
        _given(request),
        recipients=_recipients(request, person),
        initial={"id": new_id(), "said_on": f"{clock.today():%d/%m/%Y}"},
    )
    if form.is_valid():
        said = form.cleaned_data
        kept = fields.saved(
            form,
            lambda: actions.record_choice(
                by=request.actor,
                id=said["id"],
                person=person,
                recipient_id=UUID(said["recipient"]),
                kinds=[Kind(kind) for kind in said["kinds"]],
                said=Said(said["said"]),
                words=said["words"],
                said_on=said["said_on"],
            ),
        )
        if kept is not None:
            messages.success(request, "Kept.")
            return redirect("sharing", person_id)
    return _show(request, "record_choice", {"form": form, "person": person})


@page(Right.WRITE_DETAILS)
@require_http_methods(["GET", "POST"])
def share(request: Request, person_id: UUID) -> HttpResponse:
    """A letter, an email or a conversation: asked first whether this may be told to them."""
    person = access.person_for(request.actor, person_id, Action.WRITE_ENTRY)
    form = forms.ShareForm(_given(request), recipients=_recipients(request, person), initial={"id": new_id()})
    if form.is_valid():
        said = form.cleaned_data
        kept = fields.saved(
            form,
            lambda: actions.disclose(
                by=request.actor,
                id=said["id"],
                person=person,
                recipient_id=UUID(said["recipient"]),
                kinds=[Kind(kind) for kind in said["kinds"]],
                way=Way(said["way"]),
                words=said["words"],
                basis=Basis(said["basis"]) if said["basis"] else None,
                reason=said["reason"],
                at=clock.now(),
            ),
            "reason" if said["basis"] else "recipient",
        )
        if kept is not None:
            told = " The privacy officer and your lead have been told." if kept.overrides else ""
            messages.success(
                request, f"Kept in the list of what was shared.{told} Waymark does not send it: you do."
            )
            return redirect("sharing", person_id)
    return _show(request, "share", {"form": form, "person": person})


@page(Right.WRITE_DETAILS)
@require_http_methods(["GET", "POST"])
def write_message(request: Request, person_id: UUID) -> HttpResponse:
    """A text, an email or a voicemail to the person: what it may say, and to which number."""
    person = access.person_for(request.actor, person_id, Action.WRITE_ENTRY)
    safe, visit = (
        service_users.safe_contact_of(request.actor, person),
        queries.next_visit(request.actor, person),
    )
    discreet = bool(safe.get("discreet"))
    points = queries.points_of(request.actor, person)
    start: dict[str, Any] = {"id": new_id(), "channel": Channel.TEXT}
    if visit is not None:
        name = queries.service_name(request.actor)
        start |= {
            "words": rules.reminder(clock.local(visit.starts_at), name, discreet=discreet),
            "visit": visit.pk,
        }
    if points:
        start["to"] = points[0].pk
    form = forms.MessageForm(_given(request), points=[(str(p.pk), _point(p)) for p in points], initial=start)
    if form.is_valid():
        said = form.cleaned_data
        kept = fields.saved(
            form,
            lambda: actions.keep_message(
                by=request.actor,
                id=said["id"],
                person=person,
                channel=Channel(said["channel"]),
                point_id=UUID(said["to"]),
                words=said["words"],
                read_back=said["read_back"],
                visit_id=said["visit"],
                at=clock.now(),
            ),
            "words",
        )
        if kept is not None:
            sent = correspondence.is_sent_here(Channel(said["channel"]))
            messages.success(request, ON_ITS_WAY if sent else NOT_SENT)
            return redirect("sharing", person_id)
    barred = [words for one in Channel if (words := correspondence.barred(one, safe))]
    shown = {
        "form": form,
        "person": person,
        "discreet": discreet,
        "barred": barred,
        "sent_here": [f"{CHANNELS[one].lower()}s" for one in Channel if correspondence.is_sent_here(one)],
        "points": points,
        "visit": visit,
    }
    return _show(request, "write_message", shown)


@page(Right.SEE_ACCESS_LOG)
@require_GET
def shared_register(request: Request) -> HttpResponse:
    """What left in the service: to whom, on what basis, and why. The privacy officer's."""
    return render(request, "sharing/shared_register.html", {"left": queries.register(request.actor)})


def _given(request: Request) -> Any:
    return request.POST if request.method == "POST" else None


def _recipients(request: Request, person: Any) -> list[tuple[str, str]]:
    found = queries.recipients_of(request.actor, person)
    return [
        (str(one.pk), f"{one.name} ({RECIPIENT_KINDS[RecipientKind(one.kind)].lower()})") for one in found
    ]


def _point(point: Any) -> str:
    value = phones.show(point.value) if point.kind == "phone" else point.value
    return f"{value} ({point.note})" if point.note else value


def _show(request: Request, template: str, shown: dict[str, Any]) -> HttpResponse:
    return render(request, f"sharing/{template}.html", shown, status=422 if shown["form"].errors else 200)
