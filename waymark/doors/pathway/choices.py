"""The answers on the pages of the pathway."""

from waymark.people.service_users.choices import UNDERSTOOD_IN_WORDS, Understood

UNDERSTOOD = [(one.value, UNDERSTOOD_IN_WORDS[one]) for one in Understood]
LEFT = "pathway.contact"
"""The source of the task that somebody on a sheet has left: its id is theirs."""
PERIODS = [("1", "The first time"), ("2", "Renewed once"), ("3", "Renewed twice or more")]
