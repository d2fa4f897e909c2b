"""What is missing, contradictory or stale: the counts of the worker's teams, and the lines with their owners. One judgement for both.

Counting looks at values and opens nobody's record; a line names somebody, and is logged like any other list. Only open records, only those
the worker may count or find. A few statements, two more for every 500 records, and three for a page of lines.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import F, Q, QuerySet
from django.db.models.functions import Coalesce
from django.urls import reverse

from waymark.core import clock
from waymark.core.actors import Actor
from waymark.core.partial_dates import PartialDate
from waymark.doors.data_quality import permissions, rules
from waymark.doors.data_quality.choices import FIELDS, MEASURES, Answer, Field, Measure
from waymark.doors.data_quality.models import Correction
from waymark.organisation.staff.choices import Right
from waymark.people.access import queries as access
from waymark.people.access.choices import Action
from waymark.people.service_users import queries as service_users
from waymark.people.service_users.choices import Verdict
from waymark.people.service_users.models import Person
from waymark.support.caseload.choices import Purpose
from waymark.support.caseload.models import Allocation, Episode

PAGE = 100
ASK_AGAIN = 180
OF_A_HOUSE = 8
"""A telephone number on more records than this is a house's or an office's, and says nothing of who they are."""
NO_TEXTS = "Do not send texts"
CONFIRMED = {
    "address": Field.ADDRESS,
    "phone": Field.TELEPHONE,
    "gp": Field.GP_PRACTICE,
    "next_of_kin": Field.NEXT_OF_KIN,
}
COLUMNS = (
    "id", "given_name", "family_name", "chosen_name", "birth_year", "birth_month", "birth_day", "nhs_number",
    "nhs_number_status", "gp_practice", "gender", "ethnicity", "died_on", "to_know",
)  # fmt: skip


@dataclass(frozen=True)
class Line:
    """One thing to put right: whose record, what, who looks after it, and the page where it is put right."""

    person: Person
    fault: rules.Fault
    owner: str
    href: str

    @property
    def field(self) -> str:
        return FIELDS[self.fault.field]


class Table(NamedTuple):
    """One team: how many of its open records have nothing to put right, and each field by the six measures."""

    name: str
    clean: rules.Tally
    rows: list[tuple[str, list[rules.Tally]]]

    @property
    def percent(self) -> str:
        return rules.percent(self.clean.good, self.clean.of)


class Lines(NamedTuple):
    """One page of lines. `number`: of all pages together."""

    lines: list[Line]
    number: int
    at: int
    pages: int


def board(worker: Actor, day: date, *, page: int = 1) -> dict[str, Any]:
    """The teams' counts and, for whoever may know who, the lines behind them, by name."""
    episodes = _open(worker, day, Action.COUNT)
    looked = _looked(worker, {person: opened for person, _, _, opened in episodes}, day)
    teams: dict[str, list[rules.Found]] = defaultdict(list)
    for person_id, _, team, _ in episodes:
        teams[team].append(looked[person_id])
    whole = rules.clean(looked.values())
    named = access.names_its_teams(worker)
    return {
        "whole": whole,
        "percent": rules.percent(whole.good, whole.of),
        "teams": [_table(name, found) for name, found in sorted(teams.items())],
        "measures": [MEASURES[measure] for measure in Measure],
        "named": named,
        "shown": _lines(worker, looked, day, page) if named else None,
        "at": clock.now(),
    }


def own_lines(worker: Actor, day: date, *, page: int = 1) -> dict[str, Any]:
    """The same for the people whose key worker `worker` is today."""
    held = _held(worker, day).filter(worker_id=worker.worker_id, person__in=access.visible_ids(worker))
    people = held.annotate(kept=_kept("person")).values_list("kept", "episode__opened_on")
    looked = _looked(worker, dict(people), day)
    return {**_stated(looked), "shown": _lines(worker, looked, day, page), "at": clock.now()}


def completeness_of(worker: Actor, people: Collection[UUID], day: date) -> dict[str, Any]:
    """What a report about these people says of itself: how many of their records have nothing to put right."""
    opened = dict.fromkeys(people)
    return _stated(_looked(worker, opened, day))


def faults_of(worker: Actor, person: Person, day: date) -> list[rules.Fault]:
    """What is to be put right on one record. `person` comes from people/access, which asked the policy."""
    return rules.faults(_looked(worker, {person.pk: None}, day)[person.pk])


def to_ask_some_day(worker: Actor, person: Person, day: date) -> Line | None:
    """One thing nobody has asked the person yet, for the end of a quiet contact; None for whoever may not write it down."""
    if not (worker.may(Right.WRITE_DETAILS) and access.can(worker, person.pk, Action.EDIT_DETAILS)):
        return None
    missing = [one for one in faults_of(worker, person, day) if one.measure is Measure.COMPLETENESS]
    return Line(person, missing[0], "", _where(person.pk, missing[0])) if missing else None


