"""`waymark testkit seed`: six small services with a canary in every name and free text, and a manifest of who may see which."""

import json
import re
from dataclasses import asdict
from pathlib import Path
from random import Random
from typing import Any

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from waymark.organisation.services.models import Service
from waymark_testkit.addresses import addresses
from waymark_testkit.seed.apart import Apart
from waymark_testkit.seed.canaries import Canaries
from waymark_testkit.seed.ground import Ground
from waymark_testkit.seed.known import Known
from waymark_testkit.seed.people import PeopleOf, gather_again
from waymark_testkit.seed.records import Record
from waymark_testkit.seed.services import PASSWORD, make_services
from waymark_testkit.seed.support import Support
from waymark_testkit.seed.team import Team

PLACES = {
    "person_id": "person",
    "note_id": "note",
    "goal_id": "goal",
    "hope_id": "hope",
    "step_id": "step",
    "visit_id": "visit",
    "contact_id": "contact",
    "task_id": "task",
    "obligation_id": "obligation",
    "override_id": "override",
    "alert_id": "privacyalert",
    "worker_id": "worker",
    "unit_id": "unit",
    "episode_id": "episode",
    "allocation_id": "allocation",
    "batch_id": "batch",
    "objective_id": "objective",
    "advice_id": "advice",
    "report_id": "spokenreport",
    "schedule_id": "schedule",
    "stay_id": "stay",
    "move_id": "move",
    "change_id": "bandchange",
    "referral_id": "referral",
    "sending_id": "sending",
    "diagnosis_id": "diagnosis",
    "status_id": "legalstatus",
    "death_id": "death",
    "duplicate_id": "duplicate",
    "merge_id": "sameperson",
    "list_id": "savedlist",
    "document_id": "roledocument",
    "role_id": "role",
    "breach_id": "breach",
    "request_id": "accessrequest",
    "redaction_id": "redaction",
    "paper_id": "broughtin",
    "taken_id": "takenout",
}
"""The name of a place in an address, and the type of object whose id belongs there."""
ELSEWHERE = {
    "/alerts/": {"alert_id": "alert"},
    "/plans/": {"version_id": "planversion", "their_words_id": "theirwords"},
    "/pathway/": {"contact_id": "keycontact"},
    "/team/guiding/steps/": {"step_id": "guidedstep"},
}
"""Where the same name stands for another type."""


class NotEmpty(RuntimeError):
    """There is a service here already."""


@transaction.atomic
def sow(seed: int) -> dict[str, Any]:
    """Fill an empty database, all or nothing. Returns the manifest."""
    if Service.objects.exists():
        raise NotEmpty(
            "There is a service in this database. The seed needs an empty one: waymark prepare, in a new folder."
        )
    random = Random(f"seed/{seed}")
    canaries, ground = Canaries(random), Ground()
    for place in make_services(canaries, ground):
        Team(canaries, ground, place).fill()
        for case in PeopleOf(random, canaries, ground, place).make():
            for kind in (Record, Known, Support):
                kind(canaries, ground, case).fill()
            gather_again(case)
        for case in Apart(random, canaries, ground, place).make():
            gather_again(case)
    return manifest(ground)


def manifest(ground: Ground) -> dict[str, Any]:
    """What a campaign needs to know (hooks.md)."""
    return {
        "login_url": settings.LOGIN_URL,
        "logout_url": reverse("sign_out"),
        "session_cookie": settings.SESSION_COOKIE_NAME,
        "openapi": reverse("openapi"),
        "users": [_user(user) for user in ground.users if not user.has_left],
        "leavers": [_user(user) for user in ground.users if user.has_left],
        "objects": [asdict(one) for one in ground.objects],
        "extra_urls": sorted({url for row in addresses() if (url := _with_places(str(row["pattern"])))}),
        "search_params": ["q"],
    }


def write(path: Path, made: dict[str, Any]) -> None:
    """The manifest as a file that only its owner reads: it holds passwords."""
    path.touch(mode=0o600)
    path.write_text(json.dumps(made, indent=1), encoding="utf8")


def _user(user: Any) -> dict[str, Any]:
    return {
        "username": user.username,
        "password": PASSWORD,
        "role": user.role,
        "profile": user.profile,
        "org": user.organisation,
        "services": [user.service],
    }


def _with_places(pattern: str) -> str:
    """`/record/<uuid:person_id>/` as `/record/{person}/`; '' where an address has no place for an id, or one nobody knows."""
    names = re.findall(r"<uuid:(\w+)>", pattern)
    known = PLACES | next((there for begins, there in ELSEWHERE.items() if pattern.startswith(begins)), {})
    if not names or not set(names) <= known.keys() or "<" in re.sub(r"<uuid:\w+>", "", pattern):
        return ""
    return re.sub(r"<uuid:(\w+)>", lambda place: f"{{{known[place[1]]}}}", pattern)
