"""Dates of which part may be known: read in any order, never padded out, refused with a sentence."""

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from waymark.core.partial_dates import (
    MONTHS,
    How,
    NotADate,
    PartialDate,
    WhyNot,
    of_date,
    one_digit_wrong,
    read,
    read_how,
)

TODAY = date(2026, 11, 25)
THIRD_OF_FEBRUARY = PartialDate(1984, 2, 3)


@pytest.mark.parametrize(
    "value",
    [
        "3/2/1984", "03/02/1984", "3-2-84", "3.2.84", "3 2 1984", "1984-02-03", "1984/2/3", "84-02-03", "03021984", "19840203",
        "3 Feb 84", "3 February 1984", "3rd Feb 1984", "03-FEB-1984", "3Feb1984", "Feb 3, 1984", "1984 Feb 3", "Friday 3 February 1984",
        "1984-02-03T00:00:00", "03/02/1984 00:00", "3\u00a0Feb\u00a01984", " 3/2/1984 ", "3–2–1984", "\u200e3/2/1984", "'3/2/1984",
        date(1984, 2, 3), datetime.fromisoformat("1984-02-03"), 30715, 30715.0, "30715", 3021984,
    ],
)  # fmt: skip
def test_the_third_of_february_in_every_way_it_is_written(value):
    assert read(value, TODAY) == THIRD_OF_FEBRUARY


@pytest.mark.parametrize(
    ("value", "kept"),
    [
        ("1984", PartialDate(1984)),
        (1984, PartialDate(1984)),
        (1984.0, PartialDate(1984)),
        ("1984.0", PartialDate(1984)),
        ("Feb 1984", PartialDate(1984, 2)),
        ("February 1984", PartialDate(1984, 2)),
        ("Feb-84", PartialDate(1984, 2)),
        ("02/1984", PartialDate(1984, 2)),
        ("1984-02", PartialDate(1984, 2)),
        ("Sept 1984", PartialDate(1984, 9)),
    ],
)
def test_a_part_is_kept_as_a_part(value, kept):
    assert read(value, TODAY) == kept


@pytest.mark.parametrize(
    "value",
    [
        None,
        "",
        " ",
        "unknown",
        "Not known",
        "N/K",
        "nk",
        "n/a",
        "?",
        "-",
        "DOB unknown",
        "refused",
        "declined",
        "tbc",
        "00/00/0000",
        "(unknown)",
    ],
)
def test_not_known_is_not_a_date(value):
    assert read(value, TODAY) is None


@pytest.mark.parametrize(
    ("value", "why", "says"),
    [
        ("31/02/1984", WhyNot.NO_SUCH_DAY, "There is no 31 February 1984"),
        ("29/2/1983", WhyNot.NO_SUCH_DAY, "There is no 29 February 1983"),
        ("13/13/1984", WhyNot.NO_SUCH_DAY, "There is no month 13"),
        ("1984-13", WhyNot.NO_SUCH_DAY, "There is no month 13"),
        ("0/2/1984", WhyNot.NO_SUCH_DAY, "There is no 0 February 1984"),
        ("26/11/2026", WhyNot.FUTURE, "is in the future"),
        ("2027", WhyNot.FUTURE, "2027 is in the future"),
        ("Dec 2026", WhyNot.FUTURE, "December 2026 is in the future"),
        ("3/2/1884", WhyNot.TOO_OLD, "more than 120 years ago"),
        ("1/1/1900", WhyNot.PLACEHOLDER, "usually stands for 'not known'"),
        ("01-Jan-1901", WhyNot.PLACEHOLDER, "usually stands for 'not known'"),
        (1, WhyNot.PLACEHOLDER, "usually stands for 'not known'"),
        (0, WhyNot.PLACEHOLDER, "usually stands for 'not known'"),
        ("3/2/20", WhyNot.WHICH_CENTURY, "1920 or 2020"),
        ("circa 1984", WhyNot.UNREADABLE, "cannot be read as a date"),
        ("3/2/184", WhyNot.UNREADABLE, "'184' is not a year"),
        ("030284", WhyNot.UNREADABLE, "cannot be read as a date"),
        ("3 Foo 1984", WhyNot.UNREADABLE, "cannot be read as a date"),
        ("Feb 13", WhyNot.UNREADABLE, "cannot be read as a date"),
        ("٣/٢/١٩٨٤", WhyNot.UNREADABLE, "cannot be read as a date"),
        (float("nan"), WhyNot.UNREADABLE, "cannot be read as a date"),
        (float("inf"), WhyNot.UNREADABLE, "cannot be read as a date"),
        (True, WhyNot.UNREADABLE, "cannot be read as a date"),
        (10**12, WhyNot.UNREADABLE, "cannot be read as a date"),
    ],
)
def test_each_refusal_says_what_is_wrong(value, why, says):
    with pytest.raises(NotADate, match=says) as refusal:
        read(value, TODAY)
    assert refusal.value.why == why


