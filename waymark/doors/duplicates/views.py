"""Records that may be one person: the list, two side by side, and a merge undone. The records lead's pages."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from waymark.core import clock, fields
from waymark.core.ids import new_id
from waymark.core.pages import Request, page
from waymark.doors.duplicates import actions, forms, queries
from waymark.organisation.staff.choices import Right
from waymark.people.service_users import actions as service_users

SAID = {
    "two_people": "Kept: they are two people.",
    "keep": "Merged. Both histories stay, and it can be undone.",
}


@page(Right.MATCH_RECORDS)
@require_GET
def duplicates(request: Request) -> HttpResponse:
    """What waits for a word, and what was merged."""
    pairs = queries.duplicates(request.actor)
    shown = {
        "waiting": [(pair, other) for pair, other in pairs if not pair.verdict],
        "apart": [(pair, other) for pair, other in pairs if pair.verdict == "two_people"],
        "merges": queries.merges(request.actor),
    }
    return render(request, "duplicates/duplicates.html", shown)


@page(Right.MATCH_RECORDS)
@require_http_methods(["GET", "POST"])
def compare_records(request: Request, duplicate_id: UUID) -> HttpResponse:
    """Two records side by side, and what they are."""
    pair = queries.pair_for(request.actor, duplicate_id)
    form = forms.VerdictForm(request.POST or None, initial={"id": new_id()})
    if form.is_valid() and fields.saved(form, lambda: _say(request, pair, form.cleaned_data)) is not None:
        messages.success(request, SAID.get(form.cleaned_data["verdict"], SAID["keep"]))
        return redirect("duplicates")
    status = 422 if form.is_bound else 200
    return render(request, "duplicates/compare_records.html", {"pair": pair, "form": form}, status=status)


@page(Right.MATCH_RECORDS)
@require_http_methods(["GET", "POST"])
def part_records(request: Request, merge_id: UUID) -> HttpResponse:
    """Undo a merge: they are two people after all."""
    merge, kept, away = queries.merge_for(request.actor, merge_id)
    form = forms.PartForm(request.POST or None)

    def part() -> object:
        return actions.part_records(
            by=request.actor, merge=merge, because=form.cleaned_data["words"], at=clock.now()
        )

    if form.is_valid() and fields.saved(form, part, "words") is not None:
        messages.success(request, "Parted. Each record stands by itself again.")
        return redirect("duplicates")
    shown = {"merge": merge, "kept": kept, "away": away, "form": form}
    return render(request, "duplicates/part_records.html", shown, status=422 if form.is_bound else 200)


def _say(request: Request, pair: queries.Pair, said: dict[str, Any]) -> object:
    by, at, words = request.actor, clock.now(), said["words"]
    if said["verdict"] == "two_people":
        return service_users.tell_apart(by=by, duplicate=pair.duplicate, words=words, at=at)
    first, second = pair.first.person, pair.second.person
    keep, away = (first, second) if said["verdict"] == "keep_first" else (second, first)
    return actions.merge_records(by=by, id=said["id"], keep=keep, away=away, because=words, at=at)
