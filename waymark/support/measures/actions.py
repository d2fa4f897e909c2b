"""Keeping answers as they are given, and signing them: the answers, their score, the entry and whoever must know, in one transaction."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from waymark.core import audit, clock
from waymark.core.actions import action
from waymark.core.actors import Actor
from waymark.core.ids import derived
from waymark.core.pages import ConflictingRepeat, NotYours, Refused
from waymark.organisation.staff import queries as staff
from waymark.support.case_notes import actions as case_notes
from waymark.support.case_notes.choices import NoteKind
from waymark.support.diary.choices import MECHANISM_IN_WORDS, Mechanism
from waymark.support.measures import permissions, queries, rules
from waymark.support.measures.choices import AnsweredBy
from waymark.support.measures.models import Begun, Filled
from waymark.work.questionnaires import queries as questionnaires
from waymark.work.questionnaires.choices import State
from waymark.work.questionnaires.models import Version
from waymark.work.tasks import actions as tasks
from waymark.work.tasks.choices import TaskKind, Weight

OTHERWISE = "Other answers were signed under this id. Open the questionnaire to see what stands."
RETIRED = "This version was retired while you had it open. Your answers are kept; the service has another version now."
NOBODY = (
    "Nobody else holds a post in your service today, so nobody here can be told. Ring somebody now: the numbers are on the person's page. "
    "Your answers are kept; sign them when an administrator has given a colleague a post."
)


@action
def keep_answers(
    *, by: Actor, person_id: UUID, version_id: UUID, answers: Mapping[str, str], at: datetime
) -> Begun:
    """What has been answered so far, whatever it is: one such sheet for each worker, person and version."""
    permissions.require_fill_in(by, person_id)
    version = questionnaires.version_for(by, version_id)
    begun = Begun.objects.filter(person_id=person_id, version=version, by_id=by.worker_id).first()
    if begun is None:
        begun = Begun(person_id=person_id, version=version, by_id=by.worker_id, begun_at=at)
    begun.answers, begun.saved_at = _bounded(version, answers), at
    begun.save()
    audit.write(by, "keep_answers", begun)
    return begun


@action
def sign_answers(
    *,
    by: Actor,
    id: UUID,
    person_id: UUID,
    version_id: UUID,
    answers: Mapping[str, str],
    answered_by: AnsweredBy,
    mode: Mechanism,
    language: str,
    answered_at: datetime,
    replaces_id: UUID | None = None,
    reason: str = "",
) -> Filled:
    """Sign what was answered: fixed from now on, scored by its own version, an entry in the timeline. Idempotent on `id`.

    Where the item about ending one's life was answered above the lowest, or left empty, the senior on duty has a task in the same
    transaction (rules.md 4.1); no level is worked out. `replaces_id`: what it corrects, with the `reason`.
    """
    version = questionnaires.version_for(by, version_id)
    kept, wrong = questionnaires.clean(version, answers)
    made = Filled.objects.kept(id)
    if made is not None:
        return _again(by, made, person_id, kept)
    permissions.require_fill_in(by, person_id)
    before = _corrects(by, person_id, version, replaces_id, reason)
    now = clock.now()
    _refuse(next(iter(wrong.values()), "") or ("" if kept else "Nothing is answered yet."))
    _refuse(rules.wrong_with_time(answered_at, now))
    if version.state != State.PUBLISHED and before is None:
        raise Refused(RETIRED)
    score, safety = questionnaires.scored(version, kept), questionnaires.safety_of(version, kept)
    words = rules.entry_words(
        version.title,
        version.number,
        questionnaires.score_words(version, kept),
        answered_by,
        MECHANISM_IN_WORDS[mode],
        language,
    )
    note = case_notes.sign_note(
        by=by,
        id=derived(id, "note"),
        kind=NoteKind.QUESTIONNAIRE,
        occurred_at=answered_at,
        text=f"{words} It corrects the one of {clock.local(before.answered_at):%-d %B %Y}."
        if before
        else words,
        person_id=person_id,
        reason=reason,
        found_by=questionnaires.typed(version, kept),
    )
    made = Filled(
        id=id,
        person_id=person_id,
        version=version,
        note=note,
        replaces=before,
        answers=kept,
        figures={name: None if value is None else str(value) for name, value in score.figures.items()}
        if score
        else {},
        answered_by=answered_by,
        mode=mode,
        language=language.strip(),
        safety=score.safety if score else "",
        answered_at=answered_at,
        recorded_at=now,
        author_id=by.worker_id,
    )
    made.save(force_insert=True)
    Begun.objects.filter(person_id=person_id, version=version, by_id=by.worker_id).delete()
    audit.write(by, "sign_answers", made, detail={"version": version.pk, "replaces": replaces_id})
    if safety:
        _tell_the_senior(by, made, rules.concern_words(version.title, safety.number, safety.answer))
    return made


def _tell_the_senior(by: Actor, made: Filled, words: str) -> None:
    try:
        owner = staff.duty_senior(
            by.service_id,
            made.note.unit_id or next(iter(by.team_ids)),
            clock.now(),
            not_worker_id=by.worker_id,
        )
    except staff.NobodyThere:
        raise Refused(NOBODY) from None
    tasks.make_task(
        by=by,
        id=derived(made.pk, "concern"),
        words=words,
        owner_id=owner.id,
        person_id=made.person_id,
        kind=TaskKind.CONCERN,
        weight=Weight.MUST,
        due_at=clock.now(),
        source="measures.filled",
        source_id=made.pk,
    )


def _corrects(
    by: Actor, person_id: UUID, version: Version, replaces_id: UUID | None, reason: str
) -> Filled | None:
    """What is corrected: of the same person and version, by adding, once, with a reason."""
    if replaces_id is None:
        return None
    before = queries.filled_for(by, replaces_id)
    if (before.person_id, before.version_id) != (person_id, version.pk):
        raise NotYours("measures.filled", replaces_id, person_id)
    _refuse("" if reason.strip() else "Say what was wrong with it.")
    _refuse("It was corrected already. Correct the later one." if queries.corrected_by(before) else "")
    return before


def _bounded(version: Version, answers: Mapping[str, str]) -> dict[str, str]:
    """Answers to its questions alone, each of a length that is kept."""
    known = {one.link_id for one in questionnaires.form_of(version).questions}
    return {
        name: value[: questionnaires.LONGEST]
        for name, value in answers.items()
        if name in known and value.strip()
    }


def _again(by: Actor, made: Filled, person_id: UUID, kept: dict[str, str]) -> Filled:
    if made.author_id != by.worker_id:
        raise NotYours("measures.filled", made.pk, made.person_id)
    if (made.person_id, made.answers) != (person_id, kept):
        raise ConflictingRepeat(OTHERWISE)
    audit.write(by, "sign_answers", made, outcome="repeat")
    return made


def _refuse(sentence: str) -> None:
    if sentence:
        raise Refused(sentence)
