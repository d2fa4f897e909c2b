"""The one policy, asked by every page, search, count, export and job (rules.md 0; security.md). One declaration (`rules.decide`) over the
same dated grants gives two answers: `visible_people`, a queryset for lists and counts; `person_for` and `can`, one record. A test holds
them equal.
"""

from waymark.people.access.queries.overrides import (
    OVERRIDE,
    Offer,
    alert_for,
    alerts,
    alerts_raised,
    homes,
    offer_break_glass,
    offer_holds,
    override_banner,
    override_for,
    overrides,
    own_records,
)
from waymark.people.access.queries.people import (
    Ids,
    allocated_to,
    names_its_teams,
    people_to_read,
    readable_entries,
    visible_ids,
    visible_people,
)
from waymark.people.access.queries.records import (
    EntryAccess,
    can,
    entry_access,
    own_readable,
    person_for,
    readable,
    readable_entries_of,
    require,
)
from waymark.people.access.queries.standing import relationships
from waymark.people.access.queries.undertakings import (
    signed_undertaking,
    signers,
    undertaking_stands,
    undertaking_text,
)

__all__ = [
    "OVERRIDE",
    "EntryAccess",
    "Ids",
    "Offer",
    "alert_for",
    "alerts",
    "alerts_raised",
    "allocated_to",
    "can",
    "entry_access",
    "homes",
    "names_its_teams",
    "offer_break_glass",
    "offer_holds",
    "override_banner",
    "override_for",
    "overrides",
    "own_readable",
    "own_records",
    "people_to_read",
    "person_for",
    "readable",
    "readable_entries",
    "readable_entries_of",
    "relationships",
    "require",
    "signed_undertaking",
    "signers",
    "undertaking_stands",
    "undertaking_text",
    "visible_ids",
    "visible_people",
]
