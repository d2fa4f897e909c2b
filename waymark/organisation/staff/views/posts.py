"""Posts and who holds them; colleagues and their sign-ins; roles in words. Of one's own service, and of no other."""

import secrets
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from waymark.core import clock
from waymark.core.ids import new_id
from waymark.core.pages import Refused, Request, page
from waymark.organisation.services import queries as services
from waymark.organisation.staff import actions, permissions, queries, rules
from waymark.organisation.staff.choices import IN_WORDS, Right
from waymark.organisation.staff.forms import EndPostForm, GivePostForm, UsernameForm, WorkerForm


@page(Right.SEE_STRUCTURE)
@require_GET
def posts(request: Request) -> HttpResponse:
    """Every post by team: its role, both lines, and who holds it today, or that it is vacant (DUR-02, LDS-02, LDS-05)."""
    sections = queries.structure_of(request.actor, clock.today())
    seats = [seat for section in sections for seat in section.seats]
    return render(
        request,
        "staff/posts.html",
        {
            "sections": sections,
            "vacant": sum(seat.is_vacant for seat in seats),
            "total": len(seats),
            "may_manage": request.actor.may(Right.MANAGE_STAFF),
        },
    )


@page(Right.SEE_STRUCTURE)
@require_GET
def roles(request: Request) -> HttpResponse:
    """The role library: what each role may do and may not, in the service's sentences and in the product's (TPL-59)."""
    listed = [
        (role, [words for right, words in IN_WORDS.items() if right in role.rights])
        for role in services.roles(request.actor)
    ]
    return render(
        request, "staff/roles.html", {"roles": listed, "service": services.service_of(request.actor)}
    )


