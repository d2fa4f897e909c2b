"""What of a page is printed, and which of its signs can be."""

from waymark.work.documents.rules.reading import NoPage, Read, read
from waymark.work.documents.rules.signs import NO_SIGN, printable

__all__ = ["NO_SIGN", "NoPage", "Read", "printable", "read"]
