"""The contact door's pages: whom is it about, the one page of questions, drafts as they are typed, and what one save wrote."""

import json
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db import IntegrityError
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from waymark.core import clock
from waymark.core.ids import new_id, read_id
from waymark.core.pages import Refused, Request, page
from waymark.doors.contact import actions, forms, queries, rules
from waymark.doors.contact.queries import Draft
from waymark.organisation.staff.choices import Right
from waymark.support.case_notes import queries as case_notes
from waymark.support.diary import queries as diary

LONGEST_DRAFT = 200_000
SIGNED = "This contact has been signed. To say more, open its note and add to it."


@page(Right.RECORD_CONTACTS)
@require_GET
def record_contact(request: Request) -> HttpResponse:
    """Whom was it with: today's visits, unsigned drafts, find, or nobody's name. A visit that was begun goes on where it stopped; what
    was signed of one that was written up is shown, before anything is typed of it again.
    """
    worker, visit_id = request.actor, read_id(request.GET.get("visit"))
    if read_id(request.GET.get("person")) or request.GET.get("anonymous"):
        signed = diary.contact_of_visit(worker, visit_id) if visit_id else None
        if signed is not None:
            return redirect("contact_done", signed.pk)
        begun = queries.draft_of_visit(worker, visit_id)
        contact_id = begun.pk if begun else new_id()
        return redirect(f"{reverse('contact', args=[contact_id])}?{request.GET.urlencode()}")
    return render(
        request,
        "contact/record_contact.html",
        {
            "visits": diary.visits_on(worker, worker.worker_id, clock.today()),
            "drafts": queries.my_drafts(worker),
        },
    )


@page(Right.RECORD_CONTACTS)
@require_http_methods(["GET", "POST"])
def contact(request: Request, contact_id: UUID) -> HttpResponse:
    """The one page. GET fills in what is known and what was typed before; POST signs it, or keeps it as a draft."""
    worker, now = request.actor, clock.now()
    signing = request.method == "POST" and not {"wording", "keep"} & set(request.POST)
    if not signing and diary.contact_by_id(worker, contact_id) is not None:
        return redirect("contact_done", contact_id)  # signing again finds the first by itself
    draft = queries.draft_if_any(worker, contact_id)
    if draft is not None and draft.form == queries.GROUP:
        return redirect("record_group", contact_id)
    known = queries.known_about(worker, *_subject(request, draft), now)
    if "wording" in request.POST:
        return _plainer_words(request, contact_id, known, draft)
    if request.method == "POST":
        return _sign_or_keep(request, contact_id, known, draft)
    typed = draft.fields if draft else forms.first_answers(known, now)
    form = forms.ContactForm(initial=typed, known=known, contact_id=contact_id)
    return _ask(request, form, draft)


@page(Right.RECORD_CONTACTS)
@require_POST
def contact_draft(request: Request, contact_id: UUID) -> HttpResponse:
    """Save what is on the page so far. Answers {saved_at, revision}; sent every second or two while somebody types.

    409 once the contact is signed (in another tab, say): what comes after would be a draft of it that nobody could finish.
    """
    if len(request.body) > LONGEST_DRAFT:
        return JsonResponse({"wrong": "This draft is too long to keep. Shorten it."}, status=413)
    if diary.contact_by_id(request.actor, contact_id) is not None:
        return JsonResponse({"wrong": SIGNED}, status=409)
    queries.draft_if_any(request.actor, contact_id)
    sent = _sent(request.body)
    if wrong := rules.wrong_with_sent_draft(sent):
        return JsonResponse({"wrong": wrong}, status=422)
    draft = actions.save_draft(
        by=request.actor,
        id=contact_id,
        fields=_only_known(sent["fields"]),
        revision=sent.get("revision", 1),
        person_id=read_id(sent.get("person")),
        visit_id=read_id(sent.get("visit")),
        at=clock.now(),
    )
    return JsonResponse({"saved_at": f"{clock.local(draft.saved_at):%H:%M:%S}", "revision": draft.revision})


@page(Right.RECORD_CONTACTS)
@require_POST
def discard_draft(request: Request, contact_id: UUID) -> HttpResponse:
    """Throw away one's own draft."""
    actions.discard_draft(by=request.actor, id=contact_id)
    return redirect("my_day")


@page(Right.RECORD_CONTACTS)
@require_GET
def contact_done(request: Request, contact_id: UUID) -> HttpResponse:
    """What one save wrote, each line a link to where it went."""
    return render(request, "contact/contact_done.html", queries.written_by(request.actor, contact_id))


