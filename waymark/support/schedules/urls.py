"""Addresses of this room."""

from django.urls import URLPattern, path

from waymark.support.schedules import views

urlpatterns: list[URLPattern] = [
    path("week/", views.schedule_week, name="schedule_week"),
    path("put-in-diaries/", views.put_in_diaries, name="put_in_diaries"),
    path("person/<uuid:person_id>/", views.schedules, name="schedules"),
    path("person/<uuid:person_id>/set/", views.set_schedule, name="set_schedule"),
    path("<uuid:schedule_id>/", views.schedule, name="schedule"),
    path("<uuid:schedule_id>/end/", views.end_schedule, name="end_schedule"),
    path("<uuid:schedule_id>/with/", views.name_regular_second, name="name_regular_second"),
    path("<uuid:schedule_id>/every-two-weeks/", views.make_fortnightly, name="make_fortnightly"),
]