def to_put_right(worker: Actor, person_id: UUID, name: Field, day: date) -> dict[str, Any]:
    """One field of one record, for the page where it is put right: what stands, what is wrong with it, and what it said before."""
    person = permissions.person_to_put_right(worker, person_id)
    return {
        "person": person,
        "field": name,
        "title": FIELDS[name],
        "now_is": value_of(worker, person, name),
        "faults": [fault for fault in faults_of(worker, person, day) if fault.field is name],
        "before": Correction.objects.filter(person=person, field=name)
        .select_related("worker")
        .order_by("-made_at", "-id"),
    }


def value_of(worker: Actor, person: Person, name: Field) -> str:
    """What the record says of a field now. `person` comes from people/access."""
    row = Person.objects.filter(pk=person.pk, service_id=worker.service_id).values_list(*COLUMNS).get()
    return rules.value_of(_facts(row, clock.today(), asked={}), name)


def corrections(people: Collection[UUID]) -> Iterable[tuple[UUID, str, str, datetime, str]]:
    """Answers by person and field, the latest last."""
    rows = Correction.objects.filter(person_id__in=people).order_by("made_at", "id")
    return rows.values_list("person_id", "field", "answer", "made_at", "value")


# ------------------------------------------------------------------ from the tables to the rules


def _open(worker: Actor, day: date, action: Action) -> list[tuple[UUID, UUID, str, date]]:
    """The open episodes of the worker's teams: whose, which team, since when."""
    found = Episode.objects.filter(
        Q(closed_on__isnull=True) | Q(closed_on__gte=day),
        opened_on__lte=day,
        unit_id__in=worker.team_ids,
        unit__service_id=worker.service_id,
        person__in=access.visible_ids(worker, action),
    )
    rows = found.annotate(kept=_kept("person")).order_by("-opened_on", "-id")
    return list(dict.fromkeys(rows.values_list("kept", "unit_id", "unit__name", "opened_on")))


def _kept(person: str) -> Coalesce:
    """The record that is kept up for the same person, where two were merged: one person is looked at once."""
    return Coalesce(F(f"{person}__merged_into_id"), F(f"{person}_id"))


def _held(worker: Actor, day: date) -> QuerySet[Allocation]:
    """Who is whose key worker on `day`, in the worker's service."""
    return Allocation.objects.filter(
        Q(ends_on__isnull=True) | Q(ends_on__gte=day),
        Q(episode__closed_on__isnull=True) | Q(episode__closed_on__gte=day),
        starts_on__lte=day,
        purpose=Purpose.KEY_WORKER,
        episode__unit__service_id=worker.service_id,
    )


def _looked(worker: Actor, opened: Mapping[UUID, date | None], day: date) -> dict[UUID, rules.Found]:
    """Each record as the rules judge it. Values only: no row of the record is loaded, and no text of it leaves here but in a fault."""
    answers: dict[UUID, dict[Field, tuple[Answer, str]]] = defaultdict(dict)
    asked: dict[UUID, dict[Field, date]] = defaultdict(dict)
    ids = list(opened)
    for some in _some(ids):
        for person_id, name, answer, at, value in corrections(some):
            answers[person_id].pop(Field(name), None)
            asked[person_id][Field(name)] = clock.today(at)
            if answer:
                answers[person_id][Field(name)] = (Answer(answer), value)
    rows = [
        row
        for some in _some(ids)
        for row in Person.objects.filter(pk__in=some, service_id=worker.service_id).values_list(*COLUMNS)
    ]
    alike, again = _alike(worker, rows), _ask_again(worker)
    return {
        row[0]: rules.looked_at(
            _facts(
                row,
                day,
                opened_on=opened[row[0]],
                answers=answers[row[0]],
                asked=asked[row[0]],
                like_others=alike.get(row[0], ()),
            ),
            day,
            ask_again=again,
        )
        for row in rows
    }


def _some(ids: list[UUID]) -> Iterable[list[UUID]]:
    return (ids[at : at + 500] for at in range(0, len(ids), 500))


def _facts(row: tuple[Any, ...], day: date, *, asked: Mapping[Field, date], **more: Any) -> rules.Facts:
    id, given, family, _, year, month, born, nhs_number, status, gp, gender, ethnicity, died_on, known = row
    in_force = {
        kind: [one for one in known.get(kind, []) if not one.get("until") or one["until"] >= day.isoformat()]
        for kind in ("addresses", "points", "people", "needs")
    }
    return rules.Facts(
        id=id,
        given_name=given,
        family_name=family,
        birth=PartialDate(year, month, born) if year else None,
        nhs_number=nhs_number,
        nhs_number_status=status,
        gp_practice=gp,
        gender=gender,
        ethnicity=ethnicity,
        died_on=died_on,
        addresses=tuple(one["kind"] for one in in_force["addresses"]),
        phones=tuple((p["value"], p.get("note", "")) for p in in_force["points"] if p["kind"] == "phone"),
        no_texts=NO_TEXTS in known.get("safe_contact", []),
        next_of_kin=len(in_force["people"]),
        needs=tuple((n["words"], _date(n.get("review_on"))) for n in in_force["needs"]),
        asked={**_confirmed(known.get("confirmed", {})), **asked},
        **more,
    )


