"""Signing in by an employer's directory, and saying who somebody is there."""

import logging
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from waymark.core import clock
from waymark.core.pages import Refused, Request, open_to_all, page
from waymark.organisation.staff import actions, permissions, queries, rules
from waymark.organisation.staff.choices import Right
from waymark.organisation.staff.forms import DirectoryForm
from waymark.organisation.staff.views import half_way

NOT_RIGHT = (
    "That did not work. Your employer may know you by a name that nobody has set up here, or your post may not have begun or may have "
    "ended: ask whoever manages staff in your service. Or sign in with your password."
)
NO_ANSWER = "Your employer’s directory could not be asked. Try again, or sign in with your password."
log = logging.getLogger("waymark.directories")


@open_to_all
@require_GET
def sign_in_with(request: HttpRequest, code: str) -> HttpResponse:
    """Away to the directory, to be asked there who one is."""
    directory = _called(code)
    try:
        away = permissions.ask_directory(
            request, directory, request.build_absolute_uri(reverse("sign_in_from", args=[code]))
        )
    except permissions.DirectoryFails as failure:
        return _not_in(request, directory, failure)
    request.session["directory_next"] = request.GET.get("next", "")
    return away


@open_to_all
@require_GET
def sign_in_from(request: HttpRequest, code: str) -> HttpResponse:
    """Back from it. Where it asked for one factor alone, ours is asked next."""
    directory = _called(code)
    where = request.session.get("directory_next", "")
    try:
        told = permissions.answer_of(request, directory)
    except permissions.DirectoryFails as failure:
        return _not_in(request, directory, failure)
    user = actions.recognise(by=queries.DOOR, told=told, at=clock.now())
    if user is None or not queries.may_come_in(user, clock.now(), by_password=False):
        source = permissions.source_of(request)
        actions.note_failure(
            by=queries.DOOR, step="directory", username=told.known_as, user=user, source=source
        )
        messages.error(request, NOT_RIGHT)
        return redirect("sign_in")
    return half_way.begin(request, user, where, factor=rules.DIRECTORY if told.both_factors else "")


@page(Right.MANAGE_STAFF)
@require_POST
def name_in_directory(request: Request, worker_id: UUID) -> HttpResponse:
    """How an employer's directory calls a colleague; nothing: they no longer sign in by it."""
    queries.worker_for(request.actor, worker_id)
    form = DirectoryForm(request.POST, directories=permissions.directories())
    if not form.is_valid():
        messages.error(
            request, " ".join(str(sentence) for errors in form.errors.values() for sentence in errors)
        )
        return redirect("worker", worker_id)
    try:
        actions.name_in_directory(by=request.actor, worker_id=worker_id, **form.cleaned_data)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "Kept.")
    return redirect("worker", worker_id)


def _called(code: str) -> permissions.Directory:
    directory = permissions.directory_called(code)
    if directory is None:
        raise Http404("No such directory")
    return directory


def _not_in(request: HttpRequest, directory: permissions.Directory, failure: Exception) -> HttpResponse:
    log.warning("The directory %s: %s", directory.code, failure)
    messages.error(request, NO_ANSWER)
    return redirect("sign_in")