def test_today_is_not_the_future_and_this_year_alone_is_not_either():
    assert read("25/11/2026", TODAY) == PartialDate(2026, 11, 25)
    assert read("2026", TODAY) == PartialDate(2026)


@pytest.mark.parametrize(
    ("value", "how"),
    [
        ("3/2/1984", How.PLAIN),
        ("2/13/1984", How.MONTH_FIRST),
        (30715, How.SPREADSHEET_NUMBER),
        (date(1984, 2, 3), How.PLAIN),
    ],
)
def test_it_is_told_how_a_date_was_read(value, how):
    assert read_how(value, TODAY).how == how


def test_day_comes_before_month_wherever_both_are_possible():
    assert read("4/5/1984", TODAY) == PartialDate(1984, 5, 4)
    assert read("5/13/1984", TODAY) == PartialDate(1984, 5, 13)


@pytest.mark.parametrize(
    ("two", "year"), [("84", 1984), ("27", 1927), ("05", 2005), ("15", 2015), ("00", 2000)]
)
def test_two_digits_mean_the_only_century_somebody_can_be_born_in(two, year):
    assert read(f"3/2/{two}", TODAY) == PartialDate(year, 2, 3)


def test_what_happened_lately_has_a_nearer_century():
    assert read("3/2/20", TODAY, within=40) == PartialDate(2020, 2, 3)
    with pytest.raises(NotADate, match="which year '50' is"):
        read("3/2/50", TODAY, within=40)


@pytest.mark.parametrize(
    ("kept", "text", "shown"),
    [
        (THIRD_OF_FEBRUARY, "1984-02-03", "3 February 1984"),
        (PartialDate(1984, 2), "1984-02", "February 1984"),
        (PartialDate(1984), "1984", "1984"),
    ],
)
def test_written_and_shown(kept, text, shown):
    assert (str(kept), kept.display()) == (text, shown)
    assert read(text, TODAY) == read(shown, TODAY) == kept


@pytest.mark.parametrize(
    ("year", "month", "day"),
    [(1984, 13, None), (1983, 2, 29), (1984, None, 3), (0, None, None), (1984, 0, 1)],
)
def test_a_date_that_no_calendar_has_cannot_be_made(year, month, day):
    with pytest.raises(ValueError):
        PartialDate(year, month, day)


def test_sorted_by_what_is_known():
    dates = [PartialDate(1985), THIRD_OF_FEBRUARY, PartialDate(1984, 2), PartialDate(1984)]

    assert sorted(dates, key=lambda found: found.sort_key) == dates[::-1]


