"""The addresses of duplicates, pathway and more of details: how to make the row, who may go there, what they would send."""

from tests.sweeps.doors import TODAY, TOMORROW, WHY, Door, Of, here_with, lead, officer, row, says
from waymark.core.ids import new_id
from waymark.organisation.staff.choices import Right


def _row_of(what: str) -> Of:
    """The person, and a row of theirs."""
    return lambda _, record: [record.person.pk, record.rows[what].pk]


RECORDS_LEAD = here_with(Right.MATCH_RECORDS)
DOORS_OF_RECORD = {
    "compare_records": Door(
        row("duplicate"), officer, says(verdict="two_people", words=WHY), open_to=RECORDS_LEAD
    ),
    "part_records": Door(row("merge"), officer, says(words=WHY), open_to=RECORDS_LEAD),
    "add_important_person": Door(row("person"), sends=says(name="Leila")),
    "add_name_before": Door(row("person"), sends=says(text="Jo Marlowe")),
    "change_name": Door(row("person"), sends=says(given_name="Jo")),
    "end_detail": Door(lambda _, r: [r.person.pk, "need", r.rows["need"].pk], sends=says(), reads=False),
    "record_death": Door(row("person"), sends=says(how="informal", told_by="Her sister")),
    "undo_death": Door(_row_of("death told"), sends=says(because="Somebody of the same name")),
    "alerts_of": Door(row("person")),
    "protected_address": Door(row("person"), sends=says(why="going")),
    "raise_alert": Door(
        row("person"),
        sends=lambda _, r: {
            "id": new_id(),
            "words": "A dog",
            "what_to_do": "Ring first",
            "rests_on": "Bitten on 2 March",
            "two_go": "no",
            "told": "no",
            "not_told_because": "Not today",
            "manager": r.lead.pk,
        },
    ),
    "agree_alert": Door(_row_of("alert that waits"), lead, says(review_on="2026-04-01")),
    "review_alert": Door(_row_of("alert that stands"), lead, says(verdict="end", words="It is gone")),
    "legal_status": Door(row("person")),
    "add_legal_status": Door(
        row("person"),
        sends=says(section="2", day="2026-03-01", time="14:10", period="1", source="The papers"),
    ),
    "end_legal_status": Door(_row_of("legal status"), sends=says(on=TODAY, source="The papers")),
    "pathway": Door(row("person")),
    "set_pathway": Door(row("person"), sends=says(stage="Community care")),
    "add_key_contact": Door(
        row("person"), sends=says(name="Eve", does="Housing", reach="The desk", hours="Tuesdays")
    ),
    "end_key_contact": Door(_row_of("key contact"), sends=says(on=TOMORROW)),
    "print_sheet": Door(row("person"), sends=says(), reads=False),
    "sheet_to_take": Door(_row_of("sheet printed")),
    "give_sheet": Door(_row_of("sheet printed"), sends=says(on=TODAY, understood="yes")),
    "confirm_details": Door(row("person"), sends=says(gp="right", gp_now="Mill Lane Surgery")),
    "health_summary": Door(row("person")),
    "add_account": Door(row("person"), sends=says(words="I stop sleeping", said_on=TODAY)),
    "add_diagnosis": Door(
        row("person"),
        lead,
        says(words="Anxiety", given_by="Dr Rao", given_on=TODAY, source="A letter"),
    ),
    "withdraw_diagnosis": Door(
        lambda _, r: [r.person.pk, r.rows["diagnosis"].pk],
        lead,
        says(withdrawn_by="Dr Rao", on=TODAY, source="A letter"),
    ),
}
