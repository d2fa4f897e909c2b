"""Addresses of this room."""

from django.urls import URLPattern, path

from waymark.support.caseload import views

urlpatterns: list[URLPattern] = [
    path("", views.caseload, name="caseload"),
    path("workload/", views.workload, name="workload"),
    path("person/<uuid:person_id>/", views.episodes, name="episodes"),
    path("person/<uuid:person_id>/open/", views.open_episode, name="open_episode"),
    path("episode/<uuid:episode_id>/allocate/", views.allocate, name="allocate"),
    path("episode/<uuid:episode_id>/close/", views.close_episode, name="close_episode"),
    path("allocation/<uuid:allocation_id>/end/", views.end_allocation, name="end_allocation"),
    path("worker/<uuid:worker_id>/hand-over/", views.hand_over_caseload, name="hand_over_caseload"),
]
