"""What a list is of, whose, and over which days; stored as codes."""

from enum import StrEnum


class Kind(StrEnum):
    PEOPLE = "people"
    CONTACTS = "contacts"


class Whose(StrEnum):
    MINE = "mine"
    TEAM = "team"


class Period(StrEnum):
    """Days counted from the day the list is opened, so that a saved list moves with it."""

    LAST_7 = "last_7"
    LAST_28 = "last_28"
    THIS_MONTH = "this_month"
    LAST_MONTH = "last_month"
    LAST_92 = "last_92"


class Format(StrEnum):
    CSV = "csv"
    XLSX = "xlsx"


KINDS = {Kind.PEOPLE: "People", Kind.CONTACTS: "Contacts"}
PERIODS = {
    Period.LAST_7: "the last 7 days",
    Period.LAST_28: "the last 28 days",
    Period.THIS_MONTH: "this month so far",
    Period.LAST_MONTH: "last month",
    Period.LAST_92: "the last 92 days",
}
FORMATS = {Format.XLSX: "A spreadsheet (xlsx)", Format.CSV: "Plain lines (CSV)"}
WHOSE = {
    Kind.PEOPLE: {Whose.MINE: "My people", Whose.TEAM: "The people of my teams"},
    Kind.CONTACTS: {Whose.MINE: "Contacts I recorded", Whose.TEAM: "Contacts of my teams"},
}
