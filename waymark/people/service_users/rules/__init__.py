"""Finding a person, decided on values alone: no database, no clock. Serves person-record and the find page (DUR-54, ASC-20).

`keys_of` says what a person can be found by. `read_query` reads one box of text. `wanted` says which keys to ask the database for, and
`matches` judges what came back, strongest first, and says in words why each matched. `suspicions` says when two may be one.
"""

from waymark.people.service_users.rules.alerts import wrong_with_basis, wrong_with_review, wrong_with_telling
from waymark.people.service_users.rules.confirming import ToConfirm, oldest, to_confirm
from waymark.people.service_users.rules.duplicates import (
    Known,
    Suspicion,
    are_one,
    own_number,
    suspicion,
    suspicions,
)
from waymark.people.service_users.rules.keys import Key, initials_of, keys_of, phone_key, sounds_of
from waymark.people.service_users.rules.legal import Until, has_run_out, until
from waymark.people.service_users.rules.matching import Findable, Match, Strength, matches
from waymark.people.service_users.rules.pathway import GLOSSARY, Term, gone_since, sheet_words, terms_in
from waymark.people.service_users.rules.query import Part, Query, Wanted, read_query, wanted

__all__ = [
    "GLOSSARY",
    "Findable",
    "Key",
    "Known",
    "Match",
    "Part",
    "Query",
    "Strength",
    "Suspicion",
    "Term",
    "ToConfirm",
    "Until",
    "Wanted",
    "are_one",
    "gone_since",
    "has_run_out",
    "initials_of",
    "keys_of",
    "matches",
    "oldest",
    "own_number",
    "phone_key",
    "read_query",
    "sheet_words",
    "sounds_of",
    "suspicion",
    "suspicions",
    "terms_in",
    "to_confirm",
    "until",
    "wanted",
    "wrong_with_basis",
    "wrong_with_review",
    "wrong_with_telling",
]
