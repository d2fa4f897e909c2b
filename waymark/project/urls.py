"""Every address, a room's first word each. An address that names no permission does not start (core/checks.py)."""

from django.urls import include, path

from waymark.project import errors

urlpatterns = [
    path("", include("waymark.doors.my_day.urls")),
    path("find/", include("waymark.doors.find.urls")),
    path("", include("waymark.organisation.staff.urls")),
    path("", include("waymark.core.urls")),
    path("services/", include("waymark.organisation.services.urls")),
    path("people/", include("waymark.people.service_users.urls")),
    path("access/", include("waymark.people.access.urls")),
    path("tasks/", include("waymark.work.tasks.urls")),
    path("due/", include("waymark.work.due.urls")),
    path("search/", include("waymark.work.search.urls")),
    path("questionnaires/", include("waymark.work.questionnaires.urls")),
    path("caseload/", include("waymark.support.caseload.urls")),
    path("referrals/", include("waymark.support.referrals.urls")),
    path("goals/", include("waymark.support.goals.urls")),
    path("diary/", include("waymark.support.diary.urls")),
    path("schedules/", include("waymark.support.schedules.urls")),
    path("advice/", include("waymark.support.advice.urls")),
    path("case-notes/", include("waymark.support.case_notes.urls")),
    path("reports/", include("waymark.support.reports.urls")),
    path("plans/", include("waymark.support.plans.urls")),
    path("measures/", include("waymark.support.measures.urls")),
    path("expenses/", include("waymark.money.expenses.urls")),
    path("sharing/", include("waymark.governance.sharing.urls")),
    path("written-reports/", include("waymark.governance.written_reports.urls")),
    path("retention/", include("waymark.governance.retention.urls")),
    path("breaches/", include("waymark.governance.breaches.urls")),
    path("information-assets/", include("waymark.governance.information_assets.urls")),
    path("subject-access/", include("waymark.governance.subject_access.urls")),
    path("information-rights/", include("waymark.governance.information_rights.urls")),
    path("record/", include("waymark.doors.record.urls")),
    path("details/", include("waymark.doors.details.urls")),
    path("alerts/", include("waymark.doors.alerts.urls")),
    path("pathway/", include("waymark.doors.pathway.urls")),
    path("duplicates/", include("waymark.doors.duplicates.urls")),
    path("api/", include("waymark.doors.api.urls")),
    path("contact/", include("waymark.doors.contact.urls")),
    path("group/", include("waymark.doors.group.urls")),
    path("team/", include("waymark.doors.team.urls")),
    path("role-documents/", include("waymark.organisation.role_documents.urls")),
    path("boards/", include("waymark.doors.boards.urls")),
    path("imports/", include("waymark.doors.imports.urls")),
    path("data-quality/", include("waymark.doors.data_quality.urls")),
    path("lists/", include("waymark.doors.lists.urls")),
    path("guide/", include("waymark.doors.guide.urls")),
]
handler400 = errors.unreadable
handler404 = errors.not_found
handler500 = errors.broken
