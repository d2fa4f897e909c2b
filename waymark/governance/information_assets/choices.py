"""The kinds of file that may come in, and what may be taken out."""

from enum import StrEnum


class FileKind(StrEnum):
    """Told by what is in the file, never by its name alone."""

    PDF = "pdf"
    PNG = "png"
    JPEG = "jpeg"
    TEXT = "text"


FILE_KINDS = {
    FileKind.PDF: "PDF",
    FileKind.PNG: "PNG picture",
    FileKind.JPEG: "JPEG picture",
    FileKind.TEXT: "Plain text",
}
MEDIA = {
    FileKind.PDF: "application/pdf",
    FileKind.PNG: "image/png",
    FileKind.JPEG: "image/jpeg",
    FileKind.TEXT: "text/plain; charset=utf-8",
}
ENDINGS = {
    FileKind.PDF: (".pdf",),
    FileKind.PNG: (".png",),
    FileKind.JPEG: (".jpg", ".jpeg"),
    FileKind.TEXT: (".txt",),
}


class Taken(StrEnum):
    """What leaves the screen."""

    PLAN = "plan"
    PAPER = "paper"
    PAGE = "page"


TAKEN = {
    Taken.PLAN: "The plan, printed",
    Taken.PAPER: "A paper that was brought in, saved as a file",
    Taken.PAGE: "A page, saved as a PDF",
}


class PaperKind(StrEnum):
    """What a paper is."""

    LETTER = "letter"
    CONSENT = "consent"
    FORM = "form"
    THEIRS = "theirs"
    REPORT = "report"
    OTHER = "other"


PAPER_KINDS = {
    PaperKind.LETTER: "Letter",
    PaperKind.CONSENT: "Consent form",
    PaperKind.FORM: "Form filled in by hand",
    PaperKind.THEIRS: "Something they wrote or drew",
    PaperKind.REPORT: "Report",
    PaperKind.OTHER: "Something else",
}


class Became(StrEnum):
    """What became of the paper a file was made from."""

    FILED = "filed"
    GIVEN_BACK = "given_back"
    DESTROYED = "destroyed"


BECAME = {
    Became.FILED: "Filed",
    Became.GIVEN_BACK: "Given back to them",
    Became.DESTROYED: "Destroyed",
}
