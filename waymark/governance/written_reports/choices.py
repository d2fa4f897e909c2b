"""What a report is for."""

from enum import StrEnum


class ReportKind(StrEnum):
    """Whom it is written for."""

    REVIEW = "review"
    COURT = "court"
    HOUSING = "housing"
    OTHER = "other"


KINDS = {
    ReportKind.REVIEW: "Report for a review",
    ReportKind.COURT: "Report for a court or tribunal",
    ReportKind.HOUSING: "Report for housing",
    ReportKind.OTHER: "Report",
}
CHOICES = [
    (ReportKind.REVIEW.value, "A review"),
    (ReportKind.COURT.value, "A court or tribunal"),
    (ReportKind.HOUSING.value, "Housing"),
    (ReportKind.OTHER.value, "Somebody else"),
]
