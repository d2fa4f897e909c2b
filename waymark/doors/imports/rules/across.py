"""What is only wrong, or unlikely, when rows are read side by side: one number on two people, one person in two rows."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence

from waymark.core.names import fold
from waymark.doors.imports.choices import Doubt, Field, Problem
from waymark.doors.imports.rules.columns import Column
from waymark.doors.imports.rules.findings import Cell, Finding, Findings
from waymark.doors.imports.rules.rows import Row

SHARED_BY = 3
"""A telephone number given for more people than this is probably nobody's own."""


def compared(rows: Sequence[Row], columns: Sequence[Column]) -> list[Row]:
    """The rows with what comparing them showed."""
    found: dict[int, Findings] = defaultdict(Findings)
    where = _Where(columns)
    _same_person_twice(rows, found, where)
    _same_number(rows, found, where)
    _same_local_number(rows, found, where)
    _not_told_apart(rows, found, where)
    _perhaps_the_same(rows, found, where)
    _shared_phones(rows, found, where)
    return [row.with_findings(found[row.number].found) if row.number in found else row for row in rows]


class _Where:
    """The cell a finding belongs to."""

    def __init__(self, columns: Sequence[Column]) -> None:
        self.columns = {column.field: column for column in reversed(columns)}
        self.headed = {column.heading: column for column in columns}

    def cell(self, row: Row, field: Field | None) -> Cell:
        column = self.columns.get(field) if field else None
        return Cell(row.number, column.index, column.heading) if column else Cell(row.number, None, "")

    def cell_headed(self, row: Row, heading: str) -> Cell:
        """The column of that heading; another nation's number stands in the NHS number's."""
        column = self.headed.get(heading) or self.columns.get(Field.NHS_NUMBER)
        return Cell(row.number, column.index, column.heading) if column else Cell(row.number, None, heading)


def _groups(rows: Iterable[Row], key: Callable[[Row], Hashable]) -> Iterator[list[Row]]:
    """The rows that share a key, two or more at a time; rows without one are left out."""
    together: dict[Hashable, list[Row]] = defaultdict(list)
    for row in rows:
        if key(row):
            together[key(row)].append(row)
    return (group for group in together.values() if len(group) > 1)


def _others(row: Row, group: Sequence[Row]) -> str:
    numbers = [str(other.number) for other in group if other.number != row.number]
    listed = numbers[0] if len(numbers) == 1 else f"{', '.join(numbers[:-1])} and {numbers[-1]}"
    return f"row {listed}" if len(numbers) == 1 else f"rows {listed}"


def _who(row: Row) -> Hashable:
    """Name and birth date, which together say that two rows with a number in common are one person."""
    return tuple(sorted(fold(row.person.name))), row.person.birth


def _numbered(row: Row) -> Hashable:
    """Somebody certain: name, and a birth date or an NHS number."""
    person = row.person
    certain = person.birth or person.nhs_number
    return (
        (tuple(sorted(fold(person.name))), person.birth, person.nhs_number)
        if certain and fold(person.name)
        else None
    )


def _same_person_twice(rows: Sequence[Row], found: dict[int, Findings], where: _Where) -> None:
    """The first row stands; the others are refused."""
    for group in _groups(rows, _numbered):
        for row in group[1:]:
            found[row.number].add(Problem.ROW_TWICE, where.cell(row, None), rows=_others(row, group[:1]))


def _same_number(rows: Sequence[Row], found: dict[int, Findings], where: _Where) -> None:
    for group in _groups(rows, lambda row: row.person.nhs_number):
        for row in group if len({_who(row) for row in group}) > 1 else ():
            found[row.number].add(
                Problem.NHS_TWICE, where.cell(row, Field.NHS_NUMBER), rows=_others(row, group)
            )


def _same_local_number(rows: Sequence[Row], found: dict[int, Findings], where: _Where) -> None:
    headings = {heading for row in rows for heading in row.person.other_numbers}
    for heading in sorted(headings):
        for group in _groups(rows, _number_under(heading)):
            for row in group if len({fold(row.person.name) for row in group}) > 1 else ():
                cell = where.cell_headed(row, heading)
                found[row.number].add(
                    Problem.LOCAL_NUMBER_TWICE, cell, rows=_others(row, group), heading=heading
                )


def _not_told_apart(rows: Sequence[Row], found: dict[int, Findings], where: _Where) -> None:
    """No two sound rows may be the same person next time, or the second would be lost unsaid."""
    nothing_against = [row for row in rows if row.is_sound and not any(_problems(found, row))]
    for group in _groups(nothing_against, lambda row: row.person.identity):
        code = Problem.NOT_TOLD_APART if group[0].person.is_known_by_name_only else Problem.ROW_TWICE
        for row in group[1:]:
            found[row.number].add(code, where.cell(row, None), rows=_others(row, group[:1]))


def _problems(found: dict[int, Findings], row: Row) -> list[Finding]:
    return [each for each in found[row.number].found if each.is_problem] if row.number in found else []


def _number_under(heading: str) -> Callable[[Row], Hashable]:
    return lambda row: row.person.other_numbers.get(heading, "").casefold()


def _perhaps_the_same(rows: Sequence[Row], found: dict[int, Findings], where: _Where) -> None:
    """Same name and birth date with different numbers, or same telephone and first name: somebody should look."""
    told: set[tuple[int, int]] = set()
    for why, key in (
        ("the same name and birth date", _name_and_birth),
        ("the same telephone number and first name", _phone_and_name),
    ):
        for group in _groups(rows, key):
            for row in group[1:]:
                first = group[0]
                if _numbered(row) != _numbered(first) and (first.number, row.number) not in told:
                    told.add((first.number, row.number))
                    found[row.number].add(
                        Doubt.PERHAPS_TWICE, where.cell(row, None), rows=_others(row, [first]), why=why
                    )


def _name_and_birth(row: Row) -> Hashable:
    return _who(row) if row.person.birth and fold(row.person.name) else None


def _phone_and_name(row: Row) -> Hashable:
    person = row.person
    return (
        (person.phones[0][0], fold(person.given_name)) if person.phones and fold(person.given_name) else None
    )


def _shared_phones(rows: Sequence[Row], found: dict[int, Findings], where: _Where) -> None:
    holders: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        for number, _ in row.person.phones:
            holders[number].append(row)
    for group in holders.values():
        for row in group if len(group) > SHARED_BY else ():
            found[row.number].add(Doubt.PHONE_SHARED, where.cell(row, Field.PHONE), count=len(group))


def findings_in_order(rows: Iterable[Row]) -> list[Finding]:
    """Every finding, row by row, left to right."""
    return [
        finding
        for row in rows
        for finding in sorted(row.findings, key=lambda f: (f.column is None, f.column or 0))
    ]
