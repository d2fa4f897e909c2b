"""What is wrong or unlikely, where, and the sentence that says what to do about it."""

from dataclasses import dataclass, field

from waymark.doors.imports.choices import Doubt, Problem

SENTENCES: dict[Problem | Doubt, str] = {
    Problem.NO_HEADINGS: (
        "No row of headings was found. Near the top there needs to be one: Surname, First name, Date of birth, NHS No, Team."
    ),
    Problem.COLUMN_TWICE: "Two columns hold the same thing as '{heading}'. Keep one of them.",
    Problem.TOO_MANY_ROWS: "There are {count} rows, and {most} can be brought in at once. Split the sheet.",
    Problem.NOBODY: "There is nobody below the headings.",
    Problem.NAME_MISSING: "There is no name. Add one, or delete the row.",
    Problem.GIVEN_NAME_MISSING: "There is no first name. If this person has one name only, put it under first name.",
    Problem.NAME_ORDER: "It cannot be told which is the family name. Write it first, with a comma: Smith, John.",
    Problem.NAME_HAS_NO_LETTER: "'{said}' has no letter in it. Give the person's name.",
    Problem.NAME_PLACEHOLDER: "'{said}' stands for a name nobody knew. Give a name, or what they like to be called.",
    Problem.TOO_LONG: "This has {count} characters, and {most} can be kept. Shorten it.",
    Problem.NHS_FORMAT: "An NHS number has 10 digits, like 999 123 4567. Check it, or leave it empty if it is not known.",
    Problem.NHS_SHORTENED: "The spreadsheet has shortened this number. Make the column text and type the number again.",
    Problem.NHS_CHECK_DIGIT: "One of the digits is wrong. Check the number against the letter or card.",
    Problem.NHS_NO_SUCH_NUMBER: "No NHS number begins with these nine digits. Check it against the letter or card.",
    Problem.NHS_SAME_DIGIT: "Ten of the same digit is nobody's NHS number. Leave it empty if it is not known.",
    Problem.NHS_NOT_ISSUED: "No NHS number is in this range. Check it against the letter or card.",
    Problem.NHS_TWICE: "The same NHS number is in {rows}, with another name or birth date. Check whose it is.",
    Problem.NHS_ELSEWHERE: "This NHS number is on the record of somebody with another name. Check whose it is.",
    Problem.LOCAL_NUMBER_TWICE: "The same {heading} is in {rows}, with another name. Check whose it is.",
    Problem.ROW_TWICE: "The same person is in {rows}. Delete one of them.",
    Problem.NOT_TOLD_APART: (
        "Nothing tells this person apart from the one in {rows}. Add a birth date, a number or a telephone, or delete the row."
    ),
    Problem.BIRTH_UNREADABLE: "This cannot be read as a date. Write it like 3/2/1984, or the year alone.",
    Problem.BIRTH_NO_SUCH_DAY: "There is no such day. Check the day and month.",
    Problem.BIRTH_FUTURE: "This is in the future. Check the year.",
    Problem.BIRTH_TOO_OLD: "This is more than 120 years ago. Check the year.",
    Problem.BIRTH_PLACEHOLDER: "This day usually stands for 'not known'. Give the real date, the year alone, or leave it empty.",
    Problem.BIRTH_WHICH_CENTURY: "This can be either century. Write the year with four digits.",
    Problem.DATE_UNREADABLE: "This cannot be read as a date. Write it like 3/2/2026.",
    Problem.DATE_FUTURE: "This is in the future. Give the day it happened, or leave it empty.",
    Problem.DATE_BEFORE_BIRTH: "This is before they were born. Check it and the birth date.",
    Problem.OPENED_BEFORE_REFERRED: "This is before the referral. Check both dates.",
    Problem.HAS_DIED: "This person has died, so they are not brought in with the others. Add them by hand if their record is needed.",
    Problem.PHONE_WRONG: "This is not a telephone number. It needs 11 digits, like 07700 900123.",
    Problem.PHONE_SHORTENED: "The spreadsheet has shortened this number. Make the column text and type the number again.",
    Problem.PHONE_TWO: "There are two numbers in this cell. Put the second in a column of its own.",
    Problem.EMAIL_WRONG: "'{said}' is not an email address. An address looks like name@example.org.",
    Problem.POSTCODE_WRONG: "'{said}' is not a postcode. A postcode looks like DH1 3NJ.",
    Problem.YES_NO_UNCLEAR: "'{said}' is neither yes nor no, and their safety may hang on it. Write Yes or No.",
    Problem.TEAM_UNKNOWN: "There is no team called '{said}'. {hint}",
    Problem.TEAM_MISSING: "There is no team. Without one nobody can see this person. Add the team.",
    Problem.WORKER_UNKNOWN: "There is no worker called '{said}'. {hint}",
    Problem.WORKER_TWO: "Two workers are called '{said}'. Leave this empty and allocate the person afterwards.",
    Problem.GENDER_UNKNOWN_WORD: "'{said}' is not in the list. Use Male, Female, Non-binary, Other, Not stated or Not known.",
    Problem.ETHNICITY_UNKNOWN_WORD: "'{said}' is not in the list of ethnic categories. Use its code (A to S, Z, 99) or its words.",
    Problem.CELL_ERROR: "The spreadsheet shows {said} here. Mend the formula, or type what should stand here.",
    Problem.CELL_BEYOND: "There is something beyond the last heading ('{said}'). The row may have slipped to the side.",
    Doubt.COLUMN_IGNORED: "The column '{heading}' is not brought in.",
    Doubt.RISK_COLUMN_IGNORED: "The column '{heading}' is not brought in: no level of risk is kept of anybody.",
    Doubt.NHS_OTHER_NATION: "This is {whose} number. It is kept with their other numbers, and their NHS number is left empty.",
    Doubt.BIRTH_MONTH_FIRST: "Read as {said}, because there is no month {month}. Check it.",
    Doubt.BIRTH_SPREADSHEET_NUMBER: "The number in this cell is how a spreadsheet keeps {said}. Check it.",
    Doubt.BIRTH_FIRST_OF_JANUARY: "1 January often means that only the year is known. If so, write the year alone.",
    Doubt.BIRTH_CHILD: "This makes them {age}. Check the year.",
    Doubt.BIRTH_VERY_OLD: "This makes them {age}. Check the year.",
    Doubt.DATE_LONG_AGO: "This is more than ten years ago. Check the year.",
    Doubt.PHONE_SHARED: "This number is given for {count} people. Check that it is theirs and not the service's or a hostel's.",
    Doubt.POSTCODE_PART: "This is the first half of a postcode. It is kept; add the rest when you know it.",
    Doubt.NAME_HAS_FIGURE: "There is a figure in this name. Check it.",
    Doubt.LOOKS_LIKE_FORMULA: "This looks like a formula. It is kept as words.",
    Doubt.PERHAPS_TWICE: "This may be the same person as in {rows}: {why}. Check before you bring them in.",
    Doubt.ALREADY_HERE: "This person is here already, so the row is passed over.",
    Doubt.PERHAPS_HERE: "This person may have a record here already: {why}. Check before you bring them in.",
    Doubt.CASELOAD_OVER: "{name} would carry {count}, and the limit is {most}. They can be brought in; look at the caseload after.",
}


@dataclass(frozen=True)
class Finding:
    """One thing about one cell. `column` counts from 0, None for the whole row; `row` is the number the spreadsheet
    shows, 0 for the whole sheet.
    """

    code: Problem | Doubt
    row: int
    column: int | None
    heading: str
    sentence: str

    @property
    def is_problem(self) -> bool:
        return isinstance(self.code, Problem)


@dataclass(frozen=True)
class Cell:
    """What stands in one cell, and where."""

    row: int
    column: int | None
    heading: str
    raw: object = ""


@dataclass
class Findings:
    """Gathers what is found while a row is read."""

    found: list[Finding] = field(default_factory=list)

    def add(self, code: Problem | Doubt, cell: Cell, sentence: str = "", **words: object) -> None:
        """Note `code` against a cell. `sentence` where the rule that refused has a better one than the table."""
        said = sentence or SENTENCES[code].format(
            **{"said": shown(cell.raw), "heading": cell.heading, **words}
        )
        self.found.append(Finding(code, cell.row, cell.column, cell.heading, said))


def shown(raw: object) -> str:
    """A cell's content, short enough for a sentence."""
    text = " ".join(str(raw).split())
    return text if len(text) <= 40 else text[:39] + "…"
