"""The person's words beside ours, what came of them, and what was seen of an action. All of it is only ever added to."""

from datetime import date
from uuid import UUID

from waymark.core import audit, clock
from waymark.core.actions import action
from waymark.core.actors import Actor
from waymark.core.pages import NotYours, Refused
from waymark.people.access.choices import Sensitivity
from waymark.support.plans import permissions
from waymark.support.plans.actions._parts import again, line_named, refuse
from waymark.support.plans.choices import ANSWERED_FIRST, Given, Outcome, Stance, Verdict
from waymark.support.plans.models import Seen, TheirWords, WordsReply
from waymark.support.plans.rules import ACTION
from waymark.work.search import actions as search

A_DAY_THAT_HAS_COME = "Give a day that has come."


@action
def say_in_their_words(
    *,
    by: Actor,
    id: UUID,
    person_id: UUID,
    stance: Stance,
    words: str,
    given: Given,
    said_on: date,
    line: str = "",
) -> TheirWords:
    """Keep what the person says of their plan, or of one `line` of it, and how they gave it (ASC-04, LDS-39). No colleague changes it."""
    permissions.may_write_about(by, person_id)
    kept = TheirWords.objects.kept(id)
    if kept is not None:
        return again(by, "say_in_their_words", kept, person_id=person_id, words=words.strip(), stance=stance)
    refuse("" if words.strip() else "Write what they said, in their words.")
    refuse(A_DAY_THAT_HAS_COME if said_on > clock.today() else "")
    if stance in (Stance.AGREES, Stance.DISAGREES, Stance.NO_LONGER) and not line:
        raise Refused("Choose which need or action they mean.")
    name = line_named(person_id, line).name if line else ""
    row = TheirWords(
        id=id, person_id=person_id, line=line, line_name=name, stance=stance, words=words.strip(), given=given,
        said_on=said_on, by_id=by.worker_id, at=clock.now(),
    )  # fmt: skip
    row.save(force_insert=True)
    audit.write(by, "say_in_their_words", row, detail={"stance": stance, "line": name})
    search.push_passage(
        by=by, id=row.pk, person_id=person_id, source="plans.theirwords", author_id=by.worker_id,
        occurred_at=clock.day_bounds(said_on)[0], sensitivity=Sensitivity.ORDINARY, text=row.words,
    )  # fmt: skip
    return row


@action
def answer_their_words(
    *, by: Actor, id: UUID, their_words_id: UUID, outcome: Outcome, words: str = "", on: date | None = None
) -> WordsReply:
    """Say what came of it: in the plan, later, no and why, or both views stand (ASC-08). Answered once; more is another of their words."""
    row = TheirWords.objects.filter(pk=their_words_id).first()
    if row is None:
        raise NotYours("plans.theirwords", their_words_id)
    permissions.may_write_about(by, row.person_id)
    kept = WordsReply.objects.filter(their_words=row).first()
    if kept is not None and kept.pk != id:
        raise Refused("This has been answered. Open the plan again to see how.")
    if kept is not None:
        return again(by, "answer_their_words", kept, outcome=outcome, words=words.strip(), on=on)
    needs_words = outcome in (Outcome.NO, Outcome.LATER) or row.stance in ANSWERED_FIRST
    refuse("Say why, so that they can be told." if needs_words and not words.strip() else "")
    reply = WordsReply(
        id=id, person_id=row.person_id, their_words=row, outcome=outcome, words=words.strip(), on=on,
        by_id=by.worker_id, at=clock.now(),
    )  # fmt: skip
    reply.save(force_insert=True)
    audit.write(by, "answer_their_words", reply, detail={"outcome": outcome})
    return reply


@action
def note_how_it_goes(
    *, by: Actor, id: UUID, person_id: UUID, line: str, verdict: Verdict, words: str, seen_on: date
) -> Seen:
    """How an action is going, as it was seen on a day, and what shows it: collected for the next review (LDS-19)."""
    permissions.may_write_about(by, person_id)
    given = {"line": line, "verdict": verdict, "words": words.strip(), "seen_on": seen_on}
    kept = Seen.objects.kept(id)
    if kept is not None:
        return again(by, "note_how_it_goes", kept, person_id=person_id, **given)
    refuse("" if words.strip() else "Say what you saw or heard that shows it.")
    refuse(A_DAY_THAT_HAS_COME if seen_on > clock.today() else "")
    if line_named(person_id, line).kind != ACTION:
        raise NotYours("plans.line", line, person_id)
    row = Seen(id=id, person_id=person_id, by_id=by.worker_id, at=clock.now(), **given)
    row.save(force_insert=True)
    audit.write(by, "note_how_it_goes", row, detail={"verdict": verdict})
    search.push_passage(
        by=by, id=row.pk, person_id=person_id, source="plans.seen", author_id=by.worker_id,
        occurred_at=clock.day_bounds(seen_on)[0], sensitivity=Sensitivity.ORDINARY, text=row.words,
    )  # fmt: skip
    return row
