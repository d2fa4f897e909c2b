"""The columns a spreadsheet of people may have, and what can be wrong with a row (issue: real input)."""

from enum import StrEnum


class Field(StrEnum):
    """What a column holds. Services call it many things: see rules/columns.py."""

    FAMILY_NAME = "family_name"
    GIVEN_NAME = "given_name"
    WHOLE_NAME = "whole_name"
    CHOSEN_NAME = "chosen_name"
    PREVIOUS_NAME = "previous_name"
    PRONOUNS = "pronouns"
    BIRTH = "birth"
    DIED = "died"
    NHS_NUMBER = "nhs_number"
    LOCAL_NUMBER = "local_number"
    GENDER = "gender"
    ETHNICITY = "ethnicity"
    PHONE = "phone"
    EMAIL = "email"
    ADDRESS = "address"
    POSTCODE = "postcode"
    ADDRESS_PROTECTED = "address_protected"
    GP_PRACTICE = "gp_practice"
    TEAM = "team"
    KEY_WORKER = "key_worker"
    REFERRED_ON = "referred_on"
    REFERRED_BY = "referred_by"
    OPENED_ON = "opened_on"
    COMMUNICATION = "communication"
    FORMAT = "format"
    INTERPRETER = "interpreter"
    LANGUAGE = "language"
    ADJUSTMENT = "adjustment"
    NO_VOICEMAIL = "no_voicemail"
    VOICEMAIL_OK = "voicemail_ok"
    NO_POST = "no_post"
    POST_OK = "post_ok"
    NO_TEXT = "no_text"
    TEXT_OK = "text_ok"
    NO_EMAIL = "no_email"
    EMAIL_OK = "email_ok"
    NO_HOME_VISIT = "no_home_visit"
    DISCREET = "discreet"
    CODE_NAME = "code_name"
    SAFE_CONTACT = "safe_contact"


class Status(StrEnum):
    """Where a sheet stands. The file is kept while it is CHECKED, WAITING or COMING_IN, and erased after."""

    CHECKED = "checked"
    WAITING = "waiting"
    COMING_IN = "coming_in"
    BROUGHT_IN = "brought_in"
    THROWN_AWAY = "thrown_away"


IN_WORDS = {
    Status.CHECKED: "Checked, not brought in",
    Status.WAITING: "Waiting to be brought in",
    Status.COMING_IN: "Being brought in",
    Status.BROUGHT_IN: "Brought in",
    Status.THROWN_AWAY: "Thrown away",
}
KEPT = frozenset({Status.CHECKED, Status.WAITING, Status.COMING_IN})
MARKED = "What to put right"
"""The heading of the last column of the copy that is sent back; passed over when the copy is brought in."""
SOUND_ROWS_ONLY = "sound_rows_only"
UNDER_WAY = frozenset({Status.WAITING, Status.COMING_IN})


class Problem(StrEnum):
    """Why a row, or the whole sheet, cannot be brought in."""

    # the sheet
    NO_HEADINGS = "no_headings"
    COLUMN_TWICE = "column_twice"
    TOO_MANY_ROWS = "too_many_rows"
    NOBODY = "nobody"
    # names
    NAME_MISSING = "name_missing"
    GIVEN_NAME_MISSING = "given_name_missing"
    NAME_ORDER = "name_order"
    NAME_HAS_NO_LETTER = "name_has_no_letter"
    NAME_PLACEHOLDER = "name_placeholder"
    TOO_LONG = "too_long"
    # NHS number and the service's own
    NHS_FORMAT = "nhs_format"
    NHS_SHORTENED = "nhs_shortened"
    NHS_CHECK_DIGIT = "nhs_check_digit"
    NHS_NO_SUCH_NUMBER = "nhs_no_such_number"
    NHS_SAME_DIGIT = "nhs_same_digit"
    NHS_NOT_ISSUED = "nhs_not_issued"
    NHS_TWICE = "nhs_twice"
    NHS_ELSEWHERE = "nhs_elsewhere"
    LOCAL_NUMBER_TWICE = "local_number_twice"
    ROW_TWICE = "row_twice"
    NOT_TOLD_APART = "not_told_apart"
    # dates
    BIRTH_UNREADABLE = "birth_unreadable"
    BIRTH_NO_SUCH_DAY = "birth_no_such_day"
    BIRTH_FUTURE = "birth_future"
    BIRTH_TOO_OLD = "birth_too_old"
    BIRTH_PLACEHOLDER = "birth_placeholder"
    BIRTH_WHICH_CENTURY = "birth_which_century"
    DATE_UNREADABLE = "date_unreadable"
    DATE_FUTURE = "date_future"
    DATE_BEFORE_BIRTH = "date_before_birth"
    OPENED_BEFORE_REFERRED = "opened_before_referred"
    HAS_DIED = "has_died"
    # how to reach them
    PHONE_WRONG = "phone_wrong"
    PHONE_SHORTENED = "phone_shortened"
    PHONE_TWO = "phone_two"
    EMAIL_WRONG = "email_wrong"
    POSTCODE_WRONG = "postcode_wrong"
    YES_NO_UNCLEAR = "yes_no_unclear"
    # the service's words
    TEAM_UNKNOWN = "team_unknown"
    TEAM_MISSING = "team_missing"
    WORKER_UNKNOWN = "worker_unknown"
    WORKER_TWO = "worker_two"
    GENDER_UNKNOWN_WORD = "gender_unknown_word"
    ETHNICITY_UNKNOWN_WORD = "ethnicity_unknown_word"
    CELL_ERROR = "cell_error"
    CELL_BEYOND = "cell_beyond"


class Doubt(StrEnum):
    """What is unlikely in a row that can be brought in. Somebody should look."""

    COLUMN_IGNORED = "column_ignored"
    RISK_COLUMN_IGNORED = "risk_column_ignored"
    NHS_OTHER_NATION = "nhs_other_nation"
    BIRTH_MONTH_FIRST = "birth_month_first"
    BIRTH_SPREADSHEET_NUMBER = "birth_spreadsheet_number"
    BIRTH_FIRST_OF_JANUARY = "birth_first_of_january"
    BIRTH_CHILD = "birth_child"
    BIRTH_VERY_OLD = "birth_very_old"
    DATE_LONG_AGO = "date_long_ago"
    PHONE_SHARED = "phone_shared"
    POSTCODE_PART = "postcode_part"
    NAME_HAS_FIGURE = "name_has_figure"
    LOOKS_LIKE_FORMULA = "looks_like_formula"
    PERHAPS_TWICE = "perhaps_twice"
    # against the records there are
    ALREADY_HERE = "already_here"
    PERHAPS_HERE = "perhaps_here"
    CASELOAD_OVER = "caseload_over"
