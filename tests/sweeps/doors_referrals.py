"""The addresses of referrals, of stays and bands, that lead to a row, beside those in doors.py."""

from tests.sweeps.doors import TODAY, TOMORROW, WHY, Door, lead, row, says
from waymark.core.ids import new_id

ASKED = {
    "source": "family",
    "referrer_name": "His sister",
    "knows": "agrees",
    "reason": "He would like to see the lighthouse again",
    "on": TODAY,
    "at": "09:00",
}
KEPT = {"waits_for": "A key worker", "words": WHY}

DOORS_OF_REFERRALS: dict[str, Door] = {
    "take_referral": Door(
        lambda _, __: [],
        sends=lambda w, r: {"id": new_id(), "team": r.unit.pk, **ASKED},
        asks=lambda w, r: {"person": r.person.pk},
    ),
    "referrals_of": Door(row("person")),
    "referral": Door(row("referral")),
    "referral: waiting": Door(row("waiting referral")),
    "acknowledge_referral": Door(row("referral"), sends=says(words="Rang the surgery")),
    "give_referral": Door(
        row("referral"), lead, lambda w, r: {"id": new_id(), "decider": r.rows["colleague"].pk}
    ),
    "decide_referral": Door(
        row("referral"),
        lead,
        lambda w, r: {"id": new_id(), "kind": "accepted", "keeps_in_touch": r.rows["colleague"].pk, **KEPT},
    ),
    "change_waiting": Door(
        row("waiting referral"),
        lead,
        lambda w, r: {"id": new_id(), "keeps_in_touch": r.rows["colleague"].pk, **KEPT},
    ),
    "allocate_referral": Door(
        row("referral of a stranger"),
        lead,
        lambda w, r: {
            "id": new_id(),
            "worker": r.rows["colleague"].pk,
            "starts_on": TODAY,
            "weight": 1,
            "reason": WHY,
        },
    ),
    "transfer": Door(
        row("episode"),
        lead,
        lambda w, r: {"id": new_id(), "team": r.rows["second team"].pk, "knows": "agrees", "reason": WHY},
    ),
    "refer_on": Door(
        row("person"),
        sends=says(
            to="The lighthouse trust", why=WHY, agreed="yes", sent_how="post", agreed_words=WHY, checked="yes"
        ),
    ),
    "sending": Door(row("sending"), sends=says(kind="received", on=TODAY, words="They have it")),
    "transition": Door(row("stay")),
    "plan_move": Door(row("stay"), sends=says(kind="housing", words="The key", who="The council")),
    "hope_to_leave": Door(row("stay"), sends=says(on=TOMORROW)),
    "leave_ward": Door(row("stay"), sends=says(on=TODAY, at="09:00", left_to="The lighthouse")),
    "finish_move": Door(row("move"), sends=says(on=TODAY, outcome="Done")),
    # Stays, bands and weeks: the caseload's
    "admit": Door(
        lambda _, r: [r.rows["bare episode"].person_id],
        lead,
        says(place="The lighthouse ward", on=TODAY, at="09:00"),
    ),
    "stay": Door(row("stay")),
    "keep_visit": Door(lambda _, r: [r.rows["stay"].pk, r.rows["visit"].pk], sends=says(), reads=False),
    "tenure": Door(row("person")),
    "change_band": Door(row("allocation"), sends=says(weight=6, words=WHY)),
    "keep_above_band": Door(row("band change"), lead, says(words=WHY)),
}
