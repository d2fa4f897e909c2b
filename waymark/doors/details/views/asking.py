"""One form about one person: asked again with what was typed, or kept, and back to where it shows."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from waymark.core import fields
from waymark.core.pages import Request

Write = Callable[[dict[str, Any]], object]


def ask(
    request: Request, person: Any, form: forms.Form, title: str, write: Write, back: str = "details"
) -> HttpResponse:
    """Ask again with what was typed, or write and go back. `back`: the name of the page it is shown on."""
    valid = form.is_valid()
    if valid and fields.saved(form, lambda: write(dict(form.cleaned_data))) is not None:
        messages.success(request, f"{title}: kept.")
        return redirect(back, person.id)
    shown = {"form": form, "person": person, "title": title, "back": back}
    return render(request, "details/ask.html", shown, status=422 if form.is_bound else 200)