def _subject(request: Request, draft: Draft | None) -> tuple[UUID | None, UUID | None]:
    """Person and visit: the draft's own, else the address's. A draft cannot be turned onto another person (ODK A46)."""
    if draft is not None:
        return draft.person_id, draft.visit_id
    said = request.POST if request.method == "POST" else request.GET
    visit_id = read_id(said.get("visit"))
    person_id = read_id(said.get("person"))
    if visit_id and not person_id:
        person_id = diary.visit_for(request.actor, visit_id).person_id
    return person_id, visit_id


def _plainer_words(
    request: Request, contact_id: UUID, known: queries.Known, draft: Draft | None
) -> HttpResponse:
    """The page as typed so far, with plainer words for what is on it: advice to the writer alone, kept nowhere (LDS-24)."""
    typed = _typed(request)
    form = forms.ContactForm(initial=typed, known=known, contact_id=contact_id)
    words = "\n".join(str(typed.get(name, "")) for name in ("text", "absence", "worries", "what_next"))
    return _ask(request, form, draft, prompts=case_notes.prompts(words))


def _sign_or_keep(
    request: Request, contact_id: UUID, known: queries.Known, draft: Draft | None
) -> HttpResponse:
    form = forms.ContactForm(request.POST, known=known, contact_id=contact_id)
    if "keep" in request.POST:
        return _keep(request, form, draft)
    whole = form.is_valid()
    if known.person is None and not request.POST.get("anonymous"):
        form.add_error(None, "Say who this was with, or that they did not give a name.")
    if form.errors or not whole:
        return _not_signed(request, form, draft)
    try:
        _record(request, contact_id, form)
    except Refused as refusal:
        form.add_error("next_time" if isinstance(refusal, actions.ClashingVisit) else None, str(refusal))
        return _not_signed(request, form, draft)
    return redirect("contact_done", contact_id)


def _not_signed(request: Request, form: forms.ContactForm, draft: Draft | None) -> HttpResponse:
    """The page again, with everything that was typed; that is the draft now, script or none, so that closing the page loses nothing."""
    if diary.contact_by_id(request.actor, form.contact_id) is not None:
        return redirect("contact_done", form.contact_id)
    if (form.known.person or request.POST.get("anonymous")) and not rules.wrong_with_typed(_known(request)):
        draft = _save(request, form, draft)
    return _ask(request, form, draft, status=422)


def _record(request: Request, contact_id: UUID, form: forms.ContactForm) -> None:
    """Twice at once is once: the second finds the first's row and returns it."""
    try:
        actions.record_contact(by=request.actor, id=contact_id, given=form.given())
    except IntegrityError:
        actions.record_contact(by=request.actor, id=contact_id, given=form.given())


def _sent(body: bytes) -> Any:
    """What was sent as JSON; None when it is none."""
    try:
        return json.loads(body)
    except (ValueError, RecursionError):
        return None


def _keep(request: Request, form: forms.ContactForm, draft: Draft | None) -> HttpResponse:
    if wrong := rules.wrong_with_typed(_known(request)):
        form.errors.clear()
        form.add_error(None, wrong)
        return _ask(request, form, draft, status=422)
    _save(request, form, draft)
    return redirect("my_day")


def _save(request: Request, form: forms.ContactForm, draft: Draft | None) -> Draft:
    """What stands on the page is the draft, after whatever was kept of it before."""
    known = form.known
    return actions.save_draft(
        by=request.actor,
        id=form.contact_id,
        fields=_known(request),
        revision=(draft.revision if draft else 0) + 1,
        person_id=known.person.id if known.person else None,
        visit_id=known.visit.id if known.visit else None,
        at=clock.now(),
    )


def _known(request: Request) -> dict[str, object]:
    return _only_known(_typed(request))


def _typed(request: Request) -> dict[str, Any]:
    """What stands in the boxes of the page."""
    return {
        name: request.POST.getlist(name) if name in ("goals", "steps_done", "tasks_done") else value
        for name, value in request.POST.items()
    }


def _only_known(fields: Mapping[str, object]) -> dict[str, object]:
    names = set(forms.ContactForm.base_fields)
    return {
        name: value
        for name, value in fields.items()
        if name in names or name.startswith(("rating_", "support_"))
    }


def _ask(
    request: Request, form: forms.ContactForm, draft: Draft | None, status: int = 200, **shown: Any
) -> HttpResponse:
    known = form.known
    subject = {"person": str(known.person.id)} if known.person else {"anonymous": "yes"}
    visit = {"visit": str(known.visit.id)} if known.visit else {}
    where = f"{request.path}?{urlencode({**subject, **visit})}"
    return render(
        request,
        "contact/contact.html",
        {"form": form, "known": known, "draft": draft, "where": where, **shown},
        status=status,
    )
