"""The addresses of information rights: read into doors.py at its end, of whose parts they are made."""

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from tests.sweeps.doors import TODAY, WHY, Door, Record, Who, lead, officer, privacy_officer, row, says
from waymark.core.ids import new_id
from waymark.people.access.choices import Profile


def reported_it(record: Record, who: Who) -> bool:
    """The privacy officers of the service see every breach."""
    return privacy_officer(record, who)


def of_theirs(**data: Any) -> Any:
    """What is typed about the record's own recipient."""
    return lambda _, record: {**says(**data)(_, record), "recipient": record.rows["recipient"].pk}


def an_email(_: Any, record: Record) -> dict[str, Any]:
    point = record.person.contact_points.filter(kind="email").order_by("id")[0]
    return {**says(channel="email", words="Please ring me today")(_, record), "to": point.pk}


ASTRAY = {
    "what": "A letter went next door",
    "where_now": "It is back",
    "aware_on": "2026-03-01",
    "aware_time": "09:00",
}

INFORMATION_RIGHTS: dict[str, Door] = {
    "who_looked_at": Door(row("person"), officer, open_to=privacy_officer),
    "tell_who_looked": Door(row("person"), officer, open_to=privacy_officer),
    "judge_override": Door(
        row("override"), officer, says(verdict="justified", words=WHY), open_to=privacy_officer
    ),
    "judge_override: by the manager of the team": Door(
        row("override"), lead, says(verdict="not_justified", words=WHY), open_to=privacy_officer
    ),
    "close_alert": Door(row("alert"), officer, says(outcome=WHY), open_to=privacy_officer),
    "sharing": Door(row("person")),
    "add_recipient": Door(row("person"), sends=says(kind="gp", name="Mill Lane Surgery")),
    "record_choice": Door(
        row("person"), sends=of_theirs(kinds=["plan"], said="agrees", words="Fine by me", said_on=TODAY)
    ),
    "share": Door(
        row("person"),
        sends=of_theirs(
            kinds=["plan"],
            way="letter",
            words="A plan is made",
            basis="law",
            reason="The court has asked for it",
        ),
    ),
    "write_message": Door(row("person"), sends=an_email),
    "report_breach: about a person": Door(
        lambda _, __: [],
        sends=lambda w, r: {**says(**ASTRAY)(w, r), "person": r.person.pk},
        asks=lambda w, r: {"person": r.person.pk},
        open_to=privacy_officer,
    ),
    "breach": Door(row("breach"), open_to=reported_it),
    "log_request": Door(
        row("person"),
        sends=says(received_on="2026-03-01", asked_how="phone", identity="Known to me"),
        open_to=privacy_officer,
    ),
    "access_request": Door(row("request"), open_to=privacy_officer),
    "note_step": Door(
        row("request"),
        sends=says(step="clarity_asked", on=TODAY, words="Which years?"),
        open_to=privacy_officer,
    ),
    "prepare_copy": Door(
        row("request to give"),
        sends=lambda w, r: {
            **says(why="third_party", words="It is about a neighbour")(w, r),
            "item": f"note:{r.rows['note'].pk}",
            "passage": r.rows["note"].text,
        },
    ),
    "decide_redaction": Door(
        row("redaction"), lead, says(agreed="yes"), reads=False, open_to=privacy_officer
    ),
    "release_copy": Door(row("request to give"), sends=says(given_how="By hand"), reads=False),
    "given_copy": Door(row("request given")),
    "retention_of": Door(row("person"), officer, open_to=privacy_officer),
    "hold_record": Door(row("person"), officer, says(kind="inquiry", words=WHY), open_to=privacy_officer),
    "keep_record": Door(row("person"), officer, says(until="2040-01-01", words=WHY), open_to=privacy_officer),
    "lift_hold": Door(
        lambda _, r: [r.person.pk, r.rows["hold"].pk], officer, says(because=WHY), open_to=privacy_officer
    ),
    "written_reports": Door(row("person")),
    "begin_report": Door(row("person"), sends=says(kind="review", first="2026-02-01", last="2026-02-28")),
    "written_report": Door(row("report"), sends=says(summary="In short", their_view="", asks="")),
    "send_report": Door(
        row("report"), sends=of_theirs(kinds=["plan"], way="letter", basis="law", reason=WHY)
    ),
    "sent_report": Door(row("copy of a report")),
    "papers": Door(row("person")),
    "bring_in_paper": Door(
        row("person"),
        sends=lambda w, r: {
            **says(source="GP", sensitivity="ordinary")(w, r),
            "paper": SimpleUploadedFile("a.txt", b"hello"),
        },
    ),
    "print_plan": Door(row("person"), sends=says(reason="Wanted on the fridge")),
    "printout": Door(row("printout")),
    "check_paper": Door(
        row("paper"), sends=lambda w, r: {"check_id": new_id(), "readable": "2"}, reads=False
    ),
    "end_paper": Door(
        row("paper"),
        sends=lambda w, r: {"end_id": new_id(), "became": "given_back", "where": ""},
        reads=False,
    ),
    "paper": Door(row("paper"), sends=says(reason="For the review on Monday")),
    "breach: by the privacy officer": Door(
        row("breach"),
        officer,
        says(effect="unlikely", finding="It was back within the hour"),
        open_to=lambda record, who: (
            privacy_officer(record, who) and who.profile is Profile.INFORMATION_GOVERNANCE
        ),
    ),
}
