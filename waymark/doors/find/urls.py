"""The address of Find."""

from django.urls import path

from waymark.doors.find import views

urlpatterns = [path("", views.find_person, name="find_person")]
