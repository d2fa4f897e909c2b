"""Who is signed in, for programs: `GET /api/session/` gives the token that every write needs. 401 where nobody is."""

from django.http import HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.views.decorators.http import require_GET

from waymark.core.pages import Request, page
from waymark.organisation.staff.choices import Right


@page(Right.SIGNED_IN)
@require_GET
def session(request: Request) -> HttpResponse:
    """The CSRF token of this session, who acts in it, and in which service."""
    actor = request.actor
    return JsonResponse(
        {
            "csrf": get_token(request),
            "actor": {
                "id": str(actor.worker_id),
                "name": actor.name,
                "role": actor.role,
                "organisation": actor.organisation,
                "rights": sorted(actor.rights),
            },
            "service": actor.service,
        }
    )
