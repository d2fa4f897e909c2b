"""Referring somebody on, and the summary when they leave: looked at before it goes, and open until somebody answers (TPL-12)."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from waymark.core import clock, fields
from waymark.core.ids import new_id
from waymark.core.pages import Request, page
from waymark.organisation.staff.choices import Right
from waymark.people.access import queries as access
from waymark.people.access.choices import Action
from waymark.support.referrals import actions, forms, queries, rules
from waymark.support.referrals.choices import AGREED_IN_WORDS, SENT_IN_WORDS, Agreed, SendingKind

both = require_http_methods(["GET", "POST"])


@page(Right.RECORD_CONTACTS)
@both
def refer_on(request: Request, person_id: UUID) -> HttpResponse:
    """Write it, look at it as it goes, then keep it. `?kind=leaving_summary` for the summary when somebody leaves."""
    person = access.person_for(request.actor, person_id, Action.WRITE_ENTRY)
    kind = _kind(request)
    leaving = kind is SendingKind.LEAVING_SUMMARY
    form = forms.SendForm(
        request.POST or None,
        initial={"id": new_id(), **queries.suggested(request.actor, person, leaving=leaving)},
    )
    shown: dict[str, Any] = {"form": form, "person": person, "kind": kind, "content": ""}
    if form.is_valid():
        said = form.cleaned_data
        content = rules.content_of(
            person.name, said["why"], said["their_words"], said["needs"], said["reach"], request.actor.name,
            goals=said["goals"],
        )  # fmt: skip
        if not said["checked"]:
            agreed, how = AGREED_IN_WORDS[Agreed(said["agreed"])], SENT_IN_WORDS[said["sent_how"]]
            return render(
                request,
                "referrals/refer_on_check.html",
                {**shown, "content": content, "agreed_said": agreed, "how": how},
            )
        sent = fields.saved(
            form,
            lambda: actions.send_on(
                by=request.actor,
                id=said["id"],
                person_id=person_id,
                kind=kind,
                to=said["to"],
                to_contact=said["to_contact"],
                content=content,
                agreed=Agreed(said["agreed"]),
                agreed_words=said["agreed_words"],
                sent_how=said["sent_how"],
                at=clock.now(),
            ),
        )
        if sent is not None:
            messages.info(request, "Kept as sent. It stays on your list until they answer.")
            return redirect("sending", sent.pk)
    return render(request, "referrals/refer_on.html", shown, status=422 if form.is_bound else 200)


@page(Right.OPEN_RECORDS)
@both
def sending(request: Request, sending_id: UUID) -> HttpResponse:
    """What went, word for word, and what came back; say what came, or that you asked again."""
    day = clock.today()
    sent, replies = queries.sending_page(request.actor, sending_id, day)
    may_write = request.actor.may(Right.RECORD_CONTACTS) and access.can(
        request.actor, sent.sending.person_id, Action.WRITE_ENTRY
    )
    form = forms.ReplyForm(request.POST or None, initial={"id": new_id(), "on": day.isoformat()})
    if form.is_valid():
        kept = fields.saved(
            form,
            lambda: actions.note_reply(by=request.actor, sending_id=sending_id, **form.cleaned_data),
        )
        if kept is not None:
            messages.info(request, "Kept.")
            return redirect("sending", sending_id)
    return render(
        request,
        "referrals/sending.html",
        {"form": form, "sent": sent, "replies": replies, "may_write": may_write},
        status=422 if form.is_bound else 200,
    )


def _kind(request: Request) -> SendingKind:
    asked = request.GET.get("kind", "")
    return SendingKind(asked) if asked in set(SendingKind) else SendingKind.REFERRAL_ON
