"""Whole records, and what the pages of data quality say of others."""

import html
import re
from datetime import date

from tests.factories.base import actor_of, make_allocation, make_episode, make_person
from waymark.core import nhs
from waymark.core.ids import new_id
from waymark.people.service_users import actions as service_users
from waymark.people.service_users.choices import AddressKind, PointKind

DAY = date(2026, 3, 4)


def said(response):
    """The words of the page as one line."""
    return words(response.content.decode())


def lines(response):
    """What is to be put right: (field, who, what is wrong, key worker, address)."""
    page = response.content.decode()
    found = []
    for row in re.findall(r"<tr role=\"row\">(.*?)</tr>", page, re.DOTALL):
        where = re.search(r'href="(/data-quality/[^"]+)"', row)
        if where:
            name, field, wrong, owner = (
                words(cell) for cell in re.findall(r"<t[hd].*?</t[hd]>", row, re.DOTALL)[:4]
            )
            found.append((field, name, wrong, owner, where[1]))
    return found


def words(part):
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", part)).split())


def make_whole(number, unit, owner, **more):
    """An open record with nothing missing: person, details written through the product's own actions, a key worker."""
    known = {
        "birth_year": 1980,
        "birth_month": 1 + number % 12,
        "birth_day": 1 + number % 28,
        "nhs_number": "",
        "gp_practice": "Marsh House Practice",
        "gender": "1",
        "ethnicity": "A",
        **more,
    }
    person = make_person(f"Number{number:02d}", "Carr", service=unit.service, **known)
    make_allocation(make_episode(person, unit), owner)
    by = actor_of(owner)
    service_users.add_address(
        by=by, id=new_id(), person=person, kind=AddressKind.HOME, lines=f"{number} Mill Lane", from_on=DAY
    )
    service_users.add_contact_point(
        by=by, id=new_id(), person=person, kind=PointKind.PHONE, value=f"+4477009001{number:02d}"
    )
    service_users.add_important_person(by=by, id=new_id(), person=person, name="Leila", is_their="sister")
    return person


def nhs_numbers(how_many):
    """Sound numbers of the 999 range."""
    nines = (f"999{n:06d}" for n in range(1000))
    sound = (nine + digit for nine in nines if (digit := nhs.check_digit(nine)) is not None)
    return [next(sound) for _ in range(how_many)]
