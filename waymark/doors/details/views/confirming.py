"""Details asked again on the service's interval (LDS-80)."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from waymark.core import clock, fields
from waymark.core.ids import new_id
from waymark.core.pages import Request, page
from waymark.doors.details import actions, forms, queries
from waymark.organisation.staff.choices import Right


@page(Right.WRITE_DETAILS)
@require_http_methods(["GET", "POST"])
def confirm_details(request: Request, person_id: UUID) -> HttpResponse:
    """The six details as they stand: each is right, put right, not known, not said, does not apply, or was not asked."""
    shown = queries.confirm_page(request.actor, person_id)
    person, stands = shown["person"], shown["stands"]
    now = {f"{one.what}_now": one.stands for one in stands if one.is_typed_here}
    form = forms.ConfirmForm(request.POST or None, initial={"id": new_id(), **now})

    def confirm() -> object:
        return actions.confirm_details(
            by=request.actor, id=form.cleaned_data["id"], person=person, said=form.given(), at=clock.now()
        )

    if form.is_valid() and fields.saved(form, confirm) is not None:
        count = len(form.given())
        messages.success(request, f"Confirmed: {count} detail{'' if count == 1 else 's'}, with today's date.")
        return redirect("details", person.id)
    status = 422 if form.is_bound else 200
    return render(request, "details/confirm_details.html", {**shown, "form": form}, status=status)
