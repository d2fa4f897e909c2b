"""DUR-34 as it happens, through the front door of Durham's area manager."""

import html
import re
from datetime import date

import pytest
import time_machine

from tests.factories.base import actor_of, make_allocation, make_episode, make_person
from tests.factories.real_service import hire, london, real_service, unit_of_service
from tests.factories.sign_in import signed_in_client
from waymark.core.ids import new_id
from waymark.people.service_users import actions as service_users
from waymark.people.service_users.choices import AddressKind, PointKind

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 4)


def said(response):
    """The words of the page as one line."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", response.content.decode())).split())


def lines(response):
    """What is to be put right: (field, name, words with the owner, address)."""
    page = response.content.decode()
    found = re.findall(r"<li>\s*<span class=\"wm-list__when\">(.*?)</span>(.*?)</li>", page, re.DOTALL)
    return [
        (
            field,
            re.search(r'wm-list__name"[^>]*>([^<]+)<', rest)[1],
            html.unescape(re.search(r"<p>(.*?)</p>", rest, re.DOTALL)[1]),
            re.search(r'href="(/data-quality/[^"]+)"', rest)[1],
        )
        for field, rest in found
    ]


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
    from waymark.core import nhs

    nines = (f"999{n:06d}" for n in range(1000))
    sound = (nine + digit for nine in nines if (digit := nhs.check_digit(nine)) is not None)
    return [next(sound) for _ in range(how_many)]


@pytest.mark.duty("DUR-34")
def test_five_faulty_records_of_forty_are_listed_with_owners_and_three_put_right_make_ninety_five_per_cent():
    with time_machine.travel(london(DAY, 9), tick=False):
        durham = real_service("durham-support-recovery")
        north = unit_of_service(durham, "north")
        lee = signed_in_client(hire(durham, "area-manager", "Lee Carter", unit="north"))
        ann = hire(durham, "recovery-worker", "Ann Dodds", unit="north")
        ben = hire(durham, "recovery-worker", "Ben Hall", unit="north")
        numbers = nhs_numbers(40)
        for n in range(40):
            wrong = {"gp_practice": ""} if n in (3, 8, 13, 21) else {}
            if n == 30:
                wrong = {"birth_year": 1900, "birth_month": 1, "birth_day": 1}
            make_whole(n, north, ann if n < 20 else ben, nhs_number=numbers[n], **wrong)

        board = lee.get("/data-quality/")
        assert board.status_code == 200
        listed = lines(board)
        assert [(field, name) for field, name, _, _ in listed] == [
            ("GP practice", "Number03 Carr"),
            ("GP practice", "Number08 Carr"),
            ("GP practice", "Number13 Carr"),
            ("GP practice", "Number21 Carr"),
            ("Birth date", "Number30 Carr"),
        ]
        assert [words.split(". ")[-1] for _, _, words, _ in listed] == ["Ann Dodds"] * 3 + ["Ben Hall"] * 2
        assert "1 January 1900 usually stands for ‘not known’" in listed[4][2]
        assert "87.5% complete : 35 of 40 open records" in said(board)
        assert "Worked out on Wednesday 4 March 2026 at 09:00" in said(board)

        sent = [
            {"value": "Marsh House Practice"},
            {"answer": "not_applicable"},
            {"value": "3 February 1984", "reason": "Read from her passport"},
        ]
        for (_, _, _, where), data in zip((listed[0], listed[1], listed[4]), sent, strict=True):
            assert lee.get(where).status_code == 200
            assert lee.post(where, {"id": str(new_id()), **data}).status_code == 302

        after = lee.get("/data-quality/")
        assert [name for _, name, _, _ in lines(after)] == ["Number13 Carr", "Number21 Carr"]
        assert "95.0% complete : 38 of 40 open records" in said(after)
        assert "It said ‘1 January 1900’" in said(lee.get(listed[4][3]))
        assert "Read from her passport" in said(lee.get(listed[4][3]))

        own = signed_in_client(ann).get("/data-quality/mine/")
        assert [(field, name) for field, name, _, _ in lines(own)] == [("GP practice", "Number13 Carr")]
