"""How a page may be asked for."""

from enum import StrEnum


class Shape(StrEnum):
    """As a PDF in usual or in large print (18 points, as the RNIB asks for)."""

    PDF = "pdf"
    LARGE_PRINT = "large-print"


POINTS = {Shape.PDF: 11, Shape.LARGE_PRINT: 18}
