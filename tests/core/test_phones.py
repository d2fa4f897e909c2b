"""Telephone numbers: kept one way, shown as people dial them, refused with a sentence, notes beside them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from waymark.core.phones import NotANumber, dialled, from_cell, normal, show, split_note, takes_texts, to_ring


@pytest.mark.parametrize(
    ("typed", "kept", "shown"),
    [
        ("07700 900123", "+447700900123", "07700 900123"),
        ("07700900123", "+447700900123", "07700 900123"),
        ("07700 900 123", "+447700900123", "07700 900123"),
        ("07700-900-123", "+447700900123", "07700 900123"),
        ("07700\u00a0900\u00a0123", "+447700900123", "07700 900123"),
        ("\u202a07700 900123\u202c", "+447700900123", "07700 900123"),
        ("+44 (0)7700 900123", "+447700900123", "07700 900123"),
        ("00447700900123", "+447700900123", "07700 900123"),
        ("447700900123", "+447700900123", "07700 900123"),
        ("7700900123", "+447700900123", "07700 900123"),
        ("(0191) 498 0123", "+441914980123", "0191 498 0123"),
        ("020 7946 0123", "+442079460123", "020 7946 0123"),
        ("01632 960123", "+441632960123", "01632 960123"),
        ("016977 3555", "+44169773555", "016977 3555"),
        ("0191 498 0123 ext 12", "+441914980123;ext=12", "0191 498 0123 x12"),
        ("0800 1111", "+448001111", "0800 1111"),
        ("0300 123 3393", "+443001233393", "0300 123 3393"),
        ("111", "111", "111"),
        ("999", "999", "999"),
        ("101", "101", "101"),
        ("116 123", "116123", "116 123"),
        ("18001 07700 900123", "1800107700900123", "18001 07700 900123"),
        ("+48 22 123 45 67", "+48221234567", "+48 22 123 45 67"),
        ("0048 22 123 45 67", "+48221234567", "+48 22 123 45 67"),
        ("", "", ""),
        ("  ", "", ""),
    ],
)
def test_a_number_is_kept_one_way_and_shown_as_dialled(typed, kept, shown):
    assert normal(typed) == kept
    assert show(kept) == shown
    assert normal(shown) == kept


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("07700 900 12", "has 10 digits where 11 are needed"),
        ("07700 900 1234", "has 12 digits where 11 are needed"),
        ("123456", "has 6 digits where 11 are needed"),
        ("7.7009E+09", "The spreadsheet has shortened this number"),
        ("ring mum", "Use digits only"),
        ("٠٧٧٠٠٩٠٠١٢٣", "Use digits only"),
        ("０７７００９００１２３", "Use digits only"),
        ("07700 900123 / 0191 498 0123", "not a telephone number|too many|where 11 are needed"),
        ("+1 21", "too few or too many digits"),
        ("0414 000 0000", "begins with 04"),
        ("+", "not a telephone number"),
        ("1" * 300, "not a telephone number"),
    ],
)
def test_each_refusal_says_what_to_do(typed, says):
    with pytest.raises(NotANumber, match=says):
        normal(typed)


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (7700900123, "07700900123"),
        (7700900123.0, "07700900123"),
        ("7700900123.0", "7700900123"),
        (447700900123, "447700900123"),
        (1914980123, "01914980123"),
        (111, "111"),
        (None, ""),
        ("07700 900123", "07700 900123"),
    ],
)
def test_a_cell_that_lost_its_zero_gets_it_back(cell, text):
    assert from_cell(cell) == text


@pytest.mark.parametrize(
    ("typed", "number", "note"),
    [
        ("07700 900123 (text first, hearing loss)", "07700 900123", "text first, hearing loss"),
        ("07700 900123 - mum", "07700 900123", "mum"),
        ("07700 900123 mum's (step)", "07700 900123", "mum's (step)"),
        ("07700 900123", "07700 900123", ""),
        ("0191 498 0123 ext 12", "0191 498 0123 ext 12", ""),
        ("0191 498 0123 x12", "0191 498 0123 x12", ""),
        ("mum", "mum", ""),
        ("", "", ""),
    ],
)
def test_words_after_a_number_are_its_note(typed, number, note):
    assert split_note(typed) == (number, note)


@pytest.mark.parametrize(
    ("kept", "yes"),
    [
        ("+447700900123", True),
        ("+441914980123", False),
        ("111", False),
        ("1800107700900123", False),
        ("+48221234567", False),
        ("", False),
    ],
)
def test_texts_go_to_mobiles(kept, yes):
    assert takes_texts(kept) is yes


@pytest.mark.parametrize(
    ("kept", "digits"),
    [
        ("+447700900123", "07700900123"),
        ("116123", "116123"),
        ("+48221234567", "48221234567"),
        ("1800107700900123", "07700900123"),
        ("+441914980123;ext=12", "01914980123"),
    ],
)
def test_what_is_dialled_here(kept, digits):
    assert dialled(kept) == digits


def kept_or_sentence(text):
    try:
        return normal(text)
    except NotANumber as refusal:
        return str(refusal)


@given(st.integers(0, 999))
def test_every_number_kept_for_plays_and_films_can_be_kept(last):
    kept = normal(f"07700 900{last:03d}")

    assert kept == f"+447700900{last:03d}"
    assert normal(show(kept)) == normal(dialled(kept)) == kept


@given(st.one_of(st.text(max_size=40), st.from_regex(r"[0-9+() ./x-]{1,20}", fullmatch=True)))
def test_any_text_is_kept_or_refused_and_what_is_kept_stays(text):
    kept = kept_or_sentence(text)

    assert kept.endswith(".") or (kept.isascii() and normal(show(kept)) == kept)


@pytest.mark.parametrize(
    ("number", "when", "link"),
    [
        ("999", "Someone's life is in danger now", "tel:999"),
        ("111 option 2", "Urgent mental health help, day or night", "tel:111"),
        ("116 123", "To talk to someone, day or night", "tel:116123"),
        ("85258", "To text instead of talking, day or night: text SHOUT", "sms:85258"),
        ("0191 498 0123", "In the week", "tel:01914980123"),
    ],
)
def test_a_line_to_ring_is_one_touch_away(number, when, link):
    assert to_ring(number, when) == link
