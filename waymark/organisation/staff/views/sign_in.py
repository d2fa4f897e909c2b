"""The door: a password, then a code. Nobody is signed in before both were right; until then the session holds only how far they came.

docs/decisions/005-our-own-door.md says why these are our own pages over allauth's codes. Every wrong answer is given in the same words
and after the same work, whoever exists and whoever has left (A34).
"""

from base64 import b64encode
from typing import Any

from allauth.mfa.adapter import get_adapter
from allauth.mfa.totp.internal.auth import generate_totp_secret
from django.contrib.auth import authenticate, logout
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods

from waymark.core import clock
from waymark.core.actors import Actor
from waymark.core.pages import open_to_all
from waymark.organisation.staff import actions, permissions, queries, rules
from waymark.organisation.staff.forms import CodeForm, FirstPasswordForm, SignInForm
from waymark.organisation.staff.views import half_way

NOT_RIGHT = (
    "That did not work. Check the username and the password. If they are right, your post may not have begun or may have "
    "ended, or your first password may be older than a week: ask whoever manages staff in your service."
)
NOT_THE_CODE = "That is not the code, or it has been used. Wait for the next one and type that."
ENDED = {
    "idle": "You were signed out because nothing was done for half an hour. Sign in to go on where you were.",
    "long": "You were signed out because twelve hours have passed. Sign in to go on where you were.",
    "left": "You hold no post here today, so you were signed out. If that is wrong, ask whoever manages staff in your service.",
}


@open_to_all
@require_http_methods(["GET", "POST"])
@sensitive_post_parameters("password")
def sign_in(request: HttpRequest) -> HttpResponse:
    """Who are you? The first of two questions."""
    if request.method == "GET":
        return _ask_who(request)
    form = SignInForm(request.POST)
    if not form.is_valid():
        return _shown(request, "staff/sign_in.html", form, status=422)
    username = form.cleaned_data["username"]
    try:
        guess = permissions.guess(request, "password", username)
    except permissions.TooManyGuesses as wait:
        return _told_to_wait(request, "staff/sign_in.html", form, wait, step="password", username=username)
    user = _whose(request, username, form.cleaned_data["password"])
    if user is None:
        _note(actions.note_failure, request, "password", username)
        form.add_error(None, NOT_RIGHT)
        return _shown(request, "staff/sign_in.html", form, status=422)
    guess.was_right()
    return half_way.begin(request, user, form.cleaned_data["next"])


@open_to_all
@require_http_methods(["GET", "POST"])
def sign_in_code(request: HttpRequest) -> HttpResponse:
    """The code on the phone, or a recovery code: the second question."""
    came = half_way.came(request, "code")
    if came is None:
        return redirect("sign_in")
    half, user, actor = came
    form = CodeForm(request.POST or None)
    if not form.is_valid():
        return _shown(request, "staff/sign_in_code.html", form, status=422 if form.is_bound else 200)
    try:
        guess = permissions.guess(request, "code", user.username)
    except permissions.TooManyGuesses as wait:
        return _told_to_wait(
            request, "staff/sign_in_code.html", form, wait, step="code", username=user.username
        )
    half.factor = actions.use_code(by=actor, user=user, code=form.cleaned_data["code"])
    if not half.factor:
        _note(actions.note_failure, request, "code", user.username)
        form.add_error("code", NOT_THE_CODE)
        return _shown(request, "staff/sign_in_code.html", form, status=422)
    guess.was_right()
    return half_way.go_on(request, half, user)


@open_to_all
@require_http_methods(["GET", "POST"])
def sign_in_set_up(request: HttpRequest) -> HttpResponse:
    """The only page for somebody whose password was right and who has no second factor yet."""
    came = half_way.came(request, "set_up")
    if came is None:
        return redirect("sign_in")
    half, user, actor = came
    half.secret = half.secret or generate_totp_secret()
    half_way.keep(request, half)
    form, more = CodeForm(request.POST or None), drawn(user, half.secret)
    if not form.is_valid():
        return _shown(
            request, "staff/sign_in_set_up.html", form, status=422 if form.is_bound else 200, **more
        )
    try:
        guess = permissions.guess(request, "code", user.username)
    except permissions.TooManyGuesses as wait:
        return _told_to_wait(
            request, "staff/sign_in_set_up.html", form, wait, step="set_up", username=user.username, **more
        )
    codes = actions.set_up_second_factor(
        by=actor, user=user, secret=half.secret, code=form.cleaned_data["code"]
    )
    if not codes:
        _note(actions.note_failure, request, "set_up", user.username)
        form.add_error("code", NOT_THE_CODE)
        return _shown(request, "staff/sign_in_set_up.html", form, status=422, **more)
    guess.was_right()
    half.factor, half.secret, half.hash = "totp", "", user.get_session_auth_hash()
    onward = half_way.go_on(request, half, user)
    return render(
        request, "staff/recovery_codes.html", {"codes": codes, "onward": onward.headers["Location"]}
    )


