"""One row of the sheet: the person it describes, and what is wrong or unlikely about it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from uuid import UUID

from waymark.core import nhs
from waymark.core.names import fold
from waymark.core.partial_dates import PartialDate
from waymark.doors.imports.choices import Field, Problem
from waymark.doors.imports.rules import cells, coded, dates, reach
from waymark.doors.imports.rules.findings import Cell, Finding, Findings
from waymark.doors.imports.rules.known import Known
from waymark.people.service_users.choices import AddressKind, NeedKind

PRESENT_NOT_TRACED = "02"
NEED_LONGEST, SHORT, LONG = 300, 200, 2000


@dataclass(frozen=True)
class Clean:
    """A person as the row gives them, every value in the form it is kept in. Ids are those `Known` gave."""

    given_name: str = ""
    family_name: str = ""
    chosen_name: str = ""
    previous_names: tuple[str, ...] = ()
    pronouns: str = ""
    birth: PartialDate | None = None
    nhs_number: str = ""
    other_numbers: Mapping[str, str] = field(default_factory=dict)
    gender: str = ""
    ethnicity: str = ""
    phones: tuple[tuple[str, str], ...] = ()
    email: str = ""
    address_lines: str = ""
    postcode: str = ""
    address_kind: AddressKind | None = None
    address_protected: bool = False
    gp_practice: str = ""
    team_id: UUID | None = None
    key_worker_id: UUID | None = None
    referred_on: date | None = None
    referred_by: str = ""
    opened_on: date | None = None
    needs: tuple[tuple[NeedKind, str], ...] = ()
    safe_contact: Mapping[str, bool | str] = field(default_factory=dict)
    """The names and values that set_safe_contact takes; only what the row says."""

    @property
    def name(self) -> str:
        return f"{self.given_name} {self.family_name}".strip()

    @property
    def nhs_number_status(self) -> str:
        """A number out of a spreadsheet is present and not traced, never verified (rules.md 1.1)."""
        return PRESENT_NOT_TRACED if self.nhs_number else ""

    @property
    def identity(self) -> str:
        """What makes this the same person when the sheet is brought in again, for `ids.derived`: a number if there is one."""
        if self.nhs_number:
            return f"nhs {self.nhs_number}"
        if self.other_numbers:
            heading, number = min(self.other_numbers.items())
            return f"{' '.join(fold(heading))} {number.casefold()}"
        return f"name {self._by_name}"

    @property
    def is_known_by_name_only(self) -> bool:
        """Whether no number tells who this is: then the name does, with whatever else is known."""
        return not (self.nhs_number or self.other_numbers)

    @property
    def _by_name(self) -> str:
        phones = " ".join(sorted(number for number, _ in self.phones))
        return f"{' '.join(fold(self.name))} {self.birth or ''} {phones} {self.postcode}".strip()


@dataclass(frozen=True)
class Row:
    """A row of the sheet that describes somebody. `number` is what the spreadsheet shows beside it."""

    number: int
    person: Clean
    findings: tuple[Finding, ...] = ()

    @property
    def problems(self) -> tuple[Finding, ...]:
        return tuple(finding for finding in self.findings if finding.is_problem)

    @property
    def doubts(self) -> tuple[Finding, ...]:
        return tuple(finding for finding in self.findings if not finding.is_problem)

    @property
    def is_sound(self) -> bool:
        """Whether it can be brought in."""
        return not self.problems

    def with_findings(self, more: Sequence[Finding]) -> "Row":
        return replace(self, findings=(*self.findings, *more))


class RowReader:
    """Reads the cells of one row, field by field, noting what is wrong."""

    def __init__(self, number: int, cells_of: Mapping[Field, Sequence[Cell]], known: Known) -> None:
        self.number, self.cells_of, self.known = number, dict(cells_of), known
        self.found = Findings()

    def read(self) -> Row:
        """The row's person and findings."""
        self._refuse_errors()
        given_name, family_name = self._names()
        nhs_number, other_numbers = self._numbers()
        address_lines, postcode, address_kind = self._address()
        team_id = coded.team(self._cell(Field.TEAM), self.found, self.known)
        person = Clean(
            given_name=given_name,
            family_name=family_name,
            chosen_name=self._said(Field.CHOSEN_NAME),
            previous_names=self._each(Field.PREVIOUS_NAME),
            pronouns=self._said(Field.PRONOUNS, 40),
            birth=dates.birth(self._cell(Field.BIRTH), self.found, self.known.today),
            nhs_number=nhs_number,
            other_numbers=other_numbers,
            gender=coded.gender(self._cell(Field.GENDER), self.found),
            ethnicity=coded.ethnicity(self._cell(Field.ETHNICITY), self.found),
            phones=self._phones(),
            email=reach.email(self._cell(Field.EMAIL), self.found),
            gp_practice=self._said(Field.GP_PRACTICE),
            team_id=team_id or self.known.team_when_empty,
            key_worker_id=coded.worker(self._cell(Field.KEY_WORKER), self.found, self.known),
            referred_on=dates.day(self._cell(Field.REFERRED_ON), self.found, self.known.today),
            referred_by=self._said(Field.REFERRED_BY),
            opened_on=dates.day(self._cell(Field.OPENED_ON), self.found, self.known.today),
            needs=self._needs(),
            safe_contact=self._safe_contact(),
            address_lines=address_lines,
            postcode=postcode,
            address_kind=address_kind,
            address_protected=bool(cells.yes(self._cell(Field.ADDRESS_PROTECTED), self.found)),
        )
        self._across(person)
        return Row(self.number, person, tuple(self.found.found))

    def _cell(self, field: Field) -> Cell:
        """The first filled cell of a field; an empty one where the sheet has none."""
        each = self.cells_of.get(field, ())
        return next(
            (cell for cell in each if cells.text_of(cell.raw)),
            each[0] if each else Cell(self.number, None, ""),
        )

    def _filled(self, field: Field) -> list[Cell]:
        return [cell for cell in self.cells_of.get(field, ()) if cells.text_of(cell.raw)]

    def _said(self, field: Field, longest: int = SHORT) -> str:
        return cells.said(self._cell(field), self.found, longest)

    def _each(self, field: Field, longest: int = SHORT) -> tuple[str, ...]:
        said = (cells.said(cell, self.found, longest) for cell in self._filled(field))
        return tuple(text for text in said if text)

    def _refuse_errors(self) -> None:
        """Note the cells whose formula failed, and read them as empty."""
        for which, each in list(self.cells_of.items()):
            for at, cell in enumerate(each):
                if isinstance(cell.raw, str) and cells.ERROR.fullmatch(cell.raw.strip()):
                    self.found.add(Problem.CELL_ERROR, cell)
                    self.cells_of[which] = [*each[:at], replace(cell, raw=""), *each[at + 1 :]]

    def _names(self) -> tuple[str, str]:
        """First name and family name. A whole name is parted at its comma and nowhere else."""
        family_name = cells.family_name(self._cell(Field.FAMILY_NAME), self.found)
        given_name = cells.name(self._cell(Field.GIVEN_NAME), self.found)
        whole = self._cell(Field.WHOLE_NAME)
        if not family_name and not given_name and cells.text_of(whole.raw):
            return self._whole_name(whole)
        if not given_name:
            where = self._cell(Field.GIVEN_NAME if Field.GIVEN_NAME in self.cells_of else Field.WHOLE_NAME)
            self.found.add(Problem.GIVEN_NAME_MISSING if family_name else Problem.NAME_MISSING, where)
        return given_name, family_name

    def _whole_name(self, cell: Cell) -> tuple[str, str]:
        text = cells.name(cell, self.found)
        family_name, comma, given_name = (part.strip() for part in text.partition(","))
        if comma and given_name:
            return given_name, family_name
        if len(text.rstrip(",").split()) > 1:
            self.found.add(Problem.NAME_ORDER, cell)
        return text.rstrip(", "), ""

    def _numbers(self) -> tuple[str, dict[str, str]]:
        nhs_number, others = reach.nhs_number(self._cell(Field.NHS_NUMBER), self.found, self.known)
        for cell in self._filled(Field.LOCAL_NUMBER):
            number = cells.said(cell, self.found, SHORT)
            others |= {cell.heading: number} if number else {}
        return nhs_number, others

    def _phones(self) -> tuple[tuple[str, str], ...]:
        each = (reach.phone(cell, self.found) for cell in self._filled(Field.PHONE))
        return tuple({phone[0]: phone for phone in each if phone}.values())

    def _address(self) -> tuple[str, str, AddressKind | None]:
        lines = "\n".join(self._each(Field.ADDRESS, LONG))
        postcode = reach.postcode(self._cell(Field.POSTCODE), self.found)
        if reach.is_no_place(lines):
            lines, postcode = "", nhs.NO_FIXED_ABODE
        kind = AddressKind.NO_FIXED_ABODE if postcode == nhs.NO_FIXED_ABODE else AddressKind.HOME
        return lines, postcode, kind if lines or postcode else None

    def _needs(self) -> tuple[tuple[NeedKind, str], ...]:
        """What must be known at every opening (rules.md 1.3). 'None' is no need."""
        kinds = {
            Field.COMMUNICATION: NeedKind.COMMUNICATION,
            Field.FORMAT: NeedKind.FORMAT,
            Field.ADJUSTMENT: NeedKind.ADJUSTMENT,
        }
        needs = [(kind, words) for field, kind in kinds.items() for words in self._each(field, NEED_LONGEST)]
        interpreter = cells.language_needed(self._said(Field.INTERPRETER, SHORT))
        language = self._said(Field.LANGUAGE, SHORT)
        needs += [(NeedKind.INTERPRETER, interpreter)] if interpreter else []
        needs += (
            [(NeedKind.COMMUNICATION, f"Speaks {language}")]
            if language and fold(language) != ("english",)
            else []
        )
        return tuple((kind, words) for kind, words in needs if not _is_no(words))

    def _safe_contact(self) -> dict[str, bool | str]:
        """What must not be done to reach them. 'OK to leave voicemail: No' and 'No voicemail: Yes' are the same rule."""
        rules: dict[str, bool | str] = {}
        for name, must_not, may in _SAFE:
            forbidden = cells.yes(self._cell(must_not), self.found)
            allowed = cells.yes(self._cell(may), self.found, is_permission=True) if may else None
            if forbidden or allowed is False:
                rules[name] = True
        code_name = cells.said(self._cell(Field.CODE_NAME), self.found, 80)
        words = cells.said(self._cell(Field.SAFE_CONTACT), self.found, LONG)
        return rules | ({"code_name": code_name} if code_name else {}) | ({"words": words} if words else {})

    def _across(self, person: Clean) -> None:
        """What is only wrong when cells are read side by side."""
        if cells.text_of(self._cell(Field.DIED).raw) and not _is_no(
            cells.text_of(self._cell(Field.DIED).raw)
        ):
            self.found.add(Problem.HAS_DIED, self._cell(Field.DIED))
        if person.team_id is None and not cells.text_of(self._cell(Field.TEAM).raw):
            self.found.add(Problem.TEAM_MISSING, self._cell(Field.TEAM))
        for where, day in ((Field.REFERRED_ON, person.referred_on), (Field.OPENED_ON, person.opened_on)):
            if day and person.birth and day < person.birth.earliest:
                self.found.add(Problem.DATE_BEFORE_BIRTH, self._cell(where))
        if person.referred_on and person.opened_on and person.opened_on < person.referred_on:
            self.found.add(Problem.OPENED_BEFORE_REFERRED, self._cell(Field.OPENED_ON))


_SAFE = (
    ("no_voicemail", Field.NO_VOICEMAIL, Field.VOICEMAIL_OK),
    ("no_post", Field.NO_POST, Field.POST_OK),
    ("no_text", Field.NO_TEXT, Field.TEXT_OK),
    ("no_email", Field.NO_EMAIL, Field.EMAIL_OK),
    ("no_home_visit", Field.NO_HOME_VISIT, None),
    ("discreet", Field.DISCREET, None),
)


def _is_no(text: str) -> bool:
    return " ".join(fold(text)) in (
        "no",
        "none",
        "n",
        "false",
        "0",
        "no needs",
        "nothing",
        "alive",
        "n a",
        "na",
    )
