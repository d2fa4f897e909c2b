"""The search page, through the front door."""

import pytest

from tests.factories.base import (
    actor_of,
    make_grant,
    make_person,
    make_worker,
    sign_in,
)
from tests.factories.search import make_passage
from waymark.core.models import AuditEntry
from waymark.people.access.choices import Profile, Sensitivity

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(client, ann_dodds):
    sign_in(client, ann_dodds)

    def get(**asked):
        return client.get("/search/", asked)

    return get


def said(response):
    """The page as one line of text."""
    return " ".join(response.content.decode().split())


def test_before_anything_is_asked_the_page_says_what_to_do(page):
    response = page()

    assert response.status_code == 200
    assert "Type a word, such as a place, a medicine or something that was said." in said(response)


def test_an_entry_is_shown_with_its_words_marked_its_person_and_its_time(page, ann_dodds, sam):
    make_passage("Walked to the café. <b>Tired</b> & glad.", by=actor_of(ann_dodds), person=sam)

    text = said(page(q="cafe walk tired"))

    assert (
        "<mark>Walked</mark> to the <mark>café</mark>. &lt;b&gt;<mark>Tired</mark>&lt;/b&gt; &amp; glad."
        in text
    )
    assert "1 entry" in text
    assert f'<a href="/record/{sam.id}/?q=cafe%20walk%20tired">Sam Okafor</a>' in text
    assert "Note, 4 Mar 2026, 10:00" in text


def test_what_was_asked_stands_in_the_box_escaped(page):
    assert "&#34;&gt;&lt;script&gt;alert(1)&lt;/script&gt;" in said(page(q='"><script>alert(1)</script>'))
    assert "<script>alert" not in said(page(q='"><script>alert(1)</script>'))


def test_nothing_found_says_what_to_try(page):
    response = page(q="canary", since="28")

    assert response.status_code == 200
    assert "No entry that you may read has this word in that time." in said(response)
    assert "‘medicat’ finds ‘medication’. Or look at any time." in said(response)


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ({"q": ""}, "Type a word to look for"),
        ({"q": "?!*"}, "Type a word to look for"),
        ({"q": "x" * 201}, "200 letters at most"),
        ({"q": "walk", "since": "soon"}, "Choose how far back to look from the list"),
        ({"q": "walk", "person": "1 OR 1=1"}, "Search again from the person’s page"),
    ],
)
def test_what_cannot_be_asked_is_said_beside_it_and_stays_typed(page, asked, sentence):
    response = page(**asked)

    assert response.status_code == 422
    assert sentence.replace("’", "&#39;") in said(response) or sentence in said(response)
    assert asked["q"] in said(response)


def test_more_than_fit_are_counted_and_the_page_says_so(page, ann_dodds, sam):
    for number in range(51):
        make_passage(f"Walk {number}", by=actor_of(ann_dodds), person=sam)

    first, more, all_of_them = (said(page(q="walk", **show)) for show in ({}, {"show": "30"}, {"show": "60"}))

    assert all("51 entries" in text for text in (first, more, all_of_them))
    assert "These are the latest 10." in first
    assert 'href="/search/?q=walk&amp;show=30#entry-10"' in first
    assert "These are the latest 30." in more
    assert 'href="/search/?q=walk&amp;show=50#entry-30"' in more
    assert "These are the latest" not in all_of_them
    assert "Show the earlier ones too" not in all_of_them
    assert all_of_them.count("<article") == 51


def test_one_person_s_record_can_be_searched_alone(page, ann_dodds, sam, team):
    jo = make_person("Jo", service=team.service)
    make_grant(jo, worker=ann_dodds)
    make_passage("Sam walked", by=actor_of(ann_dodds), person=sam)
    make_passage("Jo walked", by=actor_of(ann_dodds), person=jo)

    text = said(page(q="walk", person=str(jo.id)))

    assert "1 entry" in text
    assert f'<input type="hidden" name="person" value="{jo.id}">' in text
    assert "Search everyone you work with" in text


def test_a_stranger_s_record_is_not_found_and_the_attempt_is_logged(page, team):
    jo = make_person("Jo", service=team.service)

    assert page(q="walk", person=str(jo.id)).status_code == 404
    assert AuditEntry.objects.get(outcome="refused").person_id == jo.id


def test_every_entry_shown_is_in_the_read_log(page, ann_dodds, sam):
    shown = make_passage("Sam walked", by=actor_of(ann_dodds), person=sam)
    make_passage("Sam swam", by=actor_of(ann_dodds), person=sam)

    page(q="walk")

    entry = AuditEntry.objects.get(action="read")
    assert entry.detail["rows"]["search.passage"] == [str(shown.id)]
    assert entry.person_id == sam.id


def test_a_word_in_a_restricted_entry_is_not_on_the_page_of_another_worker(client, ann_dodds, sam, team):
    make_passage(
        "Canary in confidence", by=actor_of(ann_dodds), person=sam, sensitivity=Sensitivity.RESTRICTED
    )
    other = make_worker("Ben", unit=team)
    make_grant(sam, worker=other)

    text = said(sign_in(client, other).get("/search/", {"q": "canary"}))

    assert "Nothing found" in text
    assert "confidence" not in text


@pytest.mark.parametrize("profile", [Profile.ADMINISTRATOR, Profile.COMMISSIONER, Profile.OVERSIGHT])
def test_a_role_that_opens_no_records_has_no_search(client, team, profile):
    assert sign_in(client, make_worker(unit=team, profile=profile)).get("/search/").status_code == 403


def test_nobody_searches_without_signing_in(client):
    assert client.get("/search/", {"q": "walk"}).headers["Location"].startswith("/sign-in/")


def test_a_search_costs_eight_statements_at_most(page, ann_dodds, sam, django_assert_max_num_queries):
    """performance.md, with those of signing in and of the read log."""
    for number in range(20):
        make_passage(f"Walk {number}", by=actor_of(ann_dodds), person=sam)
    page(q="walk")

    with django_assert_max_num_queries(8):
        assert "20 entries" in said(page(q="walk"))
    with django_assert_max_num_queries(8):
        assert "20 entries" in said(page(q="walk", person=str(sam.id)))