def _confirmed(days: Mapping[str, str]) -> dict[Field, date]:
    """When each detail was last confirmed with the person, as their row carries it."""
    return {CONFIRMED[what]: date.fromisoformat(on) for what, on in days.items() if what in CONFIRMED}


def _date(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _alike(worker: Actor, rows: list[tuple[Any, ...]]) -> dict[UUID, tuple[str, ...]]:
    """Which of these records look like one person, by the names they go by; pairs that were told apart are two people."""
    shared = Counter(p["value"] for row in rows for p in row[13].get("points", []))
    goes_by = {row[0]: row[3] or f"{row[1]} {row[2]}".strip() for row in rows}
    known = [
        service_users.Known(
            id=row[0],
            given_name=row[1],
            names=(f"{row[1]} {row[2]}".strip(),),
            birth=_told(row[4:7]),
            phones=tuple(
                p["value"]
                for p in row[13].get("points", [])
                if p["kind"] == "phone" and shared[p["value"]] <= OF_A_HOUSE
            ),
        )
        for row in rows
    ]
    found: dict[UUID, list[str]] = defaultdict(list)
    pairs = service_users.suspicions(known)
    apart = _told_apart(worker) if pairs else set()
    for pair in pairs:
        if frozenset((pair.one, pair.other)) in apart:
            continue
        found[pair.one].append(goes_by[pair.other])  # type: ignore[index]  # ours are all UUIDs
        found[pair.other].append(goes_by[pair.one])  # type: ignore[index]
    return {person_id: tuple(names) for person_id, names in found.items()}


def _told(parts: tuple[Any, ...]) -> PartialDate | None:
    """A birth date that says something of somebody: not one that stands for ‘not known’, which many share."""
    born = PartialDate(*parts) if parts[0] else None
    return None if born is None or born.is_placeholder else born


def _told_apart(worker: Actor) -> set[frozenset[Any]]:
    told = service_users.duplicates(worker).filter(verdict=Verdict.TWO_PEOPLE)
    return {frozenset(pair) for pair in told.values_list("person_id", "other_id")}


def _ask_again(worker: Actor) -> int:
    """How many days an answer holds: the service's own interval for confirming details."""
    return int(worker.clocks.get("details_confirmed", {}).get("days", ASK_AGAIN))


# ------------------------------------------------------------------ what a page shows


def _stated(looked: Mapping[UUID, rules.Found]) -> dict[str, Any]:
    whole = rules.clean(looked.values())
    return {"whole": whole, "percent": rules.percent(whole.good, whole.of)}


def _table(name: str, found: list[rules.Found]) -> Table:
    tallies = rules.tallied(found)
    none = rules.Tally()
    rows = [(FIELDS[one], [tallies.get((one, measure), none) for measure in Measure]) for one in Field]
    return Table(name, rules.clean(found), rows)


def _lines(worker: Actor, looked: Mapping[UUID, rules.Found], day: date, page: int) -> Lines:
    """The lines of those `worker` may know by name, by name; cut into pages before anybody's row is loaded."""
    wrong = [person_id for person_id, found in looked.items() if rules.faults(found)]
    people = [
        person
        for some in _some(wrong)
        for person in access.visible_people(worker)
        .filter(pk__in=some)
        .values_list("pk", "chosen_name", "given_name", "family_name")
    ]
    order = sorted(people, key=lambda row: (row[1] or f"{row[2]} {row[3]}".strip(), str(row[0])))
    every = [(row[0], fault) for row in order for fault in rules.faults(looked[row[0]])]
    pages = max(1, -(-len(every) // PAGE))
    at = min(max(page, 1), pages)
    shown = every[(at - 1) * PAGE : at * PAGE]
    rows = access.visible_people(worker).in_bulk({person_id for person_id, _ in shown})
    owners = _owners(worker, list(rows), day)
    lines = [Line(rows[pk], fault, owners.get(pk, ""), _where(pk, fault)) for pk, fault in shown]
    return Lines(lines, len(every), at, pages)


def _where(person_id: UUID, fault: rules.Fault) -> str:
    return reverse("put_right", args=[person_id, fault.field.value])


def _owners(worker: Actor, people: Collection[UUID], day: date) -> dict[UUID, str]:
    """The key worker of each, the latest of two teams."""
    held = _held(worker, day).filter(person_id__in=people).order_by("starts_on", "id")
    return dict(held.values_list("person_id", "worker__name"))
