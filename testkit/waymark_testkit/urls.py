"""The product's addresses, and the test kit's own."""

from django.urls import include, path

from waymark.project.urls import handler404, handler500
from waymark_testkit import views

urlpatterns = [
    path("testkit/bare/<uuid:row_id>/", views.bare, name="testkit_bare"),
    path("", include("waymark.project.urls")),
]

__all__ = ["handler404", "handler500", "urlpatterns"]