@page(Right.MANAGE_STAFF)
@require_http_methods(["GET", "POST"])
def give_post(request: Request, post_id: UUID) -> HttpResponse:
    """Give a post to a colleague, from one day to another."""
    actor, post = request.actor, queries.post_for(request.actor, post_id)
    colleagues = [
        (str(worker.id), worker.name) for worker in queries.workers_of(actor) if worker.id != actor.worker_id
    ]
    form = GivePostForm(request.POST or None, initial={"id": new_id()}, colleagues=colleagues)
    if form.is_valid():
        said = form.cleaned_data
        try:
            holding = actions.give_post(
                by=actor,
                id=said["id"],
                worker_id=said["worker"],
                post_id=post.id,
                starts_on=said["starts_on"],
                ends_on=said["ends_on"],
                acting=said["acting"],
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(
                request,
                f"{holding.worker.name} holds {post.number} from {rules.in_words(holding.starts_on)}.",
            )
            return redirect("posts")
    return render(
        request, "staff/give_post.html", {"form": form, "post": post}, status=422 if form.is_bound else 200
    )


@page(Right.MANAGE_STAFF)
@require_http_methods(["GET", "POST"])
def end_post(request: Request, holding_id: UUID) -> HttpResponse:
    """Say on which day somebody leaves a post. At midnight after it their sign-in is refused, in every open tab."""
    holding = queries.holding_for(request.actor, holding_id)
    form = EndPostForm(request.POST or None, initial={"on": holding.ends_on})
    if form.is_valid():
        try:
            actions.end_post(by=request.actor, id=holding.id, on=form.cleaned_data["on"])
        except Refused as refusal:
            form.add_error("on", str(refusal))
        else:
            messages.success(
                request,
                f"{holding.worker.name} leaves {holding.post.number} after {rules.in_words(form.cleaned_data['on'])}.",
            )
            return redirect("posts")
    return render(
        request,
        "staff/end_post.html",
        {"form": form, "holding": holding},
        status=422 if form.is_bound else 200,
    )


@page(Right.MANAGE_STAFF)
@require_GET
def workers(request: Request) -> HttpResponse:
    """Everybody who works here, is to come, or has left, with the state of their sign-in."""
    return render(
        request, "staff/workers.html", {"colleagues": queries.colleagues_of(request.actor, clock.today())}
    )


@page(Right.MANAGE_STAFF)
@require_http_methods(["GET", "POST"])
def take_on(request: Request) -> HttpResponse:
    """A new colleague, and the post they come to."""
    open_posts = [
        seat.post for section in queries.structure_of(request.actor, clock.today()) for seat in section.seats
    ]
    form = WorkerForm(request.POST or None, initial={"id": new_id(), "worker_id": new_id()}, posts=open_posts)
    if form.is_valid():
        said = form.cleaned_data
        try:
            worker = actions.take_on(
                by=request.actor,
                id=said["worker_id"],
                name=said["name"],
                pronouns=said["pronouns"],
                holding_id=said["id"],
                post_id=said["post"],
                starts_on=said["starts_on"],
                ends_on=said["ends_on"],
                acting=said["acting"],
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("worker", worker.id)
    return render(request, "staff/take_on.html", {"form": form}, status=422 if form.is_bound else 200)


@page(Right.MANAGE_STAFF)
@require_GET
def worker(request: Request, worker_id: UUID) -> HttpResponse:
    """A colleague: their posts, and how they sign in."""
    return _worker(request, worker_id)


@page(Right.MANAGE_STAFF)
@require_POST
def make_sign_in(request: Request, worker_id: UUID) -> HttpResponse:
    """A sign-in with a first password, which is shown once, here."""
    colleague = queries.worker_for(request.actor, worker_id)
    form = UsernameForm(request.POST)
    if not form.is_valid():
        return _worker(request, worker_id, form=form, status=422)
    password, had_one = rules.first_password(secrets.choice), colleague.user_id is not None
    try:
        actions.make_sign_in(
            by=request.actor,
            worker_id=worker_id,
            username=form.cleaned_data["username"],
            password=password,
            temporary=True,
        )
    except Refused as refusal:
        form.add_error("username", str(refusal))
        return _worker(request, worker_id, form=form, status=422)
    return _worker(request, worker_id, password="" if had_one else password)


@page(Right.MANAGE_STAFF)
@require_POST
def give_first_password(request: Request, worker_id: UUID) -> HttpResponse:
    """A fresh first password for somebody who has forgotten theirs, shown once, here."""
    queries.worker_for(request.actor, worker_id)
    return _worker(
        request, worker_id, password=actions.give_first_password(by=request.actor, worker_id=worker_id)
    )


@page(Right.MANAGE_STAFF)
@require_POST
def reset_second_factor(request: Request, worker_id: UUID) -> HttpResponse:
    """For a lost phone, once one has seen the worker's face or heard a voice one knows."""
    queries.worker_for(request.actor, worker_id)
    actions.reset_second_factor(by=request.actor, worker_id=worker_id)
    messages.success(request, "The codes are off. At their next sign-in they set up the new phone.")
    return redirect("worker", worker_id)


@page(Right.MANAGE_STAFF)
@require_POST
def end_sessions_of(request: Request, worker_id: UUID) -> HttpResponse:
    """Sign a colleague out everywhere."""
    queries.worker_for(request.actor, worker_id)
    actions.end_sessions(by=request.actor, worker_id=worker_id)
    messages.success(request, "They are signed out everywhere.")
    return redirect("worker", worker_id)


def _worker(
    request: Request,
    worker_id: UUID,
    *,
    form: UsernameForm | None = None,
    password: str = "",
    status: int = 200,
) -> HttpResponse:
    colleague = queries.worker_for(request.actor, worker_id)
    shown = {
        "colleague": colleague,
        "holdings": queries.posts_of(request.actor, worker_id),
        "today": clock.today(),
        "has_codes": colleague.user is not None and queries.has_codes(colleague.user),
        "is_me": colleague.id == request.actor.worker_id,
        "password": password,
        "directories": queries.named_in(colleague.user, permissions.directories()) if colleague.user else [],
        "form": form or UsernameForm(initial={"username": rules.username_for(colleague.name)}),
    }
    return render(request, "staff/worker.html", shown, status=status)
