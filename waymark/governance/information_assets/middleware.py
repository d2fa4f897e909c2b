"""Any page about one person as a PDF, in usual or large print, where its address asks for one: `?as=pdf`, `?as=large-print`.

The page is made as ever, by its own view and its own rights; what it shows is printed, and noted as taken out of the record (LDS-109).
"""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse

from waymark.core import clock
from waymark.core.audit import collector
from waymark.core.ids import new_id
from waymark.core.pages import Request, page
from waymark.governance.information_assets import actions
from waymark.work.documents import queries as documents
from waymark.work.documents.choices import Shape

FILE_NAMES = {"story": "What went well", "sheet_to_take": "Who does what", "sent_report": "Report"}
"""Where the page's own address does not say it."""
View = Callable[..., HttpResponse]


class SavedAsPdfMiddleware:
    """After the reading log is open: whom a page is about is what it read. One about nobody, or several, stays a page."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: View, args: Any, kwargs: Any) -> HttpResponse | None:
        right = getattr(view, "right", "public")
        if request.method != "GET" or request.GET.get("as") not in set(Shape) or right == "public":
            return None

        unguarded: View = view.__wrapped__  # type: ignore[attr-defined]

        @page(right, switch=view.switch)  # type: ignore[attr-defined]
        def saved(asked: Request, *args: Any, **kwargs: Any) -> HttpResponse:
            return _saved(asked, unguarded(asked, *args, **kwargs))

        return saved(request, *args, **kwargs)


def _saved(request: Request, made: HttpResponse) -> HttpResponse:
    person_id = collector.person()
    if person_id is None or made.status_code != 200 or not made["Content-Type"].startswith("text/html"):
        return made

    def save(html: str, shape: Shape) -> bytes:
        return actions.save_page(
            by=request.actor, id=new_id(), person_id=person_id, html=html, shape=shape, at=clock.now()
        )

    return documents.as_asked(made, request.GET["as"], _name(request), save)


def _name(request: Request) -> str:
    """What the file is called: which page it was, and nobody's name."""
    match = request.resolver_match
    page_name = (match.url_name if match else "") or "page"
    return FILE_NAMES.get(page_name, page_name.replace("_", " ").capitalize())
