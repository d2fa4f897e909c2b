"""The address of the one-page guide."""

from django.urls import path

from waymark.doors.guide import views

urlpatterns = [path("", views.guide, name="guide")]
