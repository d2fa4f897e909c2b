"""Passkeys: to sign in with, and on one's own account. They need a script; the password and the code never do, and stay beside them."""

import json
from typing import Any

from allauth.mfa.webauthn.internal import auth
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from waymark.core import clock
from waymark.core.pages import NotYours, Refused, Request, open_to_all, page
from waymark.organisation.staff import actions, permissions, queries, rules
from waymark.organisation.staff.choices import Right
from waymark.organisation.staff.forms import ConfirmForm, CredentialForm, PasskeyForm
from waymark.organisation.staff.views import half_way
from waymark.organisation.staff.views.account import confirmed, stay

NOT_RIGHT = (
    "That passkey did not open the door. It may have been taken off, or your post may not have begun or may have ended. "
    "Try again, or sign in with your password."
)
NOT_KEPT = "The passkey was not kept: the device did not say who holds it, or took too long. Try again."


@open_to_all
@require_http_methods(["GET", "POST"])
def sign_in_passkey(request: HttpRequest) -> HttpResponse:
    """Who the device says it is, once it has seen who holds it: password and code in one."""
    form = CredentialForm(request.POST or None)
    where = str((request.POST if request.method == "POST" else request.GET).get("next", ""))
    if request.method == "GET":
        if getattr(request, "actor", None) is not None:
            return redirect(half_way.own_path(where))
        return _ask(request, form, where)
    if not form.is_valid():
        return _ask(request, form, where, status=422)
    try:
        guess = permissions.guess(request, "passkey", "")
    except permissions.TooManyGuesses as wait:
        form.add_error(None, rules.too_many(wait.wait))
        return _ask(request, form, where, status=429)
    user = _whose(form.cleaned_data["credential"])
    if user is None:
        form.add_error(None, NOT_RIGHT)
        return _ask(request, form, where, status=422)
    guess.was_right()
    return half_way.begin(request, user, where, factor="passkey")


@page(Right.SIGNED_IN)
@require_http_methods(["GET", "POST"])
@sensitive_post_parameters("password")
def passkeys(request: Request) -> HttpResponse:
    """Those one has, and the beginning of another: the password once more, and what it is called."""
    form = PasskeyForm(request.POST or None)
    status = confirmed(request, form)
    if status:
        held = queries.passkeys_of(request.user)
        return render(request, "staff/passkeys.html", {"form": form, "passkeys": held}, status=status)
    request.session["passkey"] = form.cleaned_data["name"]
    return _make(request, CredentialForm())


@page(Right.SIGNED_IN)
@require_POST
def keep_passkey(request: Request) -> HttpResponse:
    """What the device made, for the name and the password that were given just before."""
    name = request.session.pop("passkey", "")
    form = CredentialForm(request.POST)
    if not name:
        return redirect("passkeys")
    if not form.is_valid():
        return _again(request, name, form)
    try:
        kept = actions.add_passkey(
            by=request.actor, user=request.user, name=name, credential=form.cleaned_data["credential"]
        )
    except Refused as refusal:
        messages.warning(request, str(refusal))
        return redirect("passkeys")
    if not kept:
        form.add_error(None, NOT_KEPT)
        return _again(request, name, form)
    messages.success(request, f"{name} is a passkey of yours now. Next time, sign in with it.")
    return redirect("passkeys")


@page(Right.SIGNED_IN)
@require_http_methods(["GET", "POST"])
@sensitive_post_parameters("password")
def remove_passkey(request: Request) -> HttpResponse:
    """Take one off, which a lost device is: the password once more. Signed out everywhere else."""
    said = request.POST if request.method == "POST" else request.GET
    passkey = next(
        (one for one in queries.passkeys_of(request.user) if str(one.id) == said.get("passkey")), None
    )
    if passkey is None:
        raise NotYours("mfa.authenticator", str(said.get("passkey", ""))[:40])
    form = ConfirmForm(request.POST or None)
    status = confirmed(request, form)
    if status:
        return render(request, "staff/remove_passkey.html", {"form": form, "passkey": passkey}, status=status)
    actions.remove_passkey(by=request.actor, user=request.user, passkey_id=passkey.id)
    stay(request)
    messages.success(request, f"{passkey.name} opens nothing any more. You are signed out everywhere else.")
    return redirect("passkeys")


def _whose(answer: Any) -> Any:
    """The login whose passkey it is, if they hold a post today and their password is not a first one grown old."""
    user = actions.use_passkey(by=queries.DOOR, answer=answer)
    return user if user is not None and queries.may_come_in(user, clock.now()) else None


def _ask(request: HttpRequest, form: CredentialForm, where: str, status: int = 200) -> HttpResponse:
    """The page with a fresh challenge: each is answered once."""
    options = json.dumps(auth.begin_authentication(None))
    shown = {"form": form, "options": options, "where": where}
    return render(request, "staff/sign_in_passkey.html", shown, status=status)


def _make(request: Request, form: CredentialForm, status: int = 200) -> HttpResponse:
    options = json.dumps(auth.begin_registration(request.user, passwordless=True))
    shown = {"form": form, "options": options, "name": request.session["passkey"]}
    return render(request, "staff/make_passkey.html", shown, status=status)


def _again(request: Request, name: str, form: CredentialForm) -> HttpResponse:
    request.session["passkey"] = name
    return _make(request, form, status=422)