@open_to_all
@require_http_methods(["GET", "POST"])
@sensitive_post_parameters("new", "again")
def sign_in_password(request: HttpRequest) -> HttpResponse:
    """A password of one's own in place of the first one, which somebody else has seen."""
    came = half_way.came(request, "password")
    if came is None:
        return redirect("sign_in")
    half, user, actor = came
    form = FirstPasswordForm(request.POST or None)
    if form.is_valid() and _changed(form, user, actor):
        half.hash = user.get_session_auth_hash()
        return half_way.go_on(request, half, user)
    return _shown(request, "staff/sign_in_password.html", form, status=422 if form.is_bound else 200)


@open_to_all
@require_http_methods(["GET", "POST"])
def sign_out(request: HttpRequest) -> HttpResponse:
    """Ends this session. A link only asks, so that no other site can sign anybody out."""
    if request.method == "GET":
        return render(request, "staff/sign_out.html")
    actor: Actor | None = getattr(request, "actor", None)
    if actor is not None:
        actions.note_sign_out(by=actor, user=request.user, why="asked")
    logout(request)
    return redirect("sign_in")


def drawn(user: Any, secret: str) -> dict[str, str]:
    """What a phone needs to make codes: a picture to scan, which asks no other host, and the same in letters."""
    svg = get_adapter().build_totp_svg(get_adapter().build_totp_url(user, secret))
    groups = [secret[place : place + 4] for place in range(0, len(secret), 4)]
    return {
        "picture": "data:image/svg+xml;base64," + b64encode(svg.encode()).decode(),
        "letters": " ".join(groups),
    }


def _ask_who(request: HttpRequest) -> HttpResponse:
    where = request.GET.get("next", "")
    if getattr(request, "actor", None) is not None:
        return redirect(half_way.own_path(where))
    why = ENDED.get(request.session.pop("ended", ""), "")
    return _shown(request, "staff/sign_in.html", SignInForm(initial={"next": where}), why=why)


@sensitive_variables("password")
def _whose(request: HttpRequest, username: str, password: str) -> Any:
    """The user whose password this is, if they hold a post today and the password is not a first one grown old.

    What is longer than anybody's can be is wrong without any work (A38).
    """
    if len(username) > rules.LONGEST_NAME or len(password) > rules.LONGEST_PASSWORD:
        return None
    user = authenticate(request, username=username, password=password)
    return user if user is not None and queries.may_come_in(user, clock.now()) else None


def _changed(form: FirstPasswordForm, user: Any, actor: Actor) -> bool:
    """Whether the new password is kept. What is wrong with it is said beside the field."""
    try:
        actions.change_password(by=actor, user=user, password=form.cleaned_data["new"])
    except permissions.PasswordTooWeak as weak:
        form.add_error("new", weak.problems)
        return False
    return True


def _shown(
    request: HttpRequest, template: str, form: Form, *, status: int = 200, **more: Any
) -> HttpResponse:
    shown = {"form": form, "directories": permissions.directories(), **more}
    return render(request, template, shown, status=status)


def _told_to_wait(
    request: HttpRequest,
    template: str,
    form: Form,
    wait: permissions.TooManyGuesses,
    *,
    step: str,
    username: str,
    **more: Any,
) -> HttpResponse:
    """429, with how long. The same for a name that nobody has."""
    _note(actions.note_throttled, request, step, username)
    form.add_error(None, rules.too_many(wait.wait))
    response = _shown(request, template, form, status=429, **more)
    response.headers["Retry-After"] = str(int(wait.wait) + 1)
    return response


def _note(what: Any, request: HttpRequest, step: str, username: str) -> None:
    """Written for names that exist and names that do not alike."""
    user = queries.user_called(username[: rules.LONGEST_NAME])
    what(by=queries.DOOR, step=step, username=username, user=user, source=permissions.source_of(request))
