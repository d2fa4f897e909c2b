"""Telling a colleague what was noticed."""

from datetime import timedelta

TO_READ_WITHIN = timedelta(hours=24)


def must_know_words(by: str, person: str) -> str:
    """'Ann Dodds noticed something about Sam Okafor and wants you to know. Read the note.'"""
    about = f" about {person}" if person else ""
    return f"{by} noticed something{about} and wants you to know. Read the note."
