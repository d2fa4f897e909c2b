"""The access review: every emergency opening is judged by the privacy officer, in words, and never by whoever did it (DUR-35, A32)."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.urls import reverse

from tests.factories.access import make_override, make_privacy_alert
from tests.factories.base import make_exclusion, make_grant, make_service, make_unit, make_worker
from tests.information_rights.conftest import NOW, Ground
from tests.information_rights.test_log import shown
from waymark.core.models import AuditEntry
from waymark.core.pages import Refused
from waymark.people.access import actions
from waymark.people.access.choices import Curiosity, Profile, Relationship
from waymark.people.access.models import Override, PrivacyAlert

REVIEW = "/information-rights/overrides/"
WORDS = "Rang the duty desk: the mother's call is in their book at 22:10"


def judged(ground: Ground, override: Override, **changes: str) -> Any:
    return ground.client.post(
        reverse("judge_override", args=[override.pk]), {"verdict": "justified", "words": WORDS, **changes}
    )


def test_the_review_shows_when_who_whose_why_and_what_was_seen(ground: Ground) -> None:
    override = make_override(ground.ruth, ground.ann, NOW, reason="Her mother rang, nobody has seen her")
    things = {"service_users.person": ["1"], "service_users.need": ["1", "2"]}
    for rows in (things, {"service_users.need": ["2", "3"]}):
        ground.reads(ground.ann, ground.ruth, rows=rows, basis="break_glass", override=str(override.pk))
    ground.reads(ground.ann, ground.ruth, rows={"service_users.address": ["1"]}, basis="team")
    page = shown(ground.client.get(REVIEW))
    assert "When 3 Mar 2026, 22:15, until 4 Mar 2026, 02:15" in page
    assert "Who Ann Dodds Whose record Ruth Malik" in page
    assert "Why Duty call: Her mother rang, nobody has seen her" in page
    assert "What they saw 2 pages: needs (3), name and details" in page
    assert "Say whether it was justified" in page


def test_a_verdict_in_words_is_kept_closes_the_alert_and_is_in_the_log(ground: Ground) -> None:
    override = make_override(ground.ruth, ground.ann, NOW)
    assert judged(ground, override)["Location"] == REVIEW
    override.refresh_from_db()
    assert (override.verdict, override.verdict_words, override.reviewed_by, override.reviewed_at) == (
        "justified",
        WORDS,
        ground.lee,
        NOW,
    )
    alert = PrivacyAlert.objects.get()
    assert (alert.closed_by, alert.closed_at, alert.outcome) == (ground.lee, NOW, WORDS)
    assert AuditEntry.objects.get(action="judge_override").detail == {
        "override": str(override.pk),
        "verdict": "justified",
    }
    page = shown(ground.client.get(REVIEW))
    assert "Emergency openings (0 waiting)" in page
    assert f"Found Justified , Lee Hart, 3 Mar 2026, 22:15: {WORDS}" in page.replace("&#39;", "'")


def test_a_verdict_of_which_nobody_knows_who_gave_it_takes_the_review_from_nobody(ground: Ground) -> None:
    """A row brought in half answered 500: no opening of the service could be judged."""
    make_override(ground.ruth, ground.ann, NOW, verdict="justified", verdict_words=WORDS)
    page = shown(ground.client.get(REVIEW))
    assert f"Found Justified : {WORDS}" in page.replace("&#39;", "'")


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"verdict": ""}, "Say whether it was justified."),
        ({"verdict": "maybe"}, "Say whether it was justified."),
        ({"words": ""}, "Say why it was, or was not, justified."),
        ({"words": "ok"}, "Write a sentence, so that somebody else can follow it."),
    ],
)
def test_half_a_verdict_is_asked_for_again_with_what_was_typed(
    ground: Ground, changes: dict[str, str], said: str
) -> None:
    override = make_override(ground.ruth, ground.ann, NOW)
    answer = judged(ground, override, **changes)
    assert answer.status_code == 422
    assert said in shown(answer)
    override.refresh_from_db()
    assert override.verdict == ""


def test_nobody_judges_their_own_opening(ground: Ground) -> None:
    make_grant(ground.sam, worker=ground.lee, relationship=Relationship.ALLOCATED)
    override = make_override(ground.ruth, ground.lee, NOW)
    page = shown(ground.client.get(REVIEW))
    assert "This is about you. Somebody else has to look at it." in page
    assert "Say whether it was justified" not in page
    assert judged(ground, override).status_code == 403
    with pytest.raises(Refused, match="about you"):
        actions.judge_override(
            by=ground.actor(ground.lee), id=override.pk, verdict="justified", words=WORDS, at=NOW
        )
    second = make_worker("Kim Reed", unit=ground.south, profile=Profile.INFORMATION_GOVERNANCE)
    actions.judge_override(
        by=ground.actor(second), id=override.pk, verdict="not_justified", words=WORDS, at=NOW
    )
    assert not PrivacyAlert.objects.filter(closed_at=None).exists()


def test_an_auditor_sees_and_closes_nothing(ground: Ground) -> None:
    override = make_override(ground.ruth, ground.ann, NOW)
    other = ground.as_(make_worker("Gay Long", unit=ground.south, profile=Profile.AUDITOR))
    for address in (REVIEW, reverse("judge_override", args=[override.pk]), reverse("alerts")):
        answer = other.get(address)
        assert answer.status_code == 403
        assert "Ann Dodds" not in answer.content.decode()
    assert (
        other.post(
            reverse("judge_override", args=[override.pk]), {"verdict": "justified", "words": WORDS}
        ).status_code
        == 403
    )
    assert (
        other.post(
            reverse("close_alert", args=[PrivacyAlert.objects.get().pk]), {"outcome": WORDS}
        ).status_code
        == 403
    )


def test_a_manager_reviews_the_openings_of_their_own_teams_records_and_closes_no_other_alert(
    ground: Ground,
) -> None:
    override = make_override(ground.ruth, ground.ann, NOW)
    alert = make_privacy_alert(ground.ben, ground.sam, kind=Curiosity.COLLEAGUE, raised_at=NOW)
    north = ground.as_(make_worker("Nia Cole", unit=ground.north, profile=Profile.LEAD))
    assert "Ann Dodds" not in shown(north.get(REVIEW))
    assert north.get(reverse("judge_override", args=[override.pk])).status_code == 404
    manager = make_worker("Gay Long", unit=ground.south, profile=Profile.LEAD)
    south = ground.as_(manager)
    page = shown(south.get(REVIEW))
    assert "Emergency openings (1 waiting)" in page
    assert "Who Ann Dodds Whose record Ruth Malik" in page
    assert "Privacy alerts" not in page
    for refused in (south.get(reverse("alerts")), south.get(reverse("close_alert", args=[alert.pk]))):
        assert refused.status_code == 403
    said = {"verdict": "not_justified", "words": WORDS}
    assert south.post(reverse("judge_override", args=[override.pk]), said)["Location"] == REVIEW
    override.refresh_from_db()
    assert (override.verdict, override.reviewed_by) == ("not_justified", manager)
    assert PrivacyAlert.objects.get(override=override).closed_by == manager


def test_a_manager_does_not_judge_their_own_opening(ground: Ground) -> None:
    manager = make_worker("Gay Long", unit=ground.south, profile=Profile.LEAD)
    override = make_override(ground.ruth, manager, NOW)
    said = {"verdict": "justified", "words": WORDS}
    assert ground.as_(manager).post(reverse("judge_override", args=[override.pk]), said).status_code == 403


def test_a_verdict_is_said_once(ground: Ground) -> None:
    override = make_override(ground.ruth, ground.ann, NOW)
    judged(ground, override)
    assert judged(ground, override).status_code == 302
    assert judged(ground, override, verdict="not_justified").status_code == 403
    override.refresh_from_db()
    assert override.verdict == "justified"


def test_another_services_openings_and_alerts_are_not_there(ground: Ground) -> None:
    override = make_override(ground.ruth, ground.ann, NOW)
    unit = make_unit(make_service("leeds"))
    elsewhere = ground.as_(make_worker("Zed Other", unit=unit, profile=Profile.INFORMATION_GOVERNANCE))
    assert "Ann Dodds" not in shown(elsewhere.get(REVIEW))
    assert "Ann Dodds" not in shown(elsewhere.get(reverse("alerts")))
    assert elsewhere.get(reverse("judge_override", args=[override.pk])).status_code == 404
    assert elsewhere.get(reverse("close_alert", args=[PrivacyAlert.objects.get().pk])).status_code == 404


def test_the_officer_does_not_learn_whose_record_it_was_when_it_is_barred_to_them(ground: Ground) -> None:
    make_override(ground.ruth, ground.ann, NOW)
    make_exclusion(ground.ruth, ground.lee)
    page = shown(ground.client.get(REVIEW))
    assert "A record you may not know" in page
    assert "Malik" not in page


def test_an_alert_is_open_with_the_officer_at_once_and_closed_with_what_was_found(ground: Ground) -> None:
    alert = make_privacy_alert(ground.ben, ground.sam, kind=Curiosity.COLLEAGUE, raised_at=NOW)
    page = shown(ground.client.get("/information-rights/"))
    assert "Privacy alerts (1 open)" in page
    page = shown(ground.client.get(reverse("alerts")))
    assert (
        "Ben Shah , 3 Mar 2026, 22:15: Looked at the record of a colleague. Whose record: Sam Okafor" in page
    )
    close = reverse("close_alert", args=[alert.pk])
    assert ground.client.post(close, {"outcome": "ok"}).status_code == 422
    with time_machine.travel(NOW + timedelta(hours=1), tick=False):
        later = ground.as_(ground.lee)
        assert later.post(close, {"outcome": "He is on Sam's rota this week"})["Location"] == reverse(
            "alerts"
        )
    alert.refresh_from_db()
    assert (alert.closed_by, alert.closed_at) == (ground.lee, NOW + timedelta(hours=1))
    assert "Privacy alerts (0 open)" in shown(ground.client.get(reverse("alerts")))
    ground.client.post(close, {"outcome": "Something else altogether"})
    alert.refresh_from_db()
    assert alert.outcome == "He is on Sam's rota this week"


def test_an_emergency_openings_alert_is_closed_by_its_verdict_alone(ground: Ground) -> None:
    make_override(ground.ruth, ground.ann, NOW)
    alert = PrivacyAlert.objects.get()
    answer = ground.client.post(reverse("close_alert", args=[alert.pk]), {"outcome": "Looks all right to me"})
    assert answer.status_code == 403
    alert.refresh_from_db()
    assert alert.closed_at is None


def test_an_alert_about_the_officer_waits_for_somebody_else(ground: Ground) -> None:
    alert = make_privacy_alert(ground.lee, ground.sam, kind=Curiosity.COLLEAGUE, raised_at=NOW)
    assert "This is about you" in shown(ground.client.get(reverse("alerts")))
    assert (
        ground.client.post(
            reverse("close_alert", args=[alert.pk]), {"outcome": "Nothing to see here"}
        ).status_code
        == 403
    )


def test_the_review_costs_the_same_few_statements_however_much_waits(
    ground: Ground, django_assert_max_num_queries: Any
) -> None:
    for _ in range(3):
        make_override(ground.ruth, ground.ann, NOW)
    ground.client.get(REVIEW)
    with django_assert_max_num_queries(20) as asked:
        ground.client.get(REVIEW)
    for _ in range(20):
        make_override(ground.sam, ground.ben, NOW)
    with django_assert_max_num_queries(len(asked)):
        ground.client.get(REVIEW)
