"""What there is of the team beside a record: a document of the key worker's role, days they are away, somebody they guide."""

from datetime import timedelta
from typing import Any

from tests.factories.base import made, make_holding, make_post, make_worker, post_of
from waymark.core import clock
from waymark.organisation.role_documents.models import RoleDocument
from waymark.organisation.staff.models import Cover, Guidance, GuidedStep


def team_rows(r: Any) -> dict[str, Any]:
    """The rows by what the doors call them."""
    now, today = clock.now(), clock.today()
    linked = make_worker(f"Linked to the lead of {r.name}", unit=r.unit)
    line = {"professional_line": post_of(r.lead), "switches": {"two_accountability_lines": True}}
    make_holding(linked, make_post(r.unit, **line))
    guidance = made(
        Guidance,
        service=r.service,
        guide=r.key_worker,
        starter=r.lead,
        starts_on=today,
        ends_on=today + timedelta(days=20),
        given_by=r.lead,
        given_at=now,
    )
    return {
        "role document": made(
            RoleDocument,
            role=post_of(r.key_worker).role,
            version=1,
            text="What the role is for.",
            published_by=r.lead,
            published_at=now,
        ),
        "guidance": guidance,
        "linked": linked,
        "guided step": made(GuidedStep, guidance=guidance, position=0, words="Where things are"),
        "cover": made(
            Cover,
            service=r.service,
            worker=r.key_worker,
            covered_by=r.lead,
            starts_on=today + timedelta(days=300),
            ends_on=today + timedelta(days=301),
            made_by=r.key_worker,
            made_at=now,
        ),
    }
