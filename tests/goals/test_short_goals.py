"""TPL-44 as it happens in the crisis house: goals for a night, a stay and after, and what of them goes home with the person."""

import re
from datetime import date

import pytest
import time_machine

from tests.factories.base import make_allocation, make_episode, make_person
from tests.factories.real_service import hire, london, real_service, unit_of_service
from tests.factories.sign_in import signed_in_client
from waymark.core.ids import new_id
from waymark.core.models import AuditEntry
from waymark.support.goals.choices import AGREED_HOW
from waymark.support.goals.models import Goal
from waymark.support.referrals.models import Sending

pytestmark = pytest.mark.django_db
THEIRS = AGREED_HOW[1][0]


def said(response):
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


@pytest.mark.duty("TPL-44")
def test_the_leaving_summary_lists_sleep_as_met_and_see_gp_as_booked_12_march_and_the_copy_is_logged():
    with time_machine.travel(london(date(2026, 3, 5), 20), tick=False):
        llr = real_service("llr-crisis-house")
        dan_worker = hire(llr, "recovery-worker", "Dan Price")
        jo = make_person("Jo", "Marsh", service=llr)
        make_allocation(make_episode(jo, unit_of_service(llr, "crisis-house")), dan_worker)
        dan = signed_in_client(dan_worker)
        form = said(dan.get(f"/goals/person/{jo.pk}/write/"))
        assert "For when is it?" in form
        assert all(when in form for when in ("The next 24 hours", "This stay", "After leaving"))
        for words, span, who in (("sleep", "day", "the night staff"), ("see GP", "stay", "her brother")):
            goal = {
                "id": str(new_id()),
                "words": words,
                "agreed_how": THEIRS,
                "span": span,
                "contributors": who,
            }
            assert dan.post(f"/goals/person/{jo.pk}/write/", goal).status_code == 302
        sleep, gp = (Goal.objects.get(words=words) for words in ("sleep", "see GP"))
        assert "The next 24 hours, with the night staff" in said(dan.get(f"/goals/{sleep.pk}/"))
        step = {"id": str(new_id()), "words": "booked 12 March", "who": "Jo"}
        assert dan.post(f"/goals/{gp.pk}/step/", step).status_code == 302

    with time_machine.travel(london(date(2026, 3, 9), 10), tick=False):
        dan = signed_in_client(dan_worker)
        met = {"id": str(new_id()), "state": "achieved", "words": "", "decided_by": "Jo", "on": "2026-03-08"}
        assert dan.post(f"/goals/{sleep.pk}/close/", met).status_code == 302
        where = f"/referrals/person/{jo.pk}/refer-on/?kind=leaving_summary"
        offered = dan.get(where).content.decode()
        listed = re.search(r'<textarea[^>]*name="goals"[^>]*>(.*?)</textarea>', offered, re.S)[1].strip()
        assert listed == "“sleep”: met\n“see GP”: booked 12 March"
        summary = {
            "id": str(new_id()), "to": "CMHT", "to_contact": "cmht@example.org", "why": "Home after a stay with us.",
            "goals": listed, "agreed": "yes", "sent_how": "secure_email",
        }  # fmt: skip
        looked_at = said(dan.post(where, summary))
        assert "What Jo Marsh worked towards: “sleep”: met “see GP”: booked 12 March" in looked_at
        kept = dan.post(where, {**summary, "checked": "yes"})
        assert kept.status_code == 302
        sent = said(dan.get(kept.headers["Location"]))
        assert "Leaving summary" in sent
        assert "“sleep”: met “see GP”: booked 12 March" in sent
        row = Sending.objects.get(to="CMHT")
        assert (row.kind, row.person_id) == ("leaving_summary", jo.pk)
        assert "“sleep”: met\n“see GP”: booked 12 March" in row.content
        assert AuditEntry.objects.filter(action="send_on", person_id=jo.pk, outcome="done").count() == 1
        assert "CMHT" in said(dan.get(f"/referrals/person/{jo.pk}/"))


def test_where_nobody_stays_no_time_is_asked_for_and_none_can_be_sent():
    with time_machine.travel(london(date(2026, 3, 5), 20), tick=False):
        durham = real_service("durham-support-recovery")
        worker = hire(durham, "recovery-worker", "Ann Dodds")
        sam = make_person("Sam", "Okafor", service=durham)
        make_allocation(make_episode(sam, unit_of_service(durham, "north")), worker)
        ann = signed_in_client(worker)
        form = said(ann.get(f"/goals/person/{sam.pk}/write/"))
        goal = {"id": str(new_id()), "words": "Fish again", "agreed_how": THEIRS, "span": "stay"}
        ann.post(f"/goals/person/{sam.pk}/write/", goal)

    assert "For when is it?" not in form
    assert Goal.objects.get().span == ""


def test_a_referral_on_says_nothing_of_goals_unless_it_is_typed():
    with time_machine.travel(london(date(2026, 3, 5), 20), tick=False):
        llr = real_service("llr-crisis-house")
        worker = hire(llr, "recovery-worker", "Dan Price")
        jo = make_person("Jo", "Marsh", service=llr)
        make_allocation(make_episode(jo, unit_of_service(llr, "crisis-house")), worker)
        dan = signed_in_client(worker)
        where = f"/referrals/person/{jo.pk}/refer-on/"
        letter = {
            "id": str(new_id()),
            "to": "Steps",
            "why": "Help with worry.",
            "agreed": "yes",
            "sent_how": "post",
        }

        assert 'name="goals"' not in dan.get(where).content.decode()
        assert "worked towards" not in said(dan.post(where, letter))
