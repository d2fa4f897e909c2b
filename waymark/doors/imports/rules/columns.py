"""Which column is which: the headings services use, in their own words, spelling, case and order."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from waymark.core.names import fold
from waymark.doors.imports.choices import Field

HEADINGS: dict[Field, str] = {
    Field.FAMILY_NAME: "surname|family name|last name|second name|familyname|lastname|sname|s name|legal surname",
    Field.GIVEN_NAME: (
        "forename|forenames|first name|first names|given name|given names|firstname|forename s|christian name|fname|"
        "legal first name"
    ),
    Field.WHOLE_NAME: "name|full name|fullname|name of person|surname forename|surname first name|family name given name",
    Field.CHOSEN_NAME: "preferred name|known as|likes to be called|chosen name|aka|goes by|name they use|preferred first name",
    Field.PREVIOUS_NAME: "previous name|previous names|maiden name|former name|other names|alias|previous surname|birth name",
    Field.PRONOUNS: "pronouns|preferred pronouns|pronoun",
    Field.BIRTH: "dob|date of birth|d o b|birth date|birthdate|birthday|born|date birth|birth",
    Field.DIED: "date of death|dod|deceased|date deceased|died|died on|rip",
    Field.NHS_NUMBER: "nhs no|nhs number|nhs|nhs num|nhsno|nhsnumber|nhs nr|nhs id",
    Field.LOCAL_NUMBER: (
        "id|ref|reference|client id|client ref|client number|client no|case number|case no|case ref|record number|local id|"
        "local number|paris id|rio number|rio no|rio id|systmone id|carenotes id|mosaic id|liquidlogic id|unique id|service user id|"
        "service user no|person id|urn|ref no|reference number|our ref"
    ),
    Field.GENDER: "gender|sex|gender identity|m f|gender m f",
    Field.ETHNICITY: "ethnicity|ethnic group|ethnic origin|ethnic category|ethnic background|ethnic code",
    Field.PHONE: (
        "phone|telephone|mobile|mobile no|mobile number|mobile phone|tel|tel no|telephone number|telephone no|phone no|phone number|"
        "home phone|home tel|home telephone|landline|contact number|contact no|contact tel|contact telephone|mob|tel home|tel mobile|"
        "telephone 1|telephone 2|phone 1|phone 2|tel 1|tel 2|other phone|alternative number|second phone"
    ),
    Field.EMAIL: "email|e mail|email address|e mail address",
    Field.ADDRESS: (
        "address|address 1|address 2|address 3|address 4|address line 1|address line 2|address line 3|address line 4|street|town|city|"
        "county|home address|current address|house|house number|road|village|town city|town or city|locality|flat"
    ),
    Field.POSTCODE: "postcode|post code|postal code|pcode|p code|zip",
    Field.ADDRESS_PROTECTED: (
        "address protected|protected address|confidential address|address confidential|s flag|sensitive address|"
        "hide address|address restricted"
    ),
    Field.GP_PRACTICE: "gp|gp practice|gp surgery|surgery|gp name|doctor|practice|registered gp|gp practice name",
    Field.TEAM: "team|locality team|team name|service team|allocated team|unit|area team",
    Field.KEY_WORKER: (
        "key worker|keyworker|worker|allocated worker|allocated to|support worker|recovery worker|str worker|lead worker|named worker|"
        "key contact|lead professional|care coordinator|care co ordinator|case worker|caseworker|allocated"
    ),
    Field.REFERRED_ON: (
        "ref date|referral date|date referred|date of referral|referred|referred on|date ref|referral received|"
        "date referral received"
    ),
    Field.REFERRED_BY: "referred by|referrer|referral source|source of referral|source|referring agency|ref by|who referred",
    Field.OPENED_ON: (
        "start date|date opened|opened|opened on|date started|started|accepted|date accepted|case opened|open date|admission date|"
        "date allocated|start"
    ),
    Field.COMMUNICATION: (
        "communication needs|communication|communication need|how to communicate|comms needs|accessible information|ais|"
        "accessible information needs|sensory needs|hearing or sight needs|communication support"
    ),
    Field.FORMAT: "format|information format|letters in|preferred format|letter format|print size|format of letters",
    Field.INTERPRETER: "interpreter|interpreter needed|interpreter required|needs interpreter|needs an interpreter|interpreter y n",
    Field.LANGUAGE: "language|first language|main language|preferred language|spoken language|language spoken",
    Field.ADJUSTMENT: "reasonable adjustments|adjustments|reasonable adjustment|access needs|accessibility needs|adjustments needed",
    Field.NO_VOICEMAIL: (
        "do not leave voicemail|no voicemail|do not leave message|no messages|do not leave messages|no voicemails|do not leave a voicemail|"
        "dont leave voicemail|no message|do not leave a message"
    ),
    Field.VOICEMAIL_OK: (
        "ok to leave voicemail|leave voicemail|ok to leave message|voicemail ok|can leave message|can leave voicemail|consent to voicemail|"
        "ok to leave a message|ok to leave voicemails|voicemail consent"
    ),
    Field.NO_POST: "do not send post|no post|no letters|do not write|do not send letters|no mail",
    Field.POST_OK: "ok to write|ok to send post|post ok|ok to post|consent to post|letters ok|ok to send letters",
    Field.NO_TEXT: "do not text|no texts|no sms|no text|do not send texts|dont text",
    Field.TEXT_OK: "ok to text|text ok|sms ok|consent to text|consent to sms|ok to send texts|text consent|sms consent",
    Field.NO_EMAIL: "do not email|no email|no emails|do not send email|do not send emails",
    Field.EMAIL_OK: "ok to email|email ok|consent to email|email consent",
    Field.NO_HOME_VISIT: "no home visits|no home visit|do not visit|do not visit at home|do not visit home",
    Field.DISCREET: "discreet|discreet contact|discretion|be discreet|family do not know|family not aware|contact discreetly",
    Field.CODE_NAME: "code name|codename|say you are|ask for|call from name",
    Field.SAFE_CONTACT: (
        "safe contact|contact notes|contact instructions|safe contact notes|how to contact|contact preferences|contact warnings|"
        "contact preference|safe to contact|notes on contact"
    ),
}
"""Headings as folded words, without 'client', 'service user' and the like in front: see `_words`."""

MAY_REPEAT = frozenset(
    {
        Field.PHONE,
        Field.ADDRESS,
        Field.LOCAL_NUMBER,
        Field.COMMUNICATION,
        Field.ADJUSTMENT,
        Field.PREVIOUS_NAME,
    }
)
"""Columns of which there may be several: two telephones, four lines of an address."""
NAMES = frozenset({Field.FAMILY_NAME, Field.GIVEN_NAME, Field.WHOLE_NAME})
_FIELD_OF = {heading: field for field, headings in HEADINGS.items() for heading in headings.split("|")}
_WHOSE = re.compile(
    r"^(clients?|service users?|sus?|patients?|persons?|people|customers?|members?|residents?|individuals?)('?s)? (?=.)"
)
_HOW = re.compile(r"\((?:dd|mm|yy|y/n|if |please|optional|required|m/f)[^)]*\)|\*", re.I)
_RISK = re.compile(r"\brisk|suicid|self harm|\brag\b|hcr ?20|danger")
HEADINGS_WITHIN = 15
"""Rows from the top in which the headings are looked for: titles, logos and notes stand above them."""


@dataclass(frozen=True)
class Column:
    """A column that is read: where it stands (0 is the first), what it holds, and what its heading says."""

    index: int
    field: Field
    heading: str


def field_of(heading: object) -> Field | None:
    """What a heading means, None when nothing we keep."""
    words = " ".join(fold(_HOW.sub(" ", str(heading or ""))))
    return _FIELD_OF.get(words) or _FIELD_OF.get(_WHOSE.sub("", words))


def columns_of(headings: Sequence[object]) -> list[Column]:
    """The columns that are read, in their order."""
    found = ((index, field_of(heading), str(heading).strip()) for index, heading in enumerate(headings))
    return [Column(index, field, heading) for index, field, heading in found if field]


def is_heading_row(row: Sequence[object]) -> bool:
    """Whether this row names columns: a name, and something else that is kept."""
    fields = {column.field for column in columns_of(row)}
    return bool(fields & NAMES) and len(fields) > 1


def heading_row(grid: Sequence[Sequence[object]]) -> int | None:
    """The first row near the top that names columns."""
    return next((at for at, row in enumerate(grid[:HEADINGS_WITHIN]) if is_heading_row(row)), None)


def repeated(columns: Sequence[Column]) -> list[Column]:
    """The columns that say again what an earlier one holds, where only one can be right."""
    seen: set[Field] = set()
    again = []
    for column in columns:
        if column.field in seen and column.field not in MAY_REPEAT:
            again.append(column)
        seen.add(column.field)
    return again


def speaks_of_risk(heading: str) -> bool:
    """Whether a column would rank people by risk. No such thing is ever brought in (rules.md 0, 3)."""
    return bool(_RISK.search(" ".join(fold(heading))))
