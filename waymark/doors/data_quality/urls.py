"""Addresses of data quality."""

from django.urls import path

from waymark.doors.data_quality import views

urlpatterns = [
    path("", views.data_quality, name="data_quality"),
    path("mine/", views.to_put_right, name="to_put_right"),
    path("<uuid:person_id>/<str:field>/", views.put_right, name="put_right"),
]
