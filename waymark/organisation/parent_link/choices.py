"""How often a worker and their link in the parent organisation meet."""

EVERY = [(1, "In a month"), (2, "In 2 months"), (3, "In 3 months"), (6, "In 6 months")]
USUAL = 2
NO_DETAILS = "No service-user details here"
"""What is said of a number or a name in words for the parent organisation: the same of each, so that it tells nothing of anybody."""
