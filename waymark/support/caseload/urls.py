"""Addresses of this room."""

from django.urls import URLPattern, path

from waymark.support.caseload import views
from waymark.support.caseload.views import bands, planner, stays

urlpatterns: list[URLPattern] = [
    path("", views.caseload, name="caseload"),
    path("workload/", views.workload, name="workload"),
    path("person/<uuid:person_id>/", views.episodes, name="episodes"),
    path("person/<uuid:person_id>/open/", views.open_episode, name="open_episode"),
    path("episode/<uuid:episode_id>/allocate/", views.allocate, name="allocate"),
    path("episode/<uuid:episode_id>/close/", views.close_episode, name="close_episode"),
    path("allocation/<uuid:allocation_id>/end/", views.end_allocation, name="end_allocation"),
    path("worker/<uuid:worker_id>/hand-over/", views.hand_over_caseload, name="hand_over_caseload"),
    path("workload/days/", stays.group_tenure, name="group_tenure"),
    path("planner/", planner.planner, name="planner"),
    path("person/<uuid:person_id>/admit/", stays.admit, name="admit"),
    path("person/<uuid:person_id>/tenure/", stays.tenure, name="tenure"),
    path("stay/<uuid:stay_id>/", stays.stay, name="stay"),
    path("stay/<uuid:stay_id>/visit/<uuid:visit_id>/keep/", stays.keep_visit, name="keep_visit"),
    path("allocation/<uuid:allocation_id>/band/", bands.change_band, name="change_band"),
    path("band/<uuid:change_id>/", bands.keep_above_band, name="keep_above_band"),
]
