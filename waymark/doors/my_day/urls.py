"""Addresses of the first screen."""

from django.urls import path

from waymark.doors.my_day import views

urlpatterns = [
    path("", views.home, name="home"),
    path("my-day/", views.my_day, name="my_day"),
]
