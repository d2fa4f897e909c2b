"""The answers on the pages of alerts."""

TOLD = [("yes", "They know of it"), ("no", "They are not told, for now")]
TWO = [("no", "One may go alone"), ("yes", "Two go, always")]
KEEP = [("keep", "It stays until another day"), ("end", "It ends")]
AGREE, REVIEW = "alerts.agree", "alerts.review"
"""The sources of the two tasks of a manager: their id is the alert's."""