@pytest.mark.parametrize(
    ("birth", "on", "age", "words"),
    [
        (THIRD_OF_FEBRUARY, date(2026, 2, 2), 41, "41"),
        (THIRD_OF_FEBRUARY, date(2026, 2, 3), 42, "42"),
        (PartialDate(1984), TODAY, None, "41 or 42"),
        (PartialDate(1984), date(2026, 12, 31), 42, "42"),
        (PartialDate(1984, 2), TODAY, 42, "42"),
        (PartialDate(1984, 11), TODAY, None, "41 or 42"),
        (PartialDate(2004, 2, 29), date(2026, 2, 28), 21, "21"),
        (PartialDate(2004, 2, 29), date(2026, 3, 1), 22, "22"),
        (PartialDate(2026), TODAY, 0, "0"),
    ],
)
def test_an_age_is_only_as_sure_as_the_date(birth, on, age, words):
    assert birth.age_at(on) == age
    assert birth.age_words(on) == words


def test_a_year_agrees_with_the_days_in_it_and_with_no_other():
    assert PartialDate(1984).agrees_with(THIRD_OF_FEBRUARY)
    assert THIRD_OF_FEBRUARY.agrees_with(PartialDate(1984, 2))
    assert not THIRD_OF_FEBRUARY.agrees_with(PartialDate(1984, 3))
    assert not PartialDate(1985).agrees_with(THIRD_OF_FEBRUARY)


birth_days = st.dates(date(1917, 1, 1), TODAY)


@given(birth_days)
def test_every_way_of_writing_a_day_gives_that_day(day):
    whole, month = of_date(day), MONTHS[day.month - 1]
    written = [
        f"{day.day}/{day.month}/{day.year}",
        f"{day:%d%m%Y}",
        f"{day:%d.%m.%Y}",
        day.isoformat(),
        f"{day.day} {month[:3]} {day.year}",
        f"{month} {day.day}, {day.year}",
        whole.display(),
        str(whole),
        day,
        datetime.combine(day, time()),
    ]

    assert {read(text, TODAY) for text in written} == {whole}


@given(st.dates(date(1907, 1, 1), TODAY))
def test_a_spreadsheets_number_is_the_day_the_spreadsheet_shows(day):
    number = (day - date(1899, 12, 30)).days

    assert read(number, TODAY) == (of_date(day))


def test_a_spreadsheet_counts_a_leap_day_in_1900_that_never_was():
    assert read_how(60 + 1, date(2000, 1, 1)).date == PartialDate(1900, 3, 1)
    assert read_how(59, date(2000, 1, 1)).date == PartialDate(1900, 2, 28)


@given(birth_days, st.integers(0, 7), st.integers(1, 9))
def test_one_digit_wrong_leads_back_to_the_right_day(day, at, by):
    right = f"{day:%d%m%Y}"
    wrong = right[:at] + str((int(right[at]) + by) % 10) + right[at + 1 :]

    assert of_date(day) in set(one_digit_wrong(wrong, TODAY))


def test_one_digit_wrong_gives_only_days_somebody_alive_was_born_on():
    near = list(one_digit_wrong("03021984", TODAY))

    assert len(near) > 20
    assert all(date(1906, 1, 1) <= found.earliest <= TODAY and found != THIRD_OF_FEBRUARY for found in near)


def read_or_sentence(value):
    try:
        return read(value, TODAY)
    except NotADate as refusal:
        return str(refusal)


any_value = st.one_of(
    st.text(max_size=30), st.floats(), st.integers(), st.from_regex(r"[0-9./ -]{1,12}", fullmatch=True)
)


@given(any_value)
def test_any_value_is_a_date_or_nothing_or_refused_with_a_sentence(value):
    found = read_or_sentence(value)

    if isinstance(found, str):
        assert found.endswith((".", "?"))
    else:
        assert found is None or (found.earliest <= TODAY and found.year >= TODAY.year - 120)


@given(birth_days, st.sampled_from(["year", "month", "day"]), st.integers(0, 40000))
def test_the_ages_hold_for_every_day_it_can_be(day, known, later):
    birth = {"year": PartialDate(day.year), "month": PartialDate(day.year, day.month), "day": of_date(day)}[
        known
    ]
    on = day + timedelta(days=later)

    youngest, oldest = birth.ages_at(on)
    assert youngest <= of_date(day).age_at(on) <= oldest <= youngest + 1
