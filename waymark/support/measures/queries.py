"""What one person answered, as those who may read their entries see it, and how it went over time."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from django.db.models import QuerySet

from waymark.core.actors import Actor
from waymark.core.pages import NotYours
from waymark.people.access import queries as access
from waymark.people.access.choices import Action
from waymark.support.case_notes import queries as case_notes
from waymark.support.diary.choices import MECHANISM_IN_WORDS, Mechanism
from waymark.support.measures import rules
from waymark.support.measures.choices import IN_A_SENTENCE, AnsweredBy
from waymark.support.measures.models import Begun, Filled
from waymark.work.questionnaires import queries as questionnaires
from waymark.work.questionnaires.models import Version


@dataclass(frozen=True)
class Shown:
    """One filled in questionnaire, in words. `stands`: neither corrected by a later one nor entered in error."""

    row: Filled
    score: str
    how: str
    stands: bool


@dataclass(frozen=True)
class Followed:
    """One measure of one person: what can be filled in again, and its course for each kind of rater."""

    title: str
    courses: list[tuple[str, rules.Course]]
    filled: list[Shown]


def measures_of(worker: Actor, person_id: UUID) -> list[Followed]:
    """Everything this person filled in, by questionnaire, the latest first; NotYours where their entries may not be read."""
    access.require(worker, person_id, Action.READ_ENTRY)
    rows = Filled.objects.filter(person_id=person_id, version__service_id=worker.service_id)
    out_of_count = case_notes.entered_in_error(person_id)
    corrected = set(rows.exclude(replaces=None).values_list("replaces_id", flat=True))
    grouped: dict[str, list[Shown]] = defaultdict(list)
    for row in rows.select_related("version", "author").order_by("answered_at", "recorded_at", "id"):
        stands = row.pk not in corrected and row.note_id not in out_of_count
        grouped[row.version.name].append(_shown(row, stands))
    return [_followed(rows) for _, rows in sorted(grouped.items())]


def begun_by(worker: Actor) -> QuerySet[Begun]:
    """What the worker has begun and not signed, about anybody they still write about, the latest first: for their day."""
    people = access.visible_ids(worker, Action.WRITE_ENTRY)
    mine = Begun.objects.filter(by_id=worker.worker_id, person__in=people)
    return mine.select_related("person", "version").order_by("-saved_at", "id")


def begun_of(worker: Actor, person_id: UUID) -> list[Begun]:
    """What the worker themselves has begun about this person, the latest first."""
    rows = Begun.objects.filter(person_id=person_id, by_id=worker.worker_id).select_related("version")
    return list(rows.order_by("-saved_at", "id"))


def begun_on(worker: Actor, person_id: UUID, version: Version) -> Begun | None:
    """The worker's own answers so far to one version, about one person."""
    return Begun.objects.filter(person_id=person_id, version=version, by_id=worker.worker_id).first()


def filled_for(worker: Actor, filled_id: UUID) -> Filled:
    """One of them, of a person whose entries `worker` may read; else NotYours."""
    people = access.visible_ids(worker, Action.READ_ENTRY)
    found = (
        Filled.objects.filter(pk=filled_id, person__in=people, version__service_id=worker.service_id)
        .select_related("person", "version", "author", "replaces")
        .first()
    )
    if found is None:
        raise NotYours("measures.filled", filled_id)
    return found


def filled_to_correct(worker: Actor, named: str, person_id: UUID, version: Version) -> Filled:
    """What an address names to be put right: of this person and version, else NotYours."""
    try:
        found = filled_for(worker, UUID(named))
    except ValueError:
        raise NotYours("measures.filled", named, person_id) from None
    if (found.person_id, found.version_id) != (person_id, version.pk):
        raise NotYours("measures.filled", named, person_id)
    return found


def shown(filled: Filled) -> Shown:
    """In words. The caller has asked the policy."""
    corrected = Filled.objects.filter(replaces=filled).exists()
    return _shown(
        filled, not corrected and filled.note_id not in case_notes.entered_in_error(filled.person_id)
    )


def corrected_by(filled: Filled) -> Filled | None:
    """The one that replaces it, if there is one. The caller has asked the policy."""
    return Filled.objects.filter(replaces=filled).first()


def _shown(row: Filled, stands: bool) -> Shown:
    mode = MECHANISM_IN_WORDS[Mechanism(row.mode)]
    how = f"{IN_A_SENTENCE[AnsweredBy(row.answered_by)].capitalize()}, {mode}, in {row.language}"
    return Shown(row, questionnaires.score_words(row.version, row.answers), how, stands)


def _followed(rows: list[Shown]) -> Followed:
    """Compared only within one version and one kind of rater (rules.md 4.1)."""
    newest = rows[-1].row.version
    series: dict[tuple[UUID, str], list[Shown]] = defaultdict(list)
    for one in rows:
        if one.stands:
            series[one.row.version_id, rules.rater(AnsweredBy(one.row.answered_by))].append(one)
    found = []
    for (_, rater), ones in series.items():
        course = _course(ones)
        if course:
            whose = "The person's own answers" if rater == "person" else "A worker's rating"
            found.append((f"{whose}, version {ones[0].row.version.number}", course))
    return Followed(newest.title, found, rows[::-1])


def _course(rows: list[Shown]) -> rules.Course | None:
    version, scores = rows[0].row.version, list(_firsts(rows))
    scale = questionnaires.scale_of(version)
    if scale is None or not scores:
        return None
    values = [value for _, value in scores]
    change = questionnaires.change(version, values[0], values[-1])
    words = rules.sentence(values, change, lower_is_better=scale.lower_is_better)
    return rules.course(scores, scale.low, scale.high, words)


def _firsts(rows: Iterable[Shown]) -> Iterable[tuple[datetime, Decimal]]:
    for one in rows:
        value = next(iter(one.row.figures.values()), None)
        if value is not None:
            yield one.row.answered_at, Decimal(value)
