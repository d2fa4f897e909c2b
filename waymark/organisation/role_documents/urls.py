"""Addresses of role documents."""

from django.urls import path

from waymark.organisation.role_documents import views

urlpatterns = [
    path("", views.role_documents, name="role_documents"),
    path("<uuid:document_id>/", views.role_document, name="role_document"),
    path("role/<uuid:role_id>/publish/", views.publish_role_document, name="publish_role_document"),
]
