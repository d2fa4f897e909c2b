"""Record a contact: one page writes every ledger. Serves support-sessions, case-notes, recovery-goals."""

from django.apps import AppConfig


class ContactConfig(AppConfig):
    name = "waymark.doors.contact"
    label = "contact"
