"""One's own account: which posts, what they let one do, how one signs in, and what happened at the door lately."""

from allauth.mfa.totp.internal.auth import generate_totp_secret
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods

from waymark.core import clock
from waymark.core.pages import NotYours, Request, page
from waymark.organisation.staff import actions, permissions, queries, rules
from waymark.organisation.staff.choices import IN_WORDS, Right
from waymark.organisation.staff.forms import ConfirmForm, PasswordForm, SecondFactorForm
from waymark.organisation.staff.views.half_way import own_path
from waymark.organisation.staff.views.sign_in import NOT_THE_CODE, drawn

NOT_YOURS = "That is not your password."


@page(Right.SIGNED_IN)
@require_GET
def account(request: Request) -> HttpResponse:
    """Everything about oneself at work, on one page."""
    actor, now = request.actor, clock.now()
    return render(
        request,
        "staff/account.html",
        {
            "holdings": queries.posts_of(actor, actor.worker_id) if actor.worker_id else [],
            "today": clock.today(now),
            "rights": [words for right, words in IN_WORDS.items() if right in actor.rights],
            "services": list(queries.services_of(request.user, clock.today(now))),
            "passkeys": len(queries.passkeys_of(request.user)),
            "codes_left": queries.recovery_codes_left(request.user),
            "history": queries.history_of(request.user, actor.worker_id, now) if actor.worker_id else [],
        },
    )


@page(Right.SIGNED_IN)
@require_http_methods(["GET", "POST"])
def choose_service(request: Request) -> HttpResponse:
    """For the few with posts in two services: in which one to act now."""
    services = list(queries.services_of(request.user, clock.today()))
    if request.method == "GET":
        return render(
            request, "staff/choose_service.html", {"services": services, "next": request.GET.get("next", "")}
        )
    chosen = next((service for service in services if service.slug == request.POST.get("service")), None)
    if chosen is None:
        raise NotYours("services.service", request.POST.get("service", "")[:80])
    actions.choose_service(by=request.actor, service=chosen)
    request.session["service"] = chosen.slug
    return redirect(own_path(request.POST.get("next", "")))


@page(Right.SIGNED_IN)
@require_http_methods(["GET", "POST"])
@sensitive_post_parameters()
def change_password(request: Request) -> HttpResponse:
    """The present one, and a new one twice. Every other session ends."""
    form = PasswordForm(request.POST or None)
    status = confirmed(request, form)
    if status:
        return render(request, "staff/change_password.html", {"form": form}, status=status)
    try:
        actions.change_password(by=request.actor, user=request.user, password=form.cleaned_data["new"])
    except permissions.PasswordTooWeak as weak:
        form.add_error("new", weak.problems)
        return render(request, "staff/change_password.html", {"form": form}, status=422)
    return _done(request, "Your password is changed. You are signed out everywhere else.")


@page(Right.SIGNED_IN)
@require_http_methods(["GET", "POST"])
@sensitive_post_parameters()
def change_second_factor(request: Request) -> HttpResponse:
    """Codes on another phone, in place of the ones before. Fresh recovery codes, shown once. Every other session ends."""
    secret = request.session.setdefault("new_secret", generate_totp_secret())
    form, more = SecondFactorForm(request.POST or None), drawn(request.user, secret)
    status = confirmed(request, form)
    if status:
        return render(request, "staff/change_second_factor.html", {"form": form, **more}, status=status)
    codes = actions.set_up_second_factor(
        by=request.actor, user=request.user, secret=secret, code=form.cleaned_data["code"]
    )
    if not codes:
        form.add_error("code", NOT_THE_CODE)
        return render(request, "staff/change_second_factor.html", {"form": form, **more}, status=422)
    del request.session["new_secret"]
    stay(request)
    return _codes(request, codes)


@page(Right.SIGNED_IN)
@require_http_methods(["GET", "POST"])
@sensitive_post_parameters()
def make_recovery_codes(request: Request) -> HttpResponse:
    """Ten fresh ones, shown once."""
    form = ConfirmForm(request.POST or None)
    status = confirmed(request, form)
    if status:
        return render(request, "staff/make_recovery_codes.html", {"form": form}, status=status)
    return _codes(request, actions.make_recovery_codes(by=request.actor, user=request.user))


@page(Right.SIGNED_IN)
@require_http_methods(["GET", "POST"])
@sensitive_post_parameters()
def end_sessions(request: Request) -> HttpResponse:
    """Out of every other browser and phone, and not of this one."""
    form = ConfirmForm(request.POST or None)
    status = confirmed(request, form)
    if status:
        return render(request, "staff/end_sessions.html", {"form": form}, status=status)
    actions.end_own_sessions(by=request.actor, user=request.user)
    return _done(request, "You are signed out everywhere else.")


def confirmed(request: Request, form: ConfirmForm) -> int:
    """0 when the form is whole and its password is theirs; else the status to show it with, what is wrong said in it.

    Guesses are counted here as at the door: a session left open is no place to try passwords.
    """
    if not form.is_valid():
        return 422 if form.is_bound else 200
    try:
        guess = permissions.guess(request, "password", request.user.username)
    except permissions.TooManyGuesses as wait:
        form.add_error(None, rules.too_many(wait.wait))
        return 429
    if not request.user.check_password(form.cleaned_data["password"]):
        form.add_error("password", NOT_YOURS)
        return 422
    guess.was_right()
    return 0


def stay(request: Request) -> None:
    """What a login signs its sessions with has changed: this one goes on, under a new id (ASVS 7.2.4); the others end."""
    update_session_auth_hash(request, request.user)


def _done(request: Request, words: str) -> HttpResponse:
    stay(request)
    messages.success(request, words)
    return redirect("account")


def _codes(request: Request, codes: list[str]) -> HttpResponse:
    return render(request, "staff/recovery_codes.html", {"codes": codes, "onward": reverse("account")})
