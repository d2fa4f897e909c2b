"""DUR-34 as it happens, through the front door of Durham's area manager."""

import pytest
import time_machine

from tests.data_quality.records import DAY, lines, make_whole, nhs_numbers, said
from tests.factories.real_service import hire, london, real_service, unit_of_service
from tests.factories.sign_in import signed_in_client
from waymark.core.ids import new_id

pytestmark = pytest.mark.django_db


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
        assert [(field, name) for field, name, *_ in listed] == [
            ("GP practice", "Number03 Carr"),
            ("GP practice", "Number08 Carr"),
            ("GP practice", "Number13 Carr"),
            ("GP practice", "Number21 Carr"),
            ("Birth date", "Number30 Carr"),
        ]
        assert [owner for *_, owner, _ in listed] == ["Ann Dodds"] * 3 + ["Ben Hall"] * 2
        assert "1 January 1900 usually stands for ‘not known’" in listed[4][2]
        assert "87.5% complete : 35 of 40 open records" in said(board)
        assert "Worked out on Wednesday 4 March 2026 at 09:00" in said(board)

        sent = [
            {"value": "Marsh House Practice"},
            {"answer": "not_applicable"},
            {"value": "3 February 1984", "reason": "Read from her passport"},
        ]
        for (*_, where), data in zip((listed[0], listed[1], listed[4]), sent, strict=True):
            assert lee.get(where).status_code == 200
            assert lee.post(where, {"id": str(new_id()), **data}).status_code == 302

        after = lee.get("/data-quality/")
        assert [name for _, name, *_ in lines(after)] == ["Number13 Carr", "Number21 Carr"]
        assert "95.0% complete : 38 of 40 open records" in said(after)
        assert "It said ‘1 January 1900’" in said(lee.get(listed[4][4]))
        assert "Read from her passport" in said(lee.get(listed[4][4]))

        own = signed_in_client(ann).get("/data-quality/mine/")
        assert [(field, name) for field, name, *_ in lines(own)] == [("GP practice", "Number13 Carr")]
