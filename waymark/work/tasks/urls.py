"""Addresses of this room."""

from django.urls import URLPattern, path

from waymark.work.tasks import views

urlpatterns: list[URLPattern] = [
    path("", views.tasks, name="tasks"),
    path("new/", views.make_task, name="make_task"),
    path("<uuid:task_id>/", views.task, name="task"),
    path("<uuid:task_id>/see/", views.see_task, name="see_task"),
    path("<uuid:task_id>/finish/", views.finish_task, name="finish_task"),
    path("<uuid:task_id>/put-off/", views.put_off_task, name="put_off_task"),
    path("<uuid:task_id>/hand-over/", views.hand_over_task, name="hand_over_task"),
]
