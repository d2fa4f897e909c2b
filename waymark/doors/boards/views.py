"""The board, the lists behind its numbers, and the people behind a row of its table."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from waymark.core import clock
from waymark.core.pages import Request, page
from waymark.doors.boards import queries
from waymark.doors.boards.choices import Behind
from waymark.organisation.staff.choices import Right


@page(Right.SEE_BOARD)
@require_GET
def board(request: Request) -> HttpResponse:
    """How the worker's teams stand today, in numbers that lead to people, and what each colleague carries."""
    now = clock.now()
    return render(request, "boards/board.html", queries.board(request.actor, clock.today(now), now))


@page(Right.SEE_BOARD)
@require_GET
def board_list(request: Request, behind: str) -> HttpResponse:
    """The people behind one number."""
    if behind not in set(Behind):
        raise Http404("No such list")
    now, asked = clock.now(), request.GET.get("page", "")
    shown = queries.behind(
        request.actor, Behind(behind), clock.today(now), now, page=int(asked) if asked.isdecimal() else 1
    )
    return render(request, "boards/board_list.html", {"list": shown})


@page(Right.SEE_BOARD)
@require_GET
def board_caseload(request: Request, worker_id: UUID) -> HttpResponse:
    """The people one colleague works with."""
    shown = queries.caseload_behind(request.actor, worker_id, clock.today())
    return render(request, "boards/board_caseload.html", shown)
