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


TAKEN = {Taken.PLAN: "The plan, printed", Taken.PAPER: "A paper that was brought in, saved as a file"}
