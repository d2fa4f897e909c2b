"""Search: one page, one address that can be kept, no script needed."""

from datetime import datetime, timedelta
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from waymark.core import clock
from waymark.core.pages import Request, page
from waymark.organisation.staff.choices import Right
from waymark.work.search import forms, queries, rules
from waymark.work.search.choices import ANY_OTHER, PAGES, SOURCE_NAMES
from waymark.work.search.forms import SearchForm


@page(Right.OPEN_RECORDS)
@require_GET
def search(request: Request) -> HttpResponse:
    """What was written, found by its words, among all that this worker may read."""
    if "q" not in request.GET:
        form = SearchForm(initial={"person": request.GET.get("person", "")})
        return render(request, "search/search.html", {"form": form, "found": None})
    form = SearchForm(request.GET)
    if not form.is_valid():
        return render(request, "search/search.html", {"form": form, "found": None}, status=422)
    asked = form.cleaned_data
    found = queries.search_text(
        request.actor,
        asked["q"],
        person_id=asked["person"],
        since=_since(asked["since"]),
        limit=asked["show"],
    )
    shown = {
        "form": form,
        "found": found,
        "entries": _shown(found),
        "earlier": _earlier(request, asked, found),
    }
    return render(request, "search/search.html", shown)


def _earlier(request: Request, asked: dict[str, Any], found: queries.Found) -> str:
    """Where more are shown, the earlier ones below; '' when all are there, or as many as a page holds."""
    more = min(asked["show"] + forms.MORE, forms.MOST)
    if found.total <= len(found.passages) or more == asked["show"]:
        return ""
    here = request.GET.copy()
    here["show"] = str(more)
    return here.urlencode()


def _shown(found: queries.Found) -> list[dict[str, object]]:
    met: dict[str, bool] = {}
    return [
        {
            "passage": passage,
            "name": SOURCE_NAMES.get(passage.source, ANY_OTHER),
            "page": PAGES.get(passage.source, ""),
            "pieces": rules.snippet(passage.text, found.words, met=met),
        }
        for passage in found.passages
    ]


def _since(days: str) -> datetime | None:
    return clock.now() - timedelta(days=int(days)) if days else None
