"""Regular visits, how a skill goes, and advice: what there can be of them on a record, each text its canary."""

from datetime import time, timedelta
from typing import Any

from tests.factories.base import made, make_grant
from waymark.core import clock
from waymark.people.service_users.models import Person
from waymark.support.advice.models import Advice, Answer
from waymark.support.case_notes.models import Note, Rhythm
from waymark.support.diary.choices import Mechanism
from waymark.support.diary.models import Contact, GroupSession
from waymark.support.goals.choices import SupportLevel
from waymark.support.measures.models import Begun, Filled
from waymark.support.reports.models import Confirmation, SpokenReport
from waymark.support.schedules.choices import Skill
from waymark.support.schedules.models import Practice, Schedule
from waymark.work.questionnaires.models import Version


def furnish_support(r: Any) -> None:
    """By the key worker."""
    by, now, today = r.key_worker, clock.now(), clock.today()
    about = {"person": r.person}
    r.rows["schedule"] = made(
        Schedule,
        worker=by,
        unit=r.unit,
        weekdays=[1],
        start=time(6, 30),
        minutes=30,
        starts_on=today - timedelta(days=30),
        mechanism=Mechanism.FACE_TO_FACE,
        place=r.said("schedule place"),
        purpose=r.said("schedule purpose"),
        skill=Skill.SHOPPING,
        made_by=by,
        made_at=now,
        **about,
    )
    r.rows["ended schedule"] = made(
        Schedule,
        worker=by,
        unit=r.unit,
        weekdays=[2],
        start=time(6, 30),
        minutes=30,
        starts_on=today - timedelta(days=60),
        ends_on=today - timedelta(days=31),
        ended_because=r.said("why the schedule ended"),
        mechanism=Mechanism.FACE_TO_FACE,
        made_by=by,
        made_at=now,
        **about,
    )
    group = r.rows["group"] = made(
        GroupSession, name=r.said("group"), worker=by, unit=r.unit, started_at=now - timedelta(hours=5), minutes=60,
        place=r.said("group place"), shared=r.said("what the group did"), recorded_at=now,
    )  # fmt: skip
    made(
        Contact, worker=by, unit=r.unit, attendance="5", mechanism=Mechanism.FACE_TO_FACE, place=r.said("place of the group"),
        started_at=group.started_at, minutes=60, present=r.said("how many were there"), group=group, recorded_at=now, **about,
    )  # fmt: skip
    _answered(r, now)
    r.rows["companion"] = made(
        Person, service=r.service, given_name=r.said("companion"), family_name="Of A Group", added_at=now
    )
    make_grant(r.rows["companion"], worker=by)
    practice = {"skill": Skill.SHOPPING, "level": SupportLevel.TOGETHER, "at": now, "noted_by": by}
    r.rows["practice"] = made(Practice, contact=r.rows["contact"], **practice, **about)
    r.rows["rhythm"] = made(Rhythm, days=7, at=now, by=by, **about)
    words = {name: r.said(f"advice {name}") for name in ("topic", "options", "source", "decision")}
    r.rows["advice"] = made(
        Advice, contact=r.rows["contact"], given_on=today, again_on=today, at=now, by=by, **words, **about
    )
    answer = {"decision": r.said("answer to advice"), "again_on": today, "at": now, "by": by}
    r.rows["answer"] = made(Answer, advice=r.rows["advice"], **answer, **about)
    for name, note in (("spoken report", "note"), ("answered report", "note to read")):
        told = {part: r.said(f"{name} {part}") for part in ("told_name", "said", "reply")}
        r.rows[name] = made(
            SpokenReport, note=r.rows[note], told=r.lead, told_at=now, at=now, by=by, **told, **about
        )
    r.rows["confirmation"] = made(
        Confirmation,
        report=r.rows["answered report"],
        is_right=False,
        words=r.said("confirmation"),
        at=now,
        by=r.lead,
        **about,
    )


def form_of(name: str) -> dict[str, Any]:
    """A questionnaire of one question, answered in words."""
    item = {"linkId": "one", "text": "How was the week?", "type": "text"}
    return {"resourceType": "Questionnaire", "name": name, "title": name, "item": [item]}


def _answered(r: Any, now: Any) -> None:
    """One version in use and a draft; one sheet begun and one signed."""
    by, of = r.key_worker, {"person": r.person}
    name = f"week-{r.person.pk}"
    kept = {
        "service": r.service,
        "sha256": "0" * 64,
        "licence": "ours",
        "source": "week.json",
        "loaded_by": r.lead,
        "loaded_at": now,
    }
    version = r.rows["version"] = made(
        Version, name=name, number=1, title="The week", body=form_of(name), state="published", published_by=r.lead, published_at=now, **kept
    )  # fmt: skip
    r.rows["draft version"] = made(Version, name=name, number=2, title="The week", body=form_of(name), **kept)
    made(
        Begun,
        version=version,
        answers={"one": r.said("answer begun")},
        by=by,
        begun_at=now,
        saved_at=now,
        **of,
    )
    note = made(
        Note, service=r.service, unit=r.unit, author=by, author_role="Recovery Worker", kind="questionnaire",
        text=r.said("what it came to"), occurred_at=now, recorded_at=now, received_at=now, sha256="0" * 64, **of,
    )  # fmt: skip
    r.rows["filled"] = made(
        Filled, version=version, note=note, answers={"one": r.said("answer")}, figures={}, answered_by="themselves", mode="01",
        language=r.said("language"), answered_at=now, recorded_at=now, author=by, **of,
    )  # fmt: skip
