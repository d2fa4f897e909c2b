"""One-time codes, usernames, and sentences about whoever they are about, in English."""

import re
import time

import pytest

from waymark.doors.demo import queries, rules
from waymark.doors.demo.choices import SEED_OF_CODES

# ------------------------------------------------------------------ usernames


def test_a_username_has_plain_letters_only():
    assert rules.username("Marek Wójcik") == "marek.wojcik"
    assert rules.username("Mei-Ling Chow") == "mei.ling.chow"


def test_everybody_on_the_staff_has_a_username_of_their_own():
    names = queries.words()["staff"]["names"]

    assert len({rules.username(name) for name in names}) == len(names)


# ------------------------------------------------------------------ the words


def test_verbs_go_with_the_pronoun():
    template = (
        "{name} said {they} want to go. {They} have a plan; {their} sister told {them} what {they} know"
    )

    she = rules.said(template, rules.voice_of("Ann", "she"))
    they = rules.said(template, rules.voice_of("Ash", "they"))

    assert she == "Ann said she wants to go. She has a plan; her sister told her what she knows"
    assert they == "Ash said they want to go. They have a plan; their sister told them what they know"


def test_what_a_theme_lends_speaks_of_the_person_and_begins_a_sentence_with_a_capital():
    said = rules.said(
        "{name} rang. {other} was in. {Other} laughed.",
        rules.voice_of("Ann", "she"),
        other="{their} aunt",
    )

    assert said == "Ann rang. Her aunt was in. Her aunt laughed."


def test_a_template_that_asks_for_what_nobody_lends_is_a_fault():
    with pytest.raises(KeyError, match="place"):
        rules.said("{name} went to {place}", rules.voice_of("Ann", "she"))


@pytest.mark.parametrize("pronoun", ["she", "he", "they"])
def test_no_note_of_any_theme_is_left_with_a_gap_or_a_verb_of_the_wrong_kind(pronoun):
    voice, wrong = (
        rules.voice_of("Ann", pronoun),
        re.compile(r"[{}]|\b(she|he) (want|have|are|were|do)\b|hisself"),
    )
    for theme in queries.words()["themes"]:
        for template in (
            *theme["notes"],
            *theme["quotes"],
            *theme["next"],
            *theme["purposes"],
            *theme["meet"],
        ):
            for place, thing, other in zip(theme["places"], theme["things"], theme["others"], strict=False):
                said = rules.said(template, voice, place=place, thing=thing, other=other)
                assert not wrong.search(said), said


# ------------------------------------------------------------------ one-time codes


def test_codes_are_those_of_the_standard():
    """RFC 6238, appendix B, the last six of the eight digits; and what an authenticator here makes of the same seed."""
    from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value

    assert rules.code_of("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", 59) == "287082"
    assert rules.code_of("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", 1111111109) == "081804"
    now = int(time.time())
    assert rules.code_of(SEED_OF_CODES, now) == format_hotp_value(hotp_value(SEED_OF_CODES, now // 30))


def test_a_code_says_how_long_it_is_good_for():
    assert (rules.seconds_left(60), rules.seconds_left(89)) == (30, 1)


def test_an_app_takes_the_seed_in_by_its_address():
    address = rules.key_address("ABC", "ann dodds", "Waymark demo")

    assert address == "otpauth://totp/Waymark%20demo%3Aann%20dodds?secret=ABC&issuer=Waymark%20demo"
